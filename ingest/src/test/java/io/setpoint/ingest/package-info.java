@NullMarked
package io.setpoint.ingest;

import org.jspecify.annotations.NullMarked;
