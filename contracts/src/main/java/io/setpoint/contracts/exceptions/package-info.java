/** The exception catalogue and the signals with which rules and models raise exceptions. */
@NullMarked
package io.setpoint.contracts.exceptions;

import org.jspecify.annotations.NullMarked;
