/** The interface as a person meets it: real Chromium on the running platform, and what can be checked without it. */
@NullMarked
package io.setpoint.platform.browser;

import org.jspecify.annotations.NullMarked;
