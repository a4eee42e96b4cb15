package io.setpoint.platform.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.ErpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The people of a company who are logged in; each does only what he himself may. */
final class Crew {
    private static final int UNAUTHENTICATED = 401;

    private final ErpApi api;
    private final World.Company company;
    private final Map<String, ErpSession> sessions = new ConcurrentHashMap<>();

    Crew(ErpApi api, World.Company company) {
        this.api = api;
        this.company = company;
    }

    World.Company company() {
        return company;
    }

    /** Lets a person do something; who was logged out in the meantime logs in again. */
    <T> T as(String person, Function<ErpSession, T> work) {
        ErpSession session = sessions.computeIfAbsent(person, this::logIn);
        try {
            return work.apply(session);
        } catch (ErpRefusal refusal) {
            if (refusal.status() != UNAUTHENTICATED) {
                throw refusal;
            }
            sessions.remove(person, session);
            return work.apply(sessions.computeIfAbsent(person, this::logIn));
        }
    }

    /** One of the warehouse people of a site who can log in. */
    String somebody(World.Site site, Random random) {
        return oneOf(warehouse(site), random);
    }

    List<String> warehouse(World.Site site) {
        return company.warehousePeople(site).stream()
                .filter(person -> person.password() != null)
                .map(World.Person::id)
                .toList();
    }

    String stockController(World.Site site) {
        return company.stockController(site).id();
    }

    static String oneOf(List<String> people, Random random) {
        return people.get(random.nextInt(people.size()));
    }

    /** All rows of a list, page by page. */
    List<JsonNode> all(String person, String path) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        do {
            String page = path + "&limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
            JsonNode read = as(person, session -> session.get(page));
            read.path("items").forEach(rows::add);
            cursor = read.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return rows;
    }

    private ErpSession logIn(String person) {
        return Simulation.logIn(api, company, person);
    }
}
