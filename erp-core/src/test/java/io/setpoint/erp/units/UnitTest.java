package io.setpoint.erp.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.UnitChangeId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.api.UnitConversions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Units of item A, whose base unit is EA. */
class UnitTest {
    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final Actor CARLA = Warehouse.person("carla", Role.INVENTORY_CONTROLLER);
    private static final Actor CONRAD = Warehouse.person("conrad", Role.INVENTORY_CONTROLLER);
    private static final Actor BEA = Warehouse.person("bea", Role.BUYER);

    /** A document that takes lines in any unit, at any business time. */
    private static final class Type implements UseCase<Type.Document, Type.Lines> {
        record Document(String id, Instant at, List<Line> lines) {}

        record Line(Sku item, String quantity, @Nullable String unit) {}

        record Lines(List<BigDecimal> quantities) {}

        @Override
        public Control control() {
            return Control.of("type", "Types.").refusing(Problem.UNKNOWN_UNIT, Problem.UNIT_NOT_EXACT);
        }

        @Override
        public Permission permission() {
            return Permission.VIEW;
        }

        @Override
        public Lines run(Document command, Work work) {
            UnitConversions units = UnitConversions.of(
                    work,
                    command.at(),
                    "lines[%d].quantity",
                    command.lines().stream()
                            .map(line -> new UnitConversions.Typed(
                                    line.item(), new BigDecimal(line.quantity()), line.unit()))
                            .toList());
            units.keep(work, command.id());
            List<BigDecimal> quantities = new ArrayList<>();
            for (int i = 0; i < command.lines().size(); i++) {
                quantities.add(units.quantity(i));
            }
            return new Lines(quantities);
        }
    }

    private static final class Case implements AutoCloseable {
        final MovableClock clock = new MovableClock(START);
        final ErpFixture erp = ErpFixture.create(clock);

        Case() {
            Warehouse.build(erp);
        }

        @Override
        public void close() {
            erp.close();
        }

        <C, R> R run(UseCase<C, R> useCase, C command, Actor actor) {
            return erp.useCases().run(useCase, command, actor, null).value();
        }

        <C, R> Refused assertRefused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
            String before = written();
            Refused refused = Attempts.refused(problem, () -> run(useCase, command, actor));
            assertThat(written()).isEqualTo(before);
            assertThat(useCase.control().refusals().contains(problem) || problem == Problem.FORBIDDEN)
                    .isTrue();
            if (useCase.control().sensitive()) {
                assertThat(erp.rows("audit where outcome = 'REFUSED' and actor = '" + actor.person()
                                + "' and command = '" + useCase.control().name() + "' and refusal = '" + problem.code()
                                + "'"))
                        .isPositive();
            }
            return refused;
        }

        private String written() {
            return List.of(
                            erp.rows("unit_change"),
                            erp.rows("unit_change where state = 'PROPOSED'"),
                            erp.rows("unit_change_line"),
                            erp.rows("typed_quantity"),
                            erp.rows("event"),
                            erp.rows("audit where outcome = 'DONE'"))
                    .toString();
        }

        UnitChangeView propose(Actor actor, @Nullable Instant validFrom, ProposeUnits.Line... lines) {
            return run(
                    new ProposeUnits(),
                    new ProposeUnits.Command(validFrom, "packed anew", Arrays.asList(lines)),
                    actor);
        }

        UnitChangeView approve(Actor actor, UnitChangeView change) {
            return run(new ApproveUnits(), new ApproveUnits.Command(change.unitChange(), "counted"), actor);
        }

        void define(String unit, int numerator, int denominator) {
            approve(CONRAD, propose(CARLA, null, line(unit, numerator, denominator)));
        }

        List<BigDecimal> type(String id, Instant at, Type.Line... lines) {
            return run(new Type(), new Type.Document(id, at, Arrays.asList(lines)), CARLA)
                    .quantities();
        }

        BigDecimal type(String id, String quantity, @Nullable String unit) {
            return type(id, clock.instant(), new Type.Line(Warehouse.A, quantity, unit))
                    .get(0);
        }

