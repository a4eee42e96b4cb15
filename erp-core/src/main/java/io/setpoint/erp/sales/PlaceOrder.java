package io.setpoint.erp.sales;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.OrderPlaced;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.api.StockReservations;
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
import io.setpoint.erp.units.api.UnitConversions;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes an order at the list prices of this moment and gives each line its promise, which nobody changes any more: the
 * first day its supply allows. It reserves nothing; the promise claims its supply, under the lock on the items' stock.
 */
final class PlaceOrder implements UseCase<Command, OrderView> {
    private static final int MOST_LINES = 500;

    private final StockReservations stock;

    PlaceOrder(StockReservations stock) {
        this.stock = stock;
    }

    /**
     * What the customer wants.
     *
     * @param requestedDate for all lines that name no day of their own
     * @param shipComplete whether it leaves as a whole only; null for what the customer's policy says
     */
    record Command(
            CustomerId customer,
            SiteId site,
            String channel,
            String shippingMode,
            @Nullable String customerReference,
            LocalDate requestedDate,
            @Nullable Boolean shipComplete,
            @Nullable Instant occurredAt,
            List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
            channel = channel.toUpperCase(Locale.ROOT);
            if (channel.isBlank() || channel.length() > 40) {
                throw new IllegalArgumentException("needs a channel of 1 to 40 characters");
            }
            if (customerReference != null && customerReference.length() > 100) {
                throw new IllegalArgumentException("has a customer reference of more than 100 characters");
            }
        }

