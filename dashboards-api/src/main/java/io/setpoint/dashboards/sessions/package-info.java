/** Who is calling: sessions of the ERP core, the browser's cookie and its protection against other sites. */
@NullMarked
package io.setpoint.dashboards.sessions;

import org.jspecify.annotations.NullMarked;
