package io.setpoint.erp.kernel;

import io.setpoint.contracts.values.CompanyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads in one snapshot, inside one company, and can write nothing. */
public final class Reads {
    private final Jdbi jdbi;

    /** The pool behind {@code jdbi} is a {@link Database#readPool}. */
    public Reads(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public <R extends @Nullable Object> R in(CompanyId company, Function<Handle, R> query) {
        return read(Map.of("setpoint.company", company.value()), query);
    }

    /** Reads outside of companies what the given transaction settings let see. */
    public <R extends @Nullable Object> R outsideCompanies(Map<String, String> settings, Function<Handle, R> query) {
        return read(settings, query);
    }

    private <R extends @Nullable Object> R read(Map<String, String> settings, Function<Handle, R> query) {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            try {
                RoundTrip trip = new RoundTrip(connection);
                settings.forEach((name, value) -> trip.then("select set_config(?, ?, true)", name, value));
                trip.send().close();
                return query.apply(handle);
            } catch (SQLException e) {
                throw new DatabaseFailure(e);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
