@NullMarked
package io.setpoint.ingest.capture;

import org.jspecify.annotations.NullMarked;
