/** The configuration files of erp-core, ingest, streaming and dashboards in the embedded layout. */
@NullMarked
package io.setpoint.platform.modules;

import org.jspecify.annotations.NullMarked;
