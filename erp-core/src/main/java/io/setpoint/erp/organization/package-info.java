/** Companies, their sites and bins, and the day they went live. */
@NullMarked
package io.setpoint.erp.organization;

import org.jspecify.annotations.NullMarked;
