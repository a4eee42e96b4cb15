/** What other capabilities may ask of inventory, within their own transaction. */
@NullMarked
package io.setpoint.erp.inventory.api;

import org.jspecify.annotations.NullMarked;
