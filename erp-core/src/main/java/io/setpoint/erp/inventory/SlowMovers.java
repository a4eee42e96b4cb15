package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The stock of a site by age, sales, cover and expiry, and what to do about it. */
final class SlowMovers {
    private static final String MEASURED = ClasspathSqlLocator.create().locate(SlowMovers.class, "measured");
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,20}(?:\\.\\d{1,4})?)~([^~]*)");
    private static final BigDecimal ALL = new BigDecimal("99999999999999999999");

    /** Where an item stands; the first that fits. */
    enum Bucket {
        /** Some of it expires before it is sold. */
        EXPIRING,
        /** Sold in the last 90 days, and enough for more than 180. */
        EXCESS,
        /** Sold in the last 90 days. */
        ACTIVE,
        /** Not sold in the last 90 days, and all of it came in them. */
        NEW,
        /** Neither sold nor received in the last 365 days. */
        OBSOLETE,
        /** Not sold in the last 90 days. */
        SLOW
    }

    /** What to do about it; a person decides. */
    enum Action {
        KEEP,
        STOP_REORDERING,
        TRANSFER,
        DISCOUNT,
        WRITE_OFF
    }

    record Row(
            Sku itemId,
            String name,
            String unit,
            String abc,
            BigDecimal onHand,
            BigDecimal value,
            @Nullable LocalDate oldestOn,
            @Nullable BigDecimal ageDays,
            @Nullable Instant lastMovedAt,
            @Nullable Instant lastSoldAt,
            BigDecimal sold,
            @Nullable BigDecimal coverDays,
            BigDecimal expired,
            BigDecimal atRisk,
            boolean soldElsewhere,
            Bucket bucket) {}

    /**
     * An item of the site.
     *
     * @param value at cost, in the company's currency
     * @param oldestOn when the oldest of what is left came, first in first out; absent if no move tells it
     * @param ageDays of what is left, on average
     * @param sold in the last 90 days
     * @param coverDays how long the stock lasts at that rate; absent if nothing was sold
     * @param expired of it, past its expiry date
     * @param atRisk of it, past its expiry date before it is sold at that rate, first expired first
     */
    record View(
            Sku item,
            String name,
            String unit,
            String abc,
            BigDecimal onHand,
            BigDecimal value,
            @Nullable LocalDate oldestOn,
            @Nullable BigDecimal ageDays,
            @Nullable Instant lastMovedAt,
            @Nullable Instant lastSoldAt,
            BigDecimal sold,
            @Nullable BigDecimal coverDays,
            BigDecimal expired,
            BigDecimal atRisk,
            Bucket bucket,
            Action action) {}

    /** What a bucket holds. */
    record Total(Bucket bucket, int items, BigDecimal value) {}

    interface Sql {
        @SqlQuery("""
                <measured>
                select item_id, name, unit, abc, on_hand, value, oldest_on, age_days, last_moved_at, last_sold_at, sold,
                       cover_days, expired, at_risk, sold_elsewhere, bucket
                  from bucketed
                 where (:bucket::text is null or bucket = :bucket)
                 order by value desc, item_id
                 limit :limit
                """)
        List<Row> rows(
                @Define String measured,
                SiteId site,
                @Nullable Sku item,
                Instant now,
                @Nullable Bucket bucket,
                BigDecimal afterValue,
                String afterItem,
                int limit);

        @SqlQuery("""
                <measured>
                select bucket, count(*) as items, sum(value) as value
                  from bucketed
                 group by bucket
                 order by bucket
                """)
        List<Total> totals(
                @Define String measured,
                SiteId site,
                @Nullable Sku item,
                Instant now,
                BigDecimal afterValue,
                String afterItem);
    }

    private SlowMovers() {}

    /** What is worth most first. */
    static Page<View> list(
            Handle handle,
            SiteId site,
            @Nullable Sku item,
            @Nullable Bucket bucket,
            Instant now,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        Matcher after = CURSOR.matcher(cursor == null ? ALL + "~" : cursor);
        if (!after.matches()) {
            throw new Refused(Problem.INVALID, "The cursor is none of ours");
        }
        Page<Row> page = Page.of(
                handle.attach(Sql.class)
                        .rows(
                                MEASURED,
                                site,
                                item,
                                now,
                                bucket,
                                new BigDecimal(after.group(1)),
                                after.group(2),
                                size + 1),
                size,
                row -> row.value().toPlainString() + "~" + row.itemId());
        return new Page<>(page.items().stream().map(SlowMovers::view).toList(), page.next());
    }

    static List<Total> totals(Handle handle, SiteId site, Instant now) {
        return handle.attach(Sql.class).totals(MEASURED, site, null, now, ALL, "");
    }

    /** What expired or nobody wants is written off; what another site sells goes there; else it is sold off. */
    static Action action(Bucket bucket, boolean expired, boolean soldElsewhere) {
        return switch (bucket) {
            case EXPIRING -> expired ? Action.WRITE_OFF : Action.DISCOUNT;
            case OBSOLETE -> soldElsewhere ? Action.TRANSFER : Action.WRITE_OFF;
            case SLOW -> soldElsewhere ? Action.TRANSFER : Action.DISCOUNT;
            case EXCESS -> Action.STOP_REORDERING;
            case ACTIVE, NEW -> Action.KEEP;
        };
    }

    private static View view(Row row) {
        return new View(
                row.itemId(),
                row.name(),
                row.unit(),
                row.abc(),
                row.onHand(),
                row.value(),
                row.oldestOn(),
                row.ageDays(),
                row.lastMovedAt(),
                row.lastSoldAt(),
                row.sold(),
                row.coverDays(),
                row.expired(),
                row.atRisk().setScale(Quantity.SCALE, RoundingMode.HALF_UP),
                row.bucket(),
                action(row.bucket(), row.expired().signum() > 0, row.soldElsewhere()));
    }
}
