package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.ADJUSTMENT_POSTED;
import static io.setpoint.contracts.events.EventType.ADJUSTMENT_PROPOSED;
import static io.setpoint.contracts.events.EventType.ADJUSTMENT_REJECTED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.inventory.TolerancePolicy.Tolerance;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.HistoryGate;
import io.setpoint.erp.organization.api.Imported;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Takes over adjustments of the time before go-live, complete with their business times. They move no stock, and they
 * obey the same rule as today's: above tolerance one person alone could not have posted them.
 */
final class ImportAdjustments implements UseCase<ImportAdjustments.Command, Imported> {
    record Command(List<Document> adjustments) {
        Command {
            adjustments = List.copyOf(adjustments);
        }
    }

    /** One adjustment as another system kept it; neither approved nor rejected means posted within tolerance. */
    record Document(
            AdjustmentId adjustment,
            SiteId site,
            Sku item,
            BinId bin,
            BigDecimal quantity,
            BigDecimal unitCost,
            AdjustmentReason reason,
            @Nullable String note,
            @Nullable Boolean photo,
            @Nullable CountId count,
            @Nullable PersonId countedBy,
            @Nullable AdjustmentId reversalOf,
            PersonId proposedBy,
            @Nullable PersonId approvedBy,
            @Nullable PersonId rejectedBy,
            Instant proposedAt,
            Instant decidedAt) {}

    /** What tells whether a document is here already. */
    public record Stored(
            SiteId siteId,
            Sku itemId,
            BinId binId,
            BigDecimal quantity,
            BigDecimal unitCost,
            AdjustmentReason reason,
            AdjustmentState state,
            PersonId proposedBy,
            Instant proposedAt,
            @Nullable AdjustmentId reversedBy) {}

    public record NewRow(
            AdjustmentId adjustment,
            SiteId site,
            Sku item,
            BinId bin,
            BigDecimal quantity,
            BigDecimal unitCost,
            BigDecimal value,
            AdjustmentReason reason,
            @Nullable String note,
            boolean photo,
            @Nullable CountId count,
            @Nullable PersonId countedBy,
            @Nullable AdjustmentId reversalOf,
            AdjustmentState state,
            PersonId proposedBy,
            Instant proposedAt,
            BigDecimal limit,
            BigDecimal dailyLimit,
            BigDecimal rollingTotal,
            boolean overTolerance,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant postedAt) {}

    interface Sql {
        @SqlQuery("""
                select a.site_id, a.item_id, a.bin_id, a.quantity, a.unit_cost, a.reason, a.state, a.proposed_by,
                       a.proposed_at,
                       (select r.adjustment_id
                          from adjustment r
                         where r.reversal_of = a.adjustment_id and r.state <> 'REJECTED') as reversed_by
                  from adjustment a
                 where a.adjustment_id = :adjustment
                """)
        @RegisterConstructorMapper(Stored.class)
        Optional<Stored> find(AdjustmentId adjustment);

        @SqlUpdate("""
                insert into adjustment (company_id, adjustment_id, site_id, item_id, bin_id, quantity, unit_cost, value,
                                        reason, note, photo, count_id, counted_by, reversal_of, state, proposed_by,
                                        proposed_at, occurred_at, moved_at, limit_value, daily_limit, rolling_total,
                                        over_tolerance, decided_by, decided_at, posted_at, history)
                values (current_company(), :adjustment, :site, :item, :bin, :quantity, :unitCost, :value,
                        :reason, :note, :photo, :count, :countedBy, :reversalOf, :state, :proposedBy,
                        :proposedAt, :proposedAt, :proposedAt, :limit, :dailyLimit, :rollingTotal,
                        :overTolerance, :decidedBy, :decidedAt, :postedAt, true)
                """)
        void insert(@BindMethods NewRow row);
    }

    @Override
    public Control control() {
        return Control.of("import-adjustments", "Takes over adjustments of the time before go-live; moves no stock.")
                .asSensitive()
                .publishing(ADJUSTMENT_PROPOSED, ADJUSTMENT_POSTED, ADJUSTMENT_REJECTED)
                .refusing(Problem.INVALID, Problem.AFTER_GO_LIVE);
    }

    @Override
    public Permission permission() {
        return Permission.IMPORT_HISTORY;
    }

