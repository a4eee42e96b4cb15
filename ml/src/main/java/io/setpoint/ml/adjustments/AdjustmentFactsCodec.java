package io.setpoint.ml.adjustments;

import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.ml.events.EventReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The compact form in which facts are kept in a state: the fields in order of the records. */
final class AdjustmentFactsCodec {
    private AdjustmentFactsCodec() {}

    static void write(AdjustmentFacts facts, DataOutput out) throws IOException {
        AdjustmentFacts.Proposal proposal = facts.proposal();
        out.writeUTF(proposal.adjustment());
        out.writeUTF(proposal.person());
        out.writeUTF(proposal.item());
        out.writeUTF(proposal.bin());
        out.writeUTF(proposal.currency());
        out.writeLong(proposal.occurredMicros());
        out.writeLong(proposal.localDay());
        out.writeInt(proposal.localHour());
        out.writeUTF(proposal.reason().name());
        out.writeDouble(proposal.quantity());
        out.writeLong(proposal.valueTenThousandths());
        out.writeDouble(proposal.limit());
        out.writeBoolean(proposal.documented());
        out.writeUTF(proposal.count());
        out.writeBoolean(proposal.selfCounted());
        AdjustmentFacts.Before before = facts.before();
        out.writeDouble(before.usualShare());
        out.writeBoolean(before.mirrors());
        out.writeInt(before.ownPairs());
        out.writeInt(before.negatives());
        out.writeDouble(before.negativeValue());
        out.writeDouble(before.peerNegatives());
        out.writeDouble(before.usualValue());
        AdjustmentFacts.Around around = facts.around();
        out.writeBoolean(around.counted());
        out.writeInt(around.repeats());
        out.writeInt(around.justUnder());
        out.writeDouble(around.sameDayValue());
        out.writeBoolean(around.mirroredLater());
        out.writeDouble(around.countedAfterHours());
        out.writeDouble(around.shippedAfterHours());
        out.writeDouble(around.shippedSurprise());
        out.writeInt(facts.evidence().size());
        for (EventReference reference : facts.evidence()) {
            reference.writeTo(out);
        }
    }

    static AdjustmentFacts read(DataInput in) throws IOException {
        // arguments are evaluated from left to right: the order of the fields
        return new AdjustmentFacts(
                new AdjustmentFacts.Proposal(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readLong(),
                        in.readLong(),
                        in.readInt(),
                        AdjustmentReason.valueOf(in.readUTF()),
                        in.readDouble(),
                        in.readLong(),
                        in.readDouble(),
                        in.readBoolean(),
                        in.readUTF(),
                        in.readBoolean()),
                new AdjustmentFacts.Before(
                        in.readDouble(),
                        in.readBoolean(),
                        in.readInt(),
                        in.readInt(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble()),
                new AdjustmentFacts.Around(
                        in.readBoolean(),
                        in.readInt(),
                        in.readInt(),
                        in.readDouble(),
                        in.readBoolean(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble()),
                references(in));
    }

    private static List<EventReference> references(DataInput in) throws IOException {
        int size = in.readInt();
        List<EventReference> references = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            references.add(EventReference.readFrom(in));
        }
        return references;
    }
}
