/** The public HTTP API of erp-core as a program uses it: log in, read, post, and hear a refusal. */
@NullMarked
package io.setpoint.platform.client;

import org.jspecify.annotations.NullMarked;
