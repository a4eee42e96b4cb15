package io.setpoint.contracts.exceptions;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The exception catalogue: what can be raised, by whom it is decided, how fast, and which remedies it offers. */
public enum ExceptionType {
    ADJUSTMENT_OVER_TOLERANCE(
            "adjustment-over-tolerance",
            Family.INVENTORY,
            "Adjustment over tolerance",
            Severity.MAJOR,
            "inventory-controller",
            Duration.ofHours(1),
            Duration.ofHours(8),
            Source.RULE,
            List.of(Remedy.APPROVE_ADJUSTMENT, Remedy.REJECT_ADJUSTMENT)),
    SUSPICIOUS_ADJUSTMENT(
            "suspicious-adjustment",
            Family.INVENTORY,
            "Suspicious adjustment",
            Severity.CRITICAL,
            "inventory-controller",
            Duration.ofHours(1),
            Duration.ofHours(8),
            Source.MODEL,
            List.of(Remedy.APPROVE_ADJUSTMENT, Remedy.REJECT_ADJUSTMENT, Remedy.REVERSE_ADJUSTMENT, Remedy.NONE)),
    NEGATIVE_STOCK(
            "negative-stock",
            Family.INVENTORY,
            "Negative stock",
            Severity.MAJOR,
            "inventory-controller",
            Duration.ofHours(1),
            Duration.ofHours(8),
            Source.RULE,
            List.of(Remedy.NONE)),
    ORDER_PAST_COMMIT(
            "order-past-commit",
            Family.SERVICE,
            "Commit passed",
            Severity.MAJOR,
            "planner",
            Duration.ofHours(1),
            Duration.ofHours(24),
            Source.RULE,
            List.of(Remedy.ALLOCATE_BACKORDER, Remedy.CANCEL_OPEN_LINES, Remedy.NONE)),
    AT_RISK_ORDER(
            "at-risk-order",
            Family.SERVICE,
            "At-risk order",
            Severity.MAJOR,
            "planner",
            Duration.ofHours(1),
            Duration.ofHours(8),
            Source.MODEL,
            List.of(Remedy.ALLOCATE_BACKORDER, Remedy.CANCEL_OPEN_LINES, Remedy.NONE)),
    RECEIVING_DISCREPANCY(
            "receiving-discrepancy",
            Family.RECEIVING,
            "Receipt differs from its order",
            Severity.MAJOR,
            "planner",
            Duration.ofHours(4),
            Duration.ofHours(24),
            Source.RULE,
            List.of(Remedy.NONE)),
    ASN_MISMATCH(
            "asn-mismatch",
            Family.RECEIVING,
            "Notice does not fit its order",
            Severity.MINOR,
            "planner",
            Duration.ofHours(4),
            Duration.ofHours(24),
            Source.RULE,
            List.of(Remedy.NONE)),
    ACKNOWLEDGEMENT_CHANGED(
            "acknowledgement-changed",
            Family.RECEIVING,
            "Supplier confirmed otherwise",
            Severity.MINOR,
            "planner",
            Duration.ofHours(4),
            Duration.ofHours(24),
            Source.RULE,
            List.of(Remedy.NONE)),
    EMERGENCY_PURCHASE(
            "emergency-purchase",
            Family.MARGIN,
            "Emergency purchase",
            Severity.MINOR,
            "planner",
            Duration.ofHours(4),
            Duration.ofHours(24),
            Source.RULE,
            List.of(Remedy.NONE)),
    ACKNOWLEDGEMENT_MISSING(
            "acknowledgement-missing",
            Family.RECEIVING,
            "Supplier has not confirmed",
            Severity.MINOR,
            "planner",
            Duration.ofHours(4),
            Duration.ofHours(24),
            Source.RULE,
            List.of(Remedy.NONE)),
    TRANSFER_OVERDUE(
            "transfer-overdue",
            Family.INVENTORY,
            "Transfer overdue",
            Severity.MAJOR,
            "inventory-controller",
            Duration.ofHours(4),
            Duration.ofHours(24),
            Source.RULE,
            List.of(Remedy.NONE)),
    SHORT_PICK(
            "short-pick",
            Family.SERVICE,
            "Short pick",
            Severity.MAJOR,
            "planner",
            Duration.ofHours(1),
            Duration.ofHours(8),
            Source.RULE,
            List.of(Remedy.NONE));

    /** Families of failure. */
    public enum Family {
        RECEIVING,
        INVENTORY,
        SERVICE,
        MARGIN,
        BLIND_SPOT,
        CONTROL,
        MODEL
    }

    /** How bad it is, worst first. */
    public enum Severity {
        CRITICAL,
        MAJOR,
        MINOR,
        NOTICE
    }

    /** Who raises it. */
    public enum Source {
        RULE,
        MODEL
    }

    /** A governed use case of the ERP core that can be posted with the decision. */
    public enum Remedy {
        APPROVE_ADJUSTMENT,
        REJECT_ADJUSTMENT,
        REVERSE_ADJUSTMENT,
        ALLOCATE_BACKORDER,
        CANCEL_OPEN_LINES,
        NONE
    }

    private static final Map<String, ExceptionType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ExceptionType::code, Function.identity()));

    private final String code;
    private final Family family;
    private final String title;
    private final Severity severity;
    private final String ownerRole;
    private final Duration acknowledgeWithin;
    private final Duration decideWithin;
    private final Source source;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final List<Remedy> remedies;

    ExceptionType(
            String code,
            Family family,
            String title,
            Severity severity,
            String ownerRole,
            Duration acknowledgeWithin,
            Duration decideWithin,
            Source source,
            List<Remedy> remedies) {
        this.code = code;
        this.family = family;
        this.title = title;
        this.severity = severity;
        this.ownerRole = ownerRole;
        this.acknowledgeWithin = acknowledgeWithin;
        this.decideWithin = decideWithin;
        this.source = source;
        this.remedies = remedies;
    }

    public static Optional<ExceptionType> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    public String code() {
        return code;
    }

    public Family family() {
        return family;
    }

    public String title() {
        return title;
    }

    public Severity severity() {
        return severity;
    }

    public String ownerRole() {
        return ownerRole;
    }

    public Duration acknowledgeWithin() {
        return acknowledgeWithin;
    }

    public Duration decideWithin() {
        return decideWithin;
    }

    public Source source() {
        return source;
    }

    public List<Remedy> remedies() {
        return remedies;
    }
}
