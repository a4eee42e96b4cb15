/**
 * Who may ask Druid what: people of Setpoint read the rows of their companies and sites, over HTTP and JDBC, by SQL and
 * native queries; the platform itself may do everything. Druid loads it as an extension.
 */
@NullMarked
package io.setpoint.platform.druid.security;

import org.jspecify.annotations.NullMarked;
