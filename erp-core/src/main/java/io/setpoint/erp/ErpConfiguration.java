package io.setpoint.erp;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.access.api.PasswordCost;
import org.jspecify.annotations.Nullable;

/** The configuration file of the ERP core. */
final class ErpConfiguration extends Configuration {
    @JsonProperty
    private @Nullable DatabaseSection database;

    @JsonProperty
    private @Nullable OwnerSection owner;

    @JsonProperty
    private @Nullable BootstrapSection bootstrap;

    @JsonProperty
    private @Nullable RolesSection roles;

    @JsonProperty
    private @Nullable PasswordCost passwordCost;

    /**
     * The application's access: row-level security holds for this role.
     *
     * @param poolSize connections, 8 if not said
     */
    record DatabaseSection(
            String url,
            String user,
            String password,
            @Nullable Integer poolSize) {
        private static final int DEFAULT_POOL = 8;

        int size() {
            return poolSize == null ? DEFAULT_POOL : poolSize;
        }
    }

    /** The owner of the schema, who migrates it at start; absent where somebody else does. */
    record OwnerSection(String user, String password) {}

    /** The first person, made if there is none. */
    record BootstrapSection(PersonId person, String name, String password) {}

    /** Passwords of the two other roles of the database; without them their log-in is left as it is. */
    record RolesSection(
            @Nullable String capturePassword, @Nullable String oraclePassword) {}

    DatabaseSection database() {
        DatabaseSection section = database;
        if (section == null) {
            throw new IllegalArgumentException("the configuration names no database");
        }
        return section;
    }

    @Nullable
    OwnerSection owner() {
        return owner;
    }

    @Nullable
    BootstrapSection bootstrap() {
        return bootstrap;
    }

    RolesSection roles() {
        return roles == null ? new RolesSection(null, null) : roles;
    }

    PasswordCost passwordCost() {
        return passwordCost == null ? PasswordCost.OWASP : passwordCost;
    }
}
