package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** People of a company who work on a part of the exception queue; the rest is left to whoever watches. */
final class DecisionDesk {
    private static final Duration LET_LIE = Duration.ofSeconds(60);
    /** Of three exceptions one is left alone. */
    private static final int LEFT_ALONE = 3;

    private record Choice(String decision, String remedy) {}

    private final Crew crew;
    private final Agenda agenda;
    private final Random random;

    DecisionDesk(Crew crew, Agenda agenda, Random random) {
        this.crew = crew;
        this.agenda = agenda;
        this.random = random;
    }

    void open() {
        agenda.in(Duration.ofSeconds(40), "look at the queue", this::look);
    }

    private void look() {
        agenda.in(LiveBusiness.about(random, Duration.ofSeconds(25)), "look at the queue", this::look);
        JsonNode queue = crew.as(World.APPROVERS.get(0), session -> session.get("/exceptions?tab=unassigned&limit=50"));
        int taken = 0;
        for (JsonNode exception : queue.path("items")) {
            String id = exception.path("exception").asText();
            boolean fresh = Instant.parse(exception.path("raisedAt").asText())
                    .isAfter(Clock.systemUTC().instant().minus(LET_LIE));
            if (!fresh && Math.floorMod(id.hashCode(), LEFT_ALONE) != 0 && taken < 4) {
                taken++;
                String type = exception.path("type").asText();
                agenda.in(Duration.ofMillis(200L * taken), "decide", () -> decide(id, type));
            }
        }
    }

    private void decide(String exception, String type) {
        boolean adjustment = type.endsWith("adjustment") || type.startsWith("adjustment");
        List<String> deciders = adjustment ? World.APPROVERS : List.of("planner");
        for (String person : deciders) {
            JsonNode page = crew.as(person, session -> session.get("/exceptions/" + exception));
            Choice choice = choose(page.path("remedies"), adjustment);
            if (choice != null) {
                Answer owned = crew.as(person, session -> session.post("/exceptions/" + exception + "/own"));
                Map<String, Object> body = new HashMap<>();
                body.put("decision", choice.decision());
                body.put("remedy", choice.remedy());
                body.put("why", "Looked at it with the team");
                crew.as(
                        person,
                        session -> session.postIfMatch("/exceptions/" + exception + "/decisions", body, owned.etag()));
                return;
            }
        }
    }

    /** The first thing this person may do; null if that is nothing. */
    private @Nullable Choice choose(JsonNode remedies, boolean adjustment) {
        boolean reject = adjustment && random.nextInt(5) == 0;
        Choice last = null;
        for (JsonNode remedy : remedies) {
            String name = remedy.path("remedy").asText();
            if (!remedy.path("allowed").asBoolean()
                    || name.equals("CANCEL_OPEN_LINES")
                    || name.equals("REVERSE_ADJUSTMENT")) {
                continue;
            }
            Choice choice = switch (name) {
                case "REJECT_ADJUSTMENT" -> new Choice("REJECTED", name);
                case "NONE" -> new Choice("NO_ACTION", name);
                default -> new Choice("APPROVED", name);
            };
            if (reject == choice.decision().equals("REJECTED")) {
                return choice;
            }
            last = choice;
        }
        return last;
    }
}
