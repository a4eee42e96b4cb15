package io.setpoint.streaming.scoring;

import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.ModelPromoted;
import io.setpoint.contracts.events.ModelRetired;
import io.setpoint.ml.models.Scorer;
import io.setpoint.streaming.log.EventRecord;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model of a kind scores at a position of the log: the last one promoted before it, unless it was retired since. A
 * loaded file is kept by its hash, so each is read once.
 */
final class PromotedModels {
    private final String kind;
    private final Map<String, Scorer> loaded = new HashMap<>();

    PromotedModels(String kind) {
        this.kind = kind;
    }

    /**
     * A model in force.
     *
     * @param version the registry's version of it
     */
    record Promoted(int version, Scorer scorer) {}

    /**
     * The model that scores an event, null if none does.
     *
     * @param settings promotions and retirements in commit order
     */
    @Nullable
    Promoted at(EventRecord event, List<EventRecord> settings) {
        ModelPromoted inForce = null;
        for (EventRecord setting : settings) {
            boolean later = setting.stamp() > event.stamp()
                    || (setting.stamp() == event.stamp() && setting.seq() > event.seq());
            if (later || !setting.company().equals(event.company())) {
                continue;
            }
            if (setting.isOneOf(EventType.MODEL_PROMOTED)) {
                ModelPromoted promoted = (ModelPromoted) setting.event();
                inForce = promoted.kind().equals(kind) ? promoted : inForce;
            } else if (inForce != null
                    && setting.isOneOf(EventType.MODEL_RETIRED)
                    && ((ModelRetired) setting.event()).sha256().equals(inForce.sha256())) {
                inForce = null;
            }
        }
        return inForce == null ? null : new Promoted(inForce.version(), scorer(inForce));
    }

    private Scorer scorer(ModelPromoted promoted) {
        return loaded.computeIfAbsent(promoted.sha256(), hash -> load(promoted));
    }

    /** Loads the file of a promotion; refuses one whose content is not what its hash or its kind says. */
    static Scorer load(ModelPromoted promoted) {
        Scorer scorer = Scorer.load(Base64.getDecoder().decode(promoted.content()));
        if (!scorer.sha256().equals(promoted.sha256())) {
            throw new IllegalArgumentException("the model file is not the one with hash " + promoted.sha256());
        }
        if (!scorer.file().kind().equals(promoted.kind())) {
            throw new IllegalArgumentException("promoted as " + promoted.kind() + ", the file is a "
                    + scorer.file().kind());
        }
        return scorer;
    }
}
