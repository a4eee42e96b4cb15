package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CancelReason;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OrderLineCancelled;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.events.OrderReleased;
import io.setpoint.contracts.events.ShipmentDelivered;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.DatabaseFailure;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.ImportOrders.Command;
import io.setpoint.erp.sales.ImportOrders.Imported;
import io.setpoint.erp.sales.api.OrderState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes in orders of the time before go-live with their business times, without moving stock. Every document is
 * checked against all rules before anything is written; those that pass are written set-based in one transaction, so a
 * refused document leaves nothing and costs the others nothing.
 */
final class ImportOrders implements UseCase<Command, Imported> {
    private static final int MOST = 200;
    /** Numbers the live business gives itself. */
    private static final Pattern LIVE_NUMBER = Pattern.compile("S[OH]-[0-9]{8,}");

    record Command(List<Order> orders) {
        Command {
            orders = List.copyOf(orders);
            if (orders.isEmpty() || orders.size() > MOST) {
                throw new IllegalArgumentException("needs 1 to " + MOST + " orders");
            }
        }
    }

    /**
     * An order as it was.
     *
     * @param requestedDate for all lines
     * @param commitDate the promise that was given, for all lines
     * @param releasedAt if it was; without it the first shipment counts as the release
     */
    record Order(
            OrderId order,
            SiteId site,
            CustomerId customer,
            String channel,
            String shippingMode,
            @Nullable String customerReference,
            Instant placedAt,
            LocalDate requestedDate,
            LocalDate commitDate,
            @Nullable Instant releasedAt,
            List<Line> lines,
            @Nullable List<Cancelled> cancellations,
            @Nullable List<Shipment> shipments) {
        Order {
            lines = List.copyOf(lines);
            cancellations = cancellations == null ? List.of() : List.copyOf(cancellations);
            shipments = shipments == null ? List.of() : List.copyOf(shipments);
            placedAt = placedAt.truncatedTo(ChronoUnit.MICROS);
        }

        List<Cancelled> cancelled() {
            return cancellations == null ? List.of() : cancellations;
        }

        List<Shipment> shipped() {
            return shipments == null ? List.of() : shipments;
        }

        @Nullable
        Instant released() {
            if (releasedAt != null) {
                return releasedAt.truncatedTo(ChronoUnit.MICROS);
            }
            return shipped().stream()
                    .map(Shipment::shippedAt)
                    .min(Comparator.naturalOrder())
                    .map(first -> first.truncatedTo(ChronoUnit.MICROS))
                    .orElse(null);
        }
    }

    /**
     * A line as it was ordered.
     *
     * @param releasedQuantity may be given as a check; it follows from the cancellations before release
     */
    record Line(
            int lineNo,
            Sku item,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable BigDecimal releasedQuantity) {
        Line {
            quantity = Quantities.positive(quantity);
            if (unitPrice.signum() < 0) {
                throw new IllegalArgumentException("needs a unit price of zero or more");
            }
            unitPrice = unitPrice.setScale(Money.SCALE, RoundingMode.HALF_UP);
        }
    }

