/** The one way a use case runs: transaction, tenant, rights, events, audit and idempotency; and the one way to read. */
@NullMarked
package io.setpoint.erp.kernel;

import org.jspecify.annotations.NullMarked;
