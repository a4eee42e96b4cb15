package io.setpoint.ml.adjustments;

import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.AdjustmentRejected;
import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountLineCounted;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.GoodsReceived;
import io.setpoint.contracts.events.PickConfirmed;
import io.setpoint.contracts.events.ShipmentPacked;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.events.SiteOpened;
import io.setpoint.ml.events.EventReference;
import io.setpoint.ml.events.LoggedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a site remembers to judge its adjustments: those of the last 30 days, when each person works, what recent counts
 * found and how often each item ships. A plain function of the events applied to it; the same code runs online, in
 * training and in evaluation. Bounded: nothing is kept longer than 30 days except a few numbers a person and an item.
 */
public final class AdjustmentHistory {
    private static final int FORMAT = 1;
    private static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final long WINDOW = 30 * DAY;
    private static final long MIRROR_WINDOW = 14 * DAY;
    private static final long AUDIT_WINDOW = AdjustmentFacts.AUDIT_HOURS * HOUR;
    private static final long SHIPPED_WINDOW = AdjustmentFacts.SHIPPED_HOURS * HOUR;
    /** Before so many actions a person has no habits; those of the site stand in. */
    private static final int KNOWN_AFTER = 20;
    /** Habits fade: at so many actions all counts are halved. */
    private static final int HABIT_SIZE = 2_000;

    private ZoneId zone;
    private long latest;
    private final Map<String, int[]> hours;
    private final int[] siteHours;
    private final List<AdjustmentFacts> recent;
    private final Map<String, SeenCount> counts;
    /** By item: how often it shipped, fading with a half-life of 30 days, and as of when. */
    private final Map<String, double[]> shipments;

