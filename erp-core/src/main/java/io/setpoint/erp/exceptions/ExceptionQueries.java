package io.setpoint.erp.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ExceptionCleared;
import io.setpoint.contracts.events.ExceptionCommented;
import io.setpoint.contracts.events.ExceptionDecided;
import io.setpoint.contracts.events.ExceptionOwned;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.AllowUnusedBindings;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of the exception queue. */
final class ExceptionQueries {
    /** How full the tabs are, and what is at stake in all that is open. */
    public record Summary(Map<String, Integer> tabs, BigDecimal valueAtRisk, String currency) {}

    public record Row(
            ExceptionId exceptionId,
            String type,
            @Nullable SiteId siteId,
            String subject,
            String severity,
            String title,
            BigDecimal valueAtRisk,
            String currency,
            BigDecimal classWeight,
            @Nullable Instant lastSafeAt,
            Instant acknowledgeBy,
            Instant decideBy,
            Instant dueAt,
            ExceptionState state,
            boolean regressed,
            @Nullable PersonId owner,
            @Nullable String ownerName,
            Instant raisedAt,
            @Nullable Instant settledAt,
            int version,
            BigDecimal rank) {
        ExceptionView view(Instant asOf) {
            Optional<ExceptionType> known = ExceptionType.ofCode(type);
            return new ExceptionView(
                    exceptionId,
                    type,
                    known.map(ExceptionType::title).orElse(type),
                    known.map(kind -> kind.family().name()).orElse(""),
                    severity,
                    siteId,
                    subject,
                    title,
                    valueAtRisk,
                    currency,
                    classWeight,
                    lastSafeAt,
                    acknowledgeBy,
                    decideBy,
                    dueAt,
                    state == ExceptionState.OPEN
                            ? QueuePriority.of(valueAtRisk, classWeight, dueAt, asOf)
                                    .setScale(2, RoundingMode.HALF_UP)
                            : null,
                    state,
                    regressed,
                    owner,
                    ownerName,
                    raisedAt,
                    settledAt,
                    version);
        }
    }

    public record Stored(String signal, String evidenceHash) {}

    public record Happened(UUID id, String type, Instant recordedAt, String actor, String payload) {}

    interface Sql {
        String COLUMNS = """
                select e.exception_id, e.type, e.site_id, e.subject, e.severity, e.title, e.value_at_risk, c.currency,
                       e.class_weight, e.last_safe_at, e.acknowledge_by, e.decide_by, e.due_at, e.state, e.regressed,
                       e.owner, p.name as owner_name, e.raised_at, e.settled_at, e.version, <rank> as rank
                  from exception e
                  join company c using (company_id)
                  left join person p on p.person_id = e.owner
                """;

        @SqlQuery(COLUMNS + """
                 where <condition>
                   and (:type::text is null or e.type = :type)
                   and (:site::text is null or e.site_id = :site)
                   and (:everywhere or e.site_id is null or e.site_id = any(:sites))
                   and (:afterRank::numeric is null or (<rank>, e.exception_id) \\< (:afterRank::numeric, :afterId::text))
                 order by rank desc, e.exception_id desc
                 limit :limit
                """)
        @AllowUnusedBindings
        @RegisterConstructorMapper(Row.class)
        List<Row> list(
                @Define String rank,
                @Define String condition,
                @Nullable String type,
                @Nullable SiteId site,
                boolean everywhere,
                List<SiteId> sites,
                PersonId person,
                Instant asOf,
                @Nullable BigDecimal afterRank,
                @Nullable String afterId,
                int limit);

        @SqlQuery(COLUMNS + " where e.exception_id = :exception")
        @RegisterConstructorMapper(Row.class)
        Optional<Row> find(@Define String rank, ExceptionId exception);

        @SqlQuery("select signal, evidence_hash from exception where exception_id = :exception")
        @RegisterConstructorMapper(Stored.class)
        Stored signal(ExceptionId exception);

        @SqlQuery("""
                select id, type, recorded_at, actor, payload
                  from event
                 where aggregateid = :exception and aggregatetype = 'exception'
                 order by recorded_at, seq
                """)
        @RegisterConstructorMapper(Happened.class)
        List<Happened> history(ExceptionId exception);

        @SqlQuery("""
                select count(*)
                  from exception e
                 where <condition>
                   and (:everywhere or e.site_id is null or e.site_id = any(:sites))
                """)
        @AllowUnusedBindings
        int count(@Define String condition, boolean everywhere, List<SiteId> sites, PersonId person, Instant asOf);

        @SqlQuery("""
                select coalesce(sum(value_at_risk), 0)
                  from exception e
                 where e.state = 'OPEN' and (:everywhere or e.site_id is null or e.site_id = any(:sites))
                """)
        BigDecimal valueAtRisk(boolean everywhere, List<SiteId> sites);

        @SqlQuery("select currency from company where company_id = current_company()")
        String currency();
    }

