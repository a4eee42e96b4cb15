package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Quantities as answers carry them. */
final class Amounts {
    private Amounts() {}

    /** Zero where the field is absent. */
    static BigDecimal of(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asText("0"));
    }
}
