/** The event log as a stream: reading it, its watermarks, and operators that see each commit only when it is complete. */
@NullMarked
package io.setpoint.streaming.log;

import org.jspecify.annotations.NullMarked;
