/** What inventory offers to the capabilities that sell, ship, take back and decide, within their own transaction. */
@NullMarked
package io.setpoint.erp.inventory.api;

import org.jspecify.annotations.NullMarked;
