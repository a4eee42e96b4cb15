/** What a company's template sets up in other capabilities, and the gate that its history comes in by. */
@NullMarked
package io.setpoint.erp.organization.api;

import org.jspecify.annotations.NullMarked;