        Command inBaseUnits(UnitConversions units) {
            List<Line> base = new ArrayList<>();
            for (Line line : lines) {
                base.add(line.inBaseUnits(units.quantity(base.size())));
            }
            return new Command(
                    customer,
                    site,
                    channel,
                    shippingMode,
                    customerReference,
                    requestedDate,
                    shipComplete,
                    occurredAt,
                    base);
        }
    }

    /**
     * One wanted line.
     *
     * @param unitPrice what the customer was told it costs; another price than the list's needs an override
     * @param priceOverride approved for this customer, item and price, and not used yet
     * @param unit of the quantity; null for the item's base unit, which prices are always for
     */
    record Line(
            Sku item,
            BigDecimal quantity,
            @Nullable LocalDate requestedDate,
            @Nullable BigDecimal unitPrice,
            @Nullable PriceOverrideId priceOverride,
            @Nullable String unit) {
        @JsonCreator
        Line {
            quantity = Quantities.positive(quantity);
        }

        Line(
                Sku item,
                BigDecimal quantity,
                @Nullable LocalDate requestedDate,
                @Nullable BigDecimal unitPrice,
                @Nullable PriceOverrideId priceOverride) {
            this(item, quantity, requestedDate, unitPrice, priceOverride, null);
        }

        Line inBaseUnits(BigDecimal base) {
            try {
                return new Line(item, base, requestedDate, unitPrice, priceOverride);
            } catch (IllegalArgumentException e) {
                throw new Refused(Problem.INVALID, "In base units a line of " + item + " " + e.getMessage() + ".");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of(
                        "place-order",
                        "Takes an order at list prices or approved overrides and freezes the promise of each line.")
                .asSensitive()
                .publishing(EventType.ORDER_PLACED)
                .refusing(
                        Problem.UNKNOWN_REFERENCE,
                        Problem.IN_THE_FUTURE,
                        Problem.PRICE_OVERRIDE_NEEDED,
                        Problem.UNKNOWN_UNIT,
                        Problem.UNIT_NOT_EXACT);
    }

    @Override
    public Permission permission() {
        return Permission.PLACE_ORDER;
    }

    @Override
    public OrderView run(Command command, Work work) {
        work.requireAt(Permission.PLACE_ORDER, command.site());
        UnitConversions units = UnitConversions.of(
                work,
                work.occurredAt(command.occurredAt()),
                "lines[%d].quantity",
                command.lines().stream()
                        .map(line -> new UnitConversions.Typed(line.item(), line.quantity(), line.unit()))
                        .toList());
        OrderView order = place(command.inBaseUnits(units), null, work);
        units.keep(work, order.order().value());
        return order;
    }

    /** Places an order at quoted prices, or at those of this moment. */
    OrderView place(Command command, @Nullable Quoted quoted, Work work) {
        work.requireAt(Permission.PLACE_ORDER, command.site());
        Instant occurredAt = work.occurredAt(command.occurredAt());
        OrderId order = new OrderId(work.number("SO"));
        References known = at(quoted, read(command, occurredAt, work));
        Boolean asked = command.shipComplete();
        boolean shipComplete = asked == null ? known.shipComplete() : asked;

        List<BigDecimal> prices = prices(command, known, work);
        List<List<PromisePart>> promises = promises(command, known, occurredAt);
        List<OrderView.Line> lines = new ArrayList<>();
        List<OrderPlaced.Line> event = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line wanted = command.lines().get(i);
            Item item = known.items().get(i);
            LocalDate requested = requested(command, wanted);
            LocalDate commit = (shipComplete ? promises.stream().flatMap(List::stream) : promises.get(i).stream())
                    .map(PromisePart::promisedOn)
                    .max(Comparator.naturalOrder())
                    .orElseThrow()
                    .plusDays(known.standardDays());
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
                shipComplete,
                work.currency().getCurrencyCode(),
                OrderView.total(lines),
                lines);
        insert(work, view, known.items(), quoted);
        insertPromises(work, view, promises);
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

    private static LocalDate requested(Command command, Line line) {
        return line.requestedDate() == null ? command.requestedDate() : line.requestedDate();
    }

    /** The promise of each line, in their order, each in view of those before it. */
    private static List<List<PromisePart>> promises(Command command, References known, Instant occurredAt) {
        LocalDate placed = LocalDate.ofInstant(occurredAt, ZoneId.of(known.zone()));
        List<List<PromisePart>> promises = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            Item item = known.items().get(i);
            LocalDate needed = requested(command, line).minusDays(known.standardDays());
            promises.add(item.atp()
                    .promise(
                            line.quantity(),
                            needed.isBefore(placed) ? placed : needed,
                            placed.plusDays(item.replenishmentDays())));
        }
        return promises;
    }

    /** The prices of a quote, line by line, and the moment they are of. */
    record Quoted(QuoteId quote, Instant pricedAt, List<QuotedPrice> prices) {}

    /** What a line of a quote costs, and where that comes from; nulls for the item's own price. */
    record QuotedPrice(
            BigDecimal unitPrice,
            @Nullable PriceListId priceList,
            @Nullable String priceChange,
            @Nullable Integer priceLine) {}

    private static References at(@Nullable Quoted quoted, References known) {
        if (quoted == null) {
            return known;
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < known.items().size(); i++) {
            items.add(known.items().get(i).at(quoted.prices().get(i)));
        }
        return known.with(items);
    }

    /** What the order refers to; the items in the order of the lines. */
    private record References(
            String zone,
            String customerName,
            String customerClass,
            boolean shipComplete,
            int standardDays,
            List<Item> items,
            Map<PriceOverrideId, OverrideRow> overrides) {
        References with(List<Item> others) {
            return new References(zone, customerName, customerClass, shipComplete, standardDays, others, overrides);
        }
    }

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
            Atp atp,
            @Nullable PriceListId priceList,
            @Nullable String priceChange,
            @Nullable Integer priceLine) {
        Item at(QuotedPrice quoted) {
            return new Item(
                    name,
                    unit,
                    category,
                    quoted.unitPrice(),
                    cost,
                    replenishmentDays,
                    atp,
                    quoted.priceList(),
                    quoted.priceChange(),
                    quoted.priceLine());
        }
    }

    /** Reads what the order refers to, locks the stock of its items and reads the supply that stands behind it. */
    private References read(Command command, Instant occurredAt, Work work) {
        List<Sku> skus = command.lines().stream().map(Line::item).toList();
        Optional<References> known = tryRead(command, occurredAt, work);
        if (known.isEmpty()) {
            // The lock is a row of stock; this adds it for items the site never had.
            stock.lock(work, command.site(), skus);
            known = tryRead(command, occurredAt, work);
        }
        return known.orElseThrow(() -> {
            Set<Sku> found = stock.lock(work, command.site(), Set.copyOf(skus)).keySet();
            int unknown = 0;
            while (found.contains(skus.get(unknown))) {
                unknown++;
            }
            return new Refused(Problem.UNKNOWN_REFERENCE, "There is no item " + skus.get(unknown) + ".")
                    .at(List.of(new Refused.FieldError("lines[" + unknown + "].item", "is unknown")));
        });
    }

    private static Optional<References> tryRead(Command command, Instant occurredAt, Work work) {
        String company = work.company().value();
        String[] skus =
                command.lines().stream().map(line -> line.item().value()).toArray(String[]::new);
        RoundTrip trip = work.trip()
                .then(
                        """
                        select s.zone, c.name, c.customer_class, c.ship_complete, m.standard_days, h.channel
                        from (select ?::text as company_id, ?::text as site_id, ?::text as customer_id,
                          ?::text as shipping_mode, ?::text as channel) w
                        left join site s on s.company_id = w.company_id and s.site_id = w.site_id
                        left join customer c on c.company_id = w.company_id and c.customer_id = w.customer_id
                        left join shipping_mode m on m.company_id = w.company_id and m.shipping_mode = w.shipping_mode
                        left join sales_channel h on h.company_id = w.company_id and h.channel = w.channel
                        """,
                        company,
                        command.site().value(),
                        command.customer().value(),
                        command.shippingMode(),
                        command.channel())
                .then(
                        """
                        select w.n, i.name, i.unit, i.category, coalesce(p.unit_price, i.price), i.cost,
                          g.replenishment_days, s.on_hand - s.reserved - s.held,
                          p.price_list_id, p.price_change_id, p.line_no
                        from unnest(?::text[], ?::numeric[]) with ordinality as w (item_id, quantity, n)
                        cross join (select ?::timestamptz as at, ?::text as currency) t
                        join item i on i.company_id = ? and i.item_id = w.item_id
                        join item_category g on g.company_id = i.company_id and g.category = i.category
                        left join customer c on c.company_id = i.company_id and c.customer_id = ?
                        join stock s on s.company_id = i.company_id and s.site_id = ? and s.item_id = i.item_id
                        """ + ListPrices.LATERAL + "order by s.item_id, w.n for no key update of s",
                        skus,
                        command.lines().stream().map(Line::quantity).toArray(BigDecimal[]::new),
                        work.now(),
                        work.currency().getCurrencyCode(),
                        company,
                        command.customer().value(),
                        command.site().value());
        SupplyRows.ask(trip, work.company(), command.site(), skus, true);
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
            ResultSet head = answers.rows();
            head.next();
            String zone = required(head.getString(1), "site " + command.site());
            String customerName = required(head.getString(2), "customer " + command.customer());
            String customerClass = head.getString(3);
            boolean shipComplete = head.getBoolean(4);
            int standardDays = Integer.parseInt(required(head.getString(5), "shipping mode " + command.shippingMode()));
            required(head.getString(6), "channel " + command.channel());
            LocalDate placed = LocalDate.ofInstant(occurredAt, ZoneId.of(zone));
            Map<Integer, Item> items = new TreeMap<>();
            Map<Sku, Atp> atps = new HashMap<>();
            ResultSet row = answers.rows();
            while (row.next()) {
                BigDecimal free = row.getBigDecimal(8);
                String priceList = row.getString(9);
                items.put(
                        row.getInt(1),
                        new Item(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBigDecimal(5),
                                row.getBigDecimal(6),
                                row.getInt(7),
                                atps.computeIfAbsent(new Sku(skus[row.getInt(1) - 1]), item -> new Atp(placed, free)),
                                priceList == null ? null : new PriceListId(priceList),
                                row.getString(10),
                                priceList == null ? null : (Integer) row.getInt(11)));
            }
            if (items.size() < skus.length) {
                return Optional.empty();
            }
            SupplyRows.read(answers.rows(), atps);
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
            return Optional.of(new References(
                    zone,
                    customerName,
                    customerClass,
                    shipComplete,
                    standardDays,
                    List.copyOf(items.values()),
                    approved));
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static String required(@Nullable String found, String what) {
        if (found == null) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no " + what + ".");
        }
        return found;
    }

    private static void insert(Work work, OrderView order, List<Item> items, @Nullable Quoted quoted) {
        String company = work.company().value();
        work.write(
                """
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode,
                  customer_reference, state, requested_date, placed_at, placed_by, priced_at, ship_complete,
                  quote_id)
                values (?, ?, ?, ?, ?, ?, ?, 'PLACED', ?, ?, ?, ?, ?, ?)""",
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
                quoted == null ? work.now() : quoted.pricedAt(),
                order.shipComplete(),
                quoted == null ? null : quoted.quote().value());
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

    private static void insertPromises(Work work, OrderView order, List<List<PromisePart>> promises) {
        record Row(OrderView.Line line, int partNo, PromisePart part, BigDecimal after) {}
        List<Row> rows = new ArrayList<>();
        for (OrderView.Line line : order.lines()) {
            BigDecimal after = BigDecimal.ZERO;
            int partNo = 0;
            for (PromisePart part : promises.get(line.lineNo() - 1)) {
                partNo++;
                rows.add(new Row(line, partNo, part, after));
                after = after.add(part.quantity());
            }
        }
        work.write(
                """
                insert into order_line_promise (company_id, order_id, line_no, part_no, site_id, item_id, kind,
                  document_id, document_line_no, quantity, after_quantity, supply_date, promised_on, open)
                select ?, ?, p.line_no, p.part_no, ?, p.item_id, p.kind, p.document_id, p.document_line_no, p.quantity,
                  p.after_quantity, p.supply_date, p.promised_on, p.quantity
                from unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::numeric[], ?::numeric[],
                    ?::date[], ?::date[])
                  as p (line_no, part_no, item_id, kind, document_id, document_line_no, quantity, after_quantity,
                    supply_date, promised_on)""",
                work.company().value(),
                order.order().value(),
                order.site().value(),
                rows.stream().map(row -> row.line().lineNo()).toArray(Integer[]::new),
                rows.stream().map(Row::partNo).toArray(Integer[]::new),
                rows.stream().map(row -> row.line().item().value()).toArray(String[]::new),
                rows.stream().map(row -> row.part().kind().name()).toArray(String[]::new),
                rows.stream().map(row -> row.part().document()).toArray(String[]::new),
                rows.stream().map(row -> row.part().documentLine()).toArray(Integer[]::new),
                rows.stream().map(row -> row.part().quantity()).toArray(BigDecimal[]::new),
                rows.stream().map(Row::after).toArray(BigDecimal[]::new),
                rows.stream().map(row -> row.part().supplyDate()).toArray(LocalDate[]::new),
                rows.stream().map(row -> row.part().promisedOn()).toArray(LocalDate[]::new));
    }
}
