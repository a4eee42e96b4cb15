/** What rules and models say: signals on their way to the exception queue. */
@NullMarked
package io.setpoint.streaming.signals;

import org.jspecify.annotations.NullMarked;
