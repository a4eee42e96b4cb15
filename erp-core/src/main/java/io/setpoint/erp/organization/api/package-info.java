/** What a company's template sets up in other capabilities. */
@NullMarked
package io.setpoint.erp.organization.api;

import org.jspecify.annotations.NullMarked;
