package io.setpoint.platform.druid.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import org.apache.druid.server.security.AuthenticationResult;
import org.apache.druid.server.security.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * Knows the platform by its password, and people by what the ERP core says of a token ({@code Authorization: Bearer}, or
 * Basic with the user {@code token}) or of a name and password (Basic). Over JDBC they stand in {@code user} and {@code
 * password}.
 */
public final class SetpointAuthenticator implements Authenticator {
    private static final String TOKEN = "token";

    private final Sessions sessions;
    private final String internalPassword;
    private final String authorizer;
    private final boolean people;

    /**
     * From {@code druid.auth.authenticator.<name>.*}.
     *
     * @param erpCore address of the ERP core
     * @param people whether people may ask this service; the platform always may
     */
    @JsonCreator
    public SetpointAuthenticator(
            @JsonProperty("erpCore") URI erpCore,
            @JsonProperty("internalPassword") String internalPassword,
            @JsonProperty("authorizerName") String authorizer,
            @JsonProperty("people") boolean people) {
        this.sessions = new Sessions(erpCore);
        this.internalPassword = internalPassword;
        this.authorizer = authorizer;
        this.people = people;
    }

    @Override
    public Filter getFilter() {
        return new SetpointFilter(this);
    }

    AuthenticationResult result(Identity identity) {
        return identity.result(authorizer);
    }

    boolean admitsPeople() {
        return people;
    }

    /** Who a header names; null if it is malformed or names the platform wrongly. People are not checked yet. */
    @Nullable
    Identity identity(String authorization) {
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return identity(TOKEN, authorization.substring(7).strip());
        }
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            String[] both = new String(
                            Base64.getDecoder()
                                    .decode(authorization.substring(6).strip()),
                            UTF_8)
                    .split(":", 2);
            return both.length == 2 ? identity(both[0], both[1]) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable Identity identity(String user, String password) {
        if (user.equals(Identity.PLATFORM.name())) {
            return MessageDigest.isEqual(password.getBytes(UTF_8), internalPassword.getBytes(UTF_8))
                    ? Identity.PLATFORM
                    : null;
        }
        return user.equals(TOKEN)
                ? new Identity(TOKEN, sessions.ofToken(password))
                : new Identity(user, sessions.ofPassword(user, password));
    }

    @Override
    public @Nullable AuthenticationResult authenticateJDBCContext(Map<String, Object> context) {
        if (context.get("user") instanceof String user && context.get("password") instanceof String password) {
            Identity identity = identity(user, password);
            if (identity != null && isKnown(identity)) {
                return result(identity);
            }
        }
        return null;
    }

    private boolean isKnown(Identity identity) {
        Identity.Credentials credentials = identity.credentials();
        if (credentials == null) {
            return true;
        }
        try {
            credentials.visible();
            return people;
        } catch (Identity.NotKnown e) {
            return false;
        }
    }

    @Override
    public String getAuthChallengeHeader() {
        return "Basic realm=\"Setpoint\"";
    }

    @Override
    public @Nullable Class<? extends Filter> getFilterClass() {
        return null;
    }

    @Override
    public @Nullable Map<String, String> getInitParameters() {
        return null;
    }

    @Override
    @SuppressWarnings("deprecation") // what takes its place asks this by default
    public String getPath() {
        return "/*";
    }

    @Override
    public @Nullable EnumSet<DispatcherType> getDispatcherType() {
        return null;
    }
}
