/** What access offers to other capabilities. */
@NullMarked
package io.setpoint.erp.access.api;

import org.jspecify.annotations.NullMarked;