    private ExceptionQueries() {}

    /** One tab of the queue. The pages of one listing are ranked as at its first page. */
    static Page<ExceptionView> list(
            Handle handle,
            Actor actor,
            QueueTab tab,
            @Nullable String type,
            @Nullable SiteId site,
            @Nullable QueueSort asked,
            @Nullable String cursor,
            @Nullable Integer limit,
            Instant now) {
        int size = Page.limit(limit);
        QueueSort sort = asked != null ? asked : tab == QueueTab.DONE ? QueueSort.NEWEST : QueueSort.PRIORITY;
        RankCursor after = RankCursor.parse(cursor, now);
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        Page<Row> rows = Page.of(
                handle.attach(Sql.class)
                        .list(
                                sort.rank(),
                                tab.condition(),
                                type,
                                site,
                                sites.isEmpty(),
                                sites.orElse(List.of()),
                                actor.person(),
                                after.asOf(),
                                after.rank(),
                                after.id(),
                                size + 1),
                size,
                row -> RankCursor.of(after.asOf(), row.rank(), row.exceptionId().value()));
        return new Page<>(rows.items().stream().map(row -> row.view(now)).toList(), rows.next());
    }

    static Summary summary(Handle handle, Actor actor, Instant now) {
        Optional<List<SiteId>> sites = actor.sitesOf(Permission.VIEW).map(List::copyOf);
        Sql sql = handle.attach(Sql.class);
        Map<String, Integer> tabs = new LinkedHashMap<>();
        for (QueueTab tab : QueueTab.values()) {
            tabs.put(
                    tab.code(),
                    sql.count(tab.condition(), sites.isEmpty(), sites.orElse(List.of()), actor.person(), now));
        }
        return new Summary(tabs, sql.valueAtRisk(sites.isEmpty(), sites.orElse(List.of())), sql.currency());
    }

    static ExceptionPage page(Handle handle, Actor actor, Remedies remedies, ExceptionId exception, Instant now) {
        ExceptionView view = view(handle, exception, now);
        SiteId site = view.site();
        if (site != null && !actor.mayAt(Permission.VIEW, site)) {
            throw unknown(exception);
        }
        Sql sql = handle.attach(Sql.class);
        Stored stored = sql.signal(exception);
        ExceptionSignal signal = read(stored.signal(), ExceptionSignal.class);
        ExceptionType type = ExceptionType.ofCode(view.type()).orElseThrow(() -> unknown(exception));
        return new ExceptionPage(
                view,
                signal.happened(),
                signal.because(),
                signal.counterfactual(),
                signal.stamp(),
                signal.evidence(),
                stored.evidenceHash(),
                remedies.options(
                        handle, actor, type.remedies(), view.subject(), site, view.state() == ExceptionState.OPEN),
                sql.history(exception).stream().map(ExceptionQueries::step).toList());
    }

    static ExceptionView view(Handle handle, ExceptionId exception, Instant now) {
        return handle.attach(Sql.class)
                .find("0", exception)
                .orElseThrow(() -> unknown(exception))
                .view(now);
    }

    private static ExceptionPage.Step step(Happened happened) {
        String summary = EventType.ofCode(happened.type())
                .map(type -> summary(read(happened.payload(), type.data())))
                .orElse(happened.type());
        return new ExceptionPage.Step(
                happened.id().toString(), happened.type(), happened.recordedAt(), happened.actor(), summary);
    }

    private static String summary(DomainEvent event) {
        if (event instanceof ExceptionOwned owned) {
            return "Taken by " + owned.owner();
        }
        if (event instanceof ExceptionCommented commented) {
            return commented.text();
        }
        if (event instanceof ExceptionCleared cleared) {
            return "Went away: " + cleared.why();
        }
        if (event instanceof ExceptionDecided decided) {
            return decided.decision()
                    + (decided.remedy() == null ? "" : " with " + decided.remedy())
                    + (decided.why() == null ? "" : ": " + decided.why());
        }
        return "Raised";
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.events().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the log holds JSON that cannot be read", e);
        }
    }

    private static Refused unknown(ExceptionId exception) {
        return new Refused(Problem.NOT_FOUND, "There is no exception " + exception);
    }

    /** Where a page of the queue begins, and the moment its ranks are of. */
    private record RankCursor(
            Instant asOf,
            @Nullable BigDecimal rank,
            @Nullable String id) {
        static RankCursor parse(@Nullable String cursor, Instant now) {
            if (cursor == null) {
                return new RankCursor(now, null, null);
            }
            String[] parts = cursor.split("~", -1);
            try {
                return new RankCursor(
                        Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                        new BigDecimal(parts[1]),
                        new ExceptionId(parts[2]).value());
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new Refused(Problem.INVALID, "The cursor is none of ours");
            }
        }

        static String of(Instant asOf, BigDecimal rank, String id) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, asOf) + "~" + rank.toPlainString() + "~" + id;
        }
    }
}
