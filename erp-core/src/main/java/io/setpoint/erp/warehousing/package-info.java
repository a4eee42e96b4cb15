/**
 * Work in the warehouse: pick, pack and ship tasks that follow from orders and shipments, who took them, and waves that
 * pick several orders in one walk. Every use case locks the wave first, then its orders by number, then stock by item.
 */
@NullMarked
package io.setpoint.erp.warehousing;

import org.jspecify.annotations.NullMarked;
