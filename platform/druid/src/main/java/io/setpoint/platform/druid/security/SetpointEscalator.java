package io.setpoint.platform.druid.security;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.druid.java.util.http.client.CredentialedHttpClient;
import org.apache.druid.java.util.http.client.HttpClient;
import org.apache.druid.java.util.http.client.auth.BasicCredentials;
import org.apache.druid.server.security.AuthenticationResult;
import org.apache.druid.server.security.Escalator;

/** What Druid's services say to each other they say as the platform. */
public final class SetpointEscalator implements Escalator {
    private final String internalPassword;
    private final String authorizer;

    /** From {@code druid.escalator.*}. */
    @JsonCreator
    public SetpointEscalator(
            @JsonProperty("internalPassword") String internalPassword,
            @JsonProperty("authorizerName") String authorizer) {
        this.internalPassword = internalPassword;
        this.authorizer = authorizer;
    }

    @Override
    public HttpClient createEscalatedClient(HttpClient client) {
        return new CredentialedHttpClient(new BasicCredentials(Identity.PLATFORM.name(), internalPassword), client);
    }

    @Override
    public AuthenticationResult createEscalatedAuthenticationResult() {
        return Identity.PLATFORM.result(authorizer);
    }
}
