package io.setpoint.erp.exceptions;

import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.FEED;
import static io.setpoint.erp.Warehouse.PIA;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.Decision;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.exceptions.ExceptionSignal.Action;
import io.setpoint.contracts.exceptions.ExceptionType.Remedy;
import io.setpoint.contracts.fixtures.TestPostgres;
import io.setpoint.contracts.values.ExceptionId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.MovableClock;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.Inventory;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Request;
import io.setpoint.erp.sales.Sales;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExceptionQueueTest {
    private static final String ADJUSTMENT = "ADJ-1";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final ErpFixture erp = ErpFixture.create(clock);
    private final Inventory inventory = new Inventory();
    private final Remedies remedies =
            new Remedies(inventory.decisions(), new Sales(inventory.reservations(), Clock.systemUTC()).remedies());

    @BeforeEach
    void anAdjustmentOfWandaWaits() {
        Warehouse.build(erp);
        Warehouse.adjustment(erp, ADJUSTMENT, "wanda", "PROPOSED", -60);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void aSignalRaisesOneExceptionWithEventAndAudit() {
        ExceptionId exception = raise(1);

        assertThat(exception.value()).matches("EX-[0-9a-f]{16}");
        assertThat(erp.rows(
                        "exception where state = 'OPEN' and type = 'adjustment-over-tolerance' and site_id = 'HAM'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.exceptions.exception-raised.v1' and aggregateid = '"
                        + exception + "' and actor = 'feed'"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'receive-signal' and actor = 'feed'"))
                .isEqualTo(1);
    }

    @Test
    void aRepeatGivesTheSameAnswerAndNeverASecondRow() throws Exception {
        ExceptionId first = raise(5);
        assertThat(raise(5)).isEqualTo(first);
        assertThat(raise(4)).isEqualTo(first);
        List<Callable<ExceptionId>> many = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            many.add(() -> raise(6, "order-past-commit", "SO-9", "10"));
        }
        assertThat(Attempts.inParallel(many)).containsOnly(ReceiveSignal.id("NORTH|order-past-commit|SO-9"));
        assertThat(erp.rows("exception")).isEqualTo(2);
        assertThat(erp.rows("event where type = 'setpoint.exceptions.exception-raised.v1'"))
                .isEqualTo(2);
        assertThat(version(first)).isEqualTo(1);
    }

    @Test
    void aClearedCauseTakesAnUndecidedExceptionOutAndAnOlderRaiseDoesNotBringItBack() {
        ExceptionId exception = raise(5);
        clear(7);
        assertThat(erp.rows("exception where state = 'CLEARED' and settled_at is not null"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.exceptions.exception-cleared.v1'"))
                .isEqualTo(1);
        raise(5);
        clear(7);
        assertThat(erp.rows("exception where state = 'CLEARED'")).isEqualTo(1);
        Attempts.refused(Problem.STALE_VERSION, () -> decide(CARLA, exception, Decision.APPROVED, 1));

        clock.advance(Duration.ofSeconds(1));
        raise(later());
        assertThat(erp.rows("exception where state = 'OPEN' and regressed")).isEqualTo(1);
    }

    @Test
    void ofTwoSignalsOfOneCommitTheOneThatClearsKnewMore() {
        raise(5);
        clear(5);
        raise(5);

        assertThat(erp.rows("exception where state = 'CLEARED'")).isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.exceptions.exception-raised.v1'"))
                .isEqualTo(1);
    }

    @Test
    void whatIsClearedNeedsNoCurrency() {
        raise(5);
        ExceptionSignal cleared =
                ExceptionSignals.signal(Action.CLEARED, 7, "adjustment-over-tolerance", ADJUSTMENT, "1");
        send(ExceptionSignals.of(cleared, "NORTH", "HAM", cleared.key(), "XXX"));

        assertThat(erp.rows("exception where state = 'CLEARED'")).isEqualTo(1);
    }

    @Test
    void approvingPostsTheRemedyTheDecisionTheAuditAndTheEventsInOneTransaction() {
        ExceptionId exception = raise(1);
        ExceptionView view = decide(CARLA, exception, Decision.APPROVED, 1);

        assertThat(view.state()).isEqualTo(ExceptionState.DECIDED);
        assertThat(erp.rows("adjustment where state = 'POSTED' and decided_by = 'carla'"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where on_hand = 40")).isEqualTo(1);
        assertThat(erp.rows("exception_decision where decision = 'APPROVED' and remedy = 'APPROVE_ADJUSTMENT'"
                        + " and decided_by = 'carla' and seen_version = 1"))
                .isEqualTo(1);
        assertThat(erp.rows(
                        "audit where command = 'decide-exception+approve-adjustment' and cardinality(event_ids) = 2"))
                .isEqualTo(1);
        assertThat(erp.rows("event d join event p on p.recorded_at = d.recorded_at and p.seq = 0 and d.seq = 1"
                        + " where d.type = 'setpoint.exceptions.exception-decided.v1'"
                        + " and p.type = 'setpoint.inventory.adjustment-posted.v1'"))
                .isEqualTo(1);
    }

    @Test
    void theDecisionKeepsTheHashOfTheEvidenceItWasTakenOn() throws Exception {
        ExceptionId exception = raise(1);
        decide(CARLA, exception, Decision.APPROVED, 1);
        String signal = text("select signal from exception");
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(signal.getBytes(StandardCharsets.UTF_8)));

        assertThat(text("select evidence_hash from exception_decision")).isEqualTo(hash);
        assertThat(text("select payload::jsonb ->> 'evidenceHash' from event"
                        + " where type = 'setpoint.exceptions.exception-decided.v1'"))
                .isEqualTo(hash);
    }

    @Test
    void rejectingLeavesStockUnchangedAndNeedsAReason() {
        ExceptionId exception = raise(1);
        Attempts.refused(
                Problem.REASON_MISSING, () -> decide(CARLA, exception, Decision.REJECTED, null, null, 1, null));
        decide(CARLA, exception, Decision.REJECTED, null, "no count", 1, null);

        assertThat(erp.rows("adjustment where state = 'REJECTED' and decision_note = 'no count'"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where on_hand = 100")).isEqualTo(1);
        assertThat(erp.rows("stock_move")).isZero();
    }

    @Test
    void theProposerCannotDecideItAndNothingIsWrittenButTheAuditOfTheAttempt() {
        Warehouse.adjustment(erp, "ADJ-2", "carla", "PROPOSED", -60);
        ExceptionId exception = raise(1, "adjustment-over-tolerance", "ADJ-2", "600");
        int before = Warehouse.written(erp);
        Refused refused = Attempts.refused(Problem.SELF_APPROVAL, () -> decide(CARLA, exception, Decision.APPROVED, 1));

        assertThat(refused.allowed()).containsExactly("Conrad");
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        assertThat(erp.rows("exception_decision")).isZero();
        assertThat(erp.rows("exception where state = 'OPEN' and version = 1")).isEqualTo(1);
        assertThat(erp.rows(
                        "audit where command = 'decide-exception' and refusal = 'self-approval' and actor = 'carla'"))
                .isEqualTo(1);
    }

    @Test
    void aStaleCardIsRefusedAndAMissingVersionToo() {
        ExceptionId exception = raise(1);
        own(PIA, exception);
        Attempts.refused(Problem.STALE_VERSION, () -> decide(CARLA, exception, Decision.APPROVED, 1));
        Attempts.refused(
                Problem.VERSION_MISSING, () -> decide(CARLA, exception, Decision.APPROVED, null, null, null, null));
        assertThat(erp.rows("exception_decision")).isZero();
        decide(CARLA, exception, Decision.APPROVED, 2);
        assertThat(Attempts.refused(Problem.STALE_VERSION, () -> decide(CONRAD, exception, Decision.APPROVED, 2))
                        .detail())
                .contains("was decided by carla");
        assertThat(Attempts.refused(Problem.ALREADY_DECIDED, () -> decide(CONRAD, exception, Decision.APPROVED, 3))
                        .detail())
                .contains("was decided by carla");
    }

    @Test
    void aDoubleClickGetsTheSameAnswer() {
        ExceptionId exception = raise(1);
        Receipt<ExceptionView> first = decideReceipt(CARLA, exception, Decision.APPROVED, null, null, 1, "click");
        Receipt<ExceptionView> second = decideReceipt(CARLA, exception, Decision.APPROVED, null, null, 1, "click");

        assertThat(second.replayed()).isTrue();
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(erp.rows("exception_decision")).isEqualTo(1);
        assertThat(erp.rows("stock_move")).isEqualTo(1);
    }

    @Test
    void twoApproversAtOnceGiveOnePostingAndOneClearRefusal() throws Exception {
        ExceptionId exception = raise(1);
        List<Object> answers = Attempts.inParallel(List.of(
                () -> decide(CARLA, exception, Decision.APPROVED, 1),
                () -> decide(CONRAD, exception, Decision.APPROVED, 1)));

        assertThat(answers).filteredOn(ExceptionView.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Refused.class::isInstance)
                .singleElement()
                .satisfies(answer -> assertThat(((Refused) answer).detail()).contains("was decided by"));
        assertThat(erp.rows("stock_move")).isEqualTo(1);
        assertThat(erp.rows("exception_decision")).isEqualTo(1);
    }

    @Test
    void anAdjustmentThatWasApprovedOnItsOwnPageCannotBeApprovedAgainHere() {
        ExceptionId exception = raise(1);
        erp.sql("update adjustment set state = 'POSTED', decided_by = 'conrad', decided_at = now(), posted_at = now()");
        Attempts.refused(Problem.ALREADY_DECIDED, () -> decide(CARLA, exception, Decision.APPROVED, 1));
        assertThat(erp.rows("exception where state = 'OPEN'")).isEqualTo(1);
        assertThat(page(CARLA, exception).remedies())
                .allSatisfy(remedy -> assertThat(remedy.reason()).contains("posted by conrad"));
    }

    @Test
    void aMachineCanRaiseButNeverDecideOrOwnOrComment() {
        ExceptionId exception = raise(1);
        Attempts.refused(Problem.FORBIDDEN, () -> decide(FEED, exception, Decision.APPROVED, 1));
        Attempts.refused(Problem.FORBIDDEN, () -> own(FEED, exception));
        Attempts.refused(Problem.FORBIDDEN, () -> comment(FEED, exception, "hello"));
        assertThat(erp.rows("audit where command = 'decide-exception' and refusal = 'forbidden' and actor = 'feed'"))
                .isEqualTo(1);
        Attempts.refused(Problem.FORBIDDEN, () -> signal(CARLA, Action.RAISED, 9, "order-past-commit", "SO-1", "1"));
        assertThatThrownBy(
                        () -> erp.sql(
                                "insert into role_grant values ('NORTH', 'feed', true, 'inventory-controller', null, now(), 'root')"))
                .hasMessageContaining("role_grant_machine_posts_nothing");
    }

    @Test
    void aSuspiciousPostedAdjustmentIsReversedByItsOpposite() {
        Warehouse.adjustment(erp, "ADJ-3", "wanda", "POSTED", -5);
        ExceptionId exception = raise(1, "suspicious-adjustment", "ADJ-3", "50");
        decide(CARLA, exception, Decision.APPROVED, Remedy.REVERSE_ADJUSTMENT, "no such damage", 1, null);

        assertThat(erp.rows("adjustment where reversal_of = 'ADJ-3' and state = 'POSTED' and quantity = 5"
                        + " and proposed_by = 'carla'"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where on_hand = 105")).isEqualTo(1);
    }

    @Test
    void aReversalOverToleranceWaitsForYetAnotherPerson() {
        Warehouse.adjustment(erp, "ADJ-3", "wanda", "POSTED", -60);
        ExceptionId exception = raise(1, "suspicious-adjustment", "ADJ-3", "600");
        decide(CARLA, exception, Decision.APPROVED, Remedy.REVERSE_ADJUSTMENT, null, 1, null);

        assertThat(erp.rows("adjustment where reversal_of = 'ADJ-3' and state = 'PROPOSED' and over_tolerance"))
                .isEqualTo(1);
        assertThat(erp.rows("stock where on_hand = 100")).isEqualTo(1);
    }

    @Test
    void whatWasDecidedComesBackAsRegressedOnlyIfTheSignalKnewMoreThanTheDecision() {
        ExceptionId exception = raise(later());
        clock.advance(Duration.ofMinutes(5));
        long beforeDecision = later();
        clock.advance(Duration.ofMinutes(5));
        decide(CARLA, exception, Decision.REJECTED, null, "no count", 1, null);
        raise(beforeDecision);
        assertThat(erp.rows("exception where state = 'DECIDED' and not regressed"))
                .isEqualTo(1);

        clock.advance(Duration.ofMinutes(5));
        raise(later());
        assertThat(erp.rows("exception where state = 'OPEN' and regressed and settled_at is null"))
                .isEqualTo(1);
        assertThat(list(PIA, QueueTab.REGRESSED).items()).hasSize(1);
        assertThat(page(PIA, exception).history())
                .extracting(ExceptionPage.Step::summary)
                .containsExactly("Raised", "REJECTED with REJECT_ADJUSTMENT: no count", "Raised");
    }

    @Test
    void newerEvidenceMakesTheCardStale() {
        ExceptionId exception = raise(1);
        raise(2);
        assertThat(version(exception)).isEqualTo(2);
        Attempts.refused(Problem.STALE_VERSION, () -> decide(CARLA, exception, Decision.APPROVED, 1));
    }

    @Test
    void decisionsThatDoNotFitTheTypeAreRefused() {
        ExceptionId exception = raise(1);
        assertThat(Attempts.refused(
                                Problem.INVALID,
                                () -> decide(CARLA, exception, Decision.NO_ACTION, null, "leave it", 1, null))
                        .allowed())
                .containsExactly("APPROVED", "REJECTED", "DUPLICATE");
        Attempts.refused(
                Problem.INVALID,
                () -> decide(CARLA, exception, Decision.APPROVED, Remedy.ALLOCATE_BACKORDER, null, 1, null));
        Attempts.refused(
                Problem.INVALID,
                () -> decide(CARLA, exception, Decision.APPROVED, Remedy.REJECT_ADJUSTMENT, null, 1, null));
        assertThat(erp.rows("exception_decision")).isZero();
    }

    @Test
    void onlyWhoMayPostTheRemedyMayDecideWithIt() {
        ExceptionId exception = raise(1);
        assertThat(Attempts.refused(Problem.FORBIDDEN, () -> decide(PIA, exception, Decision.APPROVED, 1))
                        .detail())
                .contains("adjustments:approve");
        assertThat(erp.rows("exception where state = 'OPEN'")).isEqualTo(1);
        assertThat(page(PIA, exception).remedies()).first().satisfies(remedy -> {
            assertThat(remedy.remedy()).isEqualTo(Remedy.APPROVE_ADJUSTMENT);
            assertThat(remedy.allowed()).isFalse();
            assertThat(remedy.whoCan()).containsExactly("Carla", "Conrad");
            assertThat(remedy.effect()).isEqualTo("Book of ITEM-A in bin A-01-1 goes from 100 to 40 EA");
        });
        assertThat(page(WANDA, exception).remedies())
                .first()
                .satisfies(remedy -> assertThat(remedy.reason()).isEqualTo("You proposed this adjustment"));
        assertThat(page(CARLA, exception).remedies())
                .extracting(ExceptionPage.RemedyView::allowed)
                .containsExactly(true, true);
    }

    @Test
    void aPlannerAllocatesFreeStockToAnOrderPastCommit() {
        Warehouse.orders(erp, 1, Warehouse.A);
        erp.sql("""
                update sales_order set state = 'RELEASED', released_at = now(), released_by = 'sam';
                update sales_order_line set released_quantity = 100, backordered = 100;
                """);
        ExceptionId exception = raise(1, "order-past-commit", "SO-1", "1500");
        assertThat(page(CARLA, exception).remedies()).first().satisfies(remedy -> {
            assertThat(remedy.allowed()).isFalse();
            assertThat(remedy.whoCan()).containsExactly("Pia");
        });
        assertThat(view(PIA, exception).classWeight()).isEqualByComparingTo("3");
        decide(PIA, exception, Decision.APPROVED, Remedy.ALLOCATE_BACKORDER, null, 1, null);

        assertThat(erp.rows("reservation where quantity = 100")).isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.sales.backorder-allocated.v1'"))
                .isEqualTo(1);
        assertThat(erp.rows("exception where state = 'DECIDED' and owner = 'pia'"))
                .isEqualTo(1);
    }

    @Test
    void aPlannerCancelsTheOpenLinesOfAnOrderPastCommit() {
        Warehouse.orders(erp, 1, Warehouse.B);
        ExceptionId exception = raise(1, "order-past-commit", "SO-1", "1500");
        decide(PIA, exception, Decision.APPROVED, Remedy.CANCEL_OPEN_LINES, "supplier is gone", 1, null);

        assertThat(erp.rows("event where type = 'setpoint.sales.order-line-cancelled.v1'"
                        + " and payload::jsonb ->> 'reason' = 'SHORTAGE'"))
                .isEqualTo(1);
    }

    @Test
    void aSignalThatIsWrongIsRefusedAndNothingIsWritten() {
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.INVALID, () -> raise(1, "no-such-type", "X-1", "1"));
        Attempts.refused(Problem.INVALID, () -> raise(1, "order-past-commit", "SO-1", "-1"));
        ExceptionSignal good = ExceptionSignals.signal(Action.RAISED, 1, "order-past-commit", "SO-1", "1");
        Attempts.refused(
                Problem.WRONG_COMPANY, () -> send(ExceptionSignals.of(good, "SOUTH", "HAM", good.key(), "EUR")));
        Attempts.refused(
                Problem.UNKNOWN_REFERENCE,
                () -> send(ExceptionSignals.of(good, "NORTH", "NOWHERE", good.key(), "EUR")));
        Attempts.refused(Problem.INVALID, () -> send(ExceptionSignals.of(good, "NORTH", "HAM", "whatever", "EUR")));
        Attempts.refused(Problem.INVALID, () -> send(ExceptionSignals.of(good, "NORTH", "HAM", good.key(), "USD")));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        assertThat(erp.rows("exception")).isZero();
    }

    @Test
    void eachOpenExceptionStandsInExactlyOneOfMineUnassignedAndWaiting() {
        ExceptionId mine = raise(1, "order-past-commit", "SO-1", "10");
        ExceptionId others = raise(1, "order-past-commit", "SO-2", "20");
        ExceptionId nobodys = raise(1, "order-past-commit", "SO-3", "30");
        own(PIA, mine);
        own(CARLA, others);

        assertThat(ids(QueueTab.MINE)).containsExactly(mine);
        assertThat(ids(QueueTab.WAITING)).containsExactly(others);
        assertThat(ids(QueueTab.UNASSIGNED)).containsExactly(nobodys);
        assertThat(ids(QueueTab.BREACHING)).isEmpty();
        clock.advance(Duration.ofMinutes(61));
        assertThat(ids(QueueTab.BREACHING)).containsExactly(nobodys);
        clock.advance(Duration.ofHours(22));
        assertThat(ids(QueueTab.BREACHING)).containsExactlyInAnyOrder(mine, others, nobodys);
        decide(PIA, mine, Decision.NO_ACTION, null, "shipped by hand", 2, null);
        assertThat(ids(QueueTab.DONE)).containsExactly(mine);
        assertThat(erp.reads()
                        .in(ErpFixture.COMPANY, handle -> ExceptionQueries.summary(handle, PIA, clock.instant()))
                        .tabs())
                .containsEntry("mine", 0)
                .containsEntry("waiting", 1)
                .containsEntry("unassigned", 1)
                .containsEntry("done", 1)
                .containsEntry("all", 3);
        assertThat(erp.rows("event where type = 'setpoint.exceptions.exception-owned.v1'"))
                .isEqualTo(2);
    }

    @Test
    void theQueueIsOrderedByTheVeryFormulaOfThePolicyAndPagesKeepTheirMoment() {
        Random random = new Random(7);
        for (int i = 1; i <= 25; i++) {
            raise(1, "order-past-commit", "SO-" + i, String.valueOf(random.nextInt(100_000)));
            clock.advance(Duration.ofMinutes(random.nextInt(200)));
        }
        erp.sql("update exception set class_weight = 1 + abs(hashtext(exception_id)) % 3");
        Instant asOf = clock.instant();
        List<ExceptionView> shown = new ArrayList<>();
        String cursor = null;
        do {
            Page<ExceptionView> page = list(PIA, QueueTab.ALL, cursor, 7);
            shown.addAll(page.items());
            cursor = page.next();
            clock.advance(Duration.ofHours(3));
        } while (cursor != null);

        assertThat(shown).hasSize(25).doesNotHaveDuplicates();
        Comparator<ExceptionView> byPolicy = Comparator.comparing((ExceptionView view) -> QueuePriority.of(
                                view.valueAtRisk(), view.classWeight(), view.dueAt(), asOf)
                        .round(new MathContext(12)))
                .thenComparing(view -> view.exception().value());
        assertThat(shown.stream().map(ExceptionView::exception).toList())
                .isEqualTo(shown.stream()
                        .sorted(byPolicy.reversed())
                        .map(ExceptionView::exception)
                        .toList());
        BigDecimal rank = erp.owner()
                .withHandle(handle -> handle.createQuery(
                                "select " + QueueSort.PRIORITY.rank() + " from exception e where exception_id = :id")
                        .bind("asOf", asOf)
                        .bind("id", shown.get(3).exception().value())
                        .mapTo(BigDecimal.class)
                        .one());
        assertThat(rank.doubleValue())
                .isCloseTo(
                        QueuePriority.of(
                                        shown.get(3).valueAtRisk(),
                                        shown.get(3).classWeight(),
                                        shown.get(3).dueAt(),
                                        asOf)
                                .doubleValue(),
                        within(1e-6));
    }

    @Test
    void whoSeesOneSiteOnlySeesItsExceptionsOnly() {
        ExceptionId exception = raise(1);
        Actor rotterdam = Warehouse.personAt("rita", "ROT", Permission.VIEW, Permission.WORK_EXCEPTION);
        assertThat(list(rotterdam, QueueTab.ALL).items()).isEmpty();
        Attempts.refused(Problem.NOT_FOUND, () -> page(rotterdam, exception));
        Attempts.refused(Problem.FORBIDDEN, () -> own(rotterdam, exception));
    }

    @Test
    void commentsAreKeptAndMakeNobodysCardStale() {
        ExceptionId exception = raise(1);
        comment(PIA, exception, "asked Wanda for a photo");
        assertThat(version(exception)).isEqualTo(1);
        assertThat(erp.rows("exception_comment where person_id = 'pia'")).isEqualTo(1);
        assertThat(page(PIA, exception).history())
                .extracting(ExceptionPage.Step::summary)
                .containsExactly("Raised", "asked Wanda for a photo");
        Attempts.refused(Problem.INVALID, () -> comment(PIA, exception, " "));
    }

    @Test
    void decisionsAndCommentsCannotBeChangedByTheApplication() throws Exception {
        try (Connection connection = DriverManager.getConnection(TestPostgres.url(erp.database(), "setpoint_app"));
                Statement statement = connection.createStatement()) {
            statement.execute("set setpoint.company = 'NORTH'");
            for (String sql : List.of(
                    "update exception_decision set why = ''",
                    "delete from exception_decision",
                    "update exception_comment set text = ''",
                    "delete from exception_comment",
                    "delete from exception")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
        }
    }

    private ExceptionId raise(long stamp) {
        return raise(stamp, "adjustment-over-tolerance", ADJUSTMENT, "600");
    }

    private ExceptionId raise(long stamp, String type, String subject, String value) {
        return signal(FEED, Action.RAISED, stamp, type, subject, value);
    }

    private void clear(long stamp) {
        signal(FEED, Action.CLEARED, stamp, "adjustment-over-tolerance", ADJUSTMENT, "600");
    }

    private ExceptionId signal(Actor actor, Action action, long stamp, String type, String subject, String value) {
        return erp.useCases()
                .run(new ReceiveSignal(), ExceptionSignals.signal(action, stamp, type, subject, value), actor, null)
                .value()
                .exception();
    }

    private ExceptionId send(ExceptionSignal signal) {
        return erp.useCases()
                .run(new ReceiveSignal(), signal, FEED, null)
                .value()
                .exception();
    }

    private long later() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private ExceptionView decide(Actor actor, ExceptionId exception, Decision decision, int version) {
        return decide(actor, exception, decision, Remedy.APPROVE_ADJUSTMENT, null, version, null);
    }

    private ExceptionView decide(
            Actor actor,
            ExceptionId exception,
            Decision decision,
            @Nullable Remedy remedy,
            @Nullable String why,
            @Nullable Integer version,
            @Nullable String key) {
        return decideReceipt(actor, exception, decision, remedy, why, version, key)
                .value();
    }

    private Receipt<ExceptionView> decideReceipt(
            Actor actor,
            ExceptionId exception,
            Decision decision,
            @Nullable Remedy remedy,
            @Nullable String why,
            @Nullable Integer version,
            @Nullable String key) {
        Remedy meant = remedy == null && decision == Decision.APPROVED ? Remedy.APPROVE_ADJUSTMENT : remedy;
        return erp.useCases()
                .run(
                        new DecideException(remedies),
                        new DecideException.Command(exception, decision, meant, why),
                        new Request(actor, key, version));
    }

    private ExceptionView own(Actor actor, ExceptionId exception) {
        return erp.useCases()
                .run(new OwnException(), new OwnException.Command(exception), actor, null)
                .value();
    }

    private CommentOnException.Commented comment(Actor actor, ExceptionId exception, String text) {
        return erp.useCases()
                .run(new CommentOnException(), new CommentOnException.Command(exception, text), actor, null)
                .value();
    }

    private Page<ExceptionView> list(Actor actor, QueueTab tab) {
        return list(actor, tab, null, null);
    }

    private Page<ExceptionView> list(Actor actor, QueueTab tab, @Nullable String cursor, @Nullable Integer limit) {
        return erp.reads()
                .in(
                        actor.company(),
                        handle -> ExceptionQueries.list(
                                handle, actor, tab, null, null, null, cursor, limit, clock.instant()));
    }

    private List<ExceptionId> ids(QueueTab tab) {
        return list(PIA, tab).items().stream().map(ExceptionView::exception).toList();
    }

    private ExceptionPage page(Actor actor, ExceptionId exception) {
        return erp.reads()
                .in(
                        actor.company(),
                        handle -> ExceptionQueries.page(handle, actor, remedies, exception, clock.instant()));
    }

    private ExceptionView view(Actor actor, ExceptionId exception) {
        return page(actor, exception).exception();
    }

    private int version(ExceptionId exception) {
        return view(PIA, exception).version();
    }

    private String text(String sql) {
        return erp.owner()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
