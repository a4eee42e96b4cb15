package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Keyset;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * Stock at a moment of the past, as it was known at another moment and as it is known now. Both are worked back from the
 * stock of today, so that the work is the moves since then and never the whole ledger: without what moved after the
 * moment it is the stock as known now, and without what was recorded after the other one as known then. A move counts as
 * known from the clock reading of its transaction on, a little before its commit.
 */
final class StockAsAt {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * The stock of an item, at a site or in one of its bins.
     *
     * @param at the business time asked for
     * @param knownAt up to when what was recorded counts as known then
     * @param difference known now without known then: the sum of all pages of {@code later}
     * @param later the moves that happened up to {@code at} and were recorded after {@code knownAt}, in the order of
     *     recording
     */
    public record AsAtView(
            SiteId site,
            Sku item,
            @Nullable BinId bin,
            String unit,
            Instant at,
            Instant knownAt,
            BigDecimal asKnownThen,
            BigDecimal asKnownNow,
            BigDecimal difference,
            Page<LateMove> later) {}

    /** A move that was recorded late. */
    public record LateMove(
            long move,
            String kind,
            String document,
            int lineNo,
            BinId bin,
            BigDecimal quantity,
            PersonId person,
            Instant occurredAt,
            Instant recordedAt) {}

    public record Row(String unit, BigDecimal asKnownNow, BigDecimal difference) {}

    interface Sql {
        @SqlQuery("""
                select i.unit,
                       coalesce((select sum(b.on_hand)
                                   from stock_bin b
                                  where b.site_id = :site and b.item_id = :item
                                    and (:bin::text is null or b.bin_id = :bin)), 0)
                       - coalesce((select sum(m.quantity)
                                     from stock_move m
                                    where m.site_id = :site and m.item_id = :item and m.occurred_at > :at
                                      and (:bin::text is null or m.bin_id = :bin)), 0) as as_known_now,
                       coalesce((select sum(m.quantity)
                                   from stock_move m
                                  where m.site_id = :site and m.item_id = :item and m.recorded_at > :knownAt
                                    and m.occurred_at <= :at
                                    and (:bin::text is null or m.bin_id = :bin)), 0) as difference
                  from item i
                 where i.item_id = :item and exists (select from site where site_id = :site)
                   and (:bin::text is null or exists (select from bin where site_id = :site and bin_id = :bin))
                """)
        @RegisterConstructorMapper(Row.class)
        Optional<Row> sums(SiteId site, Sku item, @Nullable BinId bin, Instant at, Instant knownAt);

        @SqlQuery("""
                select m.move_id as move, m.kind, m.document_id as document, m.line_no, m.bin_id as bin, m.quantity,
                       m.person_id as person, m.occurred_at, m.recorded_at
                  from stock_move m
                 where m.site_id = :site and m.item_id = :item
                   and (m.recorded_at, m.move_id) > (:after, :afterMove)
                   and m.occurred_at <= :at and (:bin::text is null or m.bin_id = :bin)
                 order by m.recorded_at, m.move_id
                 limit :limit
                """)
        @RegisterConstructorMapper(LateMove.class)
        List<LateMove> later(
                SiteId site, Sku item, @Nullable BinId bin, Instant at, Instant after, long afterMove, int limit);
    }

    private StockAsAt() {}

    /**
     * The answer to one question.
     *
     * @param at an instant such as {@code 2026-11-20T09:00:00Z}
     * @param knownAt likewise; absent for what was known at that very moment
     */
    static AsAtView get(
            Handle handle,
            Actor actor,
            @Nullable SiteId site,
            @Nullable Sku item,
            @Nullable BinId bin,
            @Nullable String at,
            @Nullable String knownAt,
            @Nullable String cursor,
            @Nullable Integer limit) {
        if (site == null) {
            throw Figures.invalid("site", "Say at which site");
        }
        if (item == null) {
            throw Figures.invalid("item", "Say which item");
        }
        if (at == null) {
            throw Figures.invalid("at", "Say at which moment");
        }
        Instant moment = instant("at", at);
        Instant known = knownAt == null ? moment : instant("knownAt", knownAt);
        int size = Page.limit(limit);
        if (!actor.mayAt(Permission.VIEW, site)) {
            throw unknown(site, item, bin);
        }
        Sql sql = handle.attach(Sql.class);
        Row row = sql.sums(site, item, bin, moment, known).orElseThrow(() -> unknown(site, item, bin));
        Keyset after = cursor == null ? new Keyset(known, String.valueOf(Long.MAX_VALUE)) : Keyset.newestFirst(cursor);
        List<LateMove> later = sql.later(site, item, bin, moment, after.time(), move(after), size + 1);
        return new AsAtView(
                site,
                item,
                bin,
                row.unit(),
                moment,
                known,
                row.asKnownNow().subtract(row.difference()),
                row.asKnownNow(),
                row.difference(),
                Page.of(later, size, last -> Keyset.of(last.recordedAt(), String.valueOf(last.move()))));
    }

    private static long move(Keyset after) {
        try {
            return Long.parseLong(after.id());
        } catch (NumberFormatException e) {
            throw Figures.invalid("cursor", "The cursor is none of ours");
        }
    }

    private static Instant instant(String field, String text) {
        try {
            Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw Figures.invalid(field, "%s lies between %s and %s".formatted(field, EARLIEST, LATEST));
            }
            return instant;
        } catch (DateTimeException e) {
            throw Figures.invalid(field, field + " is no instant such as 2026-11-20T09:00:00Z");
        }
    }

    private static Refused unknown(SiteId site, Sku item, @Nullable BinId bin) {
        return new Refused(
                Problem.NOT_FOUND,
                bin == null
                        ? "There is no item %s at a site %s".formatted(item, site)
                        : "There is no item %s at a site %s with a bin %s".formatted(item, site, bin));
    }
}
