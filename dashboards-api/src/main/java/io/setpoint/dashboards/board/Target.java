package io.setpoint.dashboards.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a KPI: percent for rates and shares, otherwise currency, units or counts as shown.
 *
 * @param target the value aimed at
 * @param low lower end of the band inside which nobody has to act
 * @param high its upper end
 */
public record Target(
        @JsonProperty("target") @Nullable BigDecimal target,
        @JsonProperty(value = "low", required = true) BigDecimal low,
        @JsonProperty(value = "high", required = true) BigDecimal high) {
    public Target {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("a band from " + low + " to " + high);
        }
    }
}
