/** What {@code ./setpoint demo} adds to a started platform: the simulated distributor, its models, its daily business. */
@NullMarked
package io.setpoint.platform.demo;

import org.jspecify.annotations.NullMarked;
