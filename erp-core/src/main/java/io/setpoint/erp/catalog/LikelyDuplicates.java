package io.setpoint.erp.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Finds of new items those that are likely the same as one that exists or that came before them. */
final class LikelyDuplicates {
    /** A key that more items have says nothing about any of them. */
    private static final int MOST_ALIKE = 200;

    private static final Pattern SEPARATORS = Pattern.compile("[._-]");

    record Named(Sku item, String name) {
        /** Its code without what is easily mistaken; its name where similar ones are looked for. */
        Set<String> keys() {
            Set<String> keys = new TreeSet<>(ItemName.of(name).keys());
            keys.add("code " + code());
            return keys;
        }

        private String code() {
            return SEPARATORS
                    .matcher(item.value().toUpperCase(Locale.ROOT))
                    .replaceAll("")
                    .replace('O', '0')
                    .replace('I', '1')
                    .replace('L', '1');
        }
    }

    /** Two items that are likely the same, and why. */
    record Likely(Sku item, String name, Sku like, String likeName, String because) {}

    record Row(String key, Sku item, String name) {}

    interface Sql {
        @SqlQuery("""
                select w.key, k.item_id as item, i.name
                  from unnest(:keys) as w (key)
                 cross join lateral (
                   select item_id from item_key
                    where company_id = current_company() and key = w.key
                    limit :limit) k
                  join item i on i.company_id = current_company() and i.item_id = k.item_id
                """)
        List<Row> alike(List<String> keys, int limit);

        @SqlUpdate("""
                insert into item_key (company_id, key, item_id)
                select current_company(), k.key, k.item_id from unnest(:keys, :items) as k (key, item_id)
                """)
        void insert(List<String> keys, List<Sku> items);

        @SqlQuery("""
                select item_id as item, name from item
                 where company_id = current_company() and item_id > :after
                 order by item_id
                 limit :limit
                """)
        List<Named> items(String after, int limit);
    }

    private final Map<String, List<Named>> before = new HashMap<>();

    /** Keeps where to find new items. */
    static void keep(Work work, List<Named> items) {
        List<String> keys = new ArrayList<>();
        List<Sku> owners = new ArrayList<>();
        for (Named item : items) {
            for (String key : item.keys()) {
                keys.add(key);
                owners.add(item.item());
            }
        }
        work.sql(Sql.class).insert(keys, owners);
    }

    /** Likely duplicates among the items that exist; a page looks at some items and names each pair once. */
    static Page<Likely> existing(Handle handle, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Page<Named> items = Page.of(
                handle.attach(Sql.class).items(cursor == null ? "" : cursor, size + 1),
                size,
                item -> item.item().value());
        Map<Named, Set<String>> keys = keys(items.items());
        Map<String, List<Named>> there = there(handle, keys);
        List<Likely> found = new ArrayList<>();
        for (Named item : items.items()) {
            alike(keys.getOrDefault(item, Set.of()), there).forEach(other -> {
                if (item.item().compareTo(other.item()) < 0) {
                    because(item, other).ifPresent(why -> found.add(likely(item, other, why)));
                }
            });
        }
        return new Page<>(found, items.next());
    }

    /** Of new items those that look like one that exists, or like a new one before them; the first it looks like. */
    List<Likely> among(Handle handle, List<Named> items) {
        Map<Named, Set<String>> keys = keys(items);
        return among(keys, there(handle, keys));
    }

    /** The same without those that exist. */
    List<Likely> among(List<Named> items) {
        return among(keys(items), Map.of());
    }

    private List<Likely> among(Map<Named, Set<String>> items, Map<String, List<Named>> there) {
        List<Likely> found = new ArrayList<>();
        items.forEach((item, keys) -> {
            Set<Named> candidates = alike(keys, there);
            candidates.addAll(alike(keys, before));
            for (Named other : candidates) {
                Optional<String> why = item.item().equals(other.item()) ? Optional.empty() : because(item, other);
                if (why.isPresent()) {
                    found.add(likely(item, other, why.get()));
                    break;
                }
            }
            for (String key : keys) {
                List<Named> same = before.computeIfAbsent(key, unknown -> new ArrayList<>());
                if (same.size() < MOST_ALIKE) {
                    same.add(item);
                }
            }
        });
        return found;
    }

    private static Likely likely(Named item, Named other, String why) {
        return new Likely(item.item(), item.name(), other.item(), other.name(), why);
    }

    private static Map<Named, Set<String>> keys(List<Named> items) {
        Map<Named, Set<String>> keys = new LinkedHashMap<>();
        items.forEach(item -> keys.put(item, item.keys()));
        return keys;
    }

    private static Set<Named> alike(Set<String> keys, Map<String, List<Named>> byKey) {
        Set<Named> alike = new LinkedHashSet<>();
        keys.forEach(key -> alike.addAll(byKey.getOrDefault(key, List.of())));
        return alike;
    }

    private static Map<String, List<Named>> there(Handle handle, Map<Named, Set<String>> items) {
        Set<String> keys = new TreeSet<>();
        items.values().forEach(keys::addAll);
        return handle.attach(Sql.class).alike(List.copyOf(keys), MOST_ALIKE).stream()
                .collect(groupingBy(Row::key, mapping(row -> new Named(row.item(), row.name()), toList())));
    }

    /** Why two items are likely the same. Of two codes that read alike the names must not differ in a figure. */
    private static Optional<String> because(Named one, Named other) {
        ItemName name = ItemName.of(one.name());
        ItemName otherName = ItemName.of(other.name());
        if (name.like(otherName)) {
            return Optional.of("the names mean the same");
        }
        if (one.code().equals(other.code()) && name.figures().equals(otherName.figures())) {
            return Optional.of("the codes read the same");
        }
        return Optional.empty();
    }
}
