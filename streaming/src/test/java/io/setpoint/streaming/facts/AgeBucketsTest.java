package io.setpoint.streaming.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.kpi.Kpi;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgeBucketsTest {
    @Test
    void goingFromChangeToChangeVisitsEveryBucketOnceInOrder() {
        long entry = 1_000;
        long due = entry + 2 * Calendar.DAY + 17;
        Set<String> entered = new LinkedHashSet<>();
        Set<String> overdue = new LinkedHashSet<>();
        for (long now = entry; now != Long.MAX_VALUE; now = AgeBuckets.nextChange(entry, due, now)) {
            entered.add(AgeBuckets.sinceEntry(entry, now));
            overdue.add(AgeBuckets.pastCommit(due, now));
        }
        assertThat(entered).containsExactlyElementsOf(Kpi.AGE_ENTRY_BUCKETS);
        assertThat(overdue).containsExactlyElementsOf(Kpi.AGE_DUE_BUCKETS);
    }

    @Test
    void bucketsAreHalfOpen() {
        assertThat(AgeBuckets.sinceEntry(0, 3 * Calendar.DAY - 1)).isEqualTo("1-3");
        assertThat(AgeBuckets.sinceEntry(0, 3 * Calendar.DAY)).isEqualTo("3-7");
        assertThat(AgeBuckets.pastCommit(10, 9)).isEqualTo("not due");
        assertThat(AgeBuckets.pastCommit(10, 10)).isEqualTo("0-1");
    }
}
