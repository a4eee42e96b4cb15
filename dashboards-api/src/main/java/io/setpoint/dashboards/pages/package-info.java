/** The web interface: its files, the libraries it uses and the headers that protect it. */
@NullMarked
package io.setpoint.dashboards.pages;

import org.jspecify.annotations.NullMarked;
