package io.setpoint.platform.imports;

import static java.util.Objects.requireNonNull;

import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import io.setpoint.platform.client.HistoryOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a mapping makes of rows: a pure function. An order with one bad row is refused whole, the others stand. */
record MappedOrders(
        List<HistoryOrder> orders,
        Map<String, Item> items,
        Map<String, Customer> customers,
        List<Refusal> refusals,
        Map<String, List<Long>> linesOfOrder) {

    /** An item as the API takes it. */
    record Item(
            String item,
            String name,
            String category,
            String abc,
            String unit,
            String price,
            String cost,
            String distinctBecause) {}

    /** A customer as the API takes it. */
    record Customer(String customer, String name, String customerClass) {}

    /**
     * A row that does not come in.
     *
     * @param line of the file, from 1
     * @param order empty if not even that could be read
     */
    record Refusal(long line, String order, String reason) {}

    private record Head(
            String order,
            String customer,
            String customerName,
            String customerClass,
            String channel,
            String shippingMode,
            String carrier,
            Instant placedAt,
            LocalDate commitDate,
            @Nullable Instant shippedAt,
            boolean cancelled) {}

    private record Line(long fileLine, String id, Item item, BigDecimal quantity, BigDecimal unitPrice) {}

    static MappedOrders of(List<Row> rows, Mapping mapping) {
        return new Reader(mapping).read(rows);
    }

    private static final class Reader {
        private final Mapping mapping;
        private final Map<String, Head> heads = new LinkedHashMap<>();
        private final Map<String, List<Line>> lines = new HashMap<>();
        private final Map<String, List<Refusal>> refused = new HashMap<>();
        private final List<Refusal> withoutOrder = new ArrayList<>();
        private final Map<String, Item> items = new LinkedHashMap<>();
        private final Map<String, Customer> customers = new LinkedHashMap<>();

        Reader(Mapping mapping) {
            this.mapping = mapping;
        }

        MappedOrders read(List<Row> rows) {
            rows.forEach(this::read);
            List<Refusal> refusals = new ArrayList<>(withoutOrder);
            List<HistoryOrder> orders = new ArrayList<>();
            Map<String, List<Long>> linesOfOrder = new HashMap<>();
            Map<String, Item> usedItems = new LinkedHashMap<>();
            Map<String, Customer> usedCustomers = new LinkedHashMap<>();
            Set<String> all = new TreeSet<>(heads.keySet());
            all.addAll(refused.keySet());
            for (String order : all) {
                List<Line> ofOrder = lines.getOrDefault(order, List.of());
                List<Refusal> bad = refused.get(order);
                if (bad != null) {
                    refusals.addAll(bad);
                    long cause = bad.get(0).line();
                    ofOrder.forEach(line -> refusals.add(
                            new Refusal(line.fileLine(), order, "its order is refused because of line " + cause)));
                    continue;
                }
                Head head = requireNonNull(heads.get(order));
                orders.add(document(head, ofOrder));
                linesOfOrder.put(order, ofOrder.stream().map(Line::fileLine).toList());
                ofOrder.forEach(line -> usedItems.put(line.item().item(), line.item()));
                usedCustomers.put(head.customer(), requireNonNull(customers.get(head.customer())));
            }
            orders.sort(Comparator.comparing(HistoryOrder::placedAt).thenComparing(HistoryOrder::order));
            refusals.sort(Comparator.comparingLong(Refusal::line));
            return new MappedOrders(orders, usedItems, usedCustomers, refusals, linesOfOrder);
        }

        private void read(Row row) {
            String order = "";
            try {
                order = new OrderId(mapping.order().id().text(row)).value();
                Head head = head(order, row);
                Head known = heads.putIfAbsent(order, head);
                if (known != null && !known.equals(head)) {
                    throw new RowError(row.line(), null, "contradicts an earlier row of order " + order);
                }
                Line line = line(row);
                List<Line> ofOrder = lines.computeIfAbsent(order, key -> new ArrayList<>());
                if (ofOrder.stream().anyMatch(other -> other.id().equals(line.id()))) {
                    throw new RowError(row.line(), null, "repeats line " + line.id() + " of order " + order);
                }
                ofOrder.add(line);
                customers.putIfAbsent(
                        head.customer(), new Customer(head.customer(), head.customerName(), head.customerClass()));
            } catch (RowError e) {
                refuse(row, order, e.reason());
            } catch (IllegalArgumentException | ArithmeticException e) {
                refuse(row, order, String.valueOf(e.getMessage()));
            }
        }

        private void refuse(Row row, String order, String reason) {
            Refusal refusal = new Refusal(row.line(), order, reason);
            if (order.isEmpty()) {
                withoutOrder.add(refusal);
            } else {
                refused.computeIfAbsent(order, key -> new ArrayList<>()).add(refusal);
            }
        }

        private Head head(String order, Row row) {
            Mapping.Order fields = mapping.order();
            Instant placedAt = fields.placedAt().instant(row, mapping.site().zoneId());
            boolean cancelled =
                    fields.cancelledWhen() != null && fields.cancelledWhen().holds(row);
            boolean unshipped =
                    fields.notShippedWhen() != null && fields.notShippedWhen().holds(row);
            Instant shippedAt = fields.shippedAt() == null || cancelled || unshipped
                    ? null
                    : fields.shippedAt().instant(row, mapping.site().zoneId());
            if (shippedAt != null && shippedAt.isBefore(placedAt)) {
                throw new RowError(row.line(), null, "was shipped before it was ordered");
            }
            int days = fields.scheduledDays().days(row);
            if (days < 0 || days > 365) {
                throw new RowError(row.line(), null, "has an impossible number of scheduled days: " + days);
            }
            return new Head(
                    order,
                    fields.customer().text(row),
                    fields.customerName().text(row),
                    fields.customerClass().text(row),
                    fields.channel().text(row),
                    fields.shippingMode().text(row),
                    fields.carrier().text(row),
                    placedAt,
                    placedAt.atZone(mapping.site().zoneId()).toLocalDate().plusDays(days),
                    shippedAt,
                    cancelled);
        }

        private Line line(Row row) {
            Mapping.Line fields = mapping.line();
            BigDecimal quantity = fields.quantity().number(row, Quantity.SCALE);
            if (quantity.signum() <= 0) {
                throw new RowError(row.line(), fields.quantity().column(), "is not a positive quantity");
            }
            BigDecimal unitPrice = fields.unitPrice().number(row, Money.SCALE);
            BigDecimal price = fields.itemPrice().number(row, Money.SCALE);
            BigDecimal cost = fields.itemCost().number(row, Money.SCALE);
            if (unitPrice.signum() < 0 || price.signum() < 0 || cost.signum() < 0) {
                throw new RowError(row.line(), null, "has a negative price or cost");
            }
            Item item = new Item(
                    new Sku(fields.item().text(row)).value(),
                    fields.itemName().text(row),
                    fields.category().text(row),
                    fields.abc().text(row),
                    "EA",
                    price.toPlainString(),
                    cost.toPlainString(),
                    "its orders of the past name it so");
            // The first row of an item names it; later rows may know another price of the day.
            Item known = items.putIfAbsent(item.item(), item);
            return new Line(row.line(), fields.id().text(row), known == null ? item : known, quantity, unitPrice);
        }

        private HistoryOrder document(Head head, List<Line> ofOrder) {
            List<HistoryOrder.Line> orderLines = new ArrayList<>();
            List<HistoryOrder.Cancellation> cancellations = new ArrayList<>();
            for (Line line : ofOrder) {
                int lineNo = orderLines.size() + 1;
                orderLines.add(new HistoryOrder.Line(
                        lineNo,
                        line.item().item(),
                        line.quantity(),
                        line.unitPrice(),
                        head.cancelled() ? null : line.quantity()));
                if (head.cancelled()) {
                    cancellations.add(new HistoryOrder.Cancellation(
                            lineNo, line.quantity(), "CUSTOMER_CANCELLED", head.placedAt()));
                }
            }
            Instant shippedAt = head.shippedAt();
            List<HistoryOrder.Shipment> shipments = shippedAt == null
                    ? List.of()
                    : List.of(new HistoryOrder.Shipment(
                            "SH-" + head.order().substring(3) + "-1",
                            shippedAt,
                            head.carrier(),
                            orderLines.stream()
                                    .map(line -> new HistoryOrder.ShippedLine(line.lineNo(), line.quantity()))
                                    .collect(Collectors.toList()),
                            null,
                            null));
            return new HistoryOrder(
                    head.order(),
                    mapping.site().id(),
                    head.customer(),
                    head.channel(),
                    head.shippingMode(),
                    null,
                    head.placedAt(),
                    head.commitDate(),
                    head.commitDate(),
                    head.cancelled() ? null : head.placedAt(),
                    orderLines,
                    cancellations,
                    shipments);
        }
    }
}
