package io.setpoint.erp.exceptions;

import static io.setpoint.contracts.events.EventType.EXCEPTION_CLEARED;
import static io.setpoint.contracts.events.EventType.EXCEPTION_RAISED;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ExceptionCleared;
import io.setpoint.contracts.events.ExceptionRaised;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Takes a signal of a rule or a model. The id of the exception follows from its cause, and the commit stamp says which
 * of two signals knew more: so repeats, restarts and replays change nothing, and the answer is always the same.
 */
final class ReceiveSignal implements UseCase<ExceptionSignal, ReceiveSignal.Received> {
    /** Characters a signal may have as JSON. */
    static final int LONGEST = 100_000;

    record Received(ExceptionId exception) {}

    public record NewRow(
            ExceptionId exception,
            String key,
            String type,
            @Nullable SiteId site,
            String subject,
            String severity,
            String title,
            BigDecimal valueAtRisk,
            BigDecimal classWeight,
            @Nullable Instant lastSafeAt,
            String signal,
            long stamp,
            String evidenceHash,
            Instant now,
            Instant acknowledgeBy,
            Instant decideBy) {}

    interface Sql {
        @SqlQuery("select currency from company where company_id = current_company()")
        String currency();

        @SqlQuery("select exists (select from site where site_id = :site)")
        boolean siteExists(SiteId site);

        @SqlQuery("""
                select c.customer_class
                  from sales_order o join customer c using (company_id, customer_id)
                 where o.order_id = :subject
                """)
        Optional<String> customerClass(String subject);

        @SqlUpdate("""
                insert into exception (company_id, exception_id, cause_key, type, site_id, subject, severity, title,
                                       value_at_risk, class_weight, last_safe_at, signal, signal_stamp, evidence_hash,
                                       state, raised_at, acknowledge_by, decide_by)
                values (current_company(), :exception, :key, :type, :site, :subject, :severity, :title, :valueAtRisk,
                        :classWeight, :lastSafeAt, :signal, :stamp, :evidenceHash, 'OPEN', :now, :acknowledgeBy,
                        :decideBy)
                on conflict do nothing
                """)
        int insert(@BindMethods NewRow row);

        @SqlUpdate("""
                update exception
                   set title = :title, value_at_risk = :valueAtRisk, class_weight = :classWeight,
                       last_safe_at = :lastSafeAt, signal = :signal, signal_stamp = :stamp,
                       evidence_hash = :evidenceHash, version = version + 1
                 where exception_id = :exception
                """)
        void refresh(@BindMethods NewRow row);

        @SqlUpdate("""
                update exception
                   set state = 'OPEN', regressed = true, settled_at = null, raised_at = :now,
                       acknowledge_by = :acknowledgeBy, decide_by = :decideBy
                 where exception_id = :exception
                """)
        void reopen(@BindMethods NewRow row);

        @SqlUpdate("""
                update exception
                   set state = 'CLEARED', settled_at = :now, signal_stamp = :stamp, version = version + 1
                 where exception_id = :exception
                """)
        void clear(ExceptionId exception, Instant now, long stamp);

        @SqlUpdate("update exception set signal_stamp = :stamp where exception_id = :exception")
        void know(ExceptionId exception, long stamp);
    }

    /** The id that follows from a cause. */
    static ExceptionId id(String key) {
        return new ExceptionId("EX-" + sha256(key).substring(0, 16));
    }

    @Override
    public Control control() {
        return Control.of("receive-signal", "Puts an exception into the queue or takes an undecided one out.")
                .publishing(EXCEPTION_RAISED, EXCEPTION_CLEARED)
                .refusing(Problem.WRONG_COMPANY, Problem.INVALID, Problem.UNKNOWN_REFERENCE);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_EXCEPTION;
    }

    @Override
    public Object detail(ExceptionSignal signal) {
        return List.of(signal.key(), signal.action(), signal.stamp());
    }

    @Override
    public Received run(ExceptionSignal signal, Work work) {
        ExceptionType type = check(signal, work);
        ExceptionId exception = id(signal.key());
        NewRow row = row(signal, type, exception, work);
        if (signal.action() == Action.RAISED && work.sql(Sql.class).insert(row) == 1) {
            published(work, row);
            return new Received(exception);
        }
        ExceptionStore.find(work, exception)
                .filter(stored -> knowsMore(signal, stored))
                .ifPresent(stored -> follow(work, signal, row, stored));
        return new Received(exception);
    }

