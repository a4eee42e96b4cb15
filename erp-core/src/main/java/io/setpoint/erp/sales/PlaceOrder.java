package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.DatabaseFailure;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.api.ListPrices;
import io.setpoint.erp.sales.PlaceOrder.Command;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes an order at the list prices of this moment and gives each line its promise, which nobody changes any more. Reserves nothing. */
final class PlaceOrder implements UseCase<Command, OrderView> {
    private static final int MOST_LINES = 500;

    /**
     * What the customer wants.
     *
     * @param requestedDate for all lines that name no day of their own
     */
    record Command(
            CustomerId customer,
            SiteId site,
            String channel,
            String shippingMode,
            @Nullable String customerReference,
            LocalDate requestedDate,
            @Nullable Instant occurredAt,
            List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
            if (channel.isBlank() || channel.length() > 40) {
                throw new IllegalArgumentException("needs a channel of 1 to 40 characters");
            }
            if (customerReference != null && customerReference.length() > 100) {
                throw new IllegalArgumentException("has a customer reference of more than 100 characters");
            }
        }
    }

    /** One wanted line. */
    record Line(Sku item, BigDecimal quantity, @Nullable LocalDate requestedDate) {
        Line {
            quantity = Quantities.positive(quantity);
        }
    }

    @Override
    public Control control() {
        return Control.of("place-order", "Takes an order at list prices and freezes the promise of each line.")
                .publishing(EventType.ORDER_PLACED)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.IN_THE_FUTURE);
    }

    @Override
    public Permission permission() {
        return Permission.PLACE_ORDER;
    }

    @Override
    public OrderView run(Command command, Work work) {
        work.requireAt(Permission.PLACE_ORDER, command.site());
        Instant occurredAt = work.occurredAt(command.occurredAt());
        References known = read(command, work);
        OrderId order = new OrderId(work.number("SO"));
        ZoneId zone = ZoneId.of(known.zone());
        LocalDate placed = LocalDate.ofInstant(occurredAt, zone);

        Map<Sku, BigDecimal> taken = new HashMap<>();
        List<OrderView.Line> lines = new ArrayList<>();
        List<OrderPlaced.Line> event = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line wanted = command.lines().get(i);
            Item item = known.items().get(i);
            LocalDate requested = wanted.requestedDate() == null ? command.requestedDate() : wanted.requestedDate();
            BigDecimal free = item.free().subtract(taken.getOrDefault(wanted.item(), BigDecimal.ZERO));
            LocalDate commit = Promise.commitDate(
                    placed,
                    requested,
                    known.standardDays(),
                    item.replenishmentDays(),
                    free.compareTo(wanted.quantity()) >= 0);
            taken.merge(wanted.item(), wanted.quantity(), BigDecimal::add);
            lines.add(new OrderView.Line(
                    i + 1,
                    wanted.item(),
                    item.name(),
                    item.unit(),
                    wanted.quantity(),
                    null,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    item.price(),
                    item.priceList(),
                    requested,
                    commit));
            event.add(new OrderPlaced.Line(
                    i + 1,
                    wanted.item(),
                    item.category(),
                    new Quantity(wanted.quantity(), item.unit()),
                    new Money(item.price(), work.currency()),
                    new Money(item.cost(), work.currency()),
                    requested,
                    commit));
        }
        OrderView view = new OrderView(
                order,
                OrderState.PLACED,
                1,
                command.customer(),
                known.customerName(),
                known.customerClass(),
                command.site(),
                known.zone(),
                command.channel(),
                command.shippingMode(),
                command.customerReference(),
                lines.stream()
                        .map(OrderView.Line::requestedDate)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                occurredAt,
                work.person(),
                null,
                work.currency().getCurrencyCode(),
                OrderView.total(lines),
                lines);
        insert(work, view, known.items());
        work.publish(
                new OrderPlaced(
                        order,
                        command.site(),
                        known.zone(),
                        command.customer(),
                        known.customerClass(),
                        command.channel(),
                        command.shippingMode(),
                        command.customerReference(),
                        occurredAt,
                        event),
                command.site());
        return view;
    }

    /** What the order refers to; the items in the order of the lines. */
    private record References(
            String zone, String customerName, String customerClass, int standardDays, List<Item> items) {}

    private record Item(
            String name,
            String unit,
            String category,
            BigDecimal price,
            BigDecimal cost,
            int replenishmentDays,
            BigDecimal free,
            @Nullable PriceListId priceList,
            @Nullable String priceChange,
            @Nullable Integer priceLine) {}

    private static References read(Command command, Work work) {
        String company = work.company().value();
        String[] skus =
                command.lines().stream().map(line -> line.item().value()).toArray(String[]::new);
        RoundTrip trip = work.trip()
                .then(
                        "select zone from site where company_id = ? and site_id = ?",
                        company,
                        command.site().value())
                .then(
                        "select name, customer_class from customer where company_id = ? and customer_id = ?",
                        company,
                        command.customer().value())
                .then(
                        "select standard_days from shipping_mode where company_id = ? and shipping_mode = ?",
                        company,
                        command.shippingMode())
                .then(
                        """
                        select w.n, i.name, i.unit, i.category, coalesce(p.unit_price, i.price), i.cost,
                          g.replenishment_days, coalesce(s.on_hand - s.reserved - s.in_inspection, 0),
                          p.price_list_id, p.price_change_id, p.line_no
                        from unnest(?::text[], ?::numeric[]) with ordinality as w (item_id, quantity, n)
                        cross join (select ?::timestamptz as at, ?::text as currency) t
                        join item i on i.company_id = ? and i.item_id = w.item_id
                        join item_category g on g.company_id = i.company_id and g.category = i.category
                        left join customer c on c.company_id = i.company_id and c.customer_id = ?
                        left join stock s on s.company_id = i.company_id and s.site_id = ? and s.item_id = i.item_id
                        """ + ListPrices.LATERAL + "order by w.n",
                        skus,
                        command.lines().stream().map(Line::quantity).toArray(BigDecimal[]::new),
                        work.now(),
                        work.currency().getCurrencyCode(),
                        company,
                        command.customer().value(),
                        command.site().value());
        try (RoundTrip.Answers answers = trip.send()) {
            ResultSet site = require(answers.rows(), "site " + command.site());
            String zone = site.getString(1);
            ResultSet customer = require(answers.rows(), "customer " + command.customer());
            String customerName = customer.getString(1);
            String customerClass = customer.getString(2);
            ResultSet mode = require(answers.rows(), "shipping mode " + command.shippingMode());
            int standardDays = mode.getInt(1);
            List<Item> items = new ArrayList<>();
            ResultSet row = answers.rows();
            while (row.next()) {
                if (row.getInt(1) != items.size() + 1) {
                    break;
                }
                String priceList = row.getString(9);
                items.add(new Item(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBigDecimal(5),
                        row.getBigDecimal(6),
                        row.getInt(7),
                        row.getBigDecimal(8),
                        priceList == null ? null : new PriceListId(priceList),
                        row.getString(10),
                        priceList == null ? null : (Integer) row.getInt(11)));
            }
            if (items.size() < skus.length) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no item " + skus[items.size()] + ".")
                        .at(List.of(new Refused.FieldError("lines[" + items.size() + "].item", "is unknown")));
            }
            return new References(zone, customerName, customerClass, standardDays, items);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static ResultSet require(ResultSet row, String what) throws SQLException {
        if (!row.next()) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no " + what + ".");
        }
        return row;
    }

    private static void insert(Work work, OrderView order, List<Item> items) {
        String company = work.company().value();
        work.write(
                """
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode,
                  customer_reference, state, requested_date, placed_at, placed_by, priced_at)
                values (?, ?, ?, ?, ?, ?, ?, 'PLACED', ?, ?, ?, ?)""",
                company,
                order.order().value(),
                order.site().value(),
                order.customer().value(),
                order.channel(),
                order.shippingMode(),
                order.customerReference(),
                order.requestedDate(),
                order.placedAt(),
                order.placedBy().value(),
                work.now());
        List<OrderView.Line> lines = order.lines();
        work.write(
                """
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, unit_price, unit_cost,
                  requested_date, commit_date, price_list_id, price_change_id, price_line_no)
                select ?, ?, w.n, w.item_id, w.quantity, w.unit_price, w.unit_cost, w.requested_date, w.commit_date,
                  w.price_list_id, w.price_change_id, w.price_line_no
                from unnest(?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::date[], ?::date[], ?::text[],
                    ?::text[], ?::int[])
                  with ordinality as w (item_id, quantity, unit_price, unit_cost, requested_date, commit_date,
                    price_list_id, price_change_id, price_line_no, n)""",
                company,
                order.order().value(),
                lines.stream().map(line -> line.item().value()).toArray(String[]::new),
                lines.stream().map(OrderView.Line::quantity).toArray(BigDecimal[]::new),
                lines.stream().map(OrderView.Line::unitPrice).toArray(BigDecimal[]::new),
                items.stream().map(Item::cost).toArray(BigDecimal[]::new),
                lines.stream().map(OrderView.Line::requestedDate).toArray(LocalDate[]::new),
                lines.stream().map(OrderView.Line::commitDate).toArray(LocalDate[]::new),
                lines.stream()
                        .map(OrderView.Line::priceList)
                        .map(list -> list == null ? null : list.value())
                        .toArray(String[]::new),
                items.stream().map(Item::priceChange).toArray(String[]::new),
                items.stream().map(Item::priceLine).toArray(Integer[]::new));
    }
}
