package io.setpoint.streaming.scoring;

import static io.setpoint.contracts.exceptions.ExceptionType.AT_RISK_ORDER;

import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.values.Money;
import io.setpoint.ml.lateness.OrderFacts;
import io.setpoint.ml.lateness.OrderUpdate;
import io.setpoint.ml.lateness.OrderWhatIf;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Score;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedBroadcastFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Scores each order of a site when it is placed and when it is released, with the model in force at that event, and
 * raises those at risk of being late. Cleared when nothing of the order is open any more, or when the release shows that
 * the risk has gone.
 */
@NullUnmarked // Flink makes the operator anew on each task: what it only holds is made when first needed
final class LateOrderScorer extends GatedBroadcastFunction<LateOrderState, SignalRecord> {
    private static final long serialVersionUID = 1L;

    private transient PromotedModels models;

    LateOrderScorer() {
        super(LateOrderState.Serializer.INSTANCE);
    }

    /** Whether the scorer wants an event. */
    static boolean takes(EventRecord event) {
        return !event.site().isEmpty()
                && event.isOneOf(
                        EventType.ORDER_PLACED,
                        EventType.ORDER_RELEASED,
                        EventType.ORDER_LINE_CANCELLED,
                        EventType.SHIPMENT_SHIPPED);
    }

    @Override
    protected @Nullable LateOrderState advance(
            @Nullable LateOrderState state,
            List<EventRecord> events,
            List<EventRecord> settings,
            long clock,
            Emitter<SignalRecord> out) {
        if (models == null) {
            models = new PromotedModels(ModelFile.LATE_ORDER);
        }
        LateOrderState now = state == null ? new LateOrderState() : state;
        for (EventRecord event : events) {
            OrderUpdate update = now.history().apply(Explained.logged(event), event.stamp());
            if (!update.toScore().isEmpty()) {
                score(event, update.toScore(), models.at(event, settings), now, out);
            }
            for (String order : update.closed()) {
                if (now.raised().remove(order)) {
                    out.emit(SignalRecord.of(cleared(event, order, "nothing of the order is open any more")));
                }
            }
        }
        return now;
    }

    @Override
    protected long wakeAt(LateOrderState state, long clock) {
        return Long.MAX_VALUE; // what has become due is read with the next event of the site
    }

    private static void score(
            EventRecord event,
            List<OrderFacts> units,
            PromotedModels.@Nullable Promoted model,
            LateOrderState state,
            Emitter<SignalRecord> out) {
        if (model == null) {
            return;
        }
        OrderFacts worst = null;
        Score worstScore = null;
        for (OrderFacts unit : units) {
            Score score = model.scorer().score(unit.features());
            if (worstScore == null || score.value() > worstScore.value()) {
                worst = unit;
                worstScore = score;
            }
        }
        String order = worst.order();
        if (worstScore.fires()) {
            if (state.raised().add(order)) {
                out.emit(SignalRecord.of(raised(event, worst, worstScore, model)));
            }
        } else if (state.raised().remove(order)) {
            out.emit(SignalRecord.of(cleared(event, order, "at release the risk has gone")));
        }
    }

    private static ExceptionSignal raised(
            EventRecord event, OrderFacts facts, Score score, PromotedModels.Promoted model) {
        return new ExceptionSignal(
                key(event, facts.order()),
                ExceptionSignal.Action.RAISED,
                event.stamp(),
                event.company(),
                event.site(),
                AT_RISK_ORDER.code(),
                facts.order(),
                String.format(
                        Locale.ROOT,
                        "%s may miss its commit date %s (%.0f %%)",
                        facts.order(),
                        facts.commitDate(),
                        100 * score.value()),
                String.format(
                        Locale.ROOT,
                        "%s by %s, %d lines for %s, %s.",
                        facts.released() ? "Released" : "Placed",
                        facts.shippingMode(),
                        facts.lines(),
                        facts.shown("value"),
                        facts.released()
                                ? facts.shown("backordered_share") + " of it not in stock"
                                : facts.daysToCommit() + " days to the commit date"),
                Explained.because(model, score, facts::shown),
                OrderWhatIf.sentence(model.scorer(), facts),
                Money.ofTenThousandths(facts.valueTenThousandths(), Currency.getInstance(facts.currency())),
                Instant.EPOCH.plus(facts.commitMicros(), ChronoUnit.MICROS),
                Explained.evidence(facts.evidence()));
    }

    private static ExceptionSignal cleared(EventRecord event, String order, String why) {
        return ClearedSignal.of(event, key(event, order), AT_RISK_ORDER.code(), order, ModelFile.LATE_ORDER, why);
    }

    private static String key(EventRecord event, String order) {
        return event.company() + "|" + AT_RISK_ORDER.code() + "|" + order;
    }
}
