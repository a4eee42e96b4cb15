/** What units offer to the capabilities whose documents people type. */
@NullMarked
package io.setpoint.erp.units.api;

import org.jspecify.annotations.NullMarked;
