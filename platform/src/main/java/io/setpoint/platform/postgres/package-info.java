/** PostgreSQL as a process of its own, from the binaries Maven fetched. */
@NullMarked
package io.setpoint.platform.postgres;

import org.jspecify.annotations.NullMarked;
