package io.setpoint.erp.kernel;

import io.setpoint.contracts.values.CompanyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    /**
     * Reads in a single round trip, in which the transaction begins and ends: for what is asked all day long.
     *
     * @param statements adds what is asked
     * @param reading takes the answers
     */
    public <R> R once(CompanyId company, Consumer<RoundTrip> statements, RoundTrip.Reading<R> reading) {
        return once(Map.of("setpoint.company", company.value()), statements, reading);
    }

    /** Reads outside of companies what the given transaction settings let see, in a single round trip as above. */
    public <R extends @Nullable Object> R onceOutsideCompanies(
            Map<String, String> settings, Consumer<RoundTrip> statements, RoundTrip.Reading<R> reading) {
        return once(settings, statements, reading);
    }

    /** Reads outside of companies what the given transaction settings let see. */
    public <R extends @Nullable Object> R outsideCompanies(Map<String, String> settings, Function<Handle, R> query) {
        return read(settings, query);
    }

    private <R extends @Nullable Object> R read(Map<String, String> settings, Function<Handle, R> query) {
        try (Handle handle = jdbi.open()) {
            Connection connection = handle.getConnection();
            try {
                entering(handle, settings).send().close();
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

    private <R extends @Nullable Object> R once(
            Map<String, String> settings, Consumer<RoundTrip> statements, RoundTrip.Reading<R> reading) {
        try (Handle handle = jdbi.open()) {
            // What is asked all day long is not planned anew each time.
            StringBuilder sql = new StringBuilder("select set_config('plan_cache_mode', 'force_generic_plan', true),"
                    + " set_config('enable_seqscan', 'off', true)");
            List<String> values = new ArrayList<>();
            settings.forEach((name, value) -> {
                sql.append(", set_config(?, ?, true)");
                values.add(name);
                values.add(value);
            });
            RoundTrip trip = new RoundTrip(handle).then(sql.toString(), values.toArray());
            statements.accept(trip);
            try {
                return trip.then("rollback").answer(answers -> {
                    answers.rows();
                    return reading.of(answers);
                });
            } finally {
                handle.getConnection().rollback();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static RoundTrip entering(Handle handle, Map<String, String> settings) {
        RoundTrip trip = new RoundTrip(handle);
        settings.forEach((name, value) -> trip.then("select set_config(?, ?, true)", name, value));
        return trip;
    }
}
