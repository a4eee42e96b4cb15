package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryAdjustment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Decides the drafts of a company in the order in which they were proposed: at once within tolerance, else by a second person. */
final class AdjustmentDesk {
    private record Posted(Instant at, BigDecimal value) {}

    private final World.Company company;
    private final Instant until;
    private final Random random;
    private final Map<String, List<Posted>> ofPerson = new HashMap<>();

    AdjustmentDesk(World.Company company, Instant until, Random random) {
        this.company = company;
        this.until = until;
        this.random = random;
    }

    /** The decided ones; what is undecided at the end of the span is left out. Drafts get their ids. */
    List<HistoryAdjustment> decide(List<AdjustmentDraft> drafts) {
        List<AdjustmentDraft> inOrder = new ArrayList<>(drafts);
        inOrder.sort(Comparator.comparing((AdjustmentDraft draft) -> draft.at));
        List<HistoryAdjustment> decided = new ArrayList<>();
        for (AdjustmentDraft draft : inOrder) {
            AdjustmentDraft original = draft.reversalOf;
            if (original != null) {
                if (original.id == null || original.decidedAt == null) {
                    continue;
                }
                if (!draft.at.isAfter(original.decidedAt)) {
                    draft.at = original.decidedAt.plus(Duration.ofMinutes(30 + random.nextInt(60)));
                }
            }
            boolean second = needsSecondPerson(draft);
            boolean rejected = second && !draft.genuine && draft.reversalOf == null && random.nextDouble() < 0.06;
            Instant decidedAt = second
                    ? new WorkingHours(draft.site.zone()).plus(draft.at, Duration.ofMinutes(15 + random.nextInt(400)))
                    : draft.at;
            if (!decidedAt.isBefore(until)) {
                continue;
            }
            String id =
                    String.format(Locale.ROOT, "ADJ-H%s-%d", company.id().substring(0, 1), 100_001 + decided.size());
            String decider = second ? approver() : null;
            decided.add(new HistoryAdjustment(
                    id,
                    draft.site.id(),
                    draft.item.sku(),
                    draft.item.binAt(draft.site),
                    BigDecimal.valueOf(draft.quantity),
                    draft.item.cost(),
                    draft.reason,
                    draft.note,
                    draft.photo,
                    draft.count,
                    draft.countedBy,
                    original == null ? null : original.id,
                    draft.proposedBy,
                    rejected ? null : decider,
                    rejected ? decider : null,
                    draft.at,
                    decidedAt));
            if (!rejected) {
                draft.id = id;
                draft.decidedAt = decidedAt;
            }
        }
        decided.sort(Comparator.comparing(HistoryAdjustment::decidedAt));
        return decided;
    }

    /** Split-proof, as the platform's own control: the sum of the last 24 hours counts. */
    private boolean needsSecondPerson(AdjustmentDraft draft) {
        BigDecimal value = draft.absoluteValue();
        List<Posted> posted = ofPerson.computeIfAbsent(draft.proposedBy, person -> new ArrayList<>());
        Instant dayAgo = draft.at.minus(Duration.ofHours(25));
        posted.removeIf(earlier -> earlier.at().isBefore(dayAgo));
        posted.add(new Posted(draft.at, value));
        BigDecimal total = posted.stream().map(Posted::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        return value.compareTo(draft.site.limit()) > 0 || total.compareTo(draft.site.dailyLimit()) > 0;
    }

    private String approver() {
        return World.APPROVERS.get(random.nextInt(World.APPROVERS.size()));
    }
}
