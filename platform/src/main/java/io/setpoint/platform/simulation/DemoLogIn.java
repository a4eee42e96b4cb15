package io.setpoint.platform.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A log-in of the demo, with a password that everybody knows.
 *
 * @param role what this person may do, in words
 */
public record DemoLogIn(String person, String password, String name, String role) {
    /** All people of the demo who can log in; machine principals are not among them. */
    public static List<DemoLogIn> all() {
        List<DemoLogIn> logIns = new ArrayList<>();
        for (World.Person person : World.of(0).companies().get(0).people()) {
            String password = person.password();
            if (password != null && !person.machine()) {
                World.Grant grant = person.grants().get(0);
                String site = grant.site();
                logIns.add(new DemoLogIn(
                        person.id(),
                        password,
                        person.name(),
                        grant.role().replace('-', ' ') + (site == null ? "" : " at " + site)));
            }
        }
        return logIns;
    }
}
