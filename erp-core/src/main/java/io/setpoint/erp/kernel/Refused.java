package io.setpoint.erp.kernel;

import java.util.List;

/** A rule said no. Everything the use case did is rolled back; the caller gets the problem. */
public final class Refused extends RuntimeException {
    private final Problem problem;

    @SuppressWarnings("serial") // never serialised
    private final List<FieldError> errors;

    @SuppressWarnings("serial") // never serialised
    private final List<String> allowed;

    /**
     * @param detail one sentence for the person in front of the screen, with the figures that matter
     */
    public Refused(Problem problem, String detail) {
        this(problem, detail, List.of(), List.of());
    }

    private Refused(Problem problem, String detail, List<FieldError> errors, List<String> allowed) {
        super(detail, null, false, false);
        this.problem = problem;
        this.errors = List.copyOf(errors);
        this.allowed = List.copyOf(allowed);
    }

    /** The same refusal, with the fields it is about. */
    public Refused at(List<FieldError> fields) {
        return new Refused(problem, detail(), fields, allowed);
    }

    /** The same refusal, with the names of those who may, or of the values that are known. */
    public Refused allowing(List<String> names) {
        return new Refused(problem, detail(), errors, names);
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public List<String> allowed() {
        return allowed;
    }

    /**
     * One field that is wrong.
     *
     * @param field its path in the request, such as {@code lines[2].quantity}
     */
    public record FieldError(String field, String message) {}
}
