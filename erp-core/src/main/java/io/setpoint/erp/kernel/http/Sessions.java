package io.setpoint.erp.kernel.http;

import java.util.Optional;

/** Knows whose session a token opens. */
public interface Sessions {
    /** Empty if the token is unknown or expired. */
    Optional<Principal> find(String token);

    /** Roles have changed: what is remembered of them does not hold any more. */
    void forget();
}
