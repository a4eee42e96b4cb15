package io.setpoint.erp.organization.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each document of an import. */
public record Imported(List<Result> results) {
    public Imported {
        results = List.copyOf(results);
    }

    /**
     * One document.
     *
     * @param problem why it was refused
     */
    public record Result(
            String document, Status status, @Nullable String problem) {}

    /** What became of it. */
    public enum Status {
        IMPORTED,
        /** It is here with the same content: importing again is harmless. */
        ALREADY_IMPORTED,
        REFUSED
    }
}
