package io.setpoint.erp.units;

import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.units.api.UnitConversions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads of units. */
final class UnitQueries {
    private UnitQueries() {}

    /**
     * What a unit of an item means at a moment.
     *
     * @param baseUnit of which it is {@code numerator / denominator}
     */
    record UnitView(
            Sku item,
            String unit,
            int numerator,
            int denominator,
            String baseUnit,
            Instant holdsFrom,
            UnitChangeId unitChange) {}

    /** What was typed on a document line, and the factor that made base units of it. */
    record TypedView(
            int lineNo,
            Instant recordedAt,
            Sku item,
            BigDecimal quantity,
            String unit,
            int numerator,
            int denominator,
            BigDecimal baseQuantity,
            UnitChangeId unitChange) {}

    interface Sql {
        @SqlQuery("""
                select f.item_id as item, f.unit, f.numerator, f.denominator, i.unit as base_unit, f.holds_from,
                       f.unit_change_id as unit_change
                  from (<factors>) f join item i on i.item_id = f.item_id
                 where f.numerator is not null
                 order by f.unit
                """)
        List<UnitView> units(@Define String factors, List<Sku> items, Instant at);

        @SqlQuery("""
                select line_no, recorded_at, item_id as item, quantity, unit, numerator, denominator, base_quantity,
                       unit_change_id as unit_change
                  from typed_quantity
                 where document_id = :document
                 order by line_no, recorded_at
                 limit 1000
                """)
        List<TypedView> typed(String document);

        @SqlQuery("""
                select unit_change_id
                  from unit_change
                 where (:state::text is null or state = :state) and (:after::text is null or unit_change_id < :after)
                 order by unit_change_id desc
                 limit :limit
                """)
        List<UnitChangeId> changes(@Nullable UnitChangeState state, @Nullable String after, int limit);
    }

    /** The units of an item that hold at a moment, besides its base unit. */
    static List<UnitView> units(Handle handle, Sku item, Instant at) {
        return handle.attach(Sql.class).units(UnitConversions.FACTORS, List.of(item), at);
    }

    static List<TypedView> typed(Handle handle, String document) {
        return handle.attach(Sql.class).typed(document);
    }

    /** Highest number first. */
    static Page<UnitChangeView> changes(
            Handle handle, @Nullable UnitChangeState state, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        List<UnitChangeView> rows = handle.attach(Sql.class).changes(state, cursor, size + 1).stream()
                .map(change -> get(handle, change))
                .toList();
        return Page.of(rows, size, row -> row.unitChange().value());
    }

    static UnitChangeView get(Handle handle, UnitChangeId change) {
        return UnitRows.find(handle, change).orElseThrow(() -> UnitRows.unknown(change));
    }
}
