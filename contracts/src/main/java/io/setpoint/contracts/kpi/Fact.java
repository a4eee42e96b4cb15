package io.setpoint.contracts.kpi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * One signed row. When what is known about a document changes, the old row goes out again with sign -1 and the new one
 * with sign +1, so that every KPI is a sum of {@code sign * measure} and "as known at T" is the filter {@code tc <= T}.
 *
 * @param id unique: {@code <document key>:<tc>:<index>}
 * @param grain which {@link FactGrain}
 * @param kind which kind of row of that grain
 * @param day the local day of the cohort at the site, ISO date; empty for rows that belong to no day
 * @param te business time, microseconds since the epoch
 * @param tc commit stamp at which this row became known, microseconds
 * @param sign +1 or -1; 0 only on a marker row
 * @param dims the grain's dimensions; an absent one is an empty text
 * @param measures the grain's measures; an absent one is 0
 */
public record Fact(
        String id,
        FactGrain grain,
        String kind,
        String company,
        String site,
        String day,
        long te,
        long tc,
        int sign,
        Map<String, String> dims,
        Map<String, Long> measures) {
    /** Kind of the row that promises that every fact of its partition with a stamp up to its own stands before it. */
    public static final String MARKER = "marker";

    /** The measure's value, 0 if the row does not carry it. */
    public long measure(String name) {
        return measures.getOrDefault(name, 0L);
    }

    /** The dimension's value, empty if the row does not carry it. */
    public String dim(String name) {
        return dims.getOrDefault(name, "");
    }

    @JsonIgnore
    public boolean isMarker() {
        return kind.equals(MARKER);
    }
}
