package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.PriceOverrideId;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /**
     * One wanted line.
     *
     * @param unitPrice what the customer was told it costs; another price than the list's needs an override
     * @param priceOverride approved for this customer, item and price, and not used yet
     */
    record Line(
            Sku item,
            BigDecimal quantity,
            @Nullable LocalDate requestedDate,
            @Nullable BigDecimal unitPrice,
            @Nullable PriceOverrideId priceOverride) {
        Line {
            quantity = Quantities.positive(quantity);
        }
    }

    @Override
    public Control control() {
        return Control.of(
                        "place-order",
                        "Takes an order at list prices or approved overrides and freezes the promise of each line.")
                .asSensitive()
                .publishing(EventType.ORDER_PLACED)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.IN_THE_FUTURE, Problem.PRICE_OVERRIDE_NEEDED);
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

        List<BigDecimal> prices = prices(command, known, work);
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
                    prices.get(i),
                    item.priceList(),
                    wanted.priceOverride(),
                    requested,
                    commit));
            event.add(new OrderPlaced.Line(
                    i + 1,
                    wanted.item(),
                    item.category(),
                    new Quantity(wanted.quantity(), item.unit()),
                    new Money(prices.get(i), work.currency()),
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
            String zone,
            String customerName,
            String customerClass,
            int standardDays,
            List<Item> items,
            Map<PriceOverrideId, OverrideRow> overrides) {}

    /** A price override, locked. */
    private record OverrideRow(
            String state,
            String site,
            String customer,
            String item,
            BigDecimal quantity,
            BigDecimal unitPrice,
            Instant validUntil) {
        boolean fits(Command command, Line line, Instant now) {
            BigDecimal told = line.unitPrice();
            return state.equals("APPROVED")
                    && site.equals(command.site().value())
                    && customer.equals(command.customer().value())
                    && item.equals(line.item().value())
                    && quantity.compareTo(line.quantity()) >= 0
                    && (told == null || told.compareTo(unitPrice) == 0)
                    && validUntil.isAfter(now);
        }
    }

    /** What each line costs: the list's price, or that of an approved override, each of which is used once. */
    private static List<BigDecimal> prices(Command command, References known, Work work) {
        List<BigDecimal> prices = new ArrayList<>();
        Set<PriceOverrideId> used = new HashSet<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            BigDecimal listPrice = known.items().get(i).price();
            PriceOverrideId id = line.priceOverride();
            BigDecimal told = line.unitPrice();
            if (id == null) {
                if (told != null && told.compareTo(listPrice) != 0) {
                    throw overrideNeeded(i, "The price of " + line.item() + " is " + listPrice.toPlainString() + ".");
                }
                prices.add(listPrice);
            } else {
                OverrideRow override = known.overrides().get(id);
                if (override == null) {
                    throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no price override " + id + ".");
                }
                if (!used.add(id) || !override.fits(command, line, work.now())) {
                    throw overrideNeeded(
                            i,
                            "%s is %s, for up to %s of %s for %s at %s at the price of %s."
                                    .formatted(
                                            id,
                                            override.state(),
                                            override.quantity()
                                                    .stripTrailingZeros()
                                                    .toPlainString(),
                                            override.item(),
                                            override.customer(),
                                            override.site(),
                                            override.unitPrice().toPlainString()));
                }
                prices.add(override.unitPrice());
            }
        }
        return prices;
    }

    private static Refused overrideNeeded(int line, String detail) {
        return new Refused(Problem.PRICE_OVERRIDE_NEEDED, detail)
                .at(List.of(new Refused.FieldError("lines[" + line + "].unitPrice", detail)));
    }

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
                          g.replenishment_days, coalesce(s.on_hand - s.reserved - s.held, 0),
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
        String[] overrides = command.lines().stream()
                .map(Line::priceOverride)
                .filter(Objects::nonNull)
                .map(PriceOverrideId::value)
                .distinct()
                .toArray(String[]::new);
        if (overrides.length > 0) {
            trip.then("""
                    select price_override_id, state, site_id, customer_id, item_id, quantity, unit_price, valid_until
                    from price_override where company_id = ? and price_override_id = any(?::text[])
                    order by price_override_id for no key update""", company, overrides);
        }
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
            Map<PriceOverrideId, OverrideRow> approved = new HashMap<>();
            if (overrides.length > 0) {
                ResultSet found = answers.rows();
                while (found.next()) {
                    approved.put(
                            new PriceOverrideId(found.getString(1)),
                            new OverrideRow(
                                    found.getString(2),
                                    found.getString(3),
                                    found.getString(4),
                                    found.getString(5),
                                    found.getBigDecimal(6),
                                    found.getBigDecimal(7),
                                    found.getTimestamp(8).toInstant()));
                }
            }
            return new References(zone, customerName, customerClass, standardDays, items, approved);
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
                  requested_date, commit_date, price_list_id, price_change_id, price_line_no,
                  list_price, price_override_id)
                select ?, ?, w.n, w.item_id, w.quantity, w.unit_price, w.unit_cost, w.requested_date, w.commit_date,
                  w.price_list_id, w.price_change_id, w.price_line_no, w.list_price, w.price_override_id
                from unnest(?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::date[], ?::date[], ?::text[],
                    ?::text[], ?::int[], ?::numeric[], ?::text[])
                  with ordinality as w (item_id, quantity, unit_price, unit_cost, requested_date, commit_date,
                    price_list_id, price_change_id, price_line_no, list_price, price_override_id, n)""",
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
                items.stream().map(Item::priceLine).toArray(Integer[]::new),
                items.stream().map(Item::price).toArray(BigDecimal[]::new),
                lines.stream()
                        .map(OrderView.Line::priceOverride)
                        .map(override -> override == null ? null : override.value())
                        .toArray(String[]::new));
        List<OrderView.Line> overridden =
                lines.stream().filter(line -> line.priceOverride() != null).toList();
        if (!overridden.isEmpty()) {
            work.write(
                    """
                    update price_override o set state = 'USED', version = o.version + 1, order_id = ?,
                      order_line_no = u.line_no
                    from unnest(?::text[], ?::int[]) as u (price_override_id, line_no)
                    where o.company_id = ? and o.price_override_id = u.price_override_id""",
                    order.order().value(),
                    overridden.stream()
                            .map(line -> String.valueOf(line.priceOverride()))
                            .toArray(String[]::new),
                    overridden.stream().map(OrderView.Line::lineNo).toArray(Integer[]::new),
                    company);
        }
    }
}
