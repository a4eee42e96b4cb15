package io.setpoint.streaming.facts;

import io.setpoint.streaming.log.Emitter;
import java.util.ArrayList;
import java.util.List;

/** The signed rows that lead from what was known to what is known: what no longer holds with -1, what is new with +1. */
final class Restatement {
    private Restatement() {}

    static void emit(List<FactRow> before, List<FactRow> after, long stamp, Emitter<FactRow> out) {
        List<FactRow> gone = new ArrayList<>(before);
        List<FactRow> fresh = new ArrayList<>();
        for (FactRow row : after) {
            if (!gone.remove(row)) {
                fresh.add(row);
            }
        }
        int index = 0;
        for (FactRow row : gone) {
            out.emit(row.signed(-1, out.key(), stamp, index++));
        }
        for (FactRow row : fresh) {
            out.emit(row.signed(1, out.key(), stamp, index++));
        }
    }
}
