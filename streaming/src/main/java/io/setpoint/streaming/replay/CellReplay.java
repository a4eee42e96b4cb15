package io.setpoint.streaming.replay;

import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.facts.AdjustmentFacts;
import io.setpoint.streaming.facts.CountFacts;
import io.setpoint.streaming.facts.FactRow;
import io.setpoint.streaming.facts.OrderFacts;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Cells of one KPI computed anew from the log: documents are independent of each other and a cell is the sum of their
 * facts, so the events of the documents behind a cell are all it takes.
 *
 * @param cells by site and window, those that any fact has touched; a revision and a stamp they do not have
 * @param documents keys of the documents behind them
 * @param events those of the documents, in commit order
 */
public record CellReplay(List<KpiCell> cells, Set<String> documents, List<EventRecord> events) {
    public CellReplay {
        cells = List.copyOf(cells);
        documents = Set.copyOf(documents);
        events = List.copyOf(events);
    }

    /**
     * Which cells.
     *
     * @param window of cells such as {@code day:2026-11-23}
     * @param at commit stamp as at which they are known
     */
    public record Wanted(Kpi kpi, String company, Predicate<String> site, Predicate<String> window, long at) {
        /** Whether the event can be behind one of the cells. */
        public boolean takes(EventRecord event) {
            return event.stamp() <= at && takes(event.company(), event.type());
        }

        /** The same as far as its headers tell. */
        boolean takes(String ofCompany, String type) {
            return ofCompany.equals(company) && takenBy(kpi, type);
        }
    }

    /**
     * Computes the cells.
     *
     * @param log all events {@link Wanted#takes} says yes to, and maybe others, in commit order, each once
     */
    public static CellReplay of(Collection<EventRecord> log, Wanted wanted) {
        Map<String, List<EventRecord>> byDocument = new LinkedHashMap<>();
        for (EventRecord event : log) {
            if (wanted.takes(event)) {
                byDocument
                        .computeIfAbsent(event.documentKey(), key -> new ArrayList<>())
                        .add(event);
            }
        }
        TreeMap<String, KpiCell> cells = new TreeMap<>();
        Set<String> documents = new TreeSet<>();
        GatedFunction<?, FactRow> function = function(wanted.kpi());
        byDocument.forEach((document, events) -> function.replay(events, wanted.at(), new Emitter<>() {
            @Override
            public String key() {
                return document;
            }

            @Override
            public void emit(FactRow row) {
                if (add(row.toFact(), wanted, cells)) {
                    documents.add(document);
                }
            }

            @Override
            public void reject(EventRecord event, String reason) {
                // the live job has put it to the dead letters; it is in no number
            }
        }));
        List<EventRecord> behind = byDocument.entrySet().stream()
                .filter(document -> documents.contains(document.getKey()))
                .flatMap(document -> document.getValue().stream())
                .sorted(EventRecord.IN_COMMIT_ORDER)
                .toList();
        return new CellReplay(List.copyOf(cells.values()), documents, behind);
    }

    private static boolean add(Fact fact, Wanted wanted, Map<String, KpiCell> to) {
        Kpi kpi = wanted.kpi();
        if (!kpi.takes(fact)
                || !wanted.site().test(fact.site())
                || !wanted.window().test(kpi.windowOf(fact))) {
            return false;
        }
        String denominator = kpi.denominator();
        KpiCell change = new KpiCell(
                kpi.id(),
                kpi.version(),
                fact.company(),
                fact.site(),
                kpi.windowOf(fact),
                fact.sign() * fact.measure(kpi.numerator()),
                denominator == null ? 0 : fact.sign() * fact.measure(denominator),
                0,
                0);
        to.merge(
                change.key(),
                change,
                (sum, one) -> new KpiCell(
                        sum.kpi(),
                        sum.version(),
                        sum.company(),
                        sum.site(),
                        sum.window(),
                        Math.addExact(sum.numerator(), one.numerator()),
                        Math.addExact(sum.denominator(), one.denominator()),
                        0,
                        0));
        return true;
    }

    private static boolean takenBy(Kpi kpi, String type) {
        return switch (kpi.grain()) {
            case ORDER, ORDER_LINE, PICK_LINE, SHIPMENT -> OrderFacts.takesType(type);
            case COUNT_LINE -> CountFacts.takesType(type);
            case ADJUSTMENT -> AdjustmentFacts.takesType(type);
        };
    }

    private static GatedFunction<?, FactRow> function(Kpi kpi) {
        return switch (kpi.grain()) {
            case ORDER, ORDER_LINE, PICK_LINE, SHIPMENT -> new OrderFacts();
            case COUNT_LINE -> new CountFacts();
            case ADJUSTMENT -> new AdjustmentFacts();
        };
    }
}