        List<String> units(Instant at) {
            return erp.reads().in(CARLA.company(), handle -> UnitQueries.units(handle, Warehouse.A, at)).stream()
                    .map(row -> "%s=%d/%d %s".formatted(row.unit(), row.numerator(), row.denominator(), row.baseUnit()))
                    .toList();
        }

        String typed(String document) {
            return erp.reads().in(CARLA.company(), handle -> UnitQueries.typed(handle, document)).stream()
                    .map(row -> "%d: %s %s = %s"
                            .formatted(
                                    row.lineNo(),
                                    row.quantity().stripTrailingZeros().toPlainString(),
                                    row.unit(),
                                    row.baseQuantity().stripTrailingZeros().toPlainString()))
                    .toList()
                    .toString();
        }
    }

    private static ProposeUnits.Line line(String unit, @Nullable Integer numerator, @Nullable Integer denominator) {
        return new ProposeUnits.Line(Warehouse.A, unit, numerator, denominator);
    }

    @Test
    void aUnitHoldsOnceAnotherPersonApprovedIt() {
        try (Case erp = new Case()) {
            UnitChangeView proposed = erp.propose(BEA, null, line("CASE", 12, 1), line("PALLET", 576, 1));
            assertThat(erp.units(erp.clock.instant())).isEmpty();
            erp.assertRefused(
                    Problem.UNKNOWN_UNIT,
                    new Type(),
                    new Type.Document("PO-1", START, List.of(new Type.Line(Warehouse.A, "2", "CASE"))),
                    CARLA);
            erp.clock.advance(Duration.ofMinutes(1));
            UnitChangeView approved = erp.approve(CARLA, proposed);

            assertThat(approved.state()).isEqualTo(UnitChangeState.APPROVED);
            assertThat(approved.holdsFrom()).isEqualTo(erp.clock.instant());
            assertThat(erp.units(erp.clock.instant())).containsExactly("CASE=12/1 EA", "PALLET=576/1 EA");
            assertThat(erp.type("PO-1", "2", "CASE")).isEqualByComparingTo("24");
            assertThat(erp.type("CC-1", "0.5", "PALLET")).isEqualByComparingTo("288");
            assertThat(erp.type("SO-1", "7", "EA")).isEqualByComparingTo("7");
            assertThat(erp.type("SO-2", "7", null)).isEqualByComparingTo("7");
            assertThat(erp.typed("PO-1")).isEqualTo("[1: 2 CASE = 24]");
            assertThat(erp.erp.rows("typed_quantity")).isEqualTo(2);
            assertThat(erp.erp.rows("event where type like 'setpoint.units.%' and aggregateid = '"
                            + proposed.unitChange() + "'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aDocumentTakesTheFactorOfItsBusinessTimeHoweverLateItComes() {
        try (Case erp = new Case()) {
            erp.define("CASE", 12, 1);
            erp.clock.advance(Duration.ofDays(1));
            Instant next = erp.clock.instant().plus(Duration.ofDays(1));
            erp.approve(CONRAD, erp.propose(CARLA, next, line("CASE", 10, 1)));
            assertThat(erp.type("RC-1", "3", "CASE")).isEqualByComparingTo("36");
            erp.clock.advance(Duration.ofDays(2));

            assertThat(erp.type("RC-2", "3", "CASE")).isEqualByComparingTo("30");
            assertThat(erp.type("RC-3", next.minusSeconds(1), new Type.Line(Warehouse.A, "3", "CASE")))
                    .containsExactly(new BigDecimal("36.000"));
            assertThat(erp.units(next.minusSeconds(1))).containsExactly("CASE=12/1 EA");
            assertThat(erp.typed("RC-1")).isEqualTo("[1: 3 CASE = 36]");
        }
    }

    @Test
    void aWithdrawnUnitIsTypedNoMoreAndItsDocumentsStay() {
        try (Case erp = new Case()) {
            erp.define("CASE", 12, 1);
            erp.define("PALLET", 576, 1);
            erp.type("RC-1", "1", "CASE");
            erp.clock.advance(Duration.ofMinutes(1));
            erp.approve(CONRAD, erp.propose(CARLA, null, line("CASE", null, null)));
            Refused refused = erp.assertRefused(
                    Problem.UNKNOWN_UNIT,
                    new Type(),
                    new Type.Document("RC-2", erp.clock.instant(), List.of(new Type.Line(Warehouse.A, "1", "CASE"))),
                    CARLA);
            assertThat(refused.allowed()).containsExactly("EA", "PALLET");
            assertThat(refused.errors().get(0).field()).isEqualTo("lines[0].quantity");
            assertThat(erp.typed("RC-1")).isEqualTo("[1: 1 CASE = 12]");
        }
    }

    @Test
    void whatDoesNotComeOutToThreeDecimalsIsRefusedWithTheFactor() {
        try (Case erp = new Case()) {
            erp.define("THIRD", 1, 3);
            assertThat(erp.type("RC-1", "3", "THIRD")).isEqualByComparingTo("1");
            assertThat(erp.type("RC-2", "0.375", "THIRD")).isEqualByComparingTo("0.125");
            Refused refused = erp.assertRefused(
                    Problem.UNIT_NOT_EXACT,
                    new Type(),
                    new Type.Document("RC-3", START, List.of(new Type.Line(Warehouse.A, "1", "THIRD"))),
                    CARLA);
            assertThat(refused.detail()).contains("3 THIRD is 1 EA");
        }
    }

    @Test
    void whoProposedDoesNotApproveWhateverHisRights() {
        try (Case erp = new Case()) {
            UnitChangeView proposed = erp.propose(CARLA, null, line("CASE", 12, 1));
            ApproveUnits.Command approval = new ApproveUnits.Command(proposed.unitChange(), null);
            Refused refused = erp.assertRefused(Problem.SELF_APPROVAL, new ApproveUnits(), approval, CARLA);
            assertThat(refused.allowed()).containsExactly("Conrad");
            erp.assertRefused(Problem.FORBIDDEN, new ApproveUnits(), approval, BEA);
            erp.assertRefused(
                    Problem.FORBIDDEN,
                    new ApproveUnits(),
                    approval,
                    Warehouse.personAt("sue", "HAM", Permission.APPROVE_UNITS));
            erp.assertRefused(
                    Problem.FORBIDDEN,
                    new ProposeUnits(),
                    new ProposeUnits.Command(null, "x", List.of(line("BOX", 2, 1))),
                    Warehouse.WANDA);
            erp.assertRefused(
                    Problem.NOT_FOUND,
                    new ApproveUnits(),
                    approval,
                    new Actor(CONRAD.person(), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of()));
            erp.approve(CONRAD, proposed);
            erp.assertRefused(Problem.ALREADY_DECIDED, new ApproveUnits(), approval, CONRAD);
            erp.assertRefused(
                    Problem.ALREADY_DECIDED,
                    new RejectUnits(),
                    new RejectUnits.Command(proposed.unitChange(), "too late"),
                    CONRAD);
        }
    }

    @Test
    void nothingIsProposedOrApprovedThatWouldHoldForThePast() {
        try (Case erp = new Case()) {
            erp.assertRefused(
                    Problem.TAKES_EFFECT_TOO_SOON,
                    new ProposeUnits(),
                    new ProposeUnits.Command(START.minusSeconds(1), "x", List.of(line("BOX", 2, 1))),
                    CARLA);
            UnitChangeView proposed = erp.propose(CARLA, START.plusSeconds(60), line("CASE", 12, 1));
            erp.clock.advance(Duration.ofMinutes(2));
            erp.assertRefused(
                    Problem.TAKES_EFFECT_TOO_SOON,
                    new ApproveUnits(),
                    new ApproveUnits.Command(proposed.unitChange(), null),
                    CONRAD);
        }
    }

    @Test
    void aProposalNamesKnownItemsAndEachUnitOnce() {
        try (Case erp = new Case()) {
            for (Map.Entry<Problem, List<ProposeUnits.Line>> wrong : List.of(
                    Map.entry(
                            Problem.UNKNOWN_REFERENCE, List.of(new ProposeUnits.Line(new Sku("NOPE"), "CASE", 12, 1))),
                    Map.entry(Problem.INVALID, List.of(line("EA", 12, 1))),
                    Map.entry(Problem.INVALID, List.of(line("CASE", 12, 1), line("CASE", 10, 1))))) {
                erp.assertRefused(
                        wrong.getKey(),
                        new ProposeUnits(),
                        new ProposeUnits.Command(null, "x", wrong.getValue()),
                        CARLA);
            }
            erp.assertRefused(
                    Problem.REASON_MISSING,
                    new ProposeUnits(),
                    new ProposeUnits.Command(null, " ", List.of(line("CASE", 12, 1))),
                    CARLA);
        }
    }

    @Test
    void aRejectedUnitNeverHoldsAndTheProposerTakesHisOwnBack() {
        try (Case erp = new Case()) {
            UnitChangeView proposed = erp.propose(BEA, null, line("CASE", 12, 1));
            erp.assertRefused(
                    Problem.REASON_MISSING,
                    new RejectUnits(),
                    new RejectUnits.Command(proposed.unitChange(), " "),
                    CARLA);
            assertThat(erp.run(new RejectUnits(), new RejectUnits.Command(proposed.unitChange(), "eleven"), CARLA)
                            .state())
                    .isEqualTo(UnitChangeState.REJECTED);
            UnitChangeView own = erp.propose(BEA, null, line("CASE", 12, 1));
            erp.run(new RejectUnits(), new RejectUnits.Command(own.unitChange(), "typed wrong"), BEA);
            UnitChangeView of = erp.propose(CARLA, null, line("CASE", 12, 1));
            erp.assertRefused(
                    Problem.FORBIDDEN, new RejectUnits(), new RejectUnits.Command(of.unitChange(), "mine"), BEA);
            assertThat(erp.units(erp.clock.instant())).isEmpty();
            erp.assertRefused(
                    Problem.NOT_FOUND,
                    new RejectUnits(),
                    new RejectUnits.Command(new UnitChangeId("UC-404"), "x"),
                    CARLA);
        }
    }

    @Test
    void ofTwoWhoApproveAtOnceOneDoes() throws InterruptedException {
        try (Case erp = new Case()) {
            UnitChangeView proposed = erp.propose(BEA, null, line("CASE", 12, 1));
            List<Callable<UnitChangeView>> approvals =
                    List.of(() -> erp.approve(CARLA, proposed), () -> erp.approve(CONRAD, proposed));
            List<Object> answers = Attempts.inParallel(approvals);
            assertThat(answers.stream().filter(UnitChangeView.class::isInstance))
                    .hasSize(1);
            assertThat(answers.stream().filter(Refused.class::isInstance)).hasSize(1);
            assertThat(erp.erp.rows("event where type = 'setpoint.units.units-approved.v1'"))
                    .isEqualTo(1);
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void thereAndBackGivesTheSameAndAChangeOfTheFactorLeavesDocumentsAsTheyWere(
            @ForAll @IntRange(min = 1, max = 1000) int numerator,
            @ForAll @IntRange(min = 1, max = 1000) int denominator,
            @ForAll @IntRange(min = 1, max = 1000) int otherNumerator,
            @ForAll @LongRange(min = 1, max = 1_000_000) long thousandths) {
        try (Case erp = new Case()) {
            erp.define("THERE", numerator, denominator);
            erp.define("BACK", denominator, numerator);
            BigDecimal typed = BigDecimal.valueOf(thousandths, 3);
            boolean even = Math.multiplyExact(thousandths, (long) numerator) % denominator == 0;
            if (!even) {
                Attempts.refused(Problem.UNIT_NOT_EXACT, () -> erp.type("RC-1", typed.toString(), "THERE"));
                return;
            }
            BigDecimal base = erp.type("RC-1", typed.toString(), "THERE");
            assertThat(base.multiply(BigDecimal.valueOf(denominator)))
                    .isEqualByComparingTo(typed.multiply(BigDecimal.valueOf(numerator)));
            assertThat(erp.type("RC-2", base.toString(), "BACK")).isEqualByComparingTo(typed);

            String before = erp.typed("RC-1") + erp.typed("RC-2");
            erp.clock.advance(Duration.ofMinutes(1));
            erp.define("THERE", otherNumerator, denominator);
            assertThat(erp.typed("RC-1") + erp.typed("RC-2")).isEqualTo(before);
            assertThat(erp.type("RC-3", START, new Type.Line(Warehouse.A, typed.toString(), "THERE"))
                            .get(0))
                    .isEqualByComparingTo(base);
        }
    }
}
