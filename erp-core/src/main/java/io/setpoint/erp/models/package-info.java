/** The model registry: files with hash, origin and metrics; only another person than the trainer lets one score. */
@NullMarked
package io.setpoint.erp.models;

import org.jspecify.annotations.NullMarked;
