package io.setpoint.streaming.rules;

import io.setpoint.contracts.events.AcknowledgementDecided;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PurchaseOrderAcknowledged;
import io.setpoint.contracts.events.PurchaseOrderCancelled;
import io.setpoint.contracts.events.PurchaseOrderLineChanged;
import io.setpoint.contracts.events.PurchaseOrderRaised;
import io.setpoint.contracts.events.PurchaseOrderRejected;
import io.setpoint.contracts.events.PurchaseReceived;
import io.setpoint.contracts.events.ShipmentAdvised;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules, version 1 each, on the way of a purchase order: {@code emergency-purchase} until the order is off,
 * {@code acknowledgement-changed} until somebody decided it, {@code asn-mismatch} until the delivery came, and
 * {@code receiving-discrepancy} for what was short, over, damaged or wrong by more than a share of the ordered quantity.
 * What is told days after it happened, as history is, raises nothing: nobody can act on it any more.
 */
public final class PurchaseDeviations extends GatedFunction<PurchaseCase, SignalRecord> {
    private static final int VERSION = 1;
    /** Of the ordered quantity; more than it is out of tolerance. */
    private static final BigDecimal TOLERATED_PERCENT = BigDecimal.valueOf(2);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final long LATEST = micros(Duration.ofDays(2));
    /** An order of which nothing was heard for so long is forgotten, whether or not all of it came. */
    private static final long SILENCE = micros(Duration.ofDays(400));

    public PurchaseDeviations() {
        super(PurchaseCase.class);
    }

    /** Whether one of the rules looks at the event. */
    public static boolean takes(EventRecord event) {
        return event.isOneOf(
                EventType.PURCHASE_ORDER_RAISED,
                EventType.PURCHASE_ORDER_LINE_CHANGED,
                EventType.PURCHASE_ORDER_REJECTED,
                EventType.PURCHASE_ORDER_CANCELLED,
                EventType.PURCHASE_ORDER_ACKNOWLEDGED,
                EventType.ACKNOWLEDGEMENT_DECIDED,
                EventType.SHIPMENT_ADVISED,
                EventType.PURCHASE_RECEIVED);
    }

    @Override
    protected @Nullable PurchaseCase advance(
            @Nullable PurchaseCase state, List<EventRecord> events, long clock, Emitter<SignalRecord> out) {
        PurchaseCase now = state;
        for (EventRecord record : events) {
            DomainEvent event = record.event();
            if (event instanceof PurchaseOrderRaised raised && now == null) {
                now = new PurchaseCase(lines(raised), List.of(), record.stamp() + SILENCE);
            }
            if (now != null) {
                now = next(now, record, event, out);
            }
        }
        return now == null || clock >= now.until() ? null : now;
    }

    @Override
    protected long wakeAt(PurchaseCase known, long clock) {
        return known.until();
    }

    private static PurchaseCase next(
            PurchaseCase known, EventRecord record, DomainEvent event, Emitter<SignalRecord> out) {
        List<PurchaseCase.Standing> standing = new ArrayList<>(known.standing());
        standing.removeIf(raised -> {
            Optional<String> why = over(event, raised);
            why.ifPresent(reason -> out.emit(RaisedSignal.cleared(
                    raised.signal(), record.stamp(), reason, List.of(EvidenceRow.of(record, reason)))));
            return why.isPresent();
        });
        List<PurchaseCase.Line> lines =
                event instanceof PurchaseOrderLineChanged changed ? after(known, changed) : known.lines();
        if (record.stamp() - record.occurredAt() <= LATEST) {
            found(lines, record, event).ifPresent(raised -> {
                out.emit(raised.signal());
                standing.add(raised);
            });
        }
        return new PurchaseCase(lines, List.copyOf(standing), record.stamp() + SILENCE);
    }

    /** Why a signal does not stand any more. */
    private static Optional<String> over(DomainEvent event, PurchaseCase.Standing raised) {
        if (event instanceof PurchaseOrderRejected rejected) {
            return Optional.of("the order was rejected by " + rejected.rejectedBy());
        }
        if (event instanceof PurchaseOrderCancelled cancelled) {
            return Optional.of("the order was cancelled by " + cancelled.cancelledBy());
        }
        if (event instanceof AcknowledgementDecided decided
                && raised.document().equals(decided.acknowledgement().value())) {
            return Optional.of((decided.accepted() ? "accepted by " : "refused by ") + decided.decidedBy());
        }
        if (event instanceof PurchaseReceived received
                && received.asn() != null
                && raised.document().equals(received.asn().value())) {
            return Optional.of("the delivery came with " + received.receipt());
        }
        return Optional.empty();
    }

