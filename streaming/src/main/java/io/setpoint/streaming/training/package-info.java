/** Training from the event log: reading it up to its end, the models it gives, and how well they rank known cases. */
@NullMarked
package io.setpoint.streaming.training;

import org.jspecify.annotations.NullMarked;
