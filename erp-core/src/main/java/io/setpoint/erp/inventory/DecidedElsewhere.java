package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.inventory.AdjustmentBook.Entry;
import io.setpoint.erp.inventory.api.AdjustmentDecisions;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Holders;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Adjustments as other capabilities decide on them: through the very use cases of the adjustment's own page. */
final class DecidedElsewhere implements AdjustmentDecisions {
    private final ApproveAdjustment approveAdjustment;
    private final RejectAdjustment rejectAdjustment;
    private final ReverseAdjustment reverseAdjustment;

    DecidedElsewhere(
            ApproveAdjustment approveAdjustment,
            RejectAdjustment rejectAdjustment,
            ReverseAdjustment reverseAdjustment) {
        this.approveAdjustment = approveAdjustment;
        this.rejectAdjustment = rejectAdjustment;
        this.reverseAdjustment = reverseAdjustment;
    }

    @Override
    public Options options(Handle handle, Actor actor, AdjustmentId adjustment) {
        return optionsOf(handle, actor, adjustment);
    }

    @Override
    public void approve(Work work, AdjustmentId adjustment, @Nullable String note) {
        work.perform(approveAdjustment, new ApproveAdjustment.Command(adjustment, note));
    }

    @Override
    public void reject(Work work, AdjustmentId adjustment, String why) {
        work.perform(rejectAdjustment, new RejectAdjustment.Command(adjustment, why));
    }

    @Override
    public AdjustmentId reverse(Work work, AdjustmentId adjustment, String why) {
        return work.perform(reverseAdjustment, new ReverseAdjustment.Command(adjustment, why))
                .adjustment();
    }

    static Options optionsOf(Handle handle, Actor actor, AdjustmentId adjustment) {
        Optional<Entry> found = AdjustmentBook.find(handle, adjustment);
        if (found.isEmpty()) {
            Option none = new Option("Nothing", "There is no adjustment " + adjustment, List.of());
            return new Options(none, none, none);
        }
        Entry entry = found.get();
        BigDecimal before = AdjustmentBook.onHand(handle, entry);
        return new Options(
                approval(handle, actor, entry, before),
                rejection(handle, actor, entry, before),
                reversal(handle, actor, entry, before));
    }

    private static Option approval(Handle handle, Actor actor, Entry entry, BigDecimal before) {
        String effect = effect(entry, before, before.add(entry.quantity()));
        if (entry.state() != AdjustmentState.PROPOSED) {
            return new Option(effect, AdjustmentBook.decided(entry), List.of());
        }
        if (before.add(entry.quantity()).signum() < 0) {
            return new Option(
                    effect,
                    StockLedger.negative(entry.binId(), entry.itemId(), before, entry.quantity())
                            .detail(),
                    List.of());
        }
        return byAnother(handle, actor, entry, effect);
    }

    private static Option rejection(Handle handle, Actor actor, Entry entry, BigDecimal before) {
        String effect = effect(entry, before, before);
        if (entry.state() != AdjustmentState.PROPOSED) {
            return new Option(effect, AdjustmentBook.decided(entry), List.of());
        }
        if (actor.person().equals(entry.proposedBy()) || actor.mayAt(Permission.APPROVE_ADJUSTMENT, entry.siteId())) {
            return new Option(effect, null, List.of());
        }
        return new Option(effect, lacking(entry), holders(handle, actor, entry, Set.of()));
    }

    private static Option reversal(Handle handle, Actor actor, Entry entry, BigDecimal before) {
        BigDecimal after = before.subtract(entry.quantity());
        String effect = effect(entry, before, after) + ", if it is within tolerance; else it waits for another person";
        if (entry.state() != AdjustmentState.POSTED) {
            return new Option(effect, "%s is not posted".formatted(entry.adjustmentId()), List.of());
        }
        if (entry.reversedBy() != null) {
            return new Option(
                    effect, "%s is taken back by %s".formatted(entry.adjustmentId(), entry.reversedBy()), List.of());
        }
        if (after.signum() < 0) {
            return new Option(
                    effect,
                    StockLedger.negative(
                                    entry.binId(),
                                    entry.itemId(),
                                    before,
                                    entry.quantity().negate())
                            .detail(),
                    List.of());
        }
        return byAnother(handle, actor, entry, effect);
    }

    private static Option byAnother(Handle handle, Actor actor, Entry entry, String effect) {
        Set<PersonId> excluded = FourEyesPolicy.excluded(entry.proposedBy(), entry.countedBy());
        Optional<String> objection = FourEyesPolicy.objection(actor.person(), entry.proposedBy(), entry.countedBy());
        if (objection.isPresent()) {
            return new Option(effect, objection.get(), holders(handle, actor, entry, excluded));
        }
        if (!actor.mayAt(Permission.APPROVE_ADJUSTMENT, entry.siteId())) {
            return new Option(effect, lacking(entry), holders(handle, actor, entry, excluded));
        }
        return new Option(effect, null, List.of());
    }

    private static String lacking(Entry entry) {
        return "You lack the right %s at %s".formatted(Permission.APPROVE_ADJUSTMENT.code(), entry.siteId());
    }

    private static List<String> holders(Handle handle, Actor actor, Entry entry, Set<PersonId> except) {
        return Holders.of(handle, actor.company(), Permission.APPROVE_ADJUSTMENT, entry.siteId(), except);
    }

    private static String effect(Entry entry, BigDecimal before, BigDecimal after) {
        return before.compareTo(after) == 0
                ? "Book of %s in bin %s stays %s %s"
                        .formatted(entry.itemId(), entry.binId(), StockLedger.plain(before), entry.unit())
                : "Book of %s in bin %s goes from %s to %s %s"
                        .formatted(
                                entry.itemId(),
                                entry.binId(),
                                StockLedger.plain(before),
                                StockLedger.plain(after),
                                entry.unit());
    }
}
