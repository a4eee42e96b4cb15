/** The only writer of business state: capabilities, the use-case runner and the HTTP server. */
@NullMarked
package io.setpoint.erp;

import org.jspecify.annotations.NullMarked;
