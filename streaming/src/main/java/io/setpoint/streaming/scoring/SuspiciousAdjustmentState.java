package io.setpoint.streaming.scoring;

import io.setpoint.ml.adjustments.AdjustmentHistory;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the suspicious-adjustment scorer keeps of a site.
 *
 * @param raised adjustments that stand in the queue, with the commit stamp at which they were raised
 */
record SuspiciousAdjustmentState(AdjustmentHistory history, Map<String, Long> raised) {
    SuspiciousAdjustmentState() {
        this(new AdjustmentHistory(), new TreeMap<>());
    }

    /** Writes and copies it. */
    static final class Serializer extends CompactSerializer<SuspiciousAdjustmentState> {
        static final Serializer INSTANCE = new Serializer();

        @Override
        public SuspiciousAdjustmentState createInstance() {
            return new SuspiciousAdjustmentState();
        }

        @Override
        public SuspiciousAdjustmentState copy(SuspiciousAdjustmentState from) {
            return new SuspiciousAdjustmentState(from.history().copy(), new TreeMap<>(from.raised()));
        }

        @Override
        public void serialize(SuspiciousAdjustmentState state, DataOutputView target) throws IOException {
            state.history().writeTo(target);
            target.writeInt(state.raised().size());
            for (Map.Entry<String, Long> entry : state.raised().entrySet()) {
                target.writeUTF(entry.getKey());
                target.writeLong(entry.getValue());
            }
        }

        @Override
        public SuspiciousAdjustmentState deserialize(DataInputView source) throws IOException {
            AdjustmentHistory history = AdjustmentHistory.readFrom(source);
            Map<String, Long> raised = new TreeMap<>();
            for (int i = source.readInt(); i > 0; i--) {
                raised.put(source.readUTF(), source.readLong());
            }
            return new SuspiciousAdjustmentState(history, raised);
        }

        @Override
        public TypeSerializerSnapshot<SuspiciousAdjustmentState> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** How Flink finds the serializer when it restores a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SuspiciousAdjustmentState> {
        public Snapshot() {
            super(() -> Serializer.INSTANCE);
        }
    }
}
