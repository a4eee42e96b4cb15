package io.setpoint.dashboards.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.dashboards.board.Period;
import io.setpoint.dashboards.problems.Refused;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactQueryTest {
    private static final String EVIL = "x' OR '1'='1";

    private static FactQuery.Scope scope(Kpi kpi, List<String> sites) {
        return new FactQuery.Scope(
                kpi, EVIL, sites, new Period(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-30")), 42L);
    }

    @Test
    void whatACallerSaysIsBoundAndNeverPartOfTheText() {
        FactQuery breakdown = FactQuery.breakdown(scope(Kpi.LINE_FILL_RATE, List.of("GOT1", EVIL)), "category");
        assertThat(breakdown.sql()).doesNotContain(EVIL).contains("\"site\" IN (?, ?)", "FROM \"order_line_facts\"");
        assertThat(breakdown.values()).containsExactly(EVIL, "GOT1", EVIL, "fill", "2026-11-01", "2026-11-30", 42L);
        FactQuery documents = FactQuery.documents(scope(Kpi.LINE_FILL_RATE, List.of("GOT1")), "category", EVIL, 51, 0);
        assertThat(documents.sql()).doesNotContain(EVIL);
        assertThat(documents.values()).endsWith(EVIL);
        for (FactQuery query : List.of(breakdown, documents)) {
            assertThat(query.sql().chars().filter(letter -> letter == '?').count())
                    .isEqualTo(query.values().size());
        }
    }

    @Test
    void onlyDimensionsOfTheGrainAreColumns() {
        for (Kpi kpi : Kpi.values()) {
            for (String dimension : kpi.grain().dimensions()) {
                assertThat(FactQuery.breakdown(scope(kpi, List.of("GOT1")), dimension)
                                .sql())
                        .contains("COALESCE(\"" + dimension + "\", '')");
            }
            for (String other : List.of("company", "tc", "id", "x\" FROM \"sys\".\"segments", "")) {
                assertThatThrownBy(() -> FactQuery.breakdown(scope(kpi, List.of("GOT1")), other))
                        .isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void withoutAnySiteNothingIsFound() {
        assertThat(FactQuery.breakdown(scope(Kpi.ORDER_FILL_RATE, List.of()), "site")
                        .sql())
                .contains("1 = 0");
    }

    @Test
    void aSnapshotHasNoDays() {
        assertThat(FactQuery.breakdown(scope(Kpi.ORDER_AGE_DUE, List.of("GOT1")), "ageDue")
                        .sql())
                .doesNotContain("\"day\" >=");
    }
}
