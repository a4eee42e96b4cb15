package io.setpoint.erp.sales;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.sales.api.OrderState;
import io.setpoint.erp.sales.api.OrderView;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Orders as the order list and the order page show them. */
final class OrderQueries {
    private OrderQueries() {}

    /**
     * An order in the list.
     *
     * @param commitDate the earliest promise of its open lines; of all its lines if none is open
     * @param openValue of what is neither shipped nor cancelled
     */
    record OrderSummary(
            OrderId order,
            OrderState state,
            int version,
            CustomerId customer,
            String customerName,
            SiteId site,
            String channel,
            String shippingMode,
            Instant placedAt,
            LocalDate requestedDate,
            LocalDate commitDate,
            int lines,
            BigDecimal backordered,
            BigDecimal total,
            BigDecimal openValue) {}

    /** The order's documents and events, oldest first. */
    record ChainView(List<DocumentView> documents, List<EventView> events) {}

    record DocumentView(
            String kind,
            String id,
            String state,
            Instant at,
            @Nullable PersonId by) {}

    record EventView(String id, String type, Instant occurredAt, Instant recordedAt, String actor, String summary) {}

    /** Newest first. */
    static Page<OrderSummary> list(
            Handle handle,
            Actor actor,
            @Nullable OrderState state,
            @Nullable SiteId site,
            @Nullable CustomerId customer,
            @Nullable String cursor,
            int limit) {
        StringBuilder where = new StringBuilder();
        String[] sites = Caller.sitesSeen(actor);
        where.append(state == null ? "" : " and o.state = :state");
        where.append(site == null ? "" : " and o.site_id = :site");
        where.append(customer == null ? "" : " and o.customer_id = :customer");
        where.append(sites == null ? "" : " and o.site_id = any(:sites)");
        where.append(cursor == null ? "" : " and (o.placed_at, o.order_id) < (:placedAt, :order)");
        Query query = handle.createQuery("""
                        select o.order_id as "order", o.state, o.version, o.customer_id as customer,
                          c.name as customer_name, o.site_id as site, o.channel, o.shipping_mode, o.placed_at,
                          o.requested_date, l.commit_date, l.lines, l.backordered, l.total, l.open_value
                        from (
                          select * from sales_order o
                          where o.company_id = :company %s
                          order by o.placed_at desc, o.order_id desc limit :rows) as o
                        join customer c on c.company_id = o.company_id and c.customer_id = o.customer_id
                        cross join lateral (
                          select count(*) as lines, sum(l.backordered) as backordered,
                            sum(l.unit_price * (l.quantity - l.cancelled)) as total,
                            sum(l.unit_price * (l.quantity - l.cancelled - l.shipped)) as open_value,
                            coalesce(min(l.commit_date) filter (where l.quantity > l.cancelled + l.shipped),
                              min(l.commit_date)) as commit_date
                          from sales_order_line l
                          where l.company_id = o.company_id and l.order_id = o.order_id) as l
                        order by o.placed_at desc, o.order_id desc
                        """.formatted(where))
                .bind("company", actor.company())
                .bind("rows", limit + 1);
        if (state != null) {
            query.bind("state", state.name());
        }
        if (site != null) {
            query.bind("site", site);
        }
        if (customer != null) {
            query.bind("customer", customer);
        }
        if (sites != null) {
            query.bind("sites", sites);
        }
        if (cursor != null) {
            Position position = Position.parse(cursor);
            query.bind("placedAt", position.placedAt()).bind("order", position.order());
        }
        return Page.of(
                query.mapTo(OrderSummary.class).list(), limit, row -> new Position(row.placedAt(), row.order()).text());
    }

    /** An order the actor may see. */
    static Optional<OrderView> find(Handle handle, Actor actor, OrderId order) {
        return OrderRows.find(handle, actor.company(), order)
                .filter(found -> actor.mayAt(Permission.VIEW, found.site()));
    }

