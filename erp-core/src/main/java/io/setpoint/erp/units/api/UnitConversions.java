package io.setpoint.erp.units.api;

import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Makes base units of what people typed, where a document comes in. From then on the document has base quantities only;
 * what was typed is kept beside it with the factor, which no later change of the unit touches. A document that names no
 * unit costs no statement.
 */
public final class UnitConversions {
    /**
     * The factor of each unit of {@code :items} at the moment {@code :at}, as rows {@code (item_id, unit, numerator,
     * denominator, holds_from, unit_change_id)}; a unit that is withdrawn has none.
     */
    public static final String FACTORS = """
            select distinct on (l.item_id, l.unit)
                   l.item_id, l.unit, l.numerator, l.denominator, h.holds_from, h.unit_change_id
              from unit_change_line l
              join unit_change h on h.company_id = l.company_id and h.unit_change_id = l.unit_change_id
             where l.item_id = any(:items) and h.state = 'APPROVED' and h.holds_from <= :at
             order by l.item_id, l.unit, h.holds_from desc, h.decided_at desc, h.unit_change_id desc
            """;

    /**
     * A quantity as it was typed.
     *
     * @param unit null for the base unit
     */
    public record Typed(
            Sku item, BigDecimal quantity, @Nullable String unit) {}

    record Factor(Sku itemId, String unit, int numerator, int denominator, UnitChangeId unitChangeId) {}

    record BaseUnit(Sku itemId, String unit) {}

    record Kept(Typed typed, Factor factor) {}

    interface Sql {
        @SqlQuery("select item_id, unit from item where item_id = any(:items)")
        List<BaseUnit> baseUnits(List<Sku> items);

        @SqlQuery("select item_id, unit, numerator, denominator, unit_change_id from (<factors>) f"
                + " where numerator is not null")
        List<Factor> factors(@Define String factors, List<Sku> items, Instant at);

        @SqlUpdate("""
                insert into typed_quantity (company_id, document_id, line_no, recorded_at, item_id, quantity, unit,
                                            numerator, denominator, base_quantity, unit_change_id)
                select current_company(), :document, t.line_no, :now, t.item_id, t.quantity, t.unit, t.numerator,
                       t.denominator, t.base_quantity, t.unit_change_id
                  from unnest(:lines, :items, :quantities, :units, :numerators, :denominators, :baseQuantities, :changes)
                       as t (line_no, item_id, quantity, unit, numerator, denominator, base_quantity, unit_change_id)
                """)
        void keep(
                String document,
                Instant now,
                List<Integer> lines,
                List<Sku> items,
                List<BigDecimal> quantities,
                List<String> units,
                List<Integer> numerators,
                List<Integer> denominators,
                List<BigDecimal> baseQuantities,
                List<UnitChangeId> changes);
    }

    private final List<BigDecimal> quantities = new ArrayList<>();
    private final Map<Integer, Kept> converted = new HashMap<>();

    private UnitConversions() {}

    /**
     * Converts the lines of a document by the factors of a moment. Unknown items are left to the caller, who names them.
     *
     * @param at the business time of the document
     * @param field the path of a quantity in the request, with {@code %d} for the index of its line
     */
    public static UnitConversions of(Work work, Instant at, String field, List<Typed> lines) {
        UnitConversions conversions = new UnitConversions();
        if (lines.stream().allMatch(line -> line.unit() == null)) {
            lines.forEach(line -> conversions.quantities.add(line.quantity()));
            return conversions;
        }
        List<Sku> items = List.copyOf(new TreeSet<>(lines.stream()
                .filter(line -> line.unit() != null)
                .map(Typed::item)
                .toList()));
        Sql sql = work.sql(Sql.class);
        Map<Sku, String> baseUnits = new HashMap<>();
        sql.baseUnits(items).forEach(item -> baseUnits.put(item.itemId(), item.unit()));
        Map<List<Object>, Factor> factors = new HashMap<>();
        sql.factors(FACTORS, items, at).forEach(factor -> factors.put(List.of(factor.itemId(), factor.unit()), factor));
        for (int i = 0; i < lines.size(); i++) {
            Typed line = lines.get(i);
            String unit = line.unit();
            String baseUnit = baseUnits.get(line.item());
            if (unit == null || baseUnit == null || unit.equals(baseUnit)) {
                conversions.quantities.add(line.quantity());
                continue;
            }
            Factor factor = factors.get(List.of(line.item(), unit));
            if (factor == null) {
                throw unknown(field.formatted(i), line, unit, baseUnit, at, factors.values());
            }
            conversions.quantities.add(exact(field.formatted(i), line, factor, baseUnit));
            conversions.converted.put(i, new Kept(line, factor));
        }
        return conversions;
    }

    /** The base quantity of a line, by its place in the document from zero. */
    public BigDecimal quantity(int index) {
        return quantities.get(index);
    }

    /** Keeps what was typed beside the document, whose lines have numbers from one. */
    public void keep(Work work, String document) {
        keep(work, document, 1);
    }

    /** The same for a part of a document: the number its first line has. */
    public void keep(Work work, String document, int firstLineNo) {
        if (converted.isEmpty()) {
            return;
        }
        List<Integer> indexes = List.copyOf(new TreeSet<>(converted.keySet()));
        List<Kept> kept = indexes.stream().map(converted::get).toList();
        work.sql(Sql.class)
                .keep(
                        document,
                        work.now(),
                        indexes.stream().map(index -> index + firstLineNo).toList(),
                        kept.stream().map(row -> row.typed().item()).toList(),
                        kept.stream().map(row -> row.typed().quantity()).toList(),
                        kept.stream().map(row -> row.factor().unit()).toList(),
                        kept.stream().map(row -> row.factor().numerator()).toList(),
                        kept.stream().map(row -> row.factor().denominator()).toList(),
                        indexes.stream().map(quantities::get).toList(),
                        kept.stream().map(row -> row.factor().unitChangeId()).toList());
    }

    /** What a quantity is in base units; refuses one that would have to be rounded. */
    private static BigDecimal exact(String field, Typed line, Factor factor, String baseUnit) {
        if (line.quantity().stripTrailingZeros().scale() <= Quantity.SCALE) {
            try {
                return line.quantity()
                        .multiply(BigDecimal.valueOf(factor.numerator()))
                        .divide(BigDecimal.valueOf(factor.denominator()), Quantity.SCALE, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw inexact(field, line, factor, baseUnit);
            }
        }
        throw inexact(field, line, factor, baseUnit);
    }

    private static Refused inexact(String field, Typed line, Factor factor, String baseUnit) {
        String detail = "%s %s of %s is no quantity of %s with at most %d decimals: %d %s is %d %s."
                .formatted(
                        line.quantity().toPlainString(),
                        factor.unit(),
                        line.item(),
                        baseUnit,
                        Quantity.SCALE,
                        factor.denominator(),
                        factor.unit(),
                        factor.numerator(),
                        baseUnit);
        return new Refused(Problem.UNIT_NOT_EXACT, detail).at(List.of(new Refused.FieldError(field, detail)));
    }

    private static Refused unknown(
            String field, Typed line, String unit, String baseUnit, Instant at, Iterable<Factor> factors) {
        List<String> units = new ArrayList<>(List.of(baseUnit));
        factors.forEach(factor -> {
            if (factor.itemId().equals(line.item())) {
                units.add(factor.unit());
            }
        });
        String detail = "%s had no unit %s at %s.".formatted(line.item(), unit, at);
        return new Refused(Problem.UNKNOWN_UNIT, detail)
                .at(List.of(new Refused.FieldError(field, detail)))
                .allowing(units);
    }
}
