@NullMarked
package io.setpoint.ingest.signals;

import org.jspecify.annotations.NullMarked;
