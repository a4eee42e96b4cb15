package io.setpoint.platform.druid.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that somebody may see.
 *
 * @param sites at which; null for all of the company
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Visible(
        @JsonProperty("company") String company,
        @JsonProperty("sites") @Nullable List<String> sites) {
    public Visible {
        sites = sites == null ? null : List.copyOf(sites);
    }
}