    private static Optional<PurchaseCase.Standing> found(
            List<PurchaseCase.Line> lines, EventRecord record, DomainEvent event) {
        if (event instanceof PurchaseOrderRaised raised && raised.expedite()) {
            return Optional.of(emergency(record, raised));
        }
        if (event instanceof PurchaseOrderAcknowledged acknowledged && acknowledged.waits()) {
            return Optional.of(changed(lines, record, acknowledged));
        }
        if (event instanceof ShipmentAdvised advised && !advised.mismatches().isEmpty()) {
            return Optional.of(mismatch(lines, record, advised));
        }
        if (event instanceof PurchaseReceived received) {
            return discrepancy(lines, record, received);
        }
        return Optional.empty();
    }

    private static PurchaseCase.Standing emergency(EventRecord record, PurchaseOrderRaised event) {
        String what = event.order() + " over " + plain(event.amount()) + " from " + event.supplier();
        return raised(
                record,
                event.site(),
                ExceptionType.EMERGENCY_PURCHASE,
                event.order().value(),
                "Emergency purchase " + what,
                event.raisedBy() + " ordered " + what + " as an emergency: " + event.expediteReason(),
                List.of(new Contribution(
                        "Premium above contract prices",
                        plain(event.premium()),
                        share(event.premium().amount(), event.amount().amount()))),
                "Would not have fired for an order at the usual lead time",
                event.amount(),
                "an emergency: " + event.expediteReason());
    }

    private static PurchaseCase.Standing changed(
            List<PurchaseCase.Line> lines, EventRecord record, PurchaseOrderAcknowledged event) {
        List<Contribution> contributions = new ArrayList<>();
        Money value = none(lines);
        for (PurchaseOrderAcknowledged.Line line : event.lines()) {
            if (line.changed()) {
                contributions.add(new Contribution(
                        "Line " + line.lineNo(),
                        line.confirmed() + " on " + line.confirmedDate() + " instead of " + line.ordered() + " on "
                                + line.requestedDate(),
                        share(
                                line.ordered().minus(line.confirmed()).value(),
                                line.ordered().value())));
                value = value.plus(worth(lines, line.lineNo(), line.ordered()));
            }
        }
        String what = event.supplier() + " confirmed " + event.order() + " otherwise than ordered";
        return raised(
                record,
                event.site(),
                ExceptionType.ACKNOWLEDGEMENT_CHANGED,
                event.acknowledgement().value(),
                what,
                what + ", on " + contributions.size() + " of " + event.lines().size()
                        + " lines. It holds once a buyer accepts it.",
                contributions,
                "Would not have fired if quantities and days had been confirmed as ordered",
                value,
                what);
    }

    private static PurchaseCase.Standing mismatch(
            List<PurchaseCase.Line> lines, EventRecord record, ShipmentAdvised event) {
        List<Contribution> contributions = new ArrayList<>();
        Money value = none(lines);
        for (ShipmentAdvised.Mismatch mismatch : event.mismatches()) {
            contributions.add(
                    new Contribution("Line " + mismatch.lineNo(), mismatch.kind() + ": " + mismatch.detail(), 1));
            for (ShipmentAdvised.Line line : event.lines()) {
                if (line.lineNo() == mismatch.lineNo()) {
                    value = value.plus(worth(lines, line.orderLine(), line.quantity()));
                }
            }
        }
        String what = event.asn() + " of " + event.supplier() + " does not fit " + event.order();
        return raised(
                record,
                event.site(),
                ExceptionType.ASN_MISMATCH,
                event.asn().value(),
                what,
                what + ": " + event.mismatches().get(0).detail() + ". The goods are on their way.",
                contributions,
                "Would not have fired if the notice had named open lines, their items and no later day",
                value,
                what);
    }

