package io.setpoint.platform.druid.security;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.google.inject.Binder;
import java.util.List;
import org.apache.druid.initialization.DruidModule;

/** Makes the type {@code setpoint} known to {@code druid.auth.*} and {@code druid.escalator.*}. */
public final class SecurityModule implements DruidModule {
    private static final String TYPE = "setpoint";

    @Override
    public void configure(Binder binder) {
        // Everything is made from properties, by its type.
    }

    @Override
    public List<? extends Module> getJacksonModules() {
        return List.of(new SimpleModule("SetpointSecurity")
                .registerSubtypes(
                        new NamedType(SetpointAuthenticator.class, TYPE),
                        new NamedType(SetpointAuthorizer.class, TYPE),
                        new NamedType(SetpointEscalator.class, TYPE),
                        new NamedType(RowPolicy.class, TYPE)));
    }
}