    /** The audit names the documents; their content is in the events. */
    @Override
    public Object detail(Command command) {
        return command.adjustments().stream().map(Document::adjustment).toList();
    }

    @Override
    public Imported run(Command command, Work work) {
        HistoryGate.enter(work, "adjustments", command.adjustments().size());
        Map<SiteId, SiteRow> sites = MasterData.sites(
                work, command.adjustments().stream().map(Document::site).toList());
        Map<Sku, ItemRow> items = MasterData.items(
                work, command.adjustments().stream().map(Document::item).toList());
        List<Imported.Result> results = new ArrayList<>();
        for (Document document : command.adjustments()) {
            results.add(take(work, document, sites.get(document.site()), items.get(document.item())));
        }
        return new Imported(results);
    }

    private static Imported.Result take(Work work, Document document, @Nullable SiteRow site, @Nullable ItemRow item) {
        String id = document.adjustment().value();
        try {
            Optional<Stored> stored = work.sql(Sql.class).find(document.adjustment());
            if (stored.isPresent()) {
                if (same(stored.get(), document)) {
                    return new Imported.Result(id, Imported.Status.ALREADY_IMPORTED, null);
                }
                throw new Refused(Problem.ALREADY_EXISTS, "%s exists with other content".formatted(id));
            }
            if (site == null || item == null) {
                throw new Refused(
                        Problem.UNKNOWN_REFERENCE,
                        site == null ? "There is no site " + document.site() : "There is no item " + document.item());
            }
            enter(work, document, site, item);
            return new Imported.Result(id, Imported.Status.IMPORTED, null);
        } catch (Refused refused) {
            // Each check stands before the first write of its document, so the others are not touched.
            return new Imported.Result(
                    id, Imported.Status.REFUSED, refused.problem().code() + ": " + refused.detail());
        }
    }

    private static void enter(Work work, Document document, SiteRow site, ItemRow item) {
        Figures.requireNotZero("quantity", document.quantity());
        Figures.requireAmount("unitCost", document.unitCost());
        Figures.requireShort("note", document.note());
        Instant proposedAt = document.proposedAt().truncatedTo(ChronoUnit.MICROS);
        Instant decidedAt = document.decidedAt().truncatedTo(ChronoUnit.MICROS);
        if (decidedAt.isBefore(proposedAt)) {
            throw new Refused(
                    Problem.OUT_OF_SEQUENCE, "Decided at %s, proposed at %s".formatted(decidedAt, proposedAt));
        }
        if (decidedAt.isAfter(work.now())) {
            throw new Refused(Problem.AFTER_GO_LIVE, "Decided at %s, after now".formatted(decidedAt));
        }
        if (MasterData.bins(work, site.siteId(), List.of(document.bin())).isEmpty()) {
            throw new Refused(
                    Problem.UNKNOWN_REFERENCE, "There is no bin %s at %s".formatted(document.bin(), site.siteId()));
        }
        Money unitCost = site.money(document.unitCost());
        Money value = unitCost.times(item.quantity(document.quantity()));
        Tolerance tolerance = TolerancePolicy.check(
                value,
                site.money(AdjustmentBook.totalAt(work, document.proposedBy(), proposedAt)),
                site.money(site.adjustmentLimit()),
                site.money(site.adjustmentDailyLimit()));
        requireFourEyes(document, tolerance);
        requireReversible(work, document);
        write(work, document, site, item, unitCost, value, tolerance, proposedAt, decidedAt);
    }

    private static void requireFourEyes(Document document, Tolerance tolerance) {
        PersonId approvedBy = document.approvedBy();
        if (approvedBy != null && document.rejectedBy() != null) {
            throw new Refused(Problem.INVALID, "It is either approved or rejected");
        }
        if (document.rejectedBy() != null || !tolerance.over()) {
            return;
        }
        if (approvedBy == null) {
            throw new Refused(
                    Problem.SELF_APPROVAL,
                    "Over tolerance (rolling total %s) and nobody approved it".formatted(tolerance.rollingTotal()));
        }
        FourEyesPolicy.objection(approvedBy, document.proposedBy(), document.countedBy())
                .ifPresent(objection -> {
                    throw new Refused(
                            Problem.SELF_APPROVAL,
                            "Over tolerance and approved by %s, who proposed or counted it".formatted(approvedBy));
                });
    }

