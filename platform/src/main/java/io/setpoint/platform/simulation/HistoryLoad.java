package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.HistoryAdjustment;
import io.setpoint.platform.client.HistoryCount;
import io.setpoint.platform.client.HistoryOrder;
import io.setpoint.platform.client.HistoryPurchase;
import io.setpoint.platform.client.HistoryReturn;
import io.setpoint.platform.client.Imported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Tells the history of one company to the platform, week by week, in the order in which it happened. */
final class HistoryLoad {
    private static final int ORDERS = 200;
    private static final int OTHERS = 100;
    private static final Duration STEP = Duration.ofDays(7);

    private final ErpSession migration;
    private final String key;
    private final IntConsumer documentsDone;
    private int batch;

    /** @param migration a person who may import history, acting in the company */
    HistoryLoad(ErpSession migration, String key, IntConsumer documentsDone) {
        this.migration = migration;
        this.key = key;
        this.documentsDone = documentsDone;
    }

    void tell(History.OfCompany history) {
        Instant from = Instant.EPOCH;
        Instant last = history.orders().get(history.orders().size() - 1).placedAt();
        Instant to = history.orders().get(0).placedAt().plus(STEP);
        while (true) {
            Instant after = from;
            Instant before = to;
            post("counts", OTHERS, between(history.counts(), HistoryCount::completedAt, after, before));
            post("purchases", OTHERS, between(history.purchases(), HistoryPurchase::raisedAt, after, before));
            post("orders", ORDERS, between(history.orders(), HistoryOrder::placedAt, after, before));
            post("returns", OTHERS, between(history.returns(), HistoryReturn::openedAt, after, before));
            post("adjustments", OTHERS, between(history.adjustments(), HistoryAdjustment::decidedAt, after, before));
            if (to.equals(Instant.MAX)) {
                return;
            }
            from = to;
            to = to.isAfter(last) ? Instant.MAX : to.plus(STEP);
        }
    }

    private static <T> List<T> between(List<T> documents, Function<T, Instant> time, Instant from, Instant to) {
        List<T> found = new ArrayList<>();
        for (T document : documents) {
            Instant at = time.apply(document);
            if (!at.isBefore(from) && at.isBefore(to)) {
                found.add(document);
            }
        }
        return found;
    }

    private <T> void post(String what, int size, List<T> documents) {
        for (int from = 0; from < documents.size(); from += size) {
            List<T> part = documents.subList(from, Math.min(documents.size(), from + size));
            batch++;
            Imported result = Imported.of(migration.post("/history/" + what, Map.of(what, part), key + what + batch));
            if (!result.refused().isEmpty()) {
                throw new IllegalStateException("the history of " + what + " was refused: " + result.refused());
            }
            documentsDone.accept(part.size());
        }
    }
}
