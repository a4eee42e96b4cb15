/** Shipments: picked by scan, packed, shipped, proved delivered. */
@NullMarked
package io.setpoint.erp.shipping;

import org.jspecify.annotations.NullMarked;
