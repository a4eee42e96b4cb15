/** The rules between capabilities, and code that breaks them on purpose. */
@NullMarked
package io.setpoint.erp.architecture;

import org.jspecify.annotations.NullMarked;
