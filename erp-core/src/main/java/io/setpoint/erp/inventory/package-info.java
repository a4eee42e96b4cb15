/**
 * Stock and what changes it by hand: receipts and their put-away, cycle counts, adjustments, moves within a site and
 * transfers between sites, holds, and the lots of tracked items. The ledger {@code stock_move} is append-only; {@code
 * stock}, {@code stock_bin} and {@code stock_lot} are its sums, kept under row locks in the same transaction. Every use
 * case locks in this order: its document, the person's rolling total, stock by item, lots, the room of the site's bins,
 * the rest.
 */
@NullMarked
package io.setpoint.erp.inventory;

import org.jspecify.annotations.NullMarked;
