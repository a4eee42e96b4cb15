package io.setpoint.dashboards.problems;

/** A request that is answered with a problem. */
public final class Refused extends RuntimeException {
    private final transient Problem problem;

    public Refused(int status, String code, String title, String detail) {
        this(Problem.of(status, code, title, detail));
    }

    public Refused(Problem problem) {
        super(problem.title() + ": " + problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** The request cannot be understood. */
    public static Refused malformed(String detail) {
        return new Refused(400, "malformed", "The request cannot be read", detail);
    }

    /** Nobody with a session is asking. */
    public static Refused unauthenticated() {
        return new Refused(401, "unauthenticated", "Log in first", "There is no session, or it has ended.");
    }

    /** The person has no right to this. */
    public static Refused forbidden(String detail) {
        return new Refused(403, "forbidden", "Not allowed", detail);
    }
}
