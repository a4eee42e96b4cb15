package io.setpoint.platform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void aBarIsMetUpToItselfAndMissedBeyond() throws Exception {
        results.put("order_cpu_ms", 2.0);
        results.put("order_wal_kb", 8.001);
        results.put("hot_orders_per_second", 400);
        results.put("hot_deadlocks", 1);
        results.put("release_cpu_ms", 99);

        JsonNode json = new ObjectMapper().readTree(results.json());

        assertThat(json.path("order_cpu_ms").decimalValue()).isEqualByComparingTo("2");
        assertThat(json.path("release_cpu_ms").asInt()).isEqualTo(99);
        assertThat(json.path("met").toString())
                .isEqualTo("{\"order_cpu_ms\":true,\"order_wal_kb\":false,\"hot_orders_per_second\":true,"
                        + "\"hot_deadlocks\":false}");
    }

    @Test
    void aMissedBarIsSeen() {
        results.put("order_statements", 15);
        results.put("order_round_trips", 3);

        assertThat(results.verdicts())
                .satisfiesExactly(
                        line -> assertThat(line).contains("met", "order_round_trips", "bar <= 3"),
                        line -> assertThat(line).contains("MISSED", "order_statements", "15", "bar <= 14"));
    }

    @Test
    void ofSeveralCountsTheFewestStands() {
        results.putFewest("order_statements", 15);
        results.putFewest("order_statements", 14);
        results.putFewest("order_statements", 16);

        assertThat(results.get("order_statements")).isEqualTo(14);
    }
}
