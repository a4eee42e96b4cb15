package io.setpoint.platform.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An adjustment somebody is going to propose; it gets its number and its approver once all are known and in order. */
final class AdjustmentDraft {
    final World.Site site;
    final World.Item item;
    final int quantity;
    final String reason;
    final String proposedBy;
    Instant at;

    @Nullable
    String note;

    boolean photo;

    @Nullable
    String count;

    @Nullable
    String countedBy;

    @Nullable
    AdjustmentDraft reversalOf;

    @Nullable
    SuspiciousPattern pattern;

    boolean genuine;
    String occurrence = "";

    /** Set when it is decided. */
    @Nullable
    String id;

    @Nullable
    Instant decidedAt;

    AdjustmentDraft(World.Site site, World.Item item, int quantity, String reason, String proposedBy, Instant at) {
        this.site = site;
        this.item = item;
        this.quantity = quantity;
        this.reason = reason;
        this.proposedBy = proposedBy;
        this.at = at;
    }

    AdjustmentDraft withNote(String text) {
        note = text;
        return this;
    }

    AdjustmentDraft withPhoto() {
        photo = true;
        return this;
    }

    AdjustmentDraft fromCount(String countId, String counter) {
        count = countId;
        countedBy = counter;
        return this;
    }

    AdjustmentDraft reverses(AdjustmentDraft original) {
        reversalOf = original;
        return this;
    }

    AdjustmentDraft suspicious(SuspiciousPattern of, String scheme) {
        pattern = of;
        genuine = true;
        occurrence = scheme;
        return this;
    }

    AdjustmentDraft looksLike(SuspiciousPattern of) {
        pattern = of;
        return this;
    }

    BigDecimal absoluteValue() {
        return item.cost().multiply(BigDecimal.valueOf(Math.abs(quantity)));
    }
}
