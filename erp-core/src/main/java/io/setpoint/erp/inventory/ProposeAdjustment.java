package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.ADJUSTMENT_POSTED;
import static io.setpoint.contracts.events.EventType.ADJUSTMENT_PROPOSED;
import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.AdjustmentBook.Entry;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.Referred;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Proposes to change book stock. Within tolerance it is posted at once, above it another person has to approve. */
final class ProposeAdjustment implements UseCase<ProposeAdjustment.Command, AdjustmentView> {
    /**
     * What a person sends.
     *
     * @param quantity signed, in the item's base unit
     * @param photo whether a photo was taken
     * @param count the count it rests on
     * @param reversalOf the posted adjustment it takes back, as a whole
     * @param lot its lot or serial, if the item is tracked
     */
    record Command(
            SiteId site,
            Sku item,
            BinId bin,
            BigDecimal quantity,
            AdjustmentReason reason,
            @Nullable String note,
            @Nullable Boolean photo,
            @Nullable CountId count,
            @Nullable AdjustmentId reversalOf,
            @Nullable Instant occurredAt,
            @Nullable LotNumber lot) {
        @JsonCreator
        Command {}

        Command(
                SiteId site,
                Sku item,
                BinId bin,
                BigDecimal quantity,
                AdjustmentReason reason,
                @Nullable String note,
                @Nullable Boolean photo,
                @Nullable CountId count,
                @Nullable AdjustmentId reversalOf,
                @Nullable Instant occurredAt) {
            this(site, item, bin, quantity, reason, note, photo, count, reversalOf, occurredAt, null);
        }
    }

    interface Sql {
        @SqlQuery("""
                select counted_by
                  from cycle_count_line join cycle_count using (company_id, count_id)
                 where count_id = :count and site_id = :site and item_id = :item and bin_id = :bin
                   and counted_by is not null
                """)
        Optional<PersonId> counter(CountId count, SiteId site, Sku item, BinId bin);
    }

    @Override
    public Control control() {
        return Control.of("propose-adjustment", "Proposes a change of book stock; posts it if it is within tolerance.")
                .asSensitive()
                .publishing(ADJUSTMENT_PROPOSED, ADJUSTMENT_POSTED, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.IN_THE_FUTURE,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.WRONG_STATE,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT,
                        Problem.DUPLICATE_SERIAL);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_ADJUSTMENT;
    }

    @Override
    public AdjustmentView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requireNotZero("quantity", command.quantity());
        Figures.requireShort("note", command.note());
        Referred known = MasterData.referred(work, command.site(), command.item(), command.bin());
        Instant occurredAt = work.occurredAt(command.occurredAt());
        AdjustmentId id = AdjustmentBook.propose(
                work,
                new AdjustmentBook.Proposal(
                        known.site(),
                        known.item(),
                        command.bin(),
                        command.lot(),
                        command.quantity(),
                        unitCost(work, command, known.item()),
                        command.reason(),
                        command.note(),
                        Boolean.TRUE.equals(command.photo()),
                        command.count(),
                        counter(work, command),
                        command.reversalOf(),
                        work.person(),
                        occurredAt,
                        occurredAt),
                false);
        return AdjustmentQueries.get(work, id);
    }

    private static @Nullable PersonId counter(Work work, Command command) {
        CountId count = command.count();
        if (count == null) {
            return null;
        }
        return work.sql(Sql.class)
                .counter(count, command.site(), command.item(), command.bin())
                .orElseThrow(() -> new Refused(
                        Problem.UNKNOWN_REFERENCE,
                        "Nobody counted %s in bin %s in count %s".formatted(command.item(), command.bin(), count)));
    }

    private static BigDecimal unitCost(Work work, Command command, ItemRow item) {
        AdjustmentId reversalOf = command.reversalOf();
        if (reversalOf == null) {
            return item.cost();
        }
        Entry original = AdjustmentBook.lock(work, reversalOf);
        AdjustmentBook.requireReversible(original);
        if (!original.siteId().equals(command.site())
                || !original.itemId().equals(command.item())
                || !original.binId().equals(command.bin())
                || !Objects.equals(original.lotId(), command.lot())
                || original.quantity().add(command.quantity()).signum() != 0) {
            throw new Refused(
                    Problem.INVALID,
                    "A reversal takes back the whole of %s: %s of %s in bin %s at %s"
                            .formatted(
                                    reversalOf,
                                    StockLedger.plain(original.quantity().negate()),
                                    original.itemId(),
                                    original.binId(),
                                    original.siteId()));
        }
        return original.unitCost();
    }
}
