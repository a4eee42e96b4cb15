package io.setpoint.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.streaming.log.EventJson;
import java.util.HashMap;
import java.util.Map;

/** Reads the flat rows of the wire back. */
final class FactJson {
    private FactJson() {}

    static Fact read(FactGrain grain, String json) {
        JsonNode row = EventJson.read(json, JsonNode.class);
        Map<String, String> dims = new HashMap<>();
        grain.dimensions().forEach(name -> dims.put(name, row.required(name).textValue()));
        Map<String, Long> measures = new HashMap<>();
        grain.measures().forEach(name -> measures.put(name, row.required(name).longValue()));
        return new Fact(
                row.required("id").textValue(),
                grain,
                row.required("kind").textValue(),
                row.required("company").textValue(),
                row.required("site").textValue(),
                row.required("day").textValue(),
                row.required("te").longValue(),
                row.required("tc").longValue(),
                row.required("sign").intValue(),
                dims,
                measures);
    }
}
