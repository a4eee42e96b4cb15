package io.setpoint.platform.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a history import answered: each document is in one of the three. */
public record Imported(List<String> imported, List<String> alreadyThere, List<Refused> refused) {
    public Imported {
        imported = List.copyOf(imported);
        alreadyThere = List.copyOf(alreadyThere);
        refused = List.copyOf(refused);
    }

    /** A document that was refused whole. */
    public record Refused(String document, String reason) {}

    /** Reads the answer of any of the history imports. */
    public static Imported of(Answer answer) {
        List<String> imported = new ArrayList<>();
        List<String> alreadyThere = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (JsonNode result : answer.body().path("results")) {
            String status = result.path("status").asText();
            switch (status) {
                case "IMPORTED" -> imported.add(document(result));
                case "ALREADY_IMPORTED" -> alreadyThere.add(document(result));
                case "REFUSED" ->
                    refused.add(
                            new Refused(document(result), result.path("problem").asText()));
                default -> throw new IllegalStateException("an import answered the status " + status);
            }
        }
        return new Imported(imported, alreadyThere, refused);
    }

    private static String document(JsonNode result) {
        for (String name : List.of("order", "adjustment", "count", "document", "id")) {
            if (result.has(name)) {
                return result.get(name).asText();
            }
        }
        return "";
    }
}
