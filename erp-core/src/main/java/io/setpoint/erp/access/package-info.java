/** Who may do what: people, machine principals, roles per company and site, log-in and sessions. */
@NullMarked
package io.setpoint.erp.access;

import org.jspecify.annotations.NullMarked;
