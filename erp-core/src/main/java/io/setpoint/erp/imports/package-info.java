/**
 * Files of master data: checked row by row without writing, committed all or none through the use cases of their kind,
 * and taken back while nothing was built on them.
 */
@NullMarked
package io.setpoint.erp.imports;

import org.jspecify.annotations.NullMarked;
