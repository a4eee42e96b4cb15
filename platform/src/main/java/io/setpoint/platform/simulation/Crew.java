package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.ErpSession;
import java.util.Map;
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

    private ErpSession logIn(String person) {
        return Simulation.logIn(api, company, person);
    }
}