    private static void requireReversible(Work work, Document document) {
        AdjustmentId reversalOf = document.reversalOf();
        if (reversalOf == null) {
            return;
        }
        Stored original = work.sql(Sql.class)
                .find(reversalOf)
                .orElseThrow(() -> new Refused(Problem.UNKNOWN_REFERENCE, "There is no adjustment " + reversalOf));
        if (original.state() != AdjustmentState.POSTED
                || (original.reversedBy() != null && document.rejectedBy() == null)) {
            throw new Refused(Problem.WRONG_STATE, "%s is not posted or is taken back already".formatted(reversalOf));
        }
        if (!original.siteId().equals(document.site())
                || !original.itemId().equals(document.item())
                || !original.binId().equals(document.bin())
                || original.quantity().add(document.quantity()).signum() != 0) {
            throw new Refused(Problem.INVALID, "A reversal takes back the whole of " + reversalOf);
        }
    }

    private static void write(
            Work work,
            Document document,
            SiteRow site,
            ItemRow item,
            Money unitCost,
            Money value,
            Tolerance tolerance,
            Instant proposedAt,
            Instant decidedAt) {
        PersonId rejectedBy = document.rejectedBy();
        PersonId approvedBy = document.proposedBy().equals(document.approvedBy()) ? null : document.approvedBy();
        PersonId decidedBy = rejectedBy == null ? approvedBy : rejectedBy;
        boolean photo = Boolean.TRUE.equals(document.photo());
        work.sql(Sql.class)
                .insert(new NewRow(
                        document.adjustment(),
                        site.siteId(),
                        item.itemId(),
                        document.bin(),
                        document.quantity(),
                        unitCost.amount(),
                        value.amount(),
                        document.reason(),
                        document.note(),
                        photo,
                        document.count(),
                        document.countedBy(),
                        document.reversalOf(),
                        rejectedBy == null ? AdjustmentState.POSTED : AdjustmentState.REJECTED,
                        document.proposedBy(),
                        proposedAt,
                        tolerance.limit().amount(),
                        tolerance.dailyLimit().amount(),
                        tolerance.rollingTotal().amount(),
                        tolerance.over(),
                        decidedBy,
                        decidedBy == null ? null : decidedAt,
                        rejectedBy == null ? decidedAt : null));
        work.publish(
                new AdjustmentProposed(
                        document.adjustment(),
                        site.siteId(),
                        site.zone(),
                        item.itemId(),
                        item.category(),
                        document.bin(),
                        item.quantity(document.quantity()),
                        unitCost,
                        value,
                        document.reason(),
                        document.note(),
                        photo,
                        document.count(),
                        document.countedBy(),
                        document.reversalOf(),
                        document.proposedBy(),
                        tolerance.limit(),
                        tolerance.rollingTotal(),
                        tolerance.over(),
                        proposedAt),
                site.siteId());
        if (rejectedBy == null) {
            work.publish(
                    new AdjustmentPosted(
                            document.adjustment(),
                            site.siteId(),
                            site.zone(),
                            item.itemId(),
                            item.category(),
                            document.bin(),
                            item.quantity(document.quantity()),
                            unitCost,
                            value,
                            document.reason(),
                            document.reversalOf(),
                            document.proposedBy(),
                            approvedBy,
                            decidedAt),
                    site.siteId());
        } else {
            work.publish(
                    new AdjustmentRejected(
                            document.adjustment(),
                            site.siteId(),
                            document.proposedBy(),
                            rejectedBy,
                            document.note() == null ? "Rejected before go-live" : document.note(),
                            decidedAt),
                    site.siteId());
        }
    }

    private static boolean same(Stored stored, Document document) {
        return stored.siteId().equals(document.site())
                && stored.itemId().equals(document.item())
                && stored.binId().equals(document.bin())
                && stored.quantity().compareTo(document.quantity()) == 0
                && stored.unitCost().compareTo(document.unitCost()) == 0
                && stored.reason() == document.reason()
                && (stored.state() == AdjustmentState.REJECTED) == (document.rejectedBy() != null)
                && stored.proposedBy().equals(document.proposedBy())
                && stored.proposedAt().equals(document.proposedAt().truncatedTo(ChronoUnit.MICROS));
    }
}
