package io.setpoint.streaming.scoring;

import static io.setpoint.contracts.exceptions.ExceptionType.SUSPICIOUS_ADJUSTMENT;

import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.values.Money;
import io.setpoint.ml.adjustments.AdjustmentFacts;
import io.setpoint.ml.adjustments.AdjustmentWhatIf;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.Score;
import io.setpoint.streaming.log.Emitter;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.GatedBroadcastFunction;
import io.setpoint.streaming.signals.SignalRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Scores each adjustment of a site when it is proposed, and again when later events shed new light on it (it is taken
 * back, repeated, counted, shipped), with the model in force at that event. Raised once; cleared when the adjustment is
 * rejected.
 */
@NullUnmarked // Flink makes the operator anew on each task: what it only holds is made when first needed
final class SuspiciousAdjustmentScorer extends GatedBroadcastFunction<SuspiciousAdjustmentState, SignalRecord> {
    private static final long serialVersionUID = 1L;
    /** So long an adjustment can still be rejected or seen in a new light. */
    private static final long REMEMBERED_MICROS = Duration.ofDays(60).toNanos() / 1_000;

    private transient PromotedModels models;

    SuspiciousAdjustmentScorer() {
        super(SuspiciousAdjustmentState.Serializer.INSTANCE);
    }

    /** Whether the scorer wants an event. */
    static boolean takes(EventRecord event) {
        return !event.site().isEmpty()
                && event.isOneOf(
                        EventType.SITE_OPENED,
                        EventType.ADJUSTMENT_PROPOSED,
                        EventType.ADJUSTMENT_REJECTED,
                        EventType.COUNT_LINE_COUNTED,
                        EventType.COUNT_COMPLETED,
                        EventType.PICK_CONFIRMED,
                        EventType.SHIPMENT_PACKED,
                        EventType.SHIPMENT_SHIPPED,
                        EventType.GOODS_RECEIVED);
    }

    @Override
    protected @Nullable SuspiciousAdjustmentState advance(
            @Nullable SuspiciousAdjustmentState state,
            List<EventRecord> events,
            List<EventRecord> settings,
            long clock,
            Emitter<SignalRecord> out) {
        if (models == null) {
            models = new PromotedModels(ModelFile.SUSPICIOUS_ADJUSTMENT);
        }
        SuspiciousAdjustmentState now = state == null ? new SuspiciousAdjustmentState() : state;
        for (EventRecord event : events) {
            List<AdjustmentFacts> toScore = now.history().apply(Explained.logged(event));
            if (!toScore.isEmpty()) {
                PromotedModels.Promoted model = models.at(event, settings);
                if (model != null) {
                    toScore.forEach(facts -> score(event, facts, model, now, out));
                }
            }
            if (event.isOneOf(EventType.ADJUSTMENT_REJECTED)) {
                String adjustment =
                        ((AdjustmentRejected) event.event()).adjustment().value();
                if (now.raised().remove(adjustment) != null) {
                    out.emit(SignalRecord.of(cleared(event, adjustment)));
                }
            }
        }
        now.raised().values().removeIf(stamp -> stamp < clock - REMEMBERED_MICROS);
        return now;
    }

    @Override
    protected long wakeAt(SuspiciousAdjustmentState state, long clock) {
        return Long.MAX_VALUE;
    }

    private static void score(
            EventRecord event,
            AdjustmentFacts facts,
            PromotedModels.Promoted model,
            SuspiciousAdjustmentState state,
            Emitter<SignalRecord> out) {
        Score score = model.scorer().score(facts.features());
        if (score.fires() && state.raised().putIfAbsent(facts.adjustment(), event.stamp()) == null) {
            out.emit(SignalRecord.of(raised(event, facts, score, model)));
        }
    }

    private static ExceptionSignal raised(
            EventRecord event, AdjustmentFacts facts, Score score, PromotedModels.Promoted model) {
        AdjustmentFacts.Proposal proposal = facts.proposal();
        Score.Share first = score.shares().get(0);
        return new ExceptionSignal(
                key(event, facts.adjustment()),
                ExceptionSignal.Action.RAISED,
                event.stamp(),
                event.company(),
                event.site(),
                SUSPICIOUS_ADJUSTMENT.code(),
                facts.adjustment(),
                String.format(
                        Locale.ROOT,
                        "%s by %s: %s",
                        facts.adjustment(),
                        proposal.person(),
                        first.label().toLowerCase(Locale.ROOT)),
                String.format(
                        Locale.ROOT,
                        "%s adjusted %s in %s by %s units (%s) for %s; %s.",
                        proposal.person(),
                        proposal.item(),
                        proposal.bin(),
                        BigDecimal.valueOf(proposal.quantity())
                                .stripTrailingZeros()
                                .toPlainString()
                                .replace('-', '\u2212'),
                        facts.shown("value"),
                        proposal.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        facts.shown(first.feature())),
                Explained.because(model, score, facts::shown),
                AdjustmentWhatIf.sentence(model.scorer(), facts),
                Money.ofTenThousandths(proposal.valueTenThousandths(), Currency.getInstance(proposal.currency())),
                null,
                Explained.evidence(facts.evidence()));
    }

    private static ExceptionSignal cleared(EventRecord event, String adjustment) {
        return ClearedSignal.of(
                event,
                key(event, adjustment),
                SUSPICIOUS_ADJUSTMENT.code(),
                adjustment,
                ModelFile.SUSPICIOUS_ADJUSTMENT,
                "the adjustment was rejected");
    }

    private static String key(EventRecord event, String adjustment) {
        return event.company() + "|" + SUSPICIOUS_ADJUSTMENT.code() + "|" + adjustment;
    }
}