    static ChainView chain(Handle handle, Actor actor, OrderView order) {
        List<DocumentView> documents = new ArrayList<>();
        documents.add(new DocumentView(
                "order", order.order().value(), order.state().name(), order.placedAt(), order.placedBy()));
        documents.addAll(handle.createQuery("""
                        select 'shipment' as kind, shipment_id as id, state,
                          coalesce(shipped_at, packed_at, picked_at) as at,
                          coalesce(shipped_by, packed_by, picked_by) as by
                        from shipment where company_id = :company and order_id = :order
                        union all
                        select 'return', return_id, state, coalesce(received_at, opened_at),
                          coalesce(received_by, opened_by)
                        from customer_return where company_id = :company and order_id = :order
                        union all
                        select 'quote', quote_id, state, coalesce(sent_at, priced_at), made_by
                        from quote where company_id = :company and order_id = :order
                        order by at, id
                        """)
                .bind("company", actor.company())
                .bind("order", order.order())
                .mapTo(DocumentView.class)
                .list());
        String[] subjects = documents.stream().map(DocumentView::id).toArray(String[]::new);
        List<EventView> events = handle.createQuery("""
                        select id::text, type, occurred_at, recorded_at, actor, payload
                        from event where company_id = :company and aggregateid = any(:subjects)
                        order by recorded_at, seq
                        """)
                .bind("company", actor.company())
                .bind("subjects", subjects)
                .map((row, context) -> new EventView(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5),
                        summary(row.getString(2), row.getString(6))))
                .list();
        return new ChainView(documents, events);
    }

    /** One line of what an event says. */
    private static String summary(String type, String payload) {
        try {
            JsonNode event = Json.events().readTree(payload);
            return EventType.ofCode(type)
                    .map(known -> switch (known) {
                        case ORDER_PLACED -> "Placed with " + lines(event);
                        case ORDER_RELEASED ->
                            "Released, " + quantities(event, "reserved") + " reserved, "
                                    + quantities(event, "backordered") + " backordered";
                        case ORDER_LINE_CANCELLED ->
                            "Line " + event.path("lineNo").asText() + ": "
                                    + quantity(event.path("quantity")) + " cancelled, "
                                    + event.path("reason").asText();
                        case BACKORDER_ALLOCATED ->
                            "Line " + event.path("lineNo").asText() + ": " + quantity(event.path("quantity"))
                                    + " of the backorder reserved";
                        case RESERVATION_REALLOCATED ->
                            "Line " + event.path("lineNo").asText() + ": " + quantity(event.path("quantity"))
                                    + " given to " + event.path("toOrder").asText();
                        case QUOTE_MADE -> "Quote made with " + lines(event);
                        case QUOTE_SENT -> "Quote sent";
                        case QUOTE_DECIDED -> "Quote accepted";
                        case PICK_CONFIRMED ->
                            "Picked " + quantities(event, "picked") + " of " + quantities(event, "required");
                        case SHIPMENT_PACKED ->
                            "Packed into " + event.path("parcels").asText() + " parcels";
                        case SHIPMENT_SHIPPED ->
                            "Shipped " + quantities(event, "quantity") + " with "
                                    + event.path("carrier").asText();
                        case SHIPMENT_DELIVERED ->
                            "Delivered to " + event.path("receivedBy").asText();
                        case RETURN_OPENED -> "Return of " + quantities(event, "quantity") + " announced";
                        case RETURN_RECEIVED ->
                            "Return of " + quantities(event, "received") + " received in bin "
                                    + event.path("bin").asText();
                        case RETURN_DISPOSED ->
                            quantity(event.path("quantity")) + " of the return disposed of: "
                                    + event.path("outcome").asText();
                        case RETURN_CANCELLED ->
                            "Return called off: " + event.path("why").asText();
                        default -> known.code();
                    })
                    .orElse(type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event in the log is not JSON", e);
        }
    }

    private static String lines(JsonNode event) {
        int count = event.path("lines").size();
        return count == 1 ? "1 line" : count + " lines";
    }

    private static String quantities(JsonNode event, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : event.path("lines")) {
            sum = sum.add(new BigDecimal(line.path(field).path("value").asText("0")));
        }
        return sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString();
    }

    private static String quantity(JsonNode quantity) {
        return new BigDecimal(quantity.path("value").asText("0"))
                        .stripTrailingZeros()
                        .toPlainString() + " " + quantity.path("unit").asText();
    }

    /** Where a page ends. */
    private record Position(Instant placedAt, OrderId order) {
        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((placedAt + "|" + order).getBytes(StandardCharsets.UTF_8));
        }

        static Position parse(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int bar = text.indexOf('|');
                if (bar > 0) {
                    return new Position(Instant.parse(text.substring(0, bar)), new OrderId(text.substring(bar + 1)));
                }
            } catch (IllegalArgumentException | DateTimeParseException e) {
                throw new Refused(Problem.MALFORMED, "The cursor is none of ours.");
            }
            throw new Refused(Problem.MALFORMED, "The cursor is none of ours.");
        }
    }
}
