package io.setpoint.erp.chains;

import static java.util.stream.Collectors.groupingBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.chains.ChainSql.DocumentRow;
import io.setpoint.erp.chains.ChainSql.LinkRow;
import io.setpoint.erp.chains.ChainSql.StepRow;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Walks a chain ring by ring: all links of the documents found last at once, by their ids. What the actor may not see is
 * left out and not walked through.
 */
final class ChainQueries {
    /** No chain shows more documents. */
    static final int MOST = 500;

    private static final List<String> EVERY =
            Arrays.stream(DocumentType.values()).map(DocumentType::code).toList();

    private record Key(String type, String id) {
        String owner() {
            int dash = id.lastIndexOf('-');
            return type.equals(DocumentType.DISPOSITION.code()) && dash > 0 ? id.substring(0, dash) : id;
        }
    }

    private ChainQueries() {}

    static ChainView chain(Handle handle, Actor actor, DocumentType type, String id) {
        ChainSql sql = handle.attach(ChainSql.class);
        Map<Key, DocumentRow> found = new HashMap<>();
        Set<LinkRow> links = new LinkedHashSet<>();
        Set<Key> ring = Set.of(new Key(type.code(), id));
        Set<Key> asked = new HashSet<>(ring);
        boolean complete = true;
        while (!ring.isEmpty() && complete) {
            Set<Key> seen = new LinkedHashSet<>();
            for (DocumentRow row : sql.documents(types(ring), ids(ring), owners(ring))) {
                if (found.size() == MOST) {
                    complete = false;
                    break;
                }
                if (visible(actor, row)) {
                    Key key = new Key(row.type(), row.id());
                    found.put(key, row);
                    seen.add(key);
                }
            }
            ring = new LinkedHashSet<>();
            for (LinkRow link : sql.links(Relation.LINKS, types(seen), ids(seen), owners(seen), EVERY)) {
                links.add(link);
                ring.add(from(link));
                ring.add(to(link));
            }
            ring.removeAll(asked);
            asked.addAll(ring);
        }
        if (!found.containsKey(new Key(type.code(), id))) {
            throw new Refused(Problem.NOT_FOUND, "There is no %s %s".formatted(type.code(), id));
        }
        return view(sql, found, links, complete);
    }

    private static ChainView view(ChainSql sql, Map<Key, DocumentRow> found, Set<LinkRow> links, boolean complete) {
        Map<Key, List<StepRow>> steps =
                sql.steps(types(found.keySet()), ids(found.keySet()), owners(found.keySet())).stream()
                        .collect(groupingBy(row -> new Key(row.type(), row.id())));
        Map<Key, Instant> begun = steps.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().get(0).at()));
        Comparator<Key> inTime = Comparator.comparing((Key key) -> begun.getOrDefault(key, Instant.MAX))
                .thenComparing(Key::type)
                .thenComparing(Key::id);
        return new ChainView(
                sql.currency(),
                found.keySet().stream()
                        .sorted(inTime)
                        .map(key -> document(found, key, steps.getOrDefault(key, List.of())))
                        .toList(),
                links.stream()
                        .filter(link -> found.containsKey(from(link)) && found.containsKey(to(link)))
                        .sorted(Comparator.comparing(ChainQueries::to, inTime)
                                .thenComparing(ChainQueries::from, inTime))
                        .map(link -> new ChainView.Link(
                                type(link.fromType()), link.from(), type(link.toType()), link.to(), link.why()))
                        .toList(),
                complete);
    }

    private static boolean visible(Actor actor, DocumentRow row) {
        SiteId site = row.site();
        SiteId toSite = row.toSite();
        return site == null
                || actor.mayAt(Permission.VIEW, site)
                || (toSite != null && actor.mayAt(Permission.VIEW, toSite));
    }

    private static ChainView.Document document(Map<Key, DocumentRow> found, Key key, List<StepRow> steps) {
        DocumentRow row = Objects.requireNonNull(found.get(key));
        return new ChainView.Document(
                type(row.type()),
                row.id(),
                row.state(),
                row.site(),
                row.toSite(),
                row.partner(),
                row.partnerName(),
                row.item(),
                row.value(),
                row.quantity(),
                row.lines(),
                row.what(),
                steps.stream()
                        .map(step -> new ChainView.Step(step.step(), step.at(), step.by(), step.byName()))
                        .toList());
    }

    private static DocumentType type(String code) {
        return DocumentType.ofCode(code).orElseThrow();
    }

    private static Key from(LinkRow link) {
        return new Key(link.fromType(), link.from());
    }

    private static Key to(LinkRow link) {
        return new Key(link.toType(), link.to());
    }

    private static List<String> types(Collection<Key> keys) {
        return keys.stream().map(Key::type).toList();
    }

    private static List<String> ids(Collection<Key> keys) {
        return keys.stream().map(Key::id).toList();
    }

    private static List<String> owners(Collection<Key> keys) {
        return keys.stream().map(Key::owner).toList();
    }
}
