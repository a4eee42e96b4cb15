package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.SupplierChangeId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.imports.api.KeyedBatch;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Files of suppliers. Each row becomes a proposal that another person has to approve, as if it were typed. */
final class SupplierImport implements ImportTarget {
    private final ProposeSupplierChange propose;
    private final RejectSupplierChange reject;

    SupplierImport(ProposeSupplierChange propose, RejectSupplierChange reject) {
        this.propose = propose;
        this.reject = reject;
    }

    record Supplier(SupplierId supplierId, SupplierTerms terms) {}

    record Row(
            SupplierId supplierId,
            String name,
            SupplierRisk risk,
            int leadTimeDays,
            BigDecimal overTolerancePercent,
            BigDecimal underTolerancePercent) {}

    interface Sql {
        @SqlQuery("""
                select supplier_id, name, risk, lead_time_days, over_tolerance_percent, under_tolerance_percent
                  from supplier
                 where supplier_id = any(:suppliers)
                """)
        List<Row> find(List<SupplierId> suppliers);

        @SqlQuery("""
                select change_id || ' is ' || lower(state)
                  from supplier_change
                 where change_id = any(:changes) and state <> 'PROPOSED'
                 order by change_id
                """)
        List<String> decided(List<String> changes);
    }

    @Override
    public String kind() {
        return "suppliers";
    }

    @Override
    public Permission permission() {
        return propose.permission();
    }

    @Override
    public List<String> needed() {
        return List.of("supplier", "name", "risk", "leadTimeDays", "overTolerancePercent", "underTolerancePercent");
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
        return new KeyedBatch<>(
                "supplier",
                SupplierImport::read,
                Supplier::supplierId,
                (handle, suppliers) -> find(handle, suppliers.values()),
                this::create,
                true);
    }

    @Override
    public List<String> builtOn(Work work, List<String> keys) {
        return work.sql(Sql.class).decided(keys);
    }

    @Override
    public void undo(Work work, List<String> keys, String why) {
        keys.forEach(key -> work.perform(reject, new RejectSupplierChange.Command(new SupplierChangeId(key), why)));
    }

    private List<String> create(Work work, List<Supplier> suppliers) {
        return suppliers.stream()
                .map(supplier -> work.perform(
                                propose,
                                new ProposeSupplierChange.Command(supplier.supplierId(), supplier.terms(), List.of()))
                        .change()
                        .value())
                .toList();
    }

    private static @Nullable Supplier read(ImportRow row) {
        SupplierId supplier = row.need("supplier", SupplierId::new);
        String name = row.need("name", cell -> cell);
        SupplierRisk risk = row.need("risk", SupplierRisk::valueOf);
        Integer leadTimeDays = row.need("leadTimeDays", ImportRow::whole);
        BigDecimal over = row.need("overTolerancePercent", SupplierImport::percent);
        BigDecimal under = row.need("underTolerancePercent", SupplierImport::percent);
        if (supplier == null || name == null || risk == null || leadTimeDays == null || over == null || under == null) {
            return null;
        }
        SupplierTerms terms = new SupplierTerms(name, risk, leadTimeDays, over, under);
        try {
            terms.check(List.of());
            return new Supplier(supplier, terms);
        } catch (Refused refused) {
            row.refuse(null, refused.detail());
            return null;
        }
    }

    /** In the form the table has it, so that equal terms are equal. */
    private static BigDecimal percent(String cell) {
        return ImportRow.decimal(cell).setScale(2, java.math.RoundingMode.UNNECESSARY);
    }

    private static Map<SupplierId, Supplier> find(Handle handle, Collection<Supplier> suppliers) {
        Map<SupplierId, Supplier> known = new HashMap<>();
        handle.attach(Sql.class)
                .find(suppliers.stream().map(Supplier::supplierId).toList())
                .forEach(row -> known.put(
                        row.supplierId(),
                        new Supplier(
                                row.supplierId(),
                                new SupplierTerms(
                                        row.name(),
                                        row.risk(),
                                        row.leadTimeDays(),
                                        row.overTolerancePercent(),
                                        row.underTolerancePercent()))));
        return known;
    }
}
