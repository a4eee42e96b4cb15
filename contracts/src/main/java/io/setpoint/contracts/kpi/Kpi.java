package io.setpoint.contracts.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The KPI catalogue. Flink computes from it, Druid is queried by it, the API and the interface explain it, and a
 * plain-SQL oracle over the ERP tables checks it. A KPI is the sum of {@code sign * numerator} over the sum of {@code
 * sign * denominator} of the facts of its grain and kinds.
 */
public enum Kpi {
    ORDER_FILL_RATE(
            "ofr",
            "Order fill rate",
            "Which share of orders shipped complete at the first shipment?",
            "orders whose lines all have first shipment >= quantity at release / orders",
            "Order unit; enters at its first shipment scan or, unshipped, at the end of its commit day (the earliest among its lines) as a failure.",
            FactGrain.ORDER,
            Set.of("fill"),
            "ordersFilled",
            "orders",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Service lead"),
    LINE_FILL_RATE(
            "lfr",
            "Line fill rate",
            "Which share of order lines shipped complete at the first shipment?",
            "lines with first shipment >= quantity at release / lines",
            "Line unit; enters with its order unit.",
            FactGrain.ORDER_LINE,
            Set.of("fill"),
            "linesFilled",
            "lines",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Service lead"),
    UNIT_FILL_RATE(
            "ufr",
            "Unit fill rate",
            "Which share of ordered units went out with the first shipment?",
            "sum of min(first shipment, quantity at release) / sum of quantity at release",
            "Line unit; enters with its order unit.",
            FactGrain.ORDER_LINE,
            Set.of("fill"),
            "firstShipped",
            "ordered",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Service lead"),
    EXCLUDED_LINES(
            "lfr_excluded",
            "Lines excluded from fill rate",
            "How many lines left the service KPIs by a coded reason?",
            "lines cancelled by the customer before release",
            "Line unit; by commit day.",
            FactGrain.ORDER_LINE,
            Set.of("excluded"),
            "lines",
            null,
            Unit.COUNT,
            Window.DAY,
            1,
            "Service lead"),
    ORDER_AGE_ENTRY(
            "age_entry",
            "Order age since entry",
            "How long have open order lines been waiting?",
            "open lines by now - entry",
            "Open line; snapshot on the commit clock.",
            FactGrain.ORDER_LINE,
            Set.of("open"),
            "lines",
            null,
            Unit.COUNT,
            Window.AGE_ENTRY,
            1,
            "Order desk"),
    ORDER_AGE_ENTRY_UNITS(
            "age_entry_units",
            "Open units by age since entry",
            "How many units have been waiting for how long?",
            "open units by now - entry",
            "Open line; snapshot on the commit clock.",
            FactGrain.ORDER_LINE,
            Set.of("open"),
            "open",
            null,
            Unit.QUANTITY,
            Window.AGE_ENTRY,
            1,
            "Order desk"),
    ORDER_AGE_ENTRY_VALUE(
            "age_entry_value",
            "Open value by age since entry",
            "What order value has been waiting for how long?",
            "open units x net price by now - entry",
            "Open line; snapshot on the commit clock.",
            FactGrain.ORDER_LINE,
            Set.of("open"),
            "openValue",
            null,
            Unit.MONEY,
            Window.AGE_ENTRY,
            1,
            "Order desk"),
    ORDER_AGE_DUE(
            "age_due",
            "Order age past commit",
            "How long are open order lines past their promise?",
            "open lines by now - end of commit day",
            "Open line; snapshot on the commit clock.",
            FactGrain.ORDER_LINE,
            Set.of("open"),
            "lines",
            null,
            Unit.COUNT,
            Window.AGE_DUE,
            1,
            "Order desk"),
    ORDER_AGE_DUE_UNITS(
            "age_due_units",
            "Open units by age past commit",
            "How many units are past their promise?",
            "open units by now - end of commit day",
            "Open line; snapshot on the commit clock.",
            FactGrain.ORDER_LINE,
            Set.of("open"),
            "open",
            null,
            Unit.QUANTITY,
            Window.AGE_DUE,
            1,
            "Order desk"),
    ORDER_AGE_DUE_VALUE(
            "age_due_value",
            "Open value by age past commit",
            "What order value is past its promise?",
            "open units x net price by now - end of commit day",
            "Open line; snapshot on the commit clock.",
            FactGrain.ORDER_LINE,
            Set.of("open"),
            "openValue",
            null,
            Unit.MONEY,
            Window.AGE_DUE,
            1,
            "Order desk"),
    PICK_COMPLETION(
            "pcr_eventual",
            "Pick completion",
            "In which share of picks was all there that was asked for?",
            "picks with picked >= required / picks",
            "Confirmed pick of a bin and lot; by the scan that confirmed it; a short pick is not complete.",
            FactGrain.PICK_LINE,
            Set.of("picked"),
            "linesComplete",
            "lines",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Warehouse lead"),
    UNITS_PICKED_SHORT(
            "spr_units",
            "Units picked short",
            "Which share of the units asked for was not in its bin?",
            "sum of max(0, required - picked) / sum of required",
            "Confirmed pick of a bin and lot; by the scan that confirmed it.",
            FactGrain.PICK_LINE,
            Set.of("picked"),
            "missing",
            "required",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Warehouse lead"),
    RETURN_RATE(
            "rr_cohort",
            "Return rate",
            "Which share of the units shipped came back?",
            "units received back within 60 days of 24 hours after shipping / units shipped",
            "Shipped line; by the day it was shipped, not by the day it came back; the last 60 days can still rise.",
            FactGrain.SHIPMENT,
            Set.of("shipped"),
            "returned",
            "units",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Service lead"),
    RETURN_ACTIVITY(
            "rr_activity",
            "Returns received",
            "How much came back, against what went out at the same time?",
            "units received back, within 60 days of 24 hours after shipping / units shipped",
            "Event: what came back by the day it arrived, what was shipped by the day it left; misleads where sales are seasonal.",
            FactGrain.SHIPMENT,
            Set.of("shipped", "back"),
            "back",
            "units",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Service lead"),
    LINES_SHIPPED(
            "ship_lines",
            "Lines shipped",
            "How many order lines went out?",
            "order lines in shipments",
            "Shipped line; by the scan with which it left.",
            FactGrain.SHIPMENT,
            Set.of("shipped"),
            "lines",
            null,
            Unit.COUNT,
            Window.DAY,
            1,
            "Warehouse lead"),
    INVENTORY_VARIANCE_NET(
            "ivn",
            "Inventory variance, net",
            "Do gains and losses in counts balance?",
            "sum of (counted - book) x cost / book value counted",
            "Count line; by count completion; the book as at the count scan, a confirmed recount replaces the first.",
            FactGrain.COUNT_LINE,
            Set.of("planned", "opportunistic"),
            "varianceNet",
            "bookValue",
            Unit.MONEY_SHARE,
            Window.DAY,
            1,
            "Inventory control"),
    INVENTORY_VARIANCE_ABSOLUTE(
            "iva",
            "Inventory variance, absolute",
            "How wrong is the book, whichever way?",
            "sum of |counted - book| x cost / book value counted",
            "Count line; by count completion; the book as at the count scan, a confirmed recount replaces the first.",
            FactGrain.COUNT_LINE,
            Set.of("planned", "opportunistic"),
            "varianceAbs",
            "bookValue",
            Unit.MONEY_SHARE,
            Window.DAY,
            1,
            "Inventory control"),
    RECORD_ACCURACY(
            "ira",
            "Inventory record accuracy",
            "In which share of counted lines was the book right?",
            "planned lines with |counted - book| <= tolerance(class) x book / planned lines; A 1%, B 3%, C 5%; book 0 requires counted 0",
            "Count line, planned counts only; by count completion.",
            FactGrain.COUNT_LINE,
            Set.of("planned"),
            "linesAccurate",
            "lines",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Inventory control"),
    RECORD_ACCURACY_ZERO_TOLERANCE(
            "ira_zero_tol",
            "Record accuracy, zero tolerance",
            "In which share of counted lines was the book exact?",
            "planned lines with counted = book / planned lines",
            "Count line, planned counts only; by count completion.",
            FactGrain.COUNT_LINE,
            Set.of("planned"),
            "linesExact",
            "lines",
            Unit.PERCENT,
            Window.DAY,
            20,
            "Inventory control"),
    ADJUSTMENT_VALUE_NET(
            "adj_net",
            "Adjustments, net",
            "Which value did adjustments add to or take from stock?",
            "sum of value of posted adjustments",
            "Posted adjustment; by posting time; cost at posting.",
            FactGrain.ADJUSTMENT,
            Set.of("posted"),
            "net",
            null,
            Unit.MONEY,
            Window.DAY,
            1,
            "Inventory control"),
    ADJUSTMENT_VALUE_ABSOLUTE(
            "adj_abs",
            "Adjustments, absolute",
            "Which value was moved by adjustments, whichever way?",
            "sum of |value| of posted adjustments",
            "Posted adjustment; by posting time; cost at posting.",
            FactGrain.ADJUSTMENT,
            Set.of("posted"),
            "abs",
            null,
            Unit.MONEY,
            Window.DAY,
            1,
            "Inventory control"),
    ADJUSTMENT_VALUE_ABSOLUTE_NET_OF_REVERSALS(
            "adj_abs_net_rev",
            "Adjustments, absolute, net of reversals",
            "Which value was moved by adjustments that stood?",
            "sum of |value| of posted adjustments without reversed ones and their reversals",
            "Posted adjustment; by posting time; cost at posting.",
            FactGrain.ADJUSTMENT,
            Set.of("posted"),
            "absNetOfReversals",
            null,
            Unit.MONEY,
            Window.DAY,
            1,
            "Inventory control"),
    ADJUSTMENT_COUNT(
            "adj_count",
            "Adjustments posted",
            "How many adjustments were posted?",
            "posted adjustments",
            "Posted adjustment; by posting time.",
            FactGrain.ADJUSTMENT,
            Set.of("posted"),
            "adjustments",
            null,
            Unit.COUNT,
            Window.DAY,
            1,
            "Inventory control"),
    LINES_COUNTED(
            "count_lines",
            "Lines counted",
            "How many lines were counted?",
            "counted lines, planned and opportunistic",
            "Count line; by count completion.",
            FactGrain.COUNT_LINE,
            Set.of("planned", "opportunistic"),
            "lines",
            null,
            Unit.COUNT,
            Window.DAY,
            1,
            "Inventory control");

    /** What a value is measured in; it fixes how sums are scaled and shown. */
    public enum Unit {
        /** Numerator over denominator of the same scale, shown as a percentage. */
        PERCENT,
        /** Things counted. */
        COUNT,
        /** Thousandths of base units. */
        QUANTITY,
        /** Ten-thousandths of the company's currency. */
        MONEY,
        /** A value in money, with its share of the denominator beside it. */
        MONEY_SHARE
    }

    /** How facts fall into cells. */
    public enum Window {
        /** One cell a local day of the site: {@code day:<Fact.day>}. */
        DAY,
        /** One cell an age bucket since entry: {@code bucket:<dimension ageEntry>}. */
        AGE_ENTRY,
        /** One cell an age bucket past commit: {@code bucket:<dimension ageDue>}. */
        AGE_DUE
    }

    /** Within so many days of 24 hours after it was shipped a unit that comes back counts as returned. */
    public static final int RETURN_DAYS = 60;

    /** Buckets of {@code age_entry}, in days, half-open. */
    public static final List<String> AGE_ENTRY_BUCKETS = List.of("0-1", "1-3", "3-7", "7-14", "14-30", "30+");

    /** Buckets of {@code age_due}, in days past the end of the commit day, half-open. */
    public static final List<String> AGE_DUE_BUCKETS = List.of("not due", "0-1", "1-3", "3-7", "7-14", "14+");

    private static final Map<String, Kpi> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kpi::id, Function.identity()));

    private final String id;
    private final String title;
    private final String question;
    private final String formula;
    private final String cohort;
    private final FactGrain grain;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<String> kinds;

    private final String numerator;
    private final @Nullable String denominator;
    private final Unit unit;
    private final Window window;
    private final int minimumSample;
    private final String owner;

    Kpi(
            String id,
            String title,
            String question,
            String formula,
            String cohort,
            FactGrain grain,
            Set<String> kinds,
            String numerator,
            @Nullable String denominator,
            Unit unit,
            Window window,
            int minimumSample,
            String owner) {
        this.id = id;
        this.title = title;
        this.question = question;
        this.formula = formula;
        this.cohort = cohort;
        this.grain = grain;
        this.kinds = kinds;
        this.numerator = numerator;
        this.denominator = denominator;
        this.unit = unit;
        this.window = window;
        this.minimumSample = minimumSample;
        this.owner = owner;
    }

    public static Optional<Kpi> ofId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String question() {
        return question;
    }

    public String formula() {
        return formula;
    }

    public String cohort() {
        return cohort;
    }

    public FactGrain grain() {
        return grain;
    }

    public Set<String> kinds() {
        return kinds;
    }

    /** Name of the measure that is summed. */
    public String numerator() {
        return numerator;
    }

    /** Name of the measure divided by, or null for a plain sum. */
    public @Nullable String denominator() {
        return denominator;
    }

    public Unit unit() {
        return unit;
    }

    public Window window() {
        return window;
    }

    /** Below this many observations the value is shown greyed, with n. */
    public int minimumSample() {
        return minimumSample;
    }

    public String owner() {
        return owner;
    }

    /** Version of the definition; a change of meaning makes a new one. */
    public int version() {
        return 1;
    }

    /** Whether this fact is summed into this KPI. */
    public boolean takes(Fact fact) {
        return fact.grain() == grain && kinds.contains(fact.kind());
    }

    /**
     * What sums say in the KPI's {@link Unit}: a percentage with four decimals, things, units, or money. Empty if it is a
     * ratio and its denominator is 0: no activity.
     */
    public Optional<BigDecimal> value(long numeratorSum, long denominatorSum) {
        if (denominator != null && denominatorSum == 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (unit) {
                    case PERCENT ->
                        BigDecimal.valueOf(numeratorSum)
                                .movePointRight(2)
                                .divide(BigDecimal.valueOf(denominatorSum), 4, RoundingMode.HALF_UP);
                    case MONEY, MONEY_SHARE -> BigDecimal.valueOf(numeratorSum, 4);
                    case QUANTITY -> BigDecimal.valueOf(numeratorSum, 3);
                    case COUNT -> BigDecimal.valueOf(numeratorSum);
                });
    }

    /** The window of the cell this fact falls into. */
    public String windowOf(Fact fact) {
        return switch (window) {
            case DAY -> "day:" + fact.day();
            case AGE_ENTRY -> "bucket:" + fact.dim("ageEntry");
            case AGE_DUE -> "bucket:" + fact.dim("ageDue");
        };
    }
}
