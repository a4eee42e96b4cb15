package io.setpoint.erp.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ItemCreated;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.catalog.CreateItems.Command;
import io.setpoint.erp.catalog.CreateItems.Created;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Creates items, all or none; one that exists with the same content is passed over. */
final class CreateItems implements UseCase<Command, Created> {
    private static final int MOST = 500;
    private static final int MOST_BARCODES = 20;
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9]{1,8}");

    record Command(List<Item> items) {
        Command {
            items = List.copyOf(items);
            if (items.isEmpty() || items.size() > MOST) {
                throw new IllegalArgumentException("needs 1 to " + MOST + " items");
            }
        }
    }

    /**
     * An item.
     *
     * @param abc class of its value, which sets the tolerance of its counts
     * @param unit its base unit of measure
     * @param price in company currency per unit
     * @param cost standard cost in company currency per unit
     * @param tracking whether its stock is told apart by lot or by serial; absent as {@link Tracking#NONE}
     * @param expires whether its lots or serials have an expiry date; absent as false
     * @param barcodes those it has from the start
     */
    record Item(
            Sku item,
            String name,
            String category,
            String abc,
            String unit,
            BigDecimal price,
            BigDecimal cost,
            @Nullable Tracking tracking,
            @Nullable Boolean expires,
            @Nullable List<ItemBarcode> barcodes) {
        @JsonCreator
        Item {
            tracking = Objects.requireNonNullElse(tracking, Tracking.NONE);
            expires = Objects.requireNonNullElse(expires, false);
            barcodes = barcodes == null ? List.of() : List.copyOf(barcodes);
            if (expires && tracking == Tracking.NONE) {
                throw new IllegalArgumentException("expires by lot or by serial; say which");
            }
            if (barcodes.size() > MOST_BARCODES
                    || barcodes.stream().map(ItemBarcode::barcode).distinct().count() < barcodes.size()) {
                throw new IllegalArgumentException("needs at most " + MOST_BARCODES + " barcodes, each named once");
            }
            if (name.isBlank() || name.length() > 200 || category.isBlank() || category.length() > 100) {
                throw new IllegalArgumentException("needs a name of 1 to 200 and a category of 1 to 100 characters");
            }
            if (!List.of("A", "B", "C").contains(abc)) {
                throw new IllegalArgumentException("needs the class A, B or C");
            }
            if (!UNIT.matcher(unit).matches()) {
                throw new IllegalArgumentException("needs a unit of up to eight capital letters or digits");
            }
            if (price.signum() < 0
                    || cost.signum() < 0
                    || price.precision() - price.scale() > 12
                    || cost.precision() - cost.scale() > 12) {
                throw new IllegalArgumentException("needs a price and a cost of zero or more");
            }
            try {
                price = price.setScale(Money.SCALE, RoundingMode.UNNECESSARY);
                cost = cost.setScale(Money.SCALE, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("needs a price and a cost with at most four decimals", e);
            }
        }

        private ItemRow row() {
            return new ItemRow(
                    item,
                    name,
                    category,
                    abc,
                    unit,
                    price,
                    cost,
                    Objects.requireNonNull(tracking),
                    Objects.requireNonNull(expires));
        }

        private List<ItemBarcodes.Row> codes() {
            return Objects.requireNonNull(barcodes).stream()
                    .map(code -> new ItemBarcodes.Row(item, code.barcode(), code.quantity()))
                    .toList();
        }
    }

    /** How many were new, and how many existed with the same content. */
    record Created(int created, int existing) {}

    @Override
    public Control control() {
        return Control.of("create-items", "Creates items, all or none.")
                .publishing(EventType.ITEM_CREATED)
                .refusing(Problem.ALREADY_EXISTS, Problem.BARCODE_TAKEN);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Object detail(Command command) {
        return Map.of("items", command.items().stream().map(Item::item).toList());
    }

    @Override
    public Created run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        Map<Sku, Item> wanted = new HashMap<>();
        for (Item item : command.items()) {
            Item twice = wanted.putIfAbsent(item.item(), item);
            if (twice != null && !twice.equals(item)) {
                throw differs(item);
            }
        }
        List<ItemRow> existing = sql.find(
                work.company(), wanted.keySet().stream().map(Sku::value).toArray(String[]::new));
        Set<ItemBarcodes.Row> codes = Set.copyOf(ItemBarcodes.of(
                work.handle(), existing.stream().map(ItemRow::item).toList()));
        for (ItemRow known : existing) {
            Item item = wanted.remove(known.item());
            // It may have got further barcodes since; those named it must have.
            if (item != null && !(known.equals(item.row()) && codes.containsAll(item.codes()))) {
                throw differs(item);
            }
        }
        List<Item> fresh = new ArrayList<>(wanted.values());
        fresh.sort(java.util.Comparator.comparing(Item::item));
        insert(sql, work, fresh);
        ItemBarcodes.insert(
                work, fresh.stream().flatMap(item -> item.codes().stream()).toList());
        for (Item item : fresh) {
            work.publish(
                    new ItemCreated(
                            item.item(),
                            item.name(),
                            item.category(),
                            item.abc(),
                            item.unit(),
                            new Money(item.price(), work.currency()),
                            new Money(item.cost(), work.currency()),
                            work.now(),
                            item.tracking(),
                            item.expires(),
                            item.codes().stream()
                                    .map(code -> new ItemCreated.Code(
                                            code.barcode(), new Quantity(code.quantity(), item.unit())))
                                    .toList()),
                    null);
        }
        return new Created(fresh.size(), existing.size());
    }

    private static Refused differs(Item item) {
        return new Refused(Problem.ALREADY_EXISTS, "Item " + item.item() + " exists with other content.");
    }

    private static void insert(Sql sql, Work work, List<Item> fresh) {
        sql.insertCategories(
                work.company(),
                fresh.stream().map(Item::category).distinct().sorted().toArray(String[]::new));
        sql.insert(
                work.company(),
                work.now(),
                fresh.stream().map(item -> item.item().value()).toArray(String[]::new),
                fresh.stream().map(Item::name).toArray(String[]::new),
                fresh.stream().map(Item::category).toArray(String[]::new),
                fresh.stream().map(Item::abc).toArray(String[]::new),
                fresh.stream().map(Item::unit).toArray(String[]::new),
                fresh.stream().map(Item::price).toArray(BigDecimal[]::new),
                fresh.stream().map(Item::cost).toArray(BigDecimal[]::new),
                fresh.stream().map(item -> String.valueOf(item.tracking())).toArray(String[]::new),
                fresh.stream().map(Item::expires).toArray(Boolean[]::new));
    }

    interface Sql {
        @SqlQuery("""
                select item_id as item, name, category, abc, unit, price, cost, tracking, expires
                from item where company_id = :company and item_id = any(:items)
                """)
        List<ItemRow> find(CompanyId company, String[] items);

        @SqlUpdate("""
                insert into item_category (company_id, category)
                select :company, unnest(:categories) on conflict on constraint item_category_pkey do nothing
                """)
        void insertCategories(CompanyId company, String[] categories);

        @SqlUpdate("""
                insert into item (company_id, item_id, name, category, abc, unit, price, cost, created_at, tracking,
                  expires)
                select :company, i.item_id, i.name, i.category, i.abc, i.unit, i.price, i.cost, :now, i.tracking,
                  i.expires
                from unnest(:items, :names, :categories, :abcs, :units, :prices, :costs, :trackings, :expire)
                  as i (item_id, name, category, abc, unit, price, cost, tracking, expires)
                """)
        void insert(
                CompanyId company,
                Instant now,
                String[] items,
                String[] names,
                String[] categories,
                String[] abcs,
                String[] units,
                BigDecimal[] prices,
                BigDecimal[] costs,
                String[] trackings,
                Boolean[] expire);
    }
}
