package io.setpoint.erp.units;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.imports.api.KeyedBatch;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.api.UnitConversions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Files of units of items. Some hundred rows at a time become a proposal that another person has to approve. */
final class UnitImport implements ImportTarget {
    private final ProposeUnits propose;
    private final RejectUnits reject;
    private final Clock clock;

    UnitImport(ProposeUnits propose, RejectUnits reject, Clock clock) {
        this.propose = propose;
        this.reject = reject;
        this.clock = clock;
    }

    record Key(Sku item, String unit) {}

    interface Sql {
        @SqlQuery("""
                select unit_change_id || ' is ' || lower(state)
                  from unit_change
                 where unit_change_id = any(:changes) and state <> 'PROPOSED'
                 order by unit_change_id
                """)
        List<String> decided(List<String> changes);
    }

    @Override
    public String kind() {
        return "units";
    }

    @Override
    public Permission permission() {
        return propose.permission();
    }

    @Override
    public List<String> needed() {
        return List.of("item", "unit", "numerator", "denominator");
    }

    @Override
    public List<String> possible() {
        return List.of();
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(propose);
    }

    @Override
    public Batch begin(CompanyId company) {
        return new KeyedBatch<>("unit", UnitImport::read, UnitImport::key, this::find, this::create, true);
    }

    @Override
    public List<String> builtOn(Work work, List<String> keys) {
        return work.sql(Sql.class).decided(keys);
    }

    @Override
    public void undo(Work work, List<String> keys, String why) {
        keys.forEach(key -> work.perform(reject, new RejectUnits.Command(new UnitChangeId(key), why)));
    }

    private List<String> create(Work work, List<ProposeUnits.Line> lines) {
        return List.of(work.perform(propose, new ProposeUnits.Command(null, "imported from a file", lines))
                .unitChange()
                .value());
    }

    private static Key key(ProposeUnits.Line line) {
        return new Key(line.item(), line.unit());
    }

    private static ProposeUnits.@Nullable Line read(ImportRow row) {
        Sku item = row.need("item", Sku::new);
        String unit = row.need("unit", cell -> cell);
        Integer numerator = row.need("numerator", ImportRow::whole);
        Integer denominator = row.need("denominator", ImportRow::whole);
        if (item == null || unit == null || numerator == null || denominator == null) {
            return null;
        }
        try {
            return new ProposeUnits.Line(item, unit, numerator, denominator);
        } catch (IllegalArgumentException e) {
            row.refuse(null, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Map<Key, ProposeUnits.Line> find(Handle handle, Map<ImportRow, ProposeUnits.Line> lines) {
        List<Sku> items = List.copyOf(new TreeSet<>(
                lines.values().stream().map(ProposeUnits.Line::item).toList()));
        Map<Sku, String> baseUnits = new HashMap<>();
        handle.attach(ProposeUnits.Sql.class).items(items).forEach(item -> baseUnits.put(item.itemId(), item.unit()));
        lines.forEach((row, line) -> {
            String baseUnit = baseUnits.get(line.item());
            if (baseUnit == null) {
                row.refuse("item", "is unknown");
            } else if (baseUnit.equals(line.unit())) {
                row.refuse("unit", "is the base unit of the item, for good");
            }
        });
        Map<Key, ProposeUnits.Line> known = new HashMap<>();
        handle.attach(UnitQueries.Sql.class)
                .units(UnitConversions.FACTORS, items, clock.instant())
                .forEach(unit -> known.put(
                        new Key(unit.item(), unit.unit()),
                        new ProposeUnits.Line(unit.item(), unit.unit(), unit.numerator(), unit.denominator())));
        return known;
    }
}
