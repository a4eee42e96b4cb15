/**
 * Stock and what changes it by hand: receipts, cycle counts, adjustments, transfers between sites, and holds. The ledger
 * {@code stock_move} is append-only; {@code stock} and {@code stock_bin} are its sums, kept under row locks in the same
 * transaction. Every use case locks in this order: its document, the person's rolling total, stock by item, the rest.
 */
@NullMarked
package io.setpoint.erp.inventory;

import org.jspecify.annotations.NullMarked;
