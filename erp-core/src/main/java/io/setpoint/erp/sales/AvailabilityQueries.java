package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What an order would be promised if it were placed now. Nothing is kept for whoever asks. */
final class AvailabilityQueries {
    private static final int MOST_LINES = 500;

    /** Whether a wanted quantity is there when it is wanted. */
    enum Status {
        AVAILABLE,
        PARTLY,
        NOT
    }

    /**
     * The answer.
     *
     * @param wantedOn the day by which the goods are wanted at the site's dock
     */
    record AvailabilityView(SiteId site, LocalDate wantedOn, List<LineView> lines) {}

    /**
     * One line, in view of those before it.
     *
     * @param available of the quantity, on the day it is wanted
     * @param availableOn when all of it is there
     * @param commitDate when all of it would be delivered; null if no shipping mode was named
     * @param parts the supply behind it
     */
    record LineView(
            Sku item,
            String name,
            String unit,
            BigDecimal quantity,
            Status status,
            BigDecimal available,
            LocalDate availableOn,
            @Nullable LocalDate commitDate,
            List<PromisePart> parts) {}

    /** One asked line. */
    record Wanted(Sku item, BigDecimal quantity) {
        Wanted {
            quantity = Quantities.positive(quantity);
        }
    }

    public record Item(Sku item, String name, String unit, int replenishmentDays, BigDecimal free) {}

    interface Sql {
        @SqlQuery("select zone from site where site_id = :site")
        @Nullable
        String zone(SiteId site);

        @SqlQuery("select standard_days from shipping_mode where shipping_mode = :mode")
        @Nullable
        Integer standardDays(String mode);

        @SqlQuery("""
                select i.item_id as item, i.name, i.unit, g.replenishment_days,
                       coalesce(s.on_hand - s.reserved - s.held, 0) as free
                  from item i
                  join item_category g using (company_id, category)
                  left join stock s on s.company_id = i.company_id and s.site_id = :site and s.item_id = i.item_id
                 where i.item_id = any(:items)
                """)
        @RegisterConstructorMapper(Item.class)
        List<Item> items(SiteId site, List<Sku> items);
    }

    private AvailabilityQueries() {}

    /**
     * Each line with its parts.
     *
     * @param requested the day of delivery, or of readiness if no shipping mode is named; null for as soon as possible
     */
    static AvailabilityView get(
            Handle handle,
            Actor actor,
            Instant now,
            SiteId site,
            @Nullable LocalDate requested,
            @Nullable String shippingMode,
            List<Wanted> lines) {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new Refused(Problem.INVALID, "Ask for 1 to " + MOST_LINES + " lines.");
        }
        Sql sql = handle.attach(Sql.class);
        String zone = actor.mayAt(Permission.VIEW, site) ? sql.zone(site) : null;
        if (zone == null) {
            throw new Refused(Problem.NOT_FOUND, "There is no site " + site + ".");
        }
        Integer days = shippingMode == null ? Integer.valueOf(0) : sql.standardDays(shippingMode);
        if (days == null) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no shipping mode " + shippingMode + ".");
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of(zone));
        LocalDate needed = requested == null ? today : requested.minusDays(days);
        LocalDate wantedOn = needed.isBefore(today) ? today : needed;
        Map<Sku, Item> items = new HashMap<>();
        Map<Sku, BigDecimal> free = new HashMap<>();
        sql.items(site, lines.stream().map(Wanted::item).distinct().toList()).forEach(item -> {
            items.put(item.item(), item);
            free.put(item.item(), item.free());
        });
        Map<Sku, Atp> atps = SupplyRows.read(handle, actor.company(), site, today, free, true);
        List<LineView> views = new ArrayList<>();
        for (Wanted line : lines) {
            Item item = items.get(line.item());
            Atp atp = atps.get(line.item());
            if (item == null || atp == null) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no item " + line.item() + ".");
            }
            List<PromisePart> parts = atp.promise(line.quantity(), wantedOn, today.plusDays(item.replenishmentDays()));
            views.add(view(line, item, parts, wantedOn, shippingMode == null ? null : days));
        }
        return new AvailabilityView(site, wantedOn, views);
    }

    private static LineView view(
            Wanted line, Item item, List<PromisePart> parts, LocalDate wantedOn, @Nullable Integer days) {
        BigDecimal available = parts.stream()
                .filter(part -> part.promisedOn().equals(wantedOn))
                .map(PromisePart::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        LocalDate availableOn = parts.get(parts.size() - 1).promisedOn();
        Status status =
                available.signum() == 0 ? Status.NOT : availableOn.equals(wantedOn) ? Status.AVAILABLE : Status.PARTLY;
        return new LineView(
                line.item(),
                item.name(),
                item.unit(),
                line.quantity(),
                status,
                available,
                availableOn,
                days == null ? null : availableOn.plusDays(days),
                parts);
    }
}
