/** The language all modules speak. JDK and Jackson annotations only. */
@NullMarked
package io.setpoint.contracts;

import org.jspecify.annotations.NullMarked;
