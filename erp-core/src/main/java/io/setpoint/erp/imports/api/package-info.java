/** What a capability says about the files it takes. */
@NullMarked
package io.setpoint.erp.imports.api;

import org.jspecify.annotations.NullMarked;
