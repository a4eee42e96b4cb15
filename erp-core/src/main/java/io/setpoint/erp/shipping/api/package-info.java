/** What shipping offers to other capabilities: picks, confirmed within their own transaction. */
@NullMarked
package io.setpoint.erp.shipping.api;

import org.jspecify.annotations.NullMarked;
