/** The topics of the platform and how each is kept. */
@NullMarked
package io.setpoint.ingest.topics;

import org.jspecify.annotations.NullMarked;
