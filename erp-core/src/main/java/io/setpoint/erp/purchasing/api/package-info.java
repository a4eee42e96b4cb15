/** What purchasing offers to other capabilities: the supply that is on its way. */
@NullMarked
package io.setpoint.erp.purchasing.api;

import org.jspecify.annotations.NullMarked;
