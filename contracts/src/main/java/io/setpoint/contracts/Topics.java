package io.setpoint.contracts;

/** Names of the Kafka topics. */
public final class Topics {
    /** The event log, in commit order per aggregate, never compacted. */
    public static final String EVENTS = "setpoint.events";
    /** Prefix of the topics of signed facts; the grain follows. */
    public static final String FACTS_PREFIX = "setpoint.facts.";
    /** KPI cells, compacted, keyed by cell. */
    public static final String KPI_CELLS = "setpoint.kpi-cells";
    /** What the comparison of the four ways found, compacted, keyed by company. */
    public static final String PARITY = "setpoint.parity";
    /** Signals of rules and models. */
    public static final String EXCEPTIONS = "setpoint.exceptions";
    /** Records nobody could use, each with its reason. */
    public static final String DEAD_LETTERS = "setpoint.dead-letters";

    private Topics() {}
}
