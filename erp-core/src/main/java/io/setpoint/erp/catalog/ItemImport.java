package io.setpoint.erp.catalog;

import static java.util.stream.Collectors.toSet;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ItemWithdrawn;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.catalog.CreateItems.Item;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.imports.api.KeyedBatch;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Files of items. */
final class ItemImport implements ImportTarget {
    private final CreateItems createItems;

    ItemImport(CreateItems createItems) {
        this.createItems = createItems;
    }

    interface Sql {
        @SqlQuery("""
                select key || ' is used by ' || used_by
                  from referred_to('item', 'item_id', :keys, array['item_barcode'::regclass, 'item_key'::regclass])
                 order by 1
                """)
        List<String> used(List<String> keys);

        @SqlQuery("select item_id as item, barcode, quantity from item_barcode where barcode = any(:barcodes)")
        List<ItemBarcodes.Row> holders(List<Barcode> barcodes);

        @SqlUpdate("delete from item_barcode where item_id = any(:keys)")
        void deleteBarcodes(List<String> keys);

        @SqlUpdate("delete from item_key where item_id = any(:keys)")
        void deleteKeys(List<String> keys);

        @SqlUpdate("delete from item where item_id = any(:keys)")
        void delete(List<String> keys);
    }

    @Override
    public String kind() {
        return "items";
    }

    @Override
    public Permission permission() {
        return createItems.permission();
    }

    @Override
    public List<String> needed() {
        return List.of("item", "name", "category", "abc", "unit", "price", "cost");
    }

    @Override
    public List<String> possible() {
        return List.of("tracking", "expires", "barcode", "barcodeQuantity", "distinctBecause");
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(createItems);
    }

    @Override
    public Batch begin(CompanyId company) {
        Map<Barcode, Integer> lines = new HashMap<>();
        LikelyDuplicates duplicates = new LikelyDuplicates();
        return new KeyedBatch<>(
                "item",
                ItemImport::read,
                Item::item,
                (handle, items) -> {
                    requireFree(handle, items, lines);
                    Map<Sku, Item> known = find(handle, company, items.values());
                    requireDistinct(handle, items, known, duplicates);
                    return known;
                },
                this::create,
                false);
    }

    @Override
    public List<String> builtOn(Work work, List<String> keys) {
        return work.sql(Sql.class).used(keys);
    }

    @Override
    public void undo(Work work, List<String> keys, String why) {
        Sql sql = work.sql(Sql.class);
        sql.deleteBarcodes(keys);
        sql.deleteKeys(keys);
        sql.delete(keys);
        for (String key : keys) {
            work.publish(new ItemWithdrawn(new Sku(key), why, work.person(), work.now()), null);
        }
    }

    private static @Nullable Item read(ImportRow row) {
        Sku item = row.need("item", Sku::new);
        String name = row.need("name", cell -> cell);
        String category = row.need("category", cell -> cell);
        String abc = row.need("abc", cell -> cell);
        String unit = row.need("unit", cell -> cell);
        BigDecimal price = row.need("price", ImportRow::decimal);
        BigDecimal cost = row.need("cost", ImportRow::decimal);
        Tracking tracking = row.find("tracking", Tracking::valueOf);
        Boolean expires = row.find("expires", ItemImport::yesOrNo);
        Barcode barcode = row.find("barcode", Barcode::new);
        BigDecimal barcodeQuantity = row.find("barcodeQuantity", ImportRow::decimal);
        String distinctBecause = row.find("distinctBecause", cell -> cell);
        if (item == null
                || name == null
                || category == null
                || abc == null
                || unit == null
                || price == null
                || cost == null) {
            return null;
        }
        try {
            return new Item(
                    item,
                    name,
                    category,
                    abc,
                    unit,
                    price,
                    cost,
                    tracking,
                    expires,
                    barcode == null
                            ? null
                            : List.of(new ItemBarcode(
                                    barcode, barcodeQuantity == null ? BigDecimal.ONE : barcodeQuantity)),
                    distinctBecause);
        } catch (IllegalArgumentException e) {
            row.refuse(null, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<String> create(Work work, List<Item> items) {
        work.perform(createItems, new CreateItems.Command(items));
        return items.stream().map(item -> item.item().value()).toList();
    }

    private static Boolean yesOrNo(String cell) {
        return switch (cell) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("is neither yes nor no");
        };
    }

    private static List<ItemBarcode> codes(Item item) {
        return Objects.requireNonNullElse(item.barcodes(), List.of());
    }

    /** A barcode names one item, in the company and in the file. */
    private static void requireFree(Handle handle, Map<ImportRow, Item> items, Map<Barcode, Integer> lines) {
        List<Barcode> barcodes = items.values().stream()
                .flatMap(item -> codes(item).stream())
                .map(ItemBarcode::barcode)
                .toList();
        Map<Barcode, Sku> holders = new HashMap<>();
        handle.attach(Sql.class).holders(barcodes).forEach(row -> holders.put(row.barcode(), row.item()));
        items.forEach((row, item) -> {
            for (ItemBarcode code : codes(item)) {
                Sku holder = holders.get(code.barcode());
                Integer earlier = lines.putIfAbsent(code.barcode(), row.line());
                if (holder != null && !holder.equals(item.item())) {
                    row.refuse("barcode", "names the item " + holder + " already");
                } else if (earlier != null) {
                    row.refuse("barcode", "is on line " + earlier + " already");
                }
            }
        });
    }

    /** A new item that looks like another one says what makes it another one. */
    private static void requireDistinct(
            Handle handle, Map<ImportRow, Item> items, Map<Sku, Item> known, LikelyDuplicates duplicates) {
        Map<Sku, LikelyDuplicates.Likely> likely = new HashMap<>();
        duplicates
                .among(
                        handle,
                        items.values().stream()
                                .filter(item -> !known.containsKey(item.item()))
                                .map(Item::named)
                                .toList())
                .forEach(pair -> likely.put(pair.item(), pair));
        items.forEach((row, item) -> {
            LikelyDuplicates.Likely pair = likely.get(item.item());
            if (pair != null && item.distinctBecause() == null) {
                row.refuse(
                        "name",
                        "looks like %s \"%s\": %s; say in distinctBecause what makes it another item"
                                .formatted(pair.like(), pair.likeName(), pair.because()));
            }
        });
    }

    /** The items that exist, with those of their barcodes the file names: they may have got further ones since. */
    private static Map<Sku, Item> find(Handle handle, CompanyId company, Collection<Item> items) {
        Map<Sku, ItemRow> rows = new HashMap<>();
        handle.attach(CreateItems.Sql.class)
                .find(company, items.stream().map(item -> item.item().value()).toArray(String[]::new))
                .forEach(row -> rows.put(row.item(), row));
        List<ItemBarcodes.Row> codes = ItemBarcodes.of(handle, List.copyOf(rows.keySet()));
        Map<Sku, Item> known = new HashMap<>();
        for (Item item : items) {
            ItemRow row = rows.get(item.item());
            if (row != null) {
                Set<Barcode> named =
                        codes(item).stream().map(ItemBarcode::barcode).collect(toSet());
                known.put(
                        item.item(),
                        row.with(
                                codes.stream()
                                        .filter(code ->
                                                code.item().equals(item.item()) && named.contains(code.barcode()))
                                        .toList(),
                                item.distinctBecause()));
            }
        }
        return known;
    }
}
