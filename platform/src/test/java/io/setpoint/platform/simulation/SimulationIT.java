package io.setpoint.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.EventType;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.fixtures.RunningErpCore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The simulated distributor against a real erp-core on a real PostgreSQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulationIT {
    private static final LogIn FEED = new LogIn("exception-feed", "feed-of-a-test");
    private static final long SEED = 42;
    /** A quiet machine plays everything in a fifth of it. */
    private static final Duration LONGEST = Duration.ofSeconds(150);

    private static final String IN_STREAMING = "rules and models find exceptions in streaming, which does not run here";
    private static final String IN_KAFKA = "models are trained on the event log in Kafka, which does not run here";
    private static final String BY_UNDO = "only undoing the import of a file withdraws what it created";
    private static final Map<EventType, String> NOT_PLAYED_HERE = Map.ofEntries(
            Map.entry(EventType.EXCEPTION_RAISED, IN_STREAMING),
            Map.entry(EventType.EXCEPTION_OWNED, IN_STREAMING),
            Map.entry(EventType.EXCEPTION_COMMENTED, IN_STREAMING),
            Map.entry(EventType.EXCEPTION_DECIDED, IN_STREAMING),
            Map.entry(EventType.EXCEPTION_CLEARED, IN_STREAMING),
            Map.entry(EventType.MODEL_REGISTERED, IN_KAFKA),
            Map.entry(EventType.MODEL_PROMOTED, IN_KAFKA),
            Map.entry(EventType.MODEL_RETIRED, IN_KAFKA),
            Map.entry(EventType.ITEM_WITHDRAWN, BY_UNDO),
            Map.entry(EventType.CUSTOMER_WITHDRAWN, BY_UNDO));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static RunningErpCore core;

    @BeforeAll
    static void start() throws Exception {
        core = RunningErpCore.start(folder);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    @Order(1)
    void theWholeHistoryIsTakenOver() throws Exception {
        long begun = System.nanoTime();
        Simulation.Prepared prepared = Simulation.prepare(
                core.api(), RunningErpCore.ADMINISTRATOR, FEED, folder, SEED, History.DAYS, (share, text) -> {});
        System.out.printf(
                "history of %d orders, %d counts, %d adjustments told in %d s%n",
                prepared.orders(),
                prepared.counts(),
                prepared.adjustments(),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());

        assertThat(number("select count(*) from sales_order")).isEqualTo(prepared.orders());
        assertThat(number("select count(*) from cycle_count")).isEqualTo(prepared.counts());
        assertThat(number("select count(*) from adjustment")).isEqualTo(prepared.adjustments());
        assertThat(number("select count(*) from purchase_order where history")).isGreaterThan(500);
        assertThat(number("select count(*) from purchase_order where history and state = 'APPROVED'"))
                .as("what is on its way at go-live")
                .isPositive();
        assertThat(number("select count(*) from customer_return where history")).isGreaterThan(100);
        assertThat(number("select count(*) from item")).isEqualTo(800);
        assertThat(number("select count(*) from customer")).isEqualTo(150);
        assertThat(number("select count(*) from company where live_at is not null"))
                .isEqualTo(2);
        assertThat(number("select count(*) from stock where on_hand > 0")).isGreaterThan(1_200);
        List<String> labels = Files.readAllLines(folder.resolve("simulation-labels.csv"));
        assertThat(labels).hasSizeGreaterThan(500);
    }

    @Test
    @Order(2)
    void aSecondPreparationChangesNothing() throws Exception {
        long events = number("select count(*) from event");

        assertThat(Simulation.isPrepared(folder)).isTrue();
        assertThat(Simulation.prepare(
                        core.api(),
                        RunningErpCore.ADMINISTRATOR,
                        FEED,
                        folder,
                        SEED + 1,
                        History.DAYS,
                        (share, text) -> {}))
                .isEqualTo(new Simulation.Prepared(0, 0, 0));
        assertThat(number("select count(*) from event")).isEqualTo(events);
    }

    @Test
    @Order(3)
    void aPreparationThatBrokeOffIsTakenUpAgain() throws Exception {
        long events = number("select count(*) from event");
        Path state = folder.resolve("simulation.properties");
        Files.writeString(state, Files.readString(state).replace("prepared=true", "prepared=false"));

        Simulation.Prepared prepared = Simulation.prepare(
                core.api(), RunningErpCore.ADMINISTRATOR, FEED, folder, SEED, History.DAYS, (share, text) -> {});

        assertThat(prepared.orders()).isEqualTo((int) number("select count(*) from sales_order"));
        assertThat(number("select count(*) from event")).isEqualTo(events);
    }

    @Test
    @Order(4)
    void thereIsWorkInTheWarehousesBeforeTheFirstHourOfBusiness() {
        ErpApi api = new ErpApi(core.api());
        for (World.Company company : World.of(SEED).companies()) {
            ErpSession controller = Simulation.logIn(api, company, "controller");
            for (World.Site site : company.sites()) {
                assertThat(controller.get("/count-plan?site=" + site.id()).path("items"))
                        .as("what is to be counted one day at " + site.id())
                        .isNotEmpty();
                assertThat(controller.get("/pick-faces/tasks?site=" + site.id()).path("items"))
                        .as("what the pick faces of " + site.id() + " want")
                        .hasSizeGreaterThanOrEqualTo(site.putsAway() ? 1 : 0);
            }
        }
    }

    @Test
    @Order(5)
    void liveBusinessGoesThroughAllItsStepsAndNobodyApprovesHisOwn() throws Exception {
        LiveBusiness.Figures figures;
        try (LiveBusiness live = Simulation.live(core.api(), folder, 240)) {
            Instant latest = Clock.systemUTC().instant().plus(LONGEST);
            do {
                TimeUnit.SECONDS.sleep(1);
            } while (!notPlayed().isEmpty() && Clock.systemUTC().instant().isBefore(latest));
            figures = live.figures();
        }
        System.out.println(figures);

        assertThat(figures.failed()).isZero();
        assertThat(figures.unreachable()).isZero();
        assertThat(figures.done())
                .containsKeys("place", "release", "pick", "pack", "ship", "count", "count a line", "adjust");
        long refused =
                figures.refused().values().stream().mapToLong(Long::longValue).sum();
        long done = figures.done().values().stream().mapToLong(Long::longValue).sum();
        assertThat(refused).isLessThan(done / 10);
        assertThat(figures.refused())
                .doesNotContainKeys("self-approval", "forbidden", "malformed", "unknown-reference");
        assertThat(number("select count(*) from shipment where not history and state in ('SHIPPED', 'DELIVERED')"))
                .isPositive();
        assertThat(number("select count(*) from wave where state = 'CLOSED'")).isPositive();
        assertThat(number("select count(*) from invoice where state = 'POSTED'"))
                .isPositive();
        assertThat(number("select count(*) from invoice where posted_by = made_by or decided_by = made_by"))
                .isZero();
        assertThat(number("select count(distinct steps) from (select site_id, receive_steps as steps from site) s"))
                .as("each warehouse receives in its own way")
                .isEqualTo(3);
        assertThat(number("select count(*) from adjustment where decided_by = proposed_by"))
                .isZero();
        assertThat(number("select count(*) from audit where outcome = 'REFUSED' and refusal = 'self-approval'"))
                .isZero();
    }

    @Test
    @Order(6)
    void everyTypeOfEventWasPlayedOrThereIsAReasonWhyNot() throws Exception {
        Map<String, Long> played = eventCounts();
        System.out.println(played);

        assertThat(notPlayed()).isEmpty();
        for (EventType type : EventType.values()) {
            assertThat(played.containsKey(type.code()))
                    .as("%s is played, or NOT_PLAYED_HERE says why not", type.code())
                    .isNotEqualTo(NOT_PLAYED_HERE.containsKey(type));
        }
    }

    /** What the business is still to play. */
    private static List<String> notPlayed() throws SQLException {
        Map<String, Long> played = eventCounts();
        return Stream.of(EventType.values())
                .filter(type -> !NOT_PLAYED_HERE.containsKey(type))
                .map(EventType::code)
                .filter(code -> !played.containsKey(code))
                .toList();
    }

    private static Map<String, Long> eventCounts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = core.owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select type, count(*) from event group by type")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = core.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
