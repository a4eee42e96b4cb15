/** Rules: decisions on documents that need no model, each with an id and a version. */
@NullMarked
package io.setpoint.streaming.rules;

import org.jspecify.annotations.NullMarked;
