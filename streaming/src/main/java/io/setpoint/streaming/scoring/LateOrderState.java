package io.setpoint.streaming.scoring;

import io.setpoint.ml.lateness.OrderHistory;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the late-order scorer keeps of a site.
 *
 * @param raised open orders that stand in the queue
 */
record LateOrderState(OrderHistory history, Set<String> raised) {
    LateOrderState() {
        this(new OrderHistory(), new TreeSet<>());
    }

    /** Writes and copies it. */
    static final class Serializer extends CompactSerializer<LateOrderState> {
        static final Serializer INSTANCE = new Serializer();

        @Override
        public LateOrderState createInstance() {
            return new LateOrderState();
        }

        @Override
        public LateOrderState copy(LateOrderState from) {
            return new LateOrderState(from.history().copy(), new TreeSet<>(from.raised()));
        }

        @Override
        public void serialize(LateOrderState state, DataOutputView target) throws IOException {
            state.history().writeTo(target);
            target.writeInt(state.raised().size());
            for (String order : state.raised()) {
                target.writeUTF(order);
            }
        }

        @Override
        public LateOrderState deserialize(DataInputView source) throws IOException {
            OrderHistory history = OrderHistory.readFrom(source);
            Set<String> raised = new TreeSet<>();
            for (int i = source.readInt(); i > 0; i--) {
                raised.add(source.readUTF());
            }
            return new LateOrderState(history, raised);
        }

        @Override
        public TypeSerializerSnapshot<LateOrderState> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** How Flink finds the serializer when it restores a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LateOrderState> {
        public Snapshot() {
            super(() -> Serializer.INSTANCE);
        }
    }
}
