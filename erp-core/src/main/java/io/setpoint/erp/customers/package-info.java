/** Customers and their classes. */
@NullMarked
package io.setpoint.erp.customers;

import org.jspecify.annotations.NullMarked;
