package io.setpoint.streaming.log;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.OutputTag;

/**
 * A record nobody could use, with its reason.
 *
 * @param key where it stands in the log, {@code <partition>@<offset>}: a repeat of the letter has the same key
 * @param json the letter: reason, place in the log, and what could be read of the record
 */
public record DeadLetter(String key, String json) {
    /** The side output of every operator that refuses records. */
    public static final OutputTag<DeadLetter> TAG = new OutputTag<>("dead-letters") {};

    /** The letter for a record. */
    public static DeadLetter of(EventRecord record, String reason) {
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("reason", reason);
        letter.put("source", "streaming");
        letter.put("partition", record.partition());
        letter.put("offset", record.offset());
        letter.put("id", record.id());
        letter.put("type", record.type());
        letter.put("company", record.company());
        letter.put("subject", record.aggregateId());
        letter.put("stamp", record.stamp());
        letter.put("payload", record.payload());
        return new DeadLetter(record.partition() + "@" + record.offset(), EventJson.write(letter));
    }
}
