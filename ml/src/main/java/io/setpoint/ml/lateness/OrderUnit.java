package io.setpoint.ml.lateness;

import io.setpoint.ml.events.EventReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of an order with one requested date, as long as something is open or its commit day has not ended. */
final class OrderUnit {
    final OrderFacts placed;
    final List<Line> lines;
    /** The clock when it was placed: what is committed together is seen together. */
    final long seenAt;

    boolean resolved;

    OrderUnit(OrderFacts placed, List<Line> lines, long seenAt, boolean resolved) {
        this.placed = placed;
        this.lines = lines;
        this.seenAt = seenAt;
        this.resolved = resolved;
    }

    /** One line; quantities in thousandths. */
    static final class Line {
        final int lineNo;
        final long commitMicros;
        long required;
        long cancelled;
        long shipped;
        long shippedInTime;

        Line(int lineNo, long commitMicros, long required) {
            this.lineNo = lineNo;
            this.commitMicros = commitMicros;
            this.required = required;
        }

        boolean open() {
            return required - cancelled - shipped > 0;
        }

        boolean late() {
            return shippedInTime < required;
        }
    }

    boolean open() {
        return lines.stream().anyMatch(Line::open);
    }

    boolean late() {
        return lines.stream().anyMatch(Line::late);
    }

    /** Every line was cancelled by the customer before release, or is a test: no outcome counts. */
    boolean excluded() {
        return lines.stream().allMatch(line -> line.required == 0);
    }

    /** The outcome can be read once the clock has passed this. */
    long dueMicros() {
        return Math.max(lastCommitMicros(), seenAt);
    }

    long lastCommitMicros() {
        return lines.stream().mapToLong(line -> line.commitMicros).max().orElseThrow();
    }

    @Nullable
    Line line(int lineNo) {
        return lines.stream().filter(line -> line.lineNo == lineNo).findFirst().orElse(null);
    }

    OrderUnit copy() {
        List<Line> copied = new ArrayList<>();
        for (Line line : lines) {
            Line copy = new Line(line.lineNo, line.commitMicros, line.required);
            copy.cancelled = line.cancelled;
            copy.shipped = line.shipped;
            copy.shippedInTime = line.shippedInTime;
            copied.add(copy);
        }
        return new OrderUnit(placed, copied, seenAt, resolved);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(placed.order());
        out.writeUTF(placed.site());
        out.writeLong(placed.requestedDate().toEpochDay());
        out.writeLong(placed.placedDate().toEpochDay());
        out.writeLong(placed.commitDate().toEpochDay());
        out.writeLong(placed.placedMicros());
        out.writeLong(placed.commitMicros());
        out.writeUTF(placed.customerClass());
        out.writeUTF(placed.channel());
        out.writeUTF(placed.shippingMode());
        out.writeUTF(placed.itemCategory());
        out.writeInt(placed.lines());
        out.writeDouble(placed.quantity());
        out.writeDouble(placed.value());
        out.writeLong(placed.valueTenThousandths());
        out.writeUTF(placed.currency());
        out.writeInt(placed.backlog());
        out.writeDouble(placed.groupRate());
        out.writeInt(placed.evidence().size());
        for (EventReference reference : placed.evidence()) {
            reference.writeTo(out);
        }
        out.writeLong(seenAt);
        out.writeBoolean(resolved);
        out.writeInt(lines.size());
        for (Line line : lines) {
            out.writeInt(line.lineNo);
            out.writeLong(line.commitMicros);
            out.writeLong(line.required);
            out.writeLong(line.cancelled);
            out.writeLong(line.shipped);
            out.writeLong(line.shippedInTime);
        }
    }

    static OrderUnit readFrom(DataInput in) throws IOException {
        OrderFacts placed = new OrderFacts(
                in.readUTF(),
                in.readUTF(),
                LocalDate.ofEpochDay(in.readLong()),
                LocalDate.ofEpochDay(in.readLong()),
                LocalDate.ofEpochDay(in.readLong()),
                in.readLong(),
                in.readLong(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                false,
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readUTF(),
                0,
                in.readInt(),
                in.readDouble(),
                references(in));
        long seenAt = in.readLong();
        boolean resolved = in.readBoolean();
        int size = in.readInt();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Line line = new Line(in.readInt(), in.readLong(), in.readLong());
            line.cancelled = in.readLong();
            line.shipped = in.readLong();
            line.shippedInTime = in.readLong();
            lines.add(line);
        }
        return new OrderUnit(placed, lines, seenAt, resolved);
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