    record Cancelled(int lineNo, BigDecimal quantity, CancelReason reason, Instant at) {
        Cancelled {
            quantity = Quantities.positive(quantity);
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    record Shipment(
            ShipmentId shipment,
            Instant shippedAt,
            String carrier,
            List<ShippedLine> lines,
            @Nullable Instant deliveredAt,
            @Nullable String receivedBy) {
        Shipment {
            lines = List.copyOf(lines);
            shippedAt = shippedAt.truncatedTo(ChronoUnit.MICROS);
            if (deliveredAt != null) {
                deliveredAt = deliveredAt.truncatedTo(ChronoUnit.MICROS);
            }
        }
    }

    record ShippedLine(int lineNo, BigDecimal quantity) {
        ShippedLine {
            quantity = Quantities.positive(quantity);
        }
    }

    /** What became of each document, in the order they were sent. */
    record Imported(List<Result> results) {}

    /** What became of one document. */
    record Result(OrderId order, Status status, @Nullable String problem) {}

    /** What can become of a document. */
    enum Status {
        IMPORTED,
        ALREADY_IMPORTED,
        REFUSED
    }

    /** What the audit keeps. */
    record Kept(int orders, OrderId first) {}

    @Override
    public Control control() {
        return Control.of("import-orders", "Takes in orders of the time before go-live; each whole or not at all.")
                .publishing(
                        EventType.ORDER_PLACED,
                        EventType.ORDER_LINE_CANCELLED,
                        EventType.ORDER_RELEASED,
                        EventType.SHIPMENT_SHIPPED,
                        EventType.SHIPMENT_DELIVERED)
                .refusing(Problem.AFTER_GO_LIVE);
    }

    @Override
    public Permission permission() {
        return Permission.IMPORT_HISTORY;
    }

    @Override
    public Object detail(Command command) {
        return new Kept(command.orders().size(), command.orders().get(0).order());
    }

    @Override
    public Imported run(Command command, Work work) {
        Known known = read(command, work);
        if (known.live()) {
            throw new Refused(Problem.AFTER_GO_LIVE, "The company is live; history is closed.");
        }
        List<Result> results = new ArrayList<>();
        List<Document> documents = new ArrayList<>();
        Set<OrderId> orders = new HashSet<>();
        Set<ShipmentId> shipments = new HashSet<>(known.shipments());
        for (Order order : command.orders()) {
            Boolean history = known.orders().get(order.order());
            if (history != null || !orders.add(order.order())) {
                results.add(
                        Boolean.TRUE.equals(history)
                                ? new Result(order.order(), Status.ALREADY_IMPORTED, null)
                                : new Result(order.order(), Status.REFUSED, "the number is taken"));
                continue;
            }
            Document document = new Document(order, known, work.now());
            String problem = document.problem(work, shipments);
            if (problem == null) {
                order.shipped().forEach(shipment -> shipments.add(shipment.shipment()));
                documents.add(document);
                document.publish(work);
                results.add(new Result(order.order(), Status.IMPORTED, null));
            } else {
                results.add(new Result(order.order(), Status.REFUSED, problem));
            }
        }
        if (!documents.isEmpty()) {
            write(work, documents);
        }
        return new Imported(results);
    }

    /** What the documents refer to; {@code orders} tells of each existing one whether it came in as history. */
    private record Known(
            boolean live,
            Map<OrderId, Boolean> orders,
            Set<ShipmentId> shipments,
            Map<String, String> zones,
            Map<String, String> customerClasses,
            Map<Sku, Item> items) {}

    private record Item(String category, String unit, BigDecimal cost) {}

    private static Known read(Command command, Work work) {
        String company = work.company().value();
        RoundTrip trip = work.trip()
                .then("select live_at is not null from company where company_id = ? for key share", company)
                .then(
                        "select order_id, history from sales_order where company_id = ? and order_id = any(?)",
                        company,
                        texts(command.orders().stream()
                                .map(order -> order.order().value())))
                .then(
                        "select shipment_id from shipment where company_id = ? and shipment_id = any(?)",
                        company,
                        texts(command.orders().stream()
                                .flatMap(order -> order.shipped().stream())
                                .map(shipment -> shipment.shipment().value())))
                .then("select site_id, zone from site where company_id = ?", company)
                .then(
                        "select customer_id, customer_class from customer where company_id = ? and customer_id = any(?)",
                        company,
                        texts(command.orders().stream()
                                .map(order -> order.customer().value())))
                .then(
                        "select item_id, category, unit, cost from item where company_id = ? and item_id = any(?)",
                        company,
                        texts(command.orders().stream()
                                .flatMap(order -> order.lines().stream())
                                .map(line -> line.item().value())));
        try (RoundTrip.Answers answers = trip.send()) {
            ResultSet row = answers.rows();
            row.next();
            boolean live = row.getBoolean(1);
            Map<OrderId, Boolean> orders = new HashMap<>();
            for (row = answers.rows(); row.next(); ) {
                orders.put(new OrderId(row.getString(1)), row.getBoolean(2));
            }
            Set<ShipmentId> shipments = new HashSet<>();
            for (row = answers.rows(); row.next(); ) {
                shipments.add(new ShipmentId(row.getString(1)));
            }
            Map<String, String> zones = new HashMap<>();
            for (row = answers.rows(); row.next(); ) {
                zones.put(row.getString(1), row.getString(2));
            }
            Map<String, String> classes = new HashMap<>();
            for (row = answers.rows(); row.next(); ) {
                classes.put(row.getString(1), row.getString(2));
            }
            Map<Sku, Item> items = new HashMap<>();
            for (row = answers.rows(); row.next(); ) {
                items.put(
                        new Sku(row.getString(1)), new Item(row.getString(2), row.getString(3), row.getBigDecimal(4)));
            }
            return new Known(live, orders, shipments, zones, classes, items);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static String[] texts(Stream<String> values) {
        return values.distinct().toArray(String[]::new);
    }

    /** One order with what its lines came to. */
    private static final class Document {
        private final Order order;
        private final Known known;
        private final Instant now;
        private final Map<Integer, BigDecimal> cancelledBefore = new HashMap<>();
        private final Map<Integer, BigDecimal> cancelled = new HashMap<>();
        private final Map<Integer, BigDecimal> shipped = new HashMap<>();

        Document(Order order, Known known, Instant now) {
            this.order = order;
            this.known = known;
            this.now = now;
            for (Cancelled cancellation : order.cancelled()) {
                cancelled.merge(cancellation.lineNo(), cancellation.quantity(), BigDecimal::add);
                if (beforeRelease(cancellation)) {
                    cancelledBefore.merge(cancellation.lineNo(), cancellation.quantity(), BigDecimal::add);
                }
            }
            for (Shipment shipment : order.shipped()) {
                for (ShippedLine line : shipment.lines()) {
                    shipped.merge(line.lineNo(), line.quantity(), BigDecimal::add);
                }
            }
        }

        /** Why it cannot come in; null if it can. */
        @Nullable
        String problem(Work work, Set<ShipmentId> takenShipments) {
            if (LIVE_NUMBER.matcher(order.order().value()).matches()
                    || order.shipped().stream()
                            .anyMatch(shipment -> LIVE_NUMBER
                                    .matcher(shipment.shipment().value())
                                    .matches())) {
                return "a number of eight digits is one the live business gives";
            }
            if (!known.zones().containsKey(order.site().value())) {
                return "unknown site " + order.site();
            }
            if (!work.actor().mayAt(Permission.IMPORT_HISTORY, order.site())) {
                return "no right to import for site " + order.site();
            }
            if (!known.customerClasses().containsKey(order.customer().value())) {
                return "unknown customer " + order.customer();
            }
            String lines = linesProblem();
            if (lines != null) {
                return lines;
            }
            String times = timesProblem();
            return times == null ? shipmentsProblem(takenShipments) : times;
        }

        private @Nullable String linesProblem() {
            if (order.lines().isEmpty() || order.lines().size() > 500) {
                return "an order has 1 to 500 lines";
            }
            Map<Integer, Line> byNo = new HashMap<>();
            for (Line line : order.lines()) {
                if (line.lineNo() < 1 || byNo.put(line.lineNo(), line) != null) {
                    return "line number " + line.lineNo() + " is below 1 or stands twice";
                }
                if (!known.items().containsKey(line.item())) {
                    return "unknown item " + line.item();
                }
                BigDecimal released = line.releasedQuantity();
                if (released != null && released.compareTo(released(line)) != 0) {
                    return "line " + line.lineNo() + ": released quantity is not the quantity without what was"
                            + " cancelled before";
                }
                if (of(cancelled, line).add(of(shipped, line)).compareTo(line.quantity()) > 0) {
                    return "line " + line.lineNo() + ": more is cancelled and shipped than was ordered";
                }
            }
            for (Integer lineNo : Stream.concat(cancelled.keySet().stream(), shipped.keySet().stream())
                    .toList()) {
                if (!byNo.containsKey(lineNo)) {
                    return "there is no line " + lineNo;
                }
            }
            return null;
        }

        private @Nullable String timesProblem() {
            Instant released = order.released();
            if (released != null && released.isBefore(order.placedAt())) {
                return "released before it was placed";
            }
            Stream<Instant> times = Stream.of(
                            Stream.of(order.placedAt()),
                            Stream.ofNullable(released),
                            order.cancelled().stream().map(Cancelled::at),
                            order.shipped().stream().map(Shipment::shippedAt),
                            order.shipped().stream().flatMap(shipment -> Stream.ofNullable(shipment.deliveredAt())))
                    .flatMap(stream -> stream);
            if (times.anyMatch(time -> time.isAfter(now))) {
                return "it has a business time that is not past";
            }
            if (order.cancelled().stream()
                    .anyMatch(cancellation -> cancellation.at().isBefore(order.placedAt()))) {
                return "cancelled before it was placed";
            }
            return null;
        }

        private @Nullable String shipmentsProblem(Set<ShipmentId> taken) {
            Set<ShipmentId> own = new HashSet<>();
            for (Shipment shipment : order.shipped()) {
                if (taken.contains(shipment.shipment()) || !own.add(shipment.shipment())) {
                    return "shipment number " + shipment.shipment() + " is taken";
                }
                if (shipment.lines().isEmpty()) {
                    return "shipment " + shipment.shipment() + " has no line";
                }
                Instant released = order.released();
                if (released != null && shipment.shippedAt().isBefore(released)) {
                    return "shipment " + shipment.shipment() + " left before the release";
                }
                Instant delivered = shipment.deliveredAt();
                if (delivered != null && delivered.isBefore(shipment.shippedAt())) {
                    return "shipment " + shipment.shipment() + " was delivered before it left";
                }
            }
            return null;
        }

        private boolean beforeRelease(Cancelled cancellation) {
            Instant released = order.released();
            return released == null || cancellation.at().isBefore(released);
        }

        private BigDecimal released(Line line) {
            return line.quantity().subtract(of(cancelledBefore, line));
        }

        BigDecimal cancelled(Line line) {
            return of(cancelled, line);
        }

        BigDecimal shipped(Line line) {
            return of(shipped, line);
        }

        private BigDecimal open(Line line) {
            return line.quantity().subtract(cancelled(line)).subtract(shipped(line));
        }

        @Nullable
        BigDecimal releasedOrNull(Line line) {
            return order.released() == null ? null : released(line);
        }

        BigDecimal backordered(Line line) {
            return order.released() == null ? BigDecimal.ZERO : open(line);
        }

        OrderState state() {
            boolean anyOpen = order.lines().stream().anyMatch(line -> open(line).signum() > 0);
            boolean anyShipped = !shipped.isEmpty();
            if (!anyOpen) {
                if (!anyShipped) {
                    return OrderState.CANCELLED;
                }
                return order.shipped().stream().allMatch(shipment -> shipment.deliveredAt() != null)
                        ? OrderState.DELIVERED
                        : OrderState.SHIPPED;
            }
            if (anyShipped) {
                return OrderState.PARTIALLY_SHIPPED;
            }
            return order.released() == null ? OrderState.PLACED : OrderState.RELEASED;
        }

        @Nullable
        Instant closedAt() {
            if (state().open()) {
                return null;
            }
            return Stream.concat(
                            order.shipped().stream().map(Shipment::shippedAt),
                            order.cancelled().stream().map(Cancelled::at))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        private Quantity quantity(Line line, BigDecimal value) {
            return new Quantity(value, item(line).unit());
        }

        Item item(Line line) {
            Item item = known.items().get(line.item());
            if (item == null) {
                throw new IllegalStateException("unknown items are refused before");
            }
            return item;
        }

        private Line line(int lineNo) {
            return order.lines().stream()
                    .filter(line -> line.lineNo() == lineNo)
                    .findFirst()
                    .orElseThrow();
        }

        private String zone() {
            return String.valueOf(known.zones().get(order.site().value()));
        }

        /** Its events in the order things happened. */
        void publish(Work work) {
            List<DomainEvent> events = new ArrayList<>();
            for (Cancelled cancellation : order.cancelled()) {
                Line line = line(cancellation.lineNo());
                events.add(new OrderLineCancelled(
                        order.order(),
                        order.site(),
                        line.lineNo(),
                        quantity(line, cancellation.quantity()),
                        cancellation.reason(),
                        beforeRelease(cancellation),
                        work.person(),
                        cancellation.at()));
            }
            Instant released = order.released();
            if (released != null) {
                events.add(new OrderReleased(
                        order.order(),
                        order.site(),
                        released,
                        order.lines().stream()
                                .map(line -> new OrderReleased.Line(
                                        line.lineNo(),
                                        quantity(line, released(line)),
                                        quantity(line, shipped(line)),
                                        quantity(line, released(line).subtract(shipped(line)))))
                                .toList()));
            }
            for (Shipment shipment : order.shipped()) {
                events.add(shippedEvent(shipment));
                Instant delivered = shipment.deliveredAt();
                if (delivered != null) {
                    events.add(new ShipmentDelivered(
                            shipment.shipment(),
                            order.order(),
                            order.site(),
                            shipment.receivedBy() == null ? "not recorded" : shipment.receivedBy(),
                            delivered));
                }
            }
            // Stable: at one instant a release stands before the shipments that follow it.
            events.sort(Comparator.comparing(DomainEvent::occurredAt));
            work.publish(placedEvent(work), order.site());
            events.forEach(event -> work.publish(event, order.site()));
        }

        private OrderPlaced placedEvent(Work work) {
            return new OrderPlaced(
                    order.order(),
                    order.site(),
                    zone(),
                    order.customer(),
                    String.valueOf(known.customerClasses().get(order.customer().value())),
                    order.channel(),
                    order.shippingMode(),
                    order.customerReference(),
                    order.placedAt(),
                    order.lines().stream()
                            .map(line -> new OrderPlaced.Line(
                                    line.lineNo(),
                                    line.item(),
                                    item(line).category(),
                                    quantity(line, line.quantity()),
                                    new Money(line.unitPrice(), work.currency()),
                                    new Money(item(line).cost(), work.currency()),
                                    order.requestedDate(),
                                    order.commitDate()))
                            .toList());
        }

        private ShipmentShipped shippedEvent(Shipment shipment) {
            Map<Integer, BigDecimal> byLine = new TreeMap<>();
            shipment.lines().forEach(line -> byLine.merge(line.lineNo(), line.quantity(), BigDecimal::add));
            return new ShipmentShipped(
                    shipment.shipment(),
                    order.order(),
                    order.site(),
                    zone(),
                    shipment.carrier(),
                    null,
                    shipment.shippedAt(),
                    byLine.entrySet().stream()
                            .map(entry -> {
                                Line line = line(entry.getKey());
                                return new ShipmentShipped.Line(
                                        line.lineNo(), line.item(), quantity(line, entry.getValue()));
                            })
                            .toList());
        }

        private static BigDecimal of(Map<Integer, BigDecimal> quantities, Line line) {
            return quantities.getOrDefault(line.lineNo(), BigDecimal.ZERO);
        }
    }

    private static void write(Work work, List<Document> documents) {
        new ImportedRows(work)
                .write(documents.stream()
                        .map(document -> new ImportedRows.Header(document.order, document.state(), document.closedAt()))
                        .toList());
        new ImportedRows(work)
                .writeLines(documents.stream()
                        .flatMap(document -> document.order.lines().stream()
                                .map(line -> new ImportedRows.LineRow(
                                        document.order,
                                        line,
                                        document.releasedOrNull(line),
                                        document.backordered(line),
                                        document.shipped(line),
                                        document.cancelled(line),
                                        document.item(line).cost())))
                        .toList());
        new ImportedRows(work)
                .writeCancellations(documents.stream()
                        .flatMap(document -> document.order.cancelled().stream()
                                .map(cancellation -> new ImportedRows.CancellationRow(
                                        document.order, cancellation, document.beforeRelease(cancellation))))
                        .toList());
        new ImportedRows(work)
                .writeShipments(
                        documents.stream().map(document -> document.order).toList());
    }
}
