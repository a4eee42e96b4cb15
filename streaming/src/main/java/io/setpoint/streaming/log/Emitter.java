package io.setpoint.streaming.log;

/** Where a gated operator puts what it finds. */
public interface Emitter<O> {
    /** The key the operator is at. */
    String key();

    void emit(O output);

    /** Sends an event that cannot be applied to the dead letters. */
    void reject(EventRecord event, String reason);
}
