/** What inventory offers to the capabilities that sell and ship. */
@NullMarked
package io.setpoint.erp.inventory.api;

import org.jspecify.annotations.NullMarked;