    /** A later commit does; of two signals of one commit the one that clears does. */
    private static boolean knowsMore(ExceptionSignal signal, ExceptionStore.Row stored) {
        return signal.stamp() > stored.signalStamp()
                || (signal.stamp() == stored.signalStamp() && signal.action() == Action.CLEARED && stored.open());
    }

    private static void follow(Work work, ExceptionSignal signal, NewRow row, ExceptionStore.Row stored) {
        Sql sql = work.sql(Sql.class);
        if (signal.action() == Action.CLEARED) {
            if (stored.open()) {
                sql.clear(row.exception(), work.now(), signal.stamp());
                work.publish(new ExceptionCleared(row.exception(), signal.happened(), work.now()), row.site());
            } else {
                sql.know(row.exception(), signal.stamp());
            }
            return;
        }
        if (!stored.open() && signal.stamp() <= micros(stored.settledAt())) {
            // The person who decided could know that already.
            sql.know(row.exception(), signal.stamp());
            return;
        }
        sql.refresh(row);
        if (!stored.open()) {
            sql.reopen(row);
        }
        published(work, row);
    }

    private static void published(Work work, NewRow row) {
        work.publish(
                new ExceptionRaised(row.exception(), row.type(), row.site(), row.subject(), row.severity(), work.now()),
                row.site());
    }

    private static ExceptionType check(ExceptionSignal signal, Work work) {
        if (!signal.company().equals(work.company().value())) {
            throw new Refused(
                    Problem.WRONG_COMPANY,
                    "The signal is of company %s, you act in %s".formatted(signal.company(), work.company()));
        }
        ExceptionType type = ExceptionType.ofCode(signal.type())
                .orElseThrow(() -> new Refused(Problem.INVALID, "There is no exception type " + signal.type()));
        if (!signal.key().startsWith(signal.company() + "|" + signal.type() + "|")) {
            throw new Refused(Problem.INVALID, "The key begins with company|type|");
        }
        if (signal.valueAtRisk().amount().signum() < 0) {
            throw new Refused(Problem.INVALID, "valueAtRisk is negative");
        }
        Sql sql = work.sql(Sql.class);
        // what is cleared puts nothing at risk, in no currency
        if (signal.action() == Action.RAISED
                && !signal.valueAtRisk().currency().getCurrencyCode().equals(sql.currency())) {
            throw new Refused(Problem.INVALID, "valueAtRisk is in the company's currency, " + sql.currency());
        }
        if (signal.site() != null) {
            SiteId site = new SiteId(signal.site());
            if (!sql.siteExists(site)) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + site);
            }
            work.requireAt(Permission.RAISE_EXCEPTION, site);
        }
        return type;
    }

    private static NewRow row(ExceptionSignal signal, ExceptionType type, ExceptionId exception, Work work) {
        String json = json(signal);
        if (json.length() > LONGEST) {
            throw new Refused(Problem.INVALID, "A signal has at most " + LONGEST + " characters");
        }
        BigDecimal weight = work.sql(Sql.class)
                .customerClass(signal.subject())
                .map(QueuePriority::weight)
                .orElse(QueuePriority.NEUTRAL);
        Instant lastSafeAt = signal.lastSafeAt();
        return new NewRow(
                exception,
                signal.key(),
                type.code(),
                signal.site() == null ? null : new SiteId(signal.site()),
                signal.subject(),
                type.severity().name(),
                signal.title(),
                signal.valueAtRisk().amount(),
                weight,
                lastSafeAt == null ? null : lastSafeAt.truncatedTo(ChronoUnit.MICROS),
                json,
                signal.stamp(),
                sha256(json),
                work.now(),
                work.now().plus(type.acknowledgeWithin()),
                work.now().plus(type.decideWithin()));
    }

    private static long micros(@Nullable Instant instant) {
        return instant == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static String json(ExceptionSignal signal) {
        try {
            return Json.events().writeValueAsString(signal);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
