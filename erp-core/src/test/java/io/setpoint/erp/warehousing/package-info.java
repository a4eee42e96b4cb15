/** Tasks and waves of a warehouse against PostgreSQL. */
@NullMarked
package io.setpoint.erp.warehousing;

import org.jspecify.annotations.NullMarked;
