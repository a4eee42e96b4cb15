package io.setpoint.platform.client;

/** Whom to log in as. */
public record LogIn(String person, String password) {
    @Override
    public String toString() {
        return "LogIn[" + person + "]";
    }
}
