package io.setpoint.streaming.rules;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.streaming.facts.OrderDocument;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rule {@code adjustment-over-tolerance}, version 1: a proposal above the site's limit, or that takes its proposer's
 * total of the day above the daily limit, waits for another person. The ERP core has decided that with the proposal; the
 * rule puts it before a person. Cleared when the adjustment is posted or rejected.
 */
public final class AdjustmentOverTolerance extends GatedFunction<RaisedSignal, SignalRecord> {
    private static final String RULE = ExceptionType.ADJUSTMENT_OVER_TOLERANCE.code();
    private static final int VERSION = 1;

    public AdjustmentOverTolerance() {
        super(RaisedSignal.class);
    }

    /** Whether the rule looks at the event. */
    public static boolean takes(EventRecord event) {
        return event.isOneOf(EventType.ADJUSTMENT_PROPOSED, EventType.ADJUSTMENT_POSTED, EventType.ADJUSTMENT_REJECTED);
    }

    @Override
    protected @Nullable RaisedSignal advance(
            @Nullable RaisedSignal state, List<EventRecord> events, long clock, Emitter<SignalRecord> out) {
        RaisedSignal raised = state;
        SignalRecord told = null;
        for (EventRecord record : events) {
            DomainEvent event = record.event();
            if (event instanceof AdjustmentProposed proposed && proposed.overTolerance() && raised == null) {
                told = SignalRecord.of(signal(record, proposed));
                raised = new RaisedSignal(told, Long.MAX_VALUE);
            } else if (raised != null && raised.stands() && !(event instanceof AdjustmentProposed)) {
                String outcome = outcome(event);
                // proposed and decided in one commit, as history is: nobody ever had to wait
                told = told != null
                        ? null
                        : RaisedSignal.cleared(
                                raised.signal(), record.stamp(), outcome, List.of(EvidenceRow.of(record, outcome)));
                raised = new RaisedSignal(raised.signal(), record.stamp() + OrderDocument.REPEATABLE);
            }
        }
        if (told != null) {
            out.emit(told);
        }
        return raised == null || clock >= raised.until() ? null : raised;
    }

    @Override
    protected long wakeAt(RaisedSignal raised, long clock) {
        return raised.until();
    }

    static ExceptionSignal signal(EventRecord record, AdjustmentProposed event) {
        Money value = event.value().abs();
        String what = event.quantity().toString().replace('-', '\u2212') + " of " + event.item();
        return new ExceptionSignal(
                record.company() + "|" + RULE + "|" + event.adjustment(),
                Action.RAISED,
                record.stamp(),
                record.company(),
                event.site().value(),
                RULE,
                event.adjustment().value(),
                "Adjustment of " + what + " is over tolerance",
                event.proposedBy() + " proposed " + what + " in bin " + event.bin() + " at " + event.site() + " ("
                        + event.reason() + "), worth " + plain(value)
                        + ". Nothing is posted until another person approves.",
                new Because(RULE, VERSION, null, null, null, contributions(event, value)),
                counterfactual(event, value),
                value,
                null,
                List.of(EvidenceRow.of(record, "proposed " + what + " for " + event.reason() + ", " + plain(value))
                        .evidence()));
    }

    private static List<Contribution> contributions(AdjustmentProposed event, Money value) {
        return List.of(
                new Contribution(
                        "Value against the site's limit",
                        plain(value) + " of " + plain(event.limit()),
                        share(value, event)),
                new Contribution(
                        "The proposer's total of the day",
                        plain(event.rollingTotal()),
                        share(event.rollingTotal().minus(value), event)));
    }

    /** How often an amount holds the limit. */
    private static double share(Money amount, AdjustmentProposed event) {
        BigDecimal limit = event.limit().amount();
        return limit.signum() <= 0
                ? 1
                : amount.amount().divide(limit, 4, RoundingMode.HALF_UP).doubleValue();
    }

    private static String counterfactual(AdjustmentProposed event, Money value) {
        if (value.amount().compareTo(event.limit().amount()) <= 0) {
            return "Would not have fired if the proposer's adjustments of the day, now " + plain(event.rollingTotal())
                    + " with this one, had stayed within the daily limit";
        }
        BigDecimal cost = event.unitCost().amount();
        if (cost.signum() <= 0) {
            return "Would not have fired at a value of up to " + plain(event.limit());
        }
        Quantity most = new Quantity(
                event.limit().amount().divide(cost, Quantity.SCALE, RoundingMode.DOWN),
                event.quantity().unit());
        return "Would not have fired for up to " + most + ", worth " + plain(event.limit());
    }

    private static String outcome(DomainEvent event) {
        if (event instanceof AdjustmentPosted posted) {
            return posted.approvedBy() == null ? "posted" : "posted, approved by " + posted.approvedBy();
        }
        if (event instanceof AdjustmentRejected rejected) {
            return "rejected by " + rejected.rejectedBy() + ": " + rejected.why();
        }
        throw new IllegalStateException("the rule does not take a " + event.type());
    }

    private static String plain(Money money) {
        return money.amount()
                        .stripTrailingZeros()
                        .setScale(
                                Math.max(2, money.amount().stripTrailingZeros().scale()))
                        .toPlainString()
                + " " + money.currency().getCurrencyCode();
    }
}
