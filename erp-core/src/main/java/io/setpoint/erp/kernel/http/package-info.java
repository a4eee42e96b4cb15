/** What all HTTP resources share: authentication, the caller, problem+json, answers with their position. */
@NullMarked
package io.setpoint.erp.kernel.http;

import org.jspecify.annotations.NullMarked;
