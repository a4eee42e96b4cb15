/** Which parts make up the embedded platform, in one process or one process each. */
@NullMarked
package io.setpoint.platform.layout;

import org.jspecify.annotations.NullMarked;
