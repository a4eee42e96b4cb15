package io.setpoint.streaming.signals;

import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.streaming.log.EventJson;

/**
 * An {@link ExceptionSignal} as it travels through the job; its money and lists are no plain fields, so it is carried as
 * the JSON it goes out as.
 *
 * @param key the signal's key
 * @param stamp the signal's stamp
 * @param json the signal
 */
public record SignalRecord(String key, long stamp, String json) {
    public static SignalRecord of(ExceptionSignal signal) {
        return new SignalRecord(signal.key(), signal.stamp(), EventJson.write(signal));
    }

    public ExceptionSignal signal() {
        return EventJson.read(json, ExceptionSignal.class);
    }
}
