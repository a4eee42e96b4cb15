/** Where an installation lies and what it listens on: program files, data folder, ports, passwords. */
@NullMarked
package io.setpoint.platform.installation;

import org.jspecify.annotations.NullMarked;
