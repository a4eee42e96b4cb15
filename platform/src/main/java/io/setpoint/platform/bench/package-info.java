/** What the hot verbs of erp-core cost, against floors of the same run: {@code ./setpoint bench}. */
@NullMarked
package io.setpoint.platform.bench;

import org.jspecify.annotations.NullMarked;
