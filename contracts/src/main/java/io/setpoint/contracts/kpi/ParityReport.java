package io.setpoint.contracts.kpi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the KPI cells of a company are the same in PostgreSQL, Flink, Druid and the API, as published on {@link
 * io.setpoint.contracts.Topics#PARITY} under the company's id after each cycle of the comparison. Times are microseconds
 * since 1970.
 *
 * @param stamp commit stamp all four were compared at; 0 if they could not be compared
 * @param attemptedAt when the cycle began
 * @param tookMillis how long it lasted
 * @param nextAt when the next one begins; a report much older than that is out of date
 * @param cells how many cells were compared
 * @param differing on how many of them the four do not agree
 * @param differences the first of those, at most {@link #MOST_NAMED}
 * @param problem why they could not be compared; null if they were
 */
public record ParityReport(
        String company,
        long stamp,
        long attemptedAt,
        long tookMillis,
        long nextAt,
        int cells,
        int differing,
        List<Difference> differences,
        @Nullable String problem) {
    /** A broken feed makes nearly all cells differ; the first tell as much as all. */
    public static final int MOST_NAMED = 100;

    public ParityReport {
        differences = List.copyOf(differences);
    }

    /** The sums of a cell, in the KPI's measure scale. */
    public record Sums(long numerator, long denominator) {}

    /**
     * A cell on which the four do not agree.
     *
     * @param documents those whose part is not the same in PostgreSQL and in Druid; empty if the fault is not in the facts
     */
    public record Difference(
            String kpi,
            String site,
            String window,
            Sums postgres,
            Sums flink,
            Sums druid,
            Sums api,
            List<Document> documents) {
        public Difference {
            documents = List.copyOf(documents);
        }
    }

    /** A document's part of a cell; zero over zero where it is missing. */
    public record Document(String document, Sums postgres, Sums druid) {}
}