    private static Optional<PurchaseCase.Standing> discrepancy(
            List<PurchaseCase.Line> lines, EventRecord record, PurchaseReceived event) {
        List<Contribution> contributions = new ArrayList<>();
        Money value = none(lines);
        for (PurchaseReceived.Discrepancy discrepancy : event.discrepancies()) {
            PurchaseCase.Line line = line(lines, discrepancy.lineNo());
            BigDecimal percent =
                    discrepancy.quantity().value().multiply(HUNDRED).divide(line.ordered(), 1, RoundingMode.HALF_UP);
            if (percent.compareTo(TOLERATED_PERCENT) > 0) {
                contributions.add(new Contribution(
                        discrepancy.kind() + " on line " + discrepancy.lineNo(),
                        discrepancy.quantity() + " of " + discrepancy.item() + ", " + percent.toPlainString()
                                + " % of what was ordered: " + discrepancy.reason(),
                        percent.divide(TOLERATED_PERCENT, 4, RoundingMode.HALF_UP)
                                .doubleValue()));
                value = value.plus(worth(lines, discrepancy.lineNo(), discrepancy.quantity()));
            }
        }
        if (contributions.isEmpty()) {
            return Optional.empty();
        }
        String what = event.receipt() + " differs from " + event.order() + " of " + event.supplier();
        return Optional.of(raised(
                record,
                event.site(),
                ExceptionType.RECEIVING_DISCREPANCY,
                event.receipt().value(),
                what,
                event.receivedBy() + " received " + event.order() + ": "
                        + contributions.get(0).feature() + ", "
                        + contributions.get(0).value(),
                contributions,
                "Would not have fired for up to " + TOLERATED_PERCENT + " % of the ordered quantity",
                value,
                what));
    }

    private static PurchaseCase.Standing raised(
            EventRecord record,
            SiteId site,
            ExceptionType type,
            String document,
            String title,
            String happened,
            List<Contribution> contributions,
            String counterfactual,
            Money valueAtRisk,
            String evidence) {
        return new PurchaseCase.Standing(
                document,
                SignalRecord.of(new ExceptionSignal(
                        record.company() + "|" + type.code() + "|" + document,
                        Action.RAISED,
                        record.stamp(),
                        record.company(),
                        site.value(),
                        type.code(),
                        document,
                        title,
                        happened,
                        new Because(type.code(), VERSION, null, null, null, contributions),
                        counterfactual,
                        valueAtRisk,
                        null,
                        List.of(EvidenceRow.of(record, evidence).evidence()))));
    }

    private static List<PurchaseCase.Line> lines(PurchaseOrderRaised event) {
        return event.lines().stream()
                .map(line -> new PurchaseCase.Line(
                        line.lineNo(),
                        line.quantity().value(),
                        line.unitPrice().amount(),
                        line.unitPrice().currency().getCurrencyCode()))
                .toList();
    }

    private static List<PurchaseCase.Line> after(PurchaseCase known, PurchaseOrderLineChanged event) {
        return known.lines().stream()
                .map(line -> line.lineNo() == event.lineNo()
                        ? new PurchaseCase.Line(
                                line.lineNo(),
                                event.quantity().value(),
                                event.unitPrice().amount(),
                                line.currency())
                        : line)
                .toList();
    }

    private static Money worth(List<PurchaseCase.Line> lines, int lineNo, Quantity quantity) {
        return lines.stream()
                .filter(line -> line.lineNo() == lineNo)
                .findFirst()
                .map(line -> new Money(line.unitPrice(), Currency.getInstance(line.currency())).times(quantity))
                .orElseGet(() -> none(lines));
    }

    private static Money none(List<PurchaseCase.Line> lines) {
        return Money.zero(Currency.getInstance(lines.get(0).currency()));
    }

    private static PurchaseCase.Line line(List<PurchaseCase.Line> lines, int lineNo) {
        return lines.stream()
                .filter(line -> line.lineNo() == lineNo)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the log names a line that was not ordered: " + lineNo));
    }

    private static double share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? 0
                : part.divide(whole, 4, RoundingMode.HALF_UP).doubleValue();
    }

    private static String plain(Money money) {
        return money.amount().setScale(2, RoundingMode.HALF_UP).toPlainString() + " "
                + money.currency().getCurrencyCode();
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1_000;
    }
}
