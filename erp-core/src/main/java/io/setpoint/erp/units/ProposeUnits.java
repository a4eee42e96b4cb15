package io.setpoint.erp.units;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.UnitsProposed;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.ProposeUnits.Command;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Proposes what units of items mean. They hold once another person approved them, and never for the past. */
final class ProposeUnits implements UseCase<Command, UnitChangeView> {
    private static final int MOST_LINES = 500;
    private static final int MOST = 1_000_000;
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9]{1,8}");

    /**
     * The units.
     *
     * @param validFrom from when on; null for from its approval on
     */
    record Command(@Nullable Instant validFrom, String why, List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
            validFrom = validFrom == null ? null : validFrom.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /**
     * One unit: {@code denominator} of it are {@code numerator} base units, so that a third is exact. With neither it is
     * withdrawn.
     */
    record Line(
            Sku item,
            String unit,
            @Nullable Integer numerator,
            @Nullable Integer denominator) {
        Line {
            if (!UNIT.matcher(unit).matches()) {
                throw new IllegalArgumentException("needs a unit of up to eight capital letters or digits");
            }
            if ((numerator == null) != (denominator == null) || outside(numerator) || outside(denominator)) {
                throw new IllegalArgumentException(
                        "needs a numerator and a denominator of 1 to " + MOST + ", or neither");
            }
        }

        private static boolean outside(@Nullable Integer part) {
            return part != null && (part < 1 || part > MOST);
        }
    }

    record Item(Sku itemId, String unit) {}

    interface Sql {
        @SqlQuery("select item_id, unit from item where item_id = any(:items)")
        List<Item> items(List<Sku> items);

        @SqlUpdate("""
                insert into unit_change (company_id, unit_change_id, valid_from, why, state, proposed_by, proposed_at)
                values (current_company(), :change, :from, :why, 'PROPOSED', :person, :now)
                """)
        void insert(UnitChangeId change, @Nullable Instant from, String why, PersonId person, Instant now);

        @SqlUpdate("""
                insert into unit_change_line (company_id, unit_change_id, line_no, item_id, unit, numerator, denominator)
                select current_company(), :change, l.n, l.item_id, l.unit, l.numerator, l.denominator
                  from unnest(:items, :units, :numerators, :denominators)
                       with ordinality as l (item_id, unit, numerator, denominator, n)
                """)
        void insertLines(
                UnitChangeId change,
                List<Sku> items,
                List<String> units,
                List<@Nullable Integer> numerators,
                List<@Nullable Integer> denominators);
    }

    @Override
    public Control control() {
        return Control.of("propose-units", "Proposes what units of items mean; another person has to approve.")
                .asSensitive()
                .publishing(EventType.UNITS_PROPOSED)
                .refusing(
                        Problem.UNKNOWN_REFERENCE,
                        Problem.INVALID,
                        Problem.REASON_MISSING,
                        Problem.TAKES_EFFECT_TOO_SOON);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_UNITS;
    }

    @Override
    public UnitChangeView run(Command command, Work work) {
        UnitRows.requireCompanyWide(work, permission());
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why these units change.");
        }
        UnitRows.notBefore(work, command.validFrom());
        Sql sql = work.sql(Sql.class);
        List<Sku> items = command.lines().stream().map(Line::item).toList();
        requireNew(command.lines(), sql.items(List.copyOf(new TreeSet<>(items))));

        UnitChangeId change = new UnitChangeId(work.number("UC"));
        sql.insert(change, command.validFrom(), command.why(), work.person(), work.now());
        List<@Nullable Integer> numerators = new ArrayList<>();
        List<@Nullable Integer> denominators = new ArrayList<>();
        List<UnitsProposed.Line> lines = new ArrayList<>();
        for (Line line : command.lines()) {
            numerators.add(line.numerator());
            denominators.add(line.denominator());
            lines.add(new UnitsProposed.Line(
                    lines.size() + 1, line.item(), line.unit(), line.numerator(), line.denominator()));
        }
        sql.insertLines(change, items, command.lines().stream().map(Line::unit).toList(), numerators, denominators);
        work.publish(
                new UnitsProposed(change, command.validFrom(), command.why(), work.person(), work.now(), lines), null);
        return UnitRows.written(work, change);
    }

    private static void requireNew(List<Line> lines, List<Item> items) {
        Map<Sku, String> baseUnits = new HashMap<>();
        items.forEach(item -> baseUnits.put(item.itemId(), item.unit()));
        Set<List<Object>> said = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String baseUnit = baseUnits.get(line.item());
            if (baseUnit == null) {
                throw refused(Problem.UNKNOWN_REFERENCE, i, "item", "There is no item " + line.item() + ".");
            }
            if (baseUnit.equals(line.unit())) {
                throw refused(
                        Problem.INVALID,
                        i,
                        "unit",
                        line.unit() + " is the base unit of " + line.item() + ", for good.");
            }
            if (!said.add(List.of(line.item(), line.unit()))) {
                throw refused(Problem.INVALID, i, "unit", line.unit() + " of " + line.item() + " is named twice.");
            }
        }
    }

    private static Refused refused(Problem problem, int line, String field, String detail) {
        return new Refused(problem, detail)
                .at(List.of(new Refused.FieldError("lines[%d].%s".formatted(line, field), detail)));
    }
}