    public AdjustmentHistory() {
        this(
                ZoneId.of("UTC"),
                Long.MIN_VALUE,
                new TreeMap<>(),
                new int[25],
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private AdjustmentHistory(
            ZoneId zone,
            long latest,
            Map<String, int[]> hours,
            int[] siteHours,
            List<AdjustmentFacts> recent,
            Map<String, SeenCount> counts,
            Map<String, double[]> shipments) {
        this.zone = zone;
        this.latest = latest;
        this.hours = hours;
        this.siteHours = siteHours;
        this.recent = recent;
        this.counts = counts;
        this.shipments = shipments;
    }

    /**
     * A completed count.
     *
     * @param at when, microseconds
     * @param variances units by item and bin, zeros too
     */
    private record SeenCount(long at, Map<String, Double> variances) {}

    /** Whether events of this kind concern adjustments at all; others may be kept away. */
    public static boolean concerns(DomainEvent event) {
        return event instanceof AdjustmentProposed
                || event instanceof AdjustmentRejected
                || event instanceof CountLineCounted
                || event instanceof CountCompleted
                || event instanceof PickConfirmed
                || event instanceof ShipmentPacked
                || event instanceof ShipmentShipped
                || event instanceof GoodsReceived
                || event instanceof SiteOpened;
    }

    /**
     * Takes one event of the site into account.
     *
     * @return the facts of the adjustments it brought or on which it shed new light, to be scored now
     */
    public List<AdjustmentFacts> apply(LoggedEvent event) {
        if (!concerns(event.data())) {
            return List.of();
        }
        long at = event.occurredMicros();
        if (at > latest) {
            latest = at;
            forget();
        }
        Map<String, AdjustmentFacts> changed = new LinkedHashMap<>();
        DomainEvent data = event.data();
        if (data instanceof AdjustmentProposed proposed) {
            zone = ZoneId.of(proposed.zone());
            propose(event, proposed, changed);
        } else if (data instanceof AdjustmentRejected rejected) {
            // a refused proposal changed nothing and is no habit
            recent.removeIf(
                    facts -> facts.adjustment().equals(rejected.adjustment().value()));
        } else if (data instanceof CountLineCounted counted) {
            acted(counted.countedBy().value(), at);
            audited(event, counted.item().value(), counted.bin().value(), changed);
        } else if (data instanceof CountCompleted completed) {
            zone = ZoneId.of(completed.zone());
            completed(event, completed, changed);
        } else if (data instanceof PickConfirmed picked) {
            acted(picked.pickedBy().value(), at);
        } else if (data instanceof ShipmentPacked packed) {
            acted(packed.packedBy().value(), at);
        } else if (data instanceof ShipmentShipped shipped) {
            zone = ZoneId.of(shipped.zone());
            shipped.lines().forEach(line -> shipped(event, line, changed));
        } else if (data instanceof GoodsReceived received) {
            zone = ZoneId.of(received.zone());
            acted(received.receivedBy().value(), at);
        } else if (data instanceof SiteOpened opened) {
            zone = ZoneId.of(opened.zone());
        }
        return List.copyOf(changed.values());
    }

    private void propose(LoggedEvent event, AdjustmentProposed proposed, Map<String, AdjustmentFacts> changed) {
        ZonedDateTime local = local(event.occurredMicros());
        AdjustmentFacts.Proposal proposal = new AdjustmentFacts.Proposal(
                proposed.adjustment().value(),
                proposed.proposedBy().value(),
                proposed.item().value(),
                proposed.bin().value(),
                proposed.value().currency().getCurrencyCode(),
                event.occurredMicros(),
                local.toLocalDate().toEpochDay(),
                local.getHour(),
                proposed.reason(),
                proposed.quantity().value().doubleValue(),
                proposed.value().abs().tenThousandths(),
                proposed.limit().amount().doubleValue(),
                proposed.photo() || (proposed.note() != null && !proposed.note().isBlank()),
                proposed.count() == null ? "" : proposed.count().value(),
                proposed.countedBy() != null && proposed.countedBy().equals(proposed.proposedBy()));
        EventReference reference = EventReference.to(event, describe(proposed));
        Past past = new Past(proposal);
        AdjustmentFacts facts = new AdjustmentFacts(
                proposal,
                past.before(usualShare(proposal.person(), local.getHour())),
                new AdjustmentFacts.Around(counted(proposal), 0, 0, 0, false, -1, -1, 0),
                List.of(reference));
        acted(proposal.person(), proposal.occurredMicros());
        for (AdjustmentFacts other : List.copyOf(recent)) {
            if (!other.proposal().person().equals(proposal.person())) {
                continue;
            }
            facts = seenTogether(facts, other);
            AdjustmentFacts otherNow = seenTogether(other, facts);
            if (other.equals(past.mirrored)) {
                otherNow = otherNow.with(otherNow.around().takenBack(), reference);
                facts = facts.with(facts.around(), other.evidence().get(0));
            }
            if (!otherNow.equals(other)) {
                replace(otherNow, changed);
            }
        }
        recent.add(facts);
        changed.put(facts.adjustment(), facts);
    }

    /** One adjustment of a person in the light of another. */
    private static AdjustmentFacts seenTogether(AdjustmentFacts facts, AdjustmentFacts other) {
        if (Math.abs(facts.proposal().occurredMicros() - other.proposal().occurredMicros()) > WINDOW
                || other.proposal().quantity() >= 0
                || facts.proposal().quantity() >= 0) {
            return facts;
        }
        boolean sameItem = other.writtenOff()
                && other.proposal().item().equals(facts.proposal().item());
        boolean justUnder = facts.proposal().justUnder() && other.proposal().justUnder();
        boolean sameDay =
                sameItem && other.proposal().localDay() == facts.proposal().localDay();
        if (!sameItem && !justUnder) {
            return facts;
        }
        return facts.with(
                facts.around()
                        .oneMore(sameItem, justUnder, sameDay ? other.proposal().value() : 0),
                other.evidence().get(0));
    }

    private static String describe(AdjustmentProposed proposed) {
        return "%s proposed %s of %s in %s for %s, worth %s"
                .formatted(
                        proposed.proposedBy(),
                        proposed.quantity(),
                        proposed.item(),
                        proposed.bin(),
                        proposed.reason(),
                        proposed.value());
    }

    /** Whether a count stands behind a proposal: it names one, and if that count is known, it found just this variance. */
    private boolean counted(AdjustmentFacts.Proposal proposal) {
        if (proposal.reason() != AdjustmentReason.COUNT || proposal.count().isEmpty()) {
            return false;
        }
        SeenCount count = counts.get(proposal.count());
        if (count == null) {
            return true;
        }
        Double variance = count.variances().get(place(proposal.item(), proposal.bin()));
        return variance != null
                && variance == proposal.quantity()
                && recent.stream()
                        .map(AdjustmentFacts::proposal)
                        .noneMatch(other -> !other.adjustment().equals(proposal.adjustment())
                                && other.count().equals(proposal.count())
                                && other.item().equals(proposal.item())
                                && other.bin().equals(proposal.bin()));
    }

    private void completed(LoggedEvent event, CountCompleted completed, Map<String, AdjustmentFacts> changed) {
        Map<String, Double> variances = new TreeMap<>();
        for (CountCompleted.Line line : completed.lines()) {
            double variance = line.counted().minus(line.book()).value().doubleValue();
            variances.put(place(line.item().value(), line.bin().value()), variance);
            audited(event, line.item().value(), line.bin().value(), changed);
        }
        counts.put(completed.count().value(), new SeenCount(event.occurredMicros(), variances));
        // a proposal that came with the count may stand before it in the same commit
        for (AdjustmentFacts facts : List.copyOf(recent)) {
            if (facts.proposal().count().equals(completed.count().value())) {
                boolean counted = counted(facts.proposal());
                if (counted != facts.around().counted()) {
                    replace(facts.with(facts.around().behindIt(counted)), changed);
                }
            }
        }
    }

    private void audited(LoggedEvent event, String item, String bin, Map<String, AdjustmentFacts> changed) {
        long at = event.occurredMicros();
        for (AdjustmentFacts facts : ofItem(item)) {
            AdjustmentFacts.Proposal proposal = facts.proposal();
            boolean before = proposal.bin().equals(bin)
                    && proposal.reason() != AdjustmentReason.COUNT
                    && facts.around().countedAfterHours() < 0
                    && at > proposal.occurredMicros()
                    && at - proposal.occurredMicros() <= AUDIT_WINDOW;
            if (before) {
                EventReference seen = EventReference.to(event, "%s in %s was counted".formatted(item, bin));
                double later = (double) (at - proposal.occurredMicros()) / HOUR;
                replace(facts.with(facts.around().countedLater(later), seen), changed);
            }
        }
    }

    private void shipped(LoggedEvent event, ShipmentShipped.Line line, Map<String, AdjustmentFacts> changed) {
        long at = event.occurredMicros();
        String item = line.item().value();
        double[] rate = shipments.computeIfAbsent(item, key -> new double[] {0, at});
        for (AdjustmentFacts facts : ofItem(item)) {
            AdjustmentFacts.Proposal proposal = facts.proposal();
            boolean soonAfter = facts.writtenOff()
                    && at > proposal.occurredMicros()
                    && at - proposal.occurredMicros() <= SHIPPED_WINDOW;
            if (soonAfter) {
                long waited = at - proposal.occurredMicros();
                double expected = (rate[0] + 0.5) / WINDOW * Math.max(waited, 6 * HOUR);
                double surprise = -StrictMath.log1p(-StrictMath.exp(-expected));
                boolean same = line.quantity().value().doubleValue() == -proposal.quantity();
                double weighed = same ? surprise : surprise / 3;
                if (weighed > facts.around().shippedSurprise()) {
                    EventReference seen =
                            EventReference.to(event, "%s of %s was shipped".formatted(line.quantity(), item));
                    replace(facts.with(facts.around().shippedLater((double) waited / HOUR, weighed), seen), changed);
                }
            }
        }
        if (at > rate[1]) {
            rate[0] *= StrictMath.pow(0.5, (at - rate[1]) / WINDOW);
            rate[1] = at;
        }
        rate[0]++;
    }

    private List<AdjustmentFacts> ofItem(String item) {
        List<AdjustmentFacts> found = new ArrayList<>();
        for (AdjustmentFacts facts : recent) {
            if (facts.proposal().item().equals(item)) {
                found.add(facts);
            }
        }
        return found;
    }

    private void replace(AdjustmentFacts now, Map<String, AdjustmentFacts> changed) {
        recent.replaceAll(facts -> facts.adjustment().equals(now.adjustment()) ? now : facts);
        changed.put(now.adjustment(), now);
    }

    private void forget() {
        long before = latest - WINDOW;
        recent.removeIf(facts -> facts.proposal().occurredMicros() < before);
        counts.values().removeIf(count -> count.at() < before);
    }

    private void acted(String person, long at) {
        int hour = local(at).getHour();
        for (int[] habits : List.of(hours.computeIfAbsent(person, key -> new int[25]), siteHours)) {
            habits[hour]++;
            habits[24]++;
            if (habits[24] >= HABIT_SIZE) {
                habits[24] = 0;
                for (int i = 0; i < 24; i++) {
                    habits[i] /= 2;
                    habits[24] += habits[i];
                }
            }
        }
    }

    private double usualShare(String person, int hour) {
        int[] habits = hours.getOrDefault(person, siteHours);
        if (habits[24] < KNOWN_AFTER) {
            habits = siteHours;
        }
        if (habits[24] < KNOWN_AFTER) {
            return 1;
        }
        int near = habits[hour] + habits[(hour + 1) % 24] + habits[(hour + 23) % 24];
        return (double) near / habits[24];
    }

    private ZonedDateTime local(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone);
    }

    private static String place(String item, String bin) {
        return item + "|" + bin;
    }

    /** What the 30 days before say of a proposal. */
    private final class Past {
        private final Map<String, Integer> peers = new TreeMap<>();
        private final List<Double> sameReason = new ArrayList<>();
        private @Nullable AdjustmentFacts mirrored;
        private int pairs;
        private int negatives;
        private double negativeValue;

        Past(AdjustmentFacts.Proposal proposal) {
            for (AdjustmentFacts facts : recent) {
                AdjustmentFacts.Proposal other = facts.proposal();
                if (other.occurredMicros() > proposal.occurredMicros()
                        || other.occurredMicros() < proposal.occurredMicros() - WINDOW) {
                    continue;
                }
                if (other.reason() == proposal.reason()) {
                    sameReason.add(other.value());
                }
                if (other.person().equals(proposal.person())) {
                    own(facts, proposal);
                } else {
                    peers.merge(other.person(), facts.writtenOff() ? 1 : 0, Integer::sum);
                }
            }
        }

        private void own(AdjustmentFacts facts, AdjustmentFacts.Proposal proposal) {
            if (facts.writtenOff()) {
                negatives++;
                negativeValue += facts.proposal().value();
            }
            if (facts.before().mirrors()) {
                pairs++;
            }
            // taking back a count is the recount's business, not a pair
            if (facts.proposal().item().equals(proposal.item())
                    && !facts.around().counted()
                    && facts.proposal().quantity() == -proposal.quantity()
                    && proposal.occurredMicros() - facts.proposal().occurredMicros() <= MIRROR_WINDOW) {
                mirrored = facts;
            }
        }

        AdjustmentFacts.Before before(double usualShare) {
            Collections.sort(sameReason);
            return new AdjustmentFacts.Before(
                    usualShare,
                    mirrored != null,
                    pairs,
                    negatives,
                    negativeValue,
                    peers.values().stream().mapToInt(i -> i).average().orElse(0),
                    sameReason.isEmpty() ? 0 : sameReason.get(sameReason.size() / 2));
        }
    }

    /** Writes the whole state in a compact form of its own; equal states give equal bytes. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(FORMAT);
        out.writeUTF(zone.getId());
        out.writeLong(latest);
        out.writeInt(hours.size());
        for (Map.Entry<String, int[]> habits : hours.entrySet()) {
            out.writeUTF(habits.getKey());
            writeHours(habits.getValue(), out);
        }
        writeHours(siteHours, out);
        out.writeInt(counts.size());
        for (Map.Entry<String, SeenCount> count : counts.entrySet()) {
            out.writeUTF(count.getKey());
            out.writeLong(count.getValue().at());
            out.writeInt(count.getValue().variances().size());
            for (Map.Entry<String, Double> variance :
                    count.getValue().variances().entrySet()) {
                out.writeUTF(variance.getKey());
                out.writeDouble(variance.getValue());
            }
        }
        out.writeInt(shipments.size());
        for (Map.Entry<String, double[]> rate : shipments.entrySet()) {
            out.writeUTF(rate.getKey());
            out.writeDouble(rate.getValue()[0]);
            out.writeDouble(rate.getValue()[1]);
        }
        out.writeInt(recent.size());
        for (AdjustmentFacts facts : recent) {
            AdjustmentFactsCodec.write(facts, out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static AdjustmentHistory readFrom(DataInput in) throws IOException {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("adjustment history of format " + format + ", known is " + FORMAT);
        }
        ZoneId zone = ZoneId.of(in.readUTF());
        long latest = in.readLong();
        Map<String, int[]> hours = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            hours.put(in.readUTF(), readHours(in));
        }
        int[] siteHours = readHours(in);
        Map<String, SeenCount> counts = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            String count = in.readUTF();
            long at = in.readLong();
            Map<String, Double> variances = new TreeMap<>();
            for (int k = in.readInt(); k > 0; k--) {
                variances.put(in.readUTF(), in.readDouble());
            }
            counts.put(count, new SeenCount(at, variances));
        }
        Map<String, double[]> shipments = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            shipments.put(in.readUTF(), new double[] {in.readDouble(), in.readDouble()});
        }
        List<AdjustmentFacts> recent = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            recent.add(AdjustmentFactsCodec.read(in));
        }
        return new AdjustmentHistory(zone, latest, hours, siteHours, recent, counts, shipments);
    }

    /** A copy that shares nothing that changes. */
    public AdjustmentHistory copy() {
        Map<String, int[]> copiedHours = new TreeMap<>();
        hours.forEach((person, habits) -> copiedHours.put(person, habits.clone()));
        Map<String, double[]> copiedShipments = new TreeMap<>();
        shipments.forEach((item, rate) -> copiedShipments.put(item, rate.clone()));
        return new AdjustmentHistory(
                zone,
                latest,
                copiedHours,
                siteHours.clone(),
                new ArrayList<>(recent),
                new TreeMap<>(counts),
                copiedShipments);
    }

    private static void writeHours(int[] habits, DataOutput out) throws IOException {
        for (int value : habits) {
            out.writeInt(value);
        }
    }

    private static int[] readHours(DataInput in) throws IOException {
        int[] habits = new int[25];
        for (int i = 0; i < habits.length; i++) {
            habits[i] = in.readInt();
        }
        return habits;
    }
}
