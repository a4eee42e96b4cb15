package io.setpoint.contracts.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** A committed business fact. The company stands in the envelope, not in the data. */
public interface DomainEvent {
    @JsonIgnore
    EventType type();

    /** The id of the aggregate the event belongs to: the CloudEvents {@code subject} and the Kafka key. */
    @JsonIgnore
    String subject();

    /** Business time: the scan, the dock, the delivery. A device that was offline may report it late. */
    Instant occurredAt();
}
