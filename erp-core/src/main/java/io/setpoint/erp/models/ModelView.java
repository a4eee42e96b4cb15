package io.setpoint.erp.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model in the registry, without its file.
 *
 * @param sha256 of the file; its id
 * @param kind what it scores
 * @param modelVersion running number within its kind
 * @param bytes size of the file
 * @param metrics what the evaluation found
 * @param provenance data, code and parameters it was trained with
 * @param card what it is for and what it is not for, in words
 */
public record ModelView(
        String sha256,
        String kind,
        int modelVersion,
        int bytes,
        JsonNode metrics,
        JsonNode provenance,
        String card,
        ModelState state,
        PersonId trainedBy,
        Instant registeredAt,
        @Nullable PersonId promotedBy,
        @Nullable Instant promotedAt,
        @Nullable PersonId retiredBy,
        @Nullable Instant retiredAt,
        int version)
        implements Versioned {}
