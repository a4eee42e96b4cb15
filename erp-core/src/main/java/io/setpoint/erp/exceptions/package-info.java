/**
 * The exception queue: signals of rules and models come in, people own, comment and decide. A decision posts its remedy
 * through the api of the capability concerned, in the same transaction and under the decider's own rights.
 */
@NullMarked
package io.setpoint.erp.exceptions;

import org.jspecify.annotations.NullMarked;
