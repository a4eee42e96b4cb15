package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.COUNT_LINE_COUNTED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CountLineCounted;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.api.UnitConversions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A person counted one line. The answer says whether the count is believed, not what the book has: else the second
 * counter could be told what to find.
 */
final class CountLine implements UseCase<CountLine.Command, CountLine.Counted> {
    /**
     * What was found.
     *
     * @param unit in which it was counted; the base unit if none is named
     */
    record Command(
            CountId count,
            int lineNo,
            BigDecimal counted,
            @Nullable Instant occurredAt,
            @Nullable String unit) {
        Command(CountId count, int lineNo, BigDecimal counted, @Nullable Instant occurredAt) {
            this(count, lineNo, counted, occurredAt, null);
        }
    }

    /** What the counter is told. */
    record Counted(CountId count, int lineNo, Status status) {}

    enum Status {
        ACCEPTED,
        RECOUNT_BY_ANOTHER_PERSON
    }

    public record Line(
            SiteId siteId,
            CountState countState,
            Instant openedAt,
            Sku itemId,
            BinId binId,
            @Nullable LotNumber lotId,
            String state,
            int round,
            @Nullable PersonId firstCountedBy) {}

    interface Sql {
        @SqlQuery("""
                select c.site_id, c.state as count_state, c.opened_at, l.item_id, l.bin_id, l.lot_id, l.state, l.round,
                       l.first_counted_by
                  from cycle_count c join cycle_count_line l using (company_id, count_id)
                 where count_id = :count and l.line_no = :lineNo
                   for no key update
                """)
        @RegisterConstructorMapper(Line.class)
        Optional<Line> lock(CountId count, int lineNo);

        @SqlUpdate("""
                update cycle_count_line
                   set state = 'ACCEPTED', counted = :counted, counted_by = :person, counted_at = :at
                 where count_id = :count and line_no = :lineNo
                """)
        void accept(CountId count, int lineNo, BigDecimal counted, PersonId person, Instant at);

        @SqlUpdate("""
                update cycle_count_line
                   set state = 'RECOUNT', round = 2, first_counted = :counted, first_counted_by = :person,
                       first_counted_at = :at
                 where count_id = :count and line_no = :lineNo
                """)
        void recount(CountId count, int lineNo, BigDecimal counted, PersonId person, Instant at);

        @SqlUpdate("update cycle_count set version = version + 1 where count_id = :count")
        void touch(CountId count);
    }

    @Override
    public Control control() {
        return Control.of("count-line", "Takes a blind count of one bin; wants a recount if it is out of tolerance.")
                .publishing(COUNT_LINE_COUNTED)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_UNIT,
                        Problem.UNIT_NOT_EXACT,
                        Problem.WRONG_STATE,
                        Problem.RECOUNT_BY_ANOTHER,
                        Problem.IN_THE_FUTURE,
                        Problem.OUT_OF_SEQUENCE);
    }

    @Override
    public Permission permission() {
        return Permission.COUNT;
    }

    @Override
    public Counted run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        Line line = sql.lock(command.count(), command.lineNo())
                .orElseThrow(() -> new Refused(
                        Problem.NOT_FOUND, "Count %s has no line %d".formatted(command.count(), command.lineNo())));
        work.requireAt(permission(), line.siteId());
        Figures.requireNotNegative("counted", command.counted());
        Instant at = work.occurredAt(command.occurredAt());
        if (line.countState() != CountState.OPEN || line.state().equals("ACCEPTED")) {
            throw new Refused(
                    Problem.WRONG_STATE, "Line %d of %s is counted".formatted(command.lineNo(), command.count()));
        }
        if (work.person().equals(line.firstCountedBy())) {
            throw new Refused(Problem.RECOUNT_BY_ANOTHER, "You counted this line in the first round")
                    .allowing(work.holders(permission(), line.siteId(), Set.of(work.person())));
        }
        if (at.isBefore(line.openedAt().minus(Work.CLOCK_TOLERANCE))) {
            throw new Refused(
                    Problem.OUT_OF_SEQUENCE,
                    "Counted at %s, before the count was opened at %s".formatted(at, line.openedAt()));
        }
        ItemRow item = MasterData.item(work, line.itemId());
        UnitConversions units = UnitConversions.of(
                work,
                at,
                "counted",
                List.of(new UnitConversions.Typed(line.itemId(), command.counted(), command.unit())));
        Figures.requireNotNegative("counted", units.quantity(0));
        Quantity counted = item.quantity(units.quantity(0));
        Quantity book =
                item.quantity(BookStock.asAt(work, line.siteId(), line.itemId(), line.binId(), line.lotId(), at));
        boolean accepted = RecountPolicy.accepted(line.round(), item.abc(), book, counted);
        if (accepted) {
            sql.accept(command.count(), command.lineNo(), counted.value(), work.person(), at);
        } else {
            sql.recount(command.count(), command.lineNo(), counted.value(), work.person(), at);
        }
        units.keep(work, command.count().value(), command.lineNo());
        sql.touch(command.count());
        work.publish(
                new CountLineCounted(
                        command.count(),
                        line.siteId(),
                        command.lineNo(),
                        line.itemId(),
                        line.binId(),
                        line.round(),
                        counted,
                        work.person(),
                        at),
                line.siteId());
        return new Counted(
                command.count(), command.lineNo(), accepted ? Status.ACCEPTED : Status.RECOUNT_BY_ANOTHER_PERSON);
    }
}
