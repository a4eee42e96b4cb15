package io.setpoint.erp.returns;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.DispositionProposed;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ReturnDisposed;
import io.setpoint.contracts.events.ReturnOpened;
import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.events.ReturnReason;
import io.setpoint.contracts.events.ReturnReceived;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.ReturnedStock;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Takes over returns of the time before go-live, received and disposed of, each whole or not at all. They move no stock.
 * What was above tolerance names who approved it: history is no way round a second person.
 */
final class ImportReturns implements UseCase<ImportReturns.Command, Imported> {
    private static final int MOST_LINES = 500;
    /** Numbers the live business gives. */
    private static final Pattern LIVE_NUMBER = Pattern.compile("RT-[0-9]{8,}");

    private final ReturnedStock stock;

    ImportReturns(ReturnedStock stock) {
        this.stock = stock;
    }

    record Command(List<Document> returns) {
        Command {
            returns = List.copyOf(returns);
        }
    }

    /**
     * One return.
     *
     * @param bin where its goods waited for inspection
     */
    record Document(
            ReturnId returnId,
            ShipmentId shipment,
            PersonId openedBy,
            Instant openedAt,
            BinId bin,
            PersonId receivedBy,
            Instant receivedAt,
            List<Line> lines) {
        Document {
            openedAt = openedAt.truncatedTo(ChronoUnit.MICROS);
            receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
            lines = List.copyOf(lines);
        }

        BigDecimal quantity() {
            return lines.stream().map(Line::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * Goods of one line of the order, all of which arrived and had one outcome.
     *
     * @param toBin where restocked goods went; absent where they stayed or left
     * @param approvedBy the second person; absent where one was enough
     */
    record Line(
            int lineNo,
            BigDecimal quantity,
            ReturnReason reason,
            @Nullable String note,
            ReturnOutcome outcome,
            @Nullable BinId toBin,
            PersonId disposedBy,
            @Nullable PersonId approvedBy,
            Instant disposedAt) {
        Line {
            quantity = Quantities.positive(quantity);
            disposedAt = disposedAt.truncatedTo(ChronoUnit.MICROS);
        }
    }

    record Stored(ShipmentId shipmentId, Instant openedAt, BigDecimal quantity) {}

    interface Sql {
        @SqlQuery("""
                select r.shipment_id, r.opened_at, sum(l.quantity) as quantity
                  from customer_return r join return_line l using (company_id, return_id)
                 where r.return_id = :returnId
                 group by r.company_id, r.return_id
                """)
        Optional<Stored> find(ReturnId returnId);

        @SqlUpdate("""
                insert into customer_return (company_id, return_id, shipment_id, order_id, site_id, state, opened_at,
                                             opened_by, bin_id, received_at, received_by, closed_at, history)
                values (current_company(), :returnId, :shipment, :order, :site, 'CLOSED', :openedAt, :openedBy, :bin,
                        :receivedAt, :receivedBy, :closedAt, true)
                """)
        void insert(
                ReturnId returnId,
                ShipmentId shipment,
                OrderId order,
                SiteId site,
                Instant openedAt,
                PersonId openedBy,
                BinId bin,
                Instant receivedAt,
                PersonId receivedBy,
                Instant closedAt);

        @SqlUpdate("""
                insert into return_line (company_id, return_id, line_no, order_id, order_line_no, item_id, quantity,
                                         reason, note, unit_price, unit_cost, received, disposed)
                values (current_company(), :returnId, :line, :order, :orderLine, :item, :quantity, :reason, :note,
                        :unitPrice, :unitCost, :quantity, :quantity)
                """)
        void insertLine(
                ReturnId returnId,
                int line,
                OrderId order,
                int orderLine,
                Sku item,
                BigDecimal quantity,
                ReturnReason reason,
                @Nullable String note,
                BigDecimal unitPrice,
                BigDecimal unitCost);

        @SqlUpdate("""
                insert into return_disposition (company_id, return_id, disposition_no, line_no, quantity, outcome,
                                                to_bin_id, value, over_tolerance, needs_approval, received_by, state,
                                                proposed_by, proposed_at, decided_by, decided_at)
                values (current_company(), :returnId, :line, :line, :quantity, :outcome, :toBin, :value, :over,
                        :needsApproval, :receivedBy, 'POSTED', :disposedBy, :at, :approvedBy,
                        case when :approvedBy::text is not null then :at::timestamptz end)
                """)
        void insertDisposition(
                ReturnId returnId,
                int line,
                BigDecimal quantity,
                ReturnOutcome outcome,
                @Nullable BinId toBin,
                BigDecimal value,
                boolean over,
                boolean needsApproval,
                PersonId receivedBy,
                PersonId disposedBy,
                Instant at,
                @Nullable PersonId approvedBy);
    }

    /** A line with what was shipped of it and what its disposition was worth. */
    private record Judged(int no, Line line, OpenReturn.Shipped of, Money value, boolean over, boolean needsApproval) {
        Quantity quantity() {
            return new Quantity(line.quantity(), of.unit());
        }
    }

    @Override
    public Control control() {
        return Control.of("import-returns", "Takes over returns of the time before go-live; moves no stock.")
                .asSensitive()
                .publishing(
                        EventType.RETURN_OPENED,
                        EventType.RETURN_RECEIVED,
                        EventType.DISPOSITION_PROPOSED,
                        EventType.RETURN_DISPOSED)
                .refusing(Problem.INVALID, Problem.AFTER_GO_LIVE);
    }

    @Override
    public Permission permission() {
        return Permission.IMPORT_HISTORY;
    }

    /** The audit names the documents; their content is in the events. */
    @Override
    public Object detail(Command command) {
        return command.returns().stream().map(Document::returnId).toList();
    }

    @Override
    public Imported run(Command command, Work work) {
        HistoryGate.enter(work, "returns", command.returns().size());
        return new Imported(
                command.returns().stream().map(document -> take(work, document)).toList());
    }

    private Imported.Result take(Work work, Document document) {
        String id = document.returnId().value();
        try {
            Optional<Stored> stored = work.sql(Sql.class).find(document.returnId());
            if (stored.isPresent()) {
                if (same(stored.get(), document)) {
                    return new Imported.Result(id, Imported.Status.ALREADY_IMPORTED, null);
                }
                throw new Refused(Problem.ALREADY_EXISTS, "%s exists with other content".formatted(id));
            }
            OpenReturn.Shipment shipment = work.sql(OpenReturn.Sql.class)
                    .shipment(document.shipment())
                    .orElseThrow(() ->
                            new Refused(Problem.UNKNOWN_REFERENCE, "There is no shipment " + document.shipment()));
            List<Judged> lines = check(work, document, shipment);
            write(work, document, shipment, lines);
            publish(work, document, shipment, lines);
            return new Imported.Result(id, Imported.Status.IMPORTED, null);
        } catch (Refused refused) {
            // Each check stands before the first write of its document, so the others are not touched.
            return new Imported.Result(
                    id, Imported.Status.REFUSED, refused.problem().code() + ": " + refused.detail());
        }
    }

    private static boolean same(Stored stored, Document document) {
        return stored.shipmentId().equals(document.shipment())
                && stored.openedAt().equals(document.openedAt())
                && stored.quantity().compareTo(document.quantity()) == 0;
    }

    private List<Judged> check(Work work, Document document, OpenReturn.Shipment shipment) {
        work.requireAt(permission(), shipment.siteId());
        if (LIVE_NUMBER.matcher(document.returnId().value()).matches()) {
            throw new Refused(Problem.INVALID, document.returnId() + " is a number the live business gives");
        }
        if (document.lines().isEmpty() || document.lines().size() > MOST_LINES) {
            throw new Refused(Problem.INVALID, "A return has 1 to " + MOST_LINES + " lines");
        }
        requireInSequence(document, shipment, work.now());
        stock.requireBin(work, shipment.siteId(), document.bin());
        List<OpenReturn.Shipped> shipped = OpenReturn.decide(
                new OpenReturn.Command(
                        document.shipment(),
                        document.lines().stream()
                                .map(line ->
                                        new OpenReturn.Line(line.lineNo(), line.quantity(), line.reason(), line.note()))
                                .toList()),
                work.sql(OpenReturn.Sql.class).shipped(document.shipment()),
                true);
        List<Judged> judged = new ArrayList<>();
        // Lines of one person count together, as they would have in the live business.
        Map<PersonId, BigDecimal> soFar = new HashMap<>();
        for (Line line : document.lines()) {
            judged.add(judge(work, document, shipment, line, shipped.get(judged.size()), judged.size() + 1, soFar));
        }
        return judged;
    }

    private Judged judge(
            Work work,
            Document document,
            OpenReturn.Shipment shipment,
            Line line,
            OpenReturn.Shipped of,
            int no,
            Map<PersonId, BigDecimal> soFar) {
        BinId toBin = line.toBin();
        if (toBin != null && line.outcome().leavesStock()) {
            throw new Refused(Problem.INVALID, "Line %d has a bin for goods that leave stock".formatted(no));
        }
        if (toBin != null) {
            stock.requireBin(work, shipment.siteId(), toBin);
        }
        Money value = new Money(of.unitCost(), work.currency()).times(new Quantity(line.quantity(), of.unit()));
        BigDecimal before = soFar.getOrDefault(line.disposedBy(), BigDecimal.ZERO);
        boolean over = stock.wasOverTolerance(
                work, shipment.siteId(), line.disposedBy(), value.amount(), before, line.disposedAt());
        soFar.merge(line.disposedBy(), value.amount(), BigDecimal::add);
        boolean needsApproval =
                DispositionPolicy.needsApproval(over, line.outcome(), line.disposedBy(), document.receivedBy());
        PersonId approvedBy = line.approvedBy();
        if (approvedBy == null
                ? needsApproval
                : DispositionPolicy.excluded(line.disposedBy(), document.receivedBy())
                        .contains(approvedBy)) {
            throw new Refused(
                    Problem.SELF_APPROVAL,
                    "Line %d needs the approval of somebody who neither received nor judged it".formatted(no));
        }
        return new Judged(no, line, of, value, over, needsApproval);
    }

    private static void requireInSequence(Document document, OpenReturn.Shipment shipment, Instant now) {
        Instant shippedAt = shipment.shippedAt();
        if (shippedAt == null
                || document.openedAt().isBefore(shippedAt)
                || document.receivedAt().isBefore(document.openedAt())
                || document.lines().stream().anyMatch(line -> line.disposedAt().isBefore(document.receivedAt()))) {
            throw new Refused(
                    Problem.OUT_OF_SEQUENCE, "It was shipped, announced, received and disposed of in another order");
        }
        if (document.lines().stream().anyMatch(line -> line.disposedAt().isAfter(now))) {
            throw new Refused(Problem.AFTER_GO_LIVE, "It has a business time that is not past");
        }
    }

    private static void write(Work work, Document document, OpenReturn.Shipment shipment, List<Judged> lines) {
        Sql sql = work.sql(Sql.class);
        sql.insert(
                document.returnId(),
                document.shipment(),
                shipment.orderId(),
                shipment.siteId(),
                document.openedAt(),
                document.openedBy(),
                document.bin(),
                document.receivedAt(),
                document.receivedBy(),
                document.lines().stream()
                        .map(Line::disposedAt)
                        .max(Instant::compareTo)
                        .orElseThrow());
        for (Judged judged : lines) {
            Line line = judged.line();
            sql.insertLine(
                    document.returnId(),
                    judged.no(),
                    shipment.orderId(),
                    line.lineNo(),
                    judged.of().itemId(),
                    line.quantity(),
                    line.reason(),
                    line.note(),
                    judged.of().unitPrice(),
                    judged.of().unitCost());
            sql.insertDisposition(
                    document.returnId(),
                    judged.no(),
                    line.quantity(),
                    line.outcome(),
                    toBin(document, line),
                    judged.value().amount(),
                    judged.over(),
                    judged.needsApproval(),
                    document.receivedBy(),
                    line.disposedBy(),
                    line.disposedAt(),
                    line.approvedBy());
        }
    }

    /** Restocked goods that name no bin stayed where they were inspected. */
    private static @Nullable BinId toBin(Document document, Line line) {
        return line.outcome().leavesStock() || line.toBin() != null ? line.toBin() : document.bin();
    }

    private static void publish(Work work, Document document, OpenReturn.Shipment shipment, List<Judged> lines) {
        work.publish(
                new ReturnOpened(
                        document.returnId(),
                        document.shipment(),
                        shipment.orderId(),
                        shipment.siteId(),
                        shipment.zone(),
                        shipment.customerId(),
                        shipment.customerClass(),
                        document.openedBy(),
                        document.openedAt(),
                        lines.stream()
                                .map(judged -> new ReturnOpened.Line(
                                        judged.no(),
                                        judged.line().lineNo(),
                                        judged.of().itemId(),
                                        judged.of().category(),
                                        judged.quantity(),
                                        new Money(judged.of().unitPrice(), work.currency()),
                                        new Money(judged.of().unitCost(), work.currency()),
                                        judged.line().reason(),
                                        judged.line().note(),
                                        judged.of().lotId()))
                                .toList()),
                shipment.siteId());
        work.publish(
                new ReturnReceived(
                        document.returnId(),
                        document.shipment(),
                        shipment.orderId(),
                        shipment.siteId(),
                        shipment.zone(),
                        document.bin(),
                        document.receivedBy(),
                        document.receivedAt(),
                        lines.stream()
                                .map(judged -> new ReturnReceived.Line(
                                        judged.no(),
                                        judged.of().itemId(),
                                        judged.quantity(),
                                        judged.quantity(),
                                        new Money(judged.of().unitPrice(), work.currency()),
                                        new Money(judged.of().unitCost(), work.currency()),
                                        judged.line().reason(),
                                        judged.of().lotId()))
                                .toList()),
                shipment.siteId());
        lines.forEach(judged -> publish(work, document, shipment, judged));
    }

    private static void publish(Work work, Document document, OpenReturn.Shipment shipment, Judged judged) {
        Line line = judged.line();
        work.publish(
                new DispositionProposed(
                        document.returnId(),
                        judged.no(),
                        shipment.siteId(),
                        judged.no(),
                        judged.of().itemId(),
                        judged.quantity(),
                        line.outcome(),
                        judged.value(),
                        judged.over(),
                        line.disposedBy(),
                        line.disposedAt()),
                shipment.siteId());
        work.publish(
                new ReturnDisposed(
                        document.returnId(),
                        judged.no(),
                        shipment.siteId(),
                        shipment.zone(),
                        judged.no(),
                        judged.of().itemId(),
                        judged.quantity(),
                        line.outcome(),
                        document.bin(),
                        toBin(document, line),
                        judged.value(),
                        line.reason(),
                        line.disposedBy(),
                        line.approvedBy(),
                        line.disposedAt(),
                        judged.of().lotId()),
                shipment.siteId());
    }
}
