package io.setpoint.streaming.facts;

import io.setpoint.contracts.kpi.Fact;

/**
 * A place in the total order of facts.
 *
 * @param key the document's key; greater than every key in a marker's position, because a marker covers its stamp whole
 */
record FactPosition(long tc, String key, int index) implements Comparable<FactPosition> {
    private static final String AFTER_ALL_KEYS = "\uffff";

    /** Before every fact. */
    static final FactPosition START = new FactPosition(Long.MIN_VALUE, "", 0);

    static FactPosition of(FactRow fact) {
        return new FactPosition(fact.tc(), fact.key(), fact.index());
    }

    /** The position of a row found in a topic. */
    static FactPosition found(String id, String kind, long tc) {
        if (kind.equals(Fact.MARKER)) {
            return new FactPosition(tc, AFTER_ALL_KEYS, Integer.MAX_VALUE);
        }
        int indexAt = id.lastIndexOf(':');
        int stampAt = id.lastIndexOf(':', indexAt - 1);
        return new FactPosition(tc, id.substring(0, stampAt), Integer.parseInt(id.substring(indexAt + 1)));
    }

    @Override
    public int compareTo(FactPosition other) {
        int byStamp = Long.compare(tc, other.tc);
        if (byStamp != 0) {
            return byStamp;
        }
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : Integer.compare(index, other.index);
    }
}
