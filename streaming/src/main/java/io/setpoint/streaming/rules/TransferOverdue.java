package io.setpoint.streaming.rules;

import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.TransferReceived;
import io.setpoint.contracts.events.TransferSent;
import io.setpoint.contracts.events.TransferWrittenOff;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionSignal.Because;
import io.setpoint.contracts.exceptions.ExceptionSignal.Contribution;
import io.setpoint.contracts.exceptions.ExceptionType;
import io.setpoint.contracts.values.Money;
import io.setpoint.streaming.facts.Calendar;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rule {@code transfer-overdue}, version 1: the day on which a transfer was expected has ended at the site it goes to, and
 * something is still in transit. Cleared when all of it has arrived or was written off.
 */
public final class TransferOverdue extends GatedFunction<TransferCase, SignalRecord> {
    private static final String RULE = ExceptionType.TRANSFER_OVERDUE.code();
    private static final int VERSION = 1;
    /** Of transfers sent before the event named the zone. */
    private static final String UNKNOWN_ZONE = "Etc/UTC";

    public TransferOverdue() {
        super(TransferCase.class);
    }

    /** Whether the rule looks at the event. */
    public static boolean takes(EventRecord event) {
        return event.isOneOf(EventType.TRANSFER_SENT, EventType.TRANSFER_RECEIVED, EventType.TRANSFER_WRITTEN_OFF);
    }

    @Override
    protected @Nullable TransferCase advance(
            @Nullable TransferCase state, List<EventRecord> events, long clock, Emitter<SignalRecord> out) {
        TransferCase transfer = state;
        for (EventRecord record : events) {
            DomainEvent event = record.event();
            if (event instanceof TransferSent sent && transfer == null) {
                transfer = sent(sent, record);
            } else if (transfer != null) {
                transfer = after(transfer, record, event);
            }
        }
        if (transfer == null) {
            return null;
        }
        SignalRecord raised = transfer.raised();
        if (transfer.lines().isEmpty()) {
            if (raised != null) {
                out.emit(RaisedSignal.cleared(
                        raised, clock, "nothing is in transit any more", since(transfer.evidence(), raised.stamp())));
            }
            return null;
        }
        if (raised == null && clock >= transfer.due()) {
            raised = SignalRecord.of(signal(transfer, clock));
            out.emit(raised);
        }
        return new TransferCase(
                transfer.company(),
                transfer.transfer(),
                transfer.fromSite(),
                transfer.toSite(),
                transfer.expectedOn(),
                transfer.due(),
                transfer.lines(),
                transfer.evidence(),
                raised);
    }

    @Override
    protected long wakeAt(TransferCase transfer, long clock) {
        return transfer.raised() == null ? transfer.due() : Long.MAX_VALUE;
    }

    private static TransferCase sent(TransferSent event, EventRecord record) {
        return new TransferCase(
                record.company(),
                event.transfer().value(),
                event.fromSite().value(),
                event.toSite().value(),
                event.expectedOn().toString(),
                Calendar.endOf(event.expectedOn(), event.zone() == null ? UNKNOWN_ZONE : event.zone()),
                event.lines().stream()
                        .filter(line -> line.sent().isPositive())
                        .map(line -> new TransferCase.Line(
                                line.lineNo(),
                                line.item().value(),
                                line.sent().value(),
                                line.sent().value(),
                                line.unitCost().amount(),
                                line.unitCost().currency().getCurrencyCode()))
                        .toList(),
                List.of(EvidenceRow.of(
                        record, "sent by " + event.sentBy() + " to " + event.toSite() + ", for " + event.expectedOn())),
                null);
    }

    private static TransferCase after(TransferCase known, EventRecord record, DomainEvent event) {
        if (event instanceof TransferReceived received) {
            List<TransferCase.Line> lines = known.lines().stream()
                    .map(line -> received.lines().stream()
                            .filter(each -> each.lineNo() == line.lineNo())
                            .findFirst()
                            .map(each -> with(line, each.inTransit().value()))
                            .orElse(line))
                    .toList();
            return with(
                    known,
                    received.closed(),
                    lines,
                    record,
                    "arrival " + received.receiptNo() + " taken by " + received.receivedBy());
        }
        if (event instanceof TransferWrittenOff off) {
            List<TransferCase.Line> lines = known.lines().stream()
                    .map(line -> line.lineNo() == off.lineNo()
                            ? with(
                                    line,
                                    line.inTransit().subtract(off.quantity().value()))
                            : line)
                    .toList();
            return with(known, off.closed(), lines, record, off.quantity() + " of " + off.item() + " written off");
        }
        return known;
    }

    private static TransferCase.Line with(TransferCase.Line line, BigDecimal inTransit) {
        return new TransferCase.Line(
                line.lineNo(), line.item(), line.sent(), inTransit, line.unitCost(), line.currency());
    }

    private static TransferCase with(
            TransferCase known, boolean closed, List<TransferCase.Line> lines, EventRecord record, String content) {
        List<EvidenceRow> evidence = new ArrayList<>(known.evidence());
        evidence.add(EvidenceRow.of(record, content));
        return new TransferCase(
                known.company(),
                known.transfer(),
                known.fromSite(),
                known.toSite(),
                known.expectedOn(),
                known.due(),
                closed
                        ? List.of()
                        : lines.stream()
                                .filter(line -> line.inTransit().signum() > 0)
                                .toList(),
                List.copyOf(evidence),
                known.raised());
    }

    private static List<EvidenceRow> since(List<EvidenceRow> evidence, long stamp) {
        return evidence.stream().filter(row -> row.stamp() > stamp).toList();
    }

    private static ExceptionSignal signal(TransferCase transfer, long clock) {
        List<Contribution> contributions = transfer.lines().stream()
                .map(line -> new Contribution(
                        line.item() + " in line " + line.lineNo(),
                        plain(line.inTransit()) + " of " + plain(line.sent()) + " in transit",
                        line.inTransit()
                                .divide(line.sent(), 4, RoundingMode.HALF_UP)
                                .doubleValue()))
                .toList();
        Currency currency = Currency.getInstance(transfer.lines().get(0).currency());
        Money value = transfer.lines().stream()
                .map(line -> new Money(
                        line.unitCost().multiply(line.inTransit()).setScale(Money.SCALE, RoundingMode.HALF_UP),
                        currency))
                .reduce(Money.zero(currency), Money::plus);
        return new ExceptionSignal(
                transfer.company() + "|" + RULE + "|" + transfer.transfer(),
                Action.RAISED,
                clock,
                transfer.company(),
                transfer.toSite(),
                RULE,
                transfer.transfer(),
                transfer.transfer() + " to " + transfer.toSite() + " is overdue",
                "Sent from " + transfer.fromSite() + " and expected on " + transfer.expectedOn()
                        + "; still in transit: "
                        + contributions.stream()
                                .map(each -> each.feature() + " " + each.value())
                                .collect(Collectors.joining("; "))
                        + ".",
                new Because(RULE, VERSION, null, null, null, contributions),
                "Would not have fired if all of it had been received by the end of " + transfer.expectedOn(),
                value,
                null,
                transfer.evidence().stream().map(EvidenceRow::evidence).toList());
    }

    private static String plain(BigDecimal quantity) {
        return quantity.stripTrailingZeros().toPlainString();
    }
}
