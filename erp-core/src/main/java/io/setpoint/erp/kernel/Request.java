package io.setpoint.erp.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, and the conditions of the request.
 *
 * @param idempotencyKey a repeat with the same key and command gets the first answer; null for no such promise
 * @param ifMatch the version the change was decided on; null if none was given
 */
public record Request(
        Actor actor,
        @Nullable String idempotencyKey,
        @Nullable Integer ifMatch) {}
