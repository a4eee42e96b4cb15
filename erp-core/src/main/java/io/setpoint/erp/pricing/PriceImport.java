package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.imports.api.KeyedBatch;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Files of prices. Rows of one list and one time become proposals that another person has to approve. */
final class PriceImport implements ImportTarget {
    private final ProposePrices propose;
    private final RejectPrices reject;
    private final Clock clock;

    PriceImport(ProposePrices propose, RejectPrices reject, Clock clock) {
        this.propose = propose;
        this.reject = reject;
        this.clock = clock;
    }

    /** Of which list and for which time a price is: what one proposal has in common. */
    record Head(
            PriceListId priceList,
            Instant validFrom,
            @Nullable Instant validUntil) {}

    record Price(Head head, ProposePrices.Line line) {}

    record Key(PriceListId priceList, Instant validFrom, Sku item, BigDecimal from) {}

    interface Sql {
        @SqlQuery("select price_list_id from price_list where price_list_id = any(:lists)")
        Set<PriceListId> lists(List<PriceListId> lists);

        @SqlQuery("select item_id from item where item_id = any(:items)")
        Set<Sku> items(List<Sku> items);

        @SqlQuery("""
                select price_change_id || ' is ' || lower(state)
                  from price_change
                 where price_change_id = any(:changes) and state <> 'PROPOSED'
                 order by price_change_id
                """)
        List<String> decided(List<String> changes);
    }

    @Override
    public String kind() {
        return "prices";
    }

    @Override
    public Permission permission() {
        return propose.permission();
    }

    @Override
    public List<String> needed() {
        return List.of("priceList", "item", "unitPrice", "validFrom");
    }

    @Override
    public List<String> possible() {
        return List.of("minQuantity", "validUntil");
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(propose);
    }

    @Override
    public Batch begin(CompanyId company) {
        return new KeyedBatch<>(
                "item",
                this::read,
                price -> new Key(
                        price.head().priceList(),
                        price.head().validFrom(),
                        price.line().item(),
                        price.line().from()),
                PriceImport::requireKnown,
                this::create,
                false);
    }

    @Override
    public List<String> builtOn(Work work, List<String> keys) {
        return work.sql(Sql.class).decided(keys);
    }

    @Override
    public void undo(Work work, List<String> keys, String why) {
        keys.forEach(key -> work.perform(reject, new RejectPrices.Command(new PriceChangeId(key), why)));
    }

    private List<String> create(Work work, List<Price> prices) {
        Map<Head, List<ProposePrices.Line>> byHead = new LinkedHashMap<>();
        prices.forEach(price ->
                byHead.computeIfAbsent(price.head(), head -> new ArrayList<>()).add(price.line()));
        List<String> changes = new ArrayList<>();
        byHead.forEach((head, lines) -> changes.add(work.perform(
                        propose,
                        new ProposePrices.Command(
                                head.priceList(), head.validFrom(), head.validUntil(), "imported from a file", lines))
                .priceChange()
                .value()));
        return changes;
    }

    private @Nullable Price read(ImportRow row) {
        PriceListId list = row.need("priceList", PriceListId::new);
        Sku item = row.need("item", Sku::new);
        BigDecimal unitPrice = row.need("unitPrice", ImportRow::decimal);
        BigDecimal minQuantity = row.find("minQuantity", ImportRow::decimal);
        Instant validFrom = row.need("validFrom", this::ahead);
        Instant validUntil = row.find("validUntil", ImportRow::moment);
        if (list == null || item == null || unitPrice == null || validFrom == null) {
            return null;
        }
        if (validUntil != null && !validUntil.isAfter(validFrom)) {
            row.refuse("validUntil", "is not after validFrom");
        }
        try {
            return new Price(
                    new Head(list, validFrom, validUntil), new ProposePrices.Line(item, minQuantity, unitPrice));
        } catch (IllegalArgumentException e) {
            row.refuse(null, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Instant ahead(String cell) {
        Instant validFrom = ImportRow.moment(cell);
        if (validFrom.isBefore(clock.instant().plus(PriceRows.AHEAD))) {
            throw new IllegalArgumentException(
                    "is not " + PriceRows.AHEAD.toMinutes() + " minutes ahead; nothing is priced for the past");
        }
        return validFrom;
    }

    private static Map<Key, Price> requireKnown(Handle handle, Map<ImportRow, Price> prices) {
        Set<PriceListId> lists = new TreeSet<>();
        Set<Sku> items = new TreeSet<>();
        prices.values().forEach(price -> {
            lists.add(price.head().priceList());
            items.add(price.line().item());
        });
        Sql sql = handle.attach(Sql.class);
        Set<PriceListId> knownLists = sql.lists(List.copyOf(lists));
        Set<Sku> knownItems = sql.items(List.copyOf(items));
        prices.forEach((row, price) -> {
            if (!knownLists.contains(price.head().priceList())) {
                row.refuse("priceList", "is unknown");
            }
            if (!knownItems.contains(price.line().item())) {
                row.refuse("item", "is unknown");
            }
        });
        return Map.of();
    }
}
