/** Kafka as one KRaft node, broker and controller in one. */
@NullMarked
package io.setpoint.platform.kafka;

import org.jspecify.annotations.NullMarked;
