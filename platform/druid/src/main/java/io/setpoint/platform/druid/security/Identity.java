package io.setpoint.platform.druid.security;

import java.util.List;
import java.util.Map;
import org.apache.druid.server.security.AuthenticationResult;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param credentials how what a person may see is found; null for the platform itself
 */
record Identity(String name, @Nullable Credentials credentials) {
    static final Identity PLATFORM = new Identity("setpoint", null);

    private static final String KEY = "identity";

    /** What a person may see at this moment. */
    interface Credentials {
        /**
         * Empty if the person works nowhere.
         *
         * @throws NotKnown if the credentials are not or no longer valid
         * @throws ErpCoreAway if nobody can say
         */
        List<Visible> visible();
    }

    /** The credentials are not valid. */
    static final class NotKnown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The ERP core cannot be asked. */
    static final class ErpCoreAway extends RuntimeException {
        private static final long serialVersionUID = 1;

        ErpCoreAway(@Nullable Throwable cause) {
            super("Who asks cannot be checked while the ERP core is away", cause);
        }
    }

    AuthenticationResult result(String authorizer) {
        return new AuthenticationResult(name, authorizer, "setpoint", Map.of(KEY, this));
    }

    /** Null if the result is not of this extension. */
    static @Nullable Identity of(@Nullable AuthenticationResult result) {
        return result != null
                        && result.getContext() != null
                        && result.getContext().get(KEY) instanceof Identity identity
                ? identity
                : null;
    }
}
