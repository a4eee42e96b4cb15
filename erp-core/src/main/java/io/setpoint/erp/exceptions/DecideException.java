package io.setpoint.erp.exceptions;

import static io.setpoint.contracts.events.EventType.ADJUSTMENT_POSTED;
import static io.setpoint.contracts.events.EventType.ADJUSTMENT_PROPOSED;
import static io.setpoint.contracts.events.EventType.ADJUSTMENT_REJECTED;
import static io.setpoint.contracts.events.EventType.BACKORDER_ALLOCATED;
import static io.setpoint.contracts.events.EventType.EXCEPTION_DECIDED;
import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;
import static io.setpoint.contracts.events.EventType.ORDER_LINE_CANCELLED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.Decision;
import io.setpoint.contracts.events.ExceptionDecided;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.exceptions.ExceptionType.Remedy;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A person decides an exception. The remedy is posted in the same transaction, by the use case it belongs to and with
 * all of that one's controls; if it is refused, so is the decision, and nothing is written.
 */
final class DecideException implements UseCase<DecideException.Command, ExceptionView> {
    private static final int LONGEST = 2_000;

    /**
     * What was decided.
     *
     * @param remedy may be left out where the decision allows one only
     */
    record Command(
            ExceptionId exception,
            Decision decision,
            @Nullable Remedy remedy,
            @Nullable String why) {}

    /** Who settled it, and how. */
    public record Last(Decision decision, PersonId decidedBy, Instant decidedAt) {}

    interface Sql {
        @SqlUpdate("""
                insert into exception_decision (company_id, exception_id, decision_no, decision, remedy, why, decided_by,
                                                decided_at, evidence_hash, seen_version)
                select current_company(), :exception, 1 + count(*), :decision, :remedy, :why, :person, :now,
                       :evidenceHash, :version
                  from exception_decision
                 where exception_id = :exception
                """)
        void insert(
                ExceptionId exception,
                Decision decision,
                Remedy remedy,
                @Nullable String why,
                PersonId person,
                Instant now,
                String evidenceHash,
                int version);

        @SqlUpdate("""
                update exception
                   set state = 'DECIDED', settled_at = :now, owner = coalesce(owner, :person), version = version + 1
                 where exception_id = :exception
                """)
        void settle(ExceptionId exception, Instant now, PersonId person);

        @SqlQuery("""
                select decision, decided_by, decided_at
                  from exception_decision
                 where exception_id = :exception
                 order by decision_no desc
                 limit 1
                """)
        @RegisterConstructorMapper(Last.class)
        Optional<Last> last(ExceptionId exception);
    }

    private final Remedies remedies;

    DecideException(Remedies remedies) {
        this.remedies = remedies;
    }

    @Override
    public Control control() {
        return Control.of("decide-exception", "Decides an exception and posts its remedy in the same transaction.")
                .asSensitive()
                .publishing(
                        EXCEPTION_DECIDED,
                        ADJUSTMENT_PROPOSED,
                        ADJUSTMENT_POSTED,
                        ADJUSTMENT_REJECTED,
                        NEGATIVE_STOCK_CLEARED,
                        BACKORDER_ALLOCATED,
                        ORDER_LINE_CANCELLED)
                .refusing(
                        Problem.VERSION_MISSING,
                        Problem.STALE_VERSION,
                        Problem.ALREADY_DECIDED,
                        Problem.REASON_MISSING,
                        Problem.INVALID,
                        Problem.SELF_APPROVAL,
                        Problem.REMEDY_BLOCKED,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.NOTHING_TO_DO,
                        Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.WORK_EXCEPTION;
    }

    @Override
    public ExceptionView run(Command command, Work work) {
        ExceptionStore.Row row = ExceptionStore.lock(work, command.exception());
        requireCurrent(work, row);
        ExceptionType type = ExceptionType.ofCode(row.type())
                .orElseThrow(() -> new IllegalStateException("an exception of the unknown type " + row.type()));
        String why = command.why();
        if (why != null && why.length() > LONGEST) {
            throw new Refused(Problem.INVALID, "why has at most " + LONGEST + " characters");
        }
        Remedy remedy = RemedyPolicy.resolve(type, command.decision(), command.remedy(), why);
        remedies.post(work, remedy, row.subject(), why);

        Sql sql = work.sql(Sql.class);
        sql.insert(
                command.exception(),
                command.decision(),
                remedy,
                why,
                work.person(),
                work.now(),
                row.evidenceHash(),
                row.version());
        sql.settle(command.exception(), work.now(), work.person());
        work.publish(
                new ExceptionDecided(
                        command.exception(),
                        row.type(),
                        row.subject(),
                        command.decision(),
                        remedy == Remedy.NONE ? null : remedy.name(),
                        why,
                        work.person(),
                        row.evidenceHash(),
                        work.now()),
                row.siteId());
        return ExceptionQueries.view(work.handle(), command.exception(), work.now());
    }

    /** Somebody else's decision is named, for "it was changed" would make the second person try again. */
    private static void requireCurrent(Work work, ExceptionStore.Row row) {
        try {
            work.requireVersionGiven(row.version());
        } catch (Refused refused) {
            if (refused.problem() == Problem.STALE_VERSION && !row.open()) {
                throw new Refused(Problem.STALE_VERSION, settled(work, row));
            }
            throw refused;
        }
        if (!row.open()) {
            throw new Refused(Problem.ALREADY_DECIDED, settled(work, row));
        }
    }

    private static String settled(Work work, ExceptionStore.Row row) {
        return row.state() == ExceptionState.CLEARED
                ? "%s went away by itself at %s".formatted(row.exceptionId(), row.settledAt())
                : work.sql(Sql.class)
                        .last(row.exceptionId())
                        .map(last -> "%s was decided by %s at %s: %s"
                                .formatted(row.exceptionId(), last.decidedBy(), last.decidedAt(), last.decision()))
                        .orElseThrow();
    }
}
