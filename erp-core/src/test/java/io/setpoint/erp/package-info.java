/** Tests of the whole module and the fixture all its tests use. */
@NullMarked
package io.setpoint.erp;

import org.jspecify.annotations.NullMarked;
