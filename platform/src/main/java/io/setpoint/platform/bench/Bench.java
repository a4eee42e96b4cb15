package io.setpoint.platform.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.bench.Clients.Cost;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.console.Screen;
import io.setpoint.platform.installation.Ports;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** One run: found a company, count, warm up, measure floors and verbs, write a history, measure again. */
final class Bench {
    private static final int CLIENTS = 4;
    private static final int HOT_CLIENTS = BenchCompany.MOST_CLIENTS;
    private static final int HOT_ITEMS = 10;
    /** Requests of one round through all verbs. */
    private static final int ROUND = 13;

    /** How often the warm-up is repeated at most while the virtual machine still compiles. */
    private static final int WARM_UPS = 4;
    /** What of erp-core's processor time its compilers may take once it is warm. */
    private static final double COMPILING = 0.05;

    private static final int COUNTED_ROUNDS = 8;
    private static final int CHAINS = 20;

    private final Screen screen;
    private final Scale scale;
    private final Results results = new Results();

    Bench(Screen screen, Scale scale) {
        this.screen = screen;
        this.scale = scale;
    }

    /**
     * How much is done.
     *
     * @param warmUp requests before anything is measured, and as many again, up to four times, while erp-core's virtual
     *     machine still compiles: it compiles a verb for good after thousands of its requests only, and what that takes
     *     is many times what the verb takes
     * @param operations of each verb that is measured
     * @param history orders written before the last measurement
     */
    record Scale(int warmUp, int operations, int history) {}

    Results run() throws Exception {
        long began = System.nanoTime();
        BenchInstallation installation = BenchInstallation.start();
        Thread onInterrupt = new Thread(() -> closeQuietly(installation), "interrupted");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            run(installation);
        } finally {
            installation.close();
        }
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        screen.line(
                String.format(Locale.ROOT, "  done in %s", Screen.seconds((System.nanoTime() - began) / 1_000_000)));
        return results;
    }

    private void run(BenchInstallation installation) throws Exception {
        screen.bar(0, "starting PostgreSQL and erp-core");
        Ports counted = Ports.unused();
        BenchCompany.Staff staff;
        try (WireCounter counter = WireCounter.listen(counted.postgres(), installation.postgresPort())) {
            ErpApi api = installation.startErpCore(counted);
            staff = BenchCompany.found(api, installation.administrator());
            count(staff.logIn(api), counter);
        }
        BenchCompany company = staff.logIn(installation.startErpCore());
        Clients clients = new Clients(installation, screen::bar);
        History history = new History(installation);
        warmUp(installation, company, clients);
        // Plans are made anew after the statistics, so they are warmed up as well.
        history.settle();
        warmUp(company, clients, scale.warmUp() / 10);

        screen.line(String.format(
                Locale.ROOT,
                "  %-34s %9s %9s %11s %9s %6s %11s %8s",
                "CPU ms an operation",
                "all",
                "erp-core",
                "PostgreSQL",
                "x floor",
                "trips",
                "statements",
                "WAL kB"));
        floors(installation, company, clients);
        double before = verbs(company, clients);
        hot(installation, company, clients);
        history.write(scale.history(), screen::bar);
        warmUp(company, clients, scale.warmUp() / 10);
        Cost after = clients.run(
                "orders over the history",
                CLIENTS,
                scale.operations(),
                (client, number) -> company.place(client, BenchCompany.ITEMS));
        line("place an order, over the history", after, "order_history", null);
        results.put("order_history_ratio", after.total() / before);
        chain(company);
    }

    /** Statements and round trips of one request, without those of the look at the session or of a block of numbers. */
    private void count(BenchCompany company, WireCounter counter) throws Exception {
        for (int i = 0; i < COUNTED_ROUNDS; i++) {
            screen.bar((double) i / COUNTED_ROUNDS, "counting statements and round trips");
            String order = counted("order", counter, () -> company.place(0, BenchCompany.ITEMS));
            JsonNode released = counted("release", counter, () -> company.release(0, order));
            String shipment = counted("pick", counter, () -> company.pick(0, released));
            counted("pack", counter, () -> company.pack(0, shipment));
            counted("ship", counter, () -> company.ship(0, shipment));
            JsonNode purchase = company.order(0);
            counted("receive", counter, () -> company.receive(0, purchase));
            String adjustment = counted("propose", counter, () -> company.propose(0));
            counted("approve", counter, () -> company.approve(0, adjustment));
            counted("availability", counter, () -> company.availability(0));
        }
    }

    private <T> T counted(String verb, WireCounter counter, Callable<T> request) throws Exception {
        WireCounter.Counts before = counter.counts();
        T answer = request.call();
        WireCounter.Counts sent = counter.counts().since(before);
        results.putFewest(verb + "_statements", sent.statements());
        results.putFewest(verb + "_round_trips", sent.trips());
        return answer;
    }

    private void warmUp(BenchInstallation installation, BenchCompany company, Clients clients) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            long compiled = installation.compilerMillis();
            Cost cost = warmUp(company, clients, scale.warmUp());
            if (installation.compilerMillis() - compiled < COMPILING * cost.erpCoreMillis()) {
                return;
            }
        }
    }

    private static Cost warmUp(BenchCompany company, Clients clients, int requests) throws Exception {
        return clients.run("warming up", CLIENTS, Math.max(1, requests / ROUND), (client, number) -> {
            String order = company.place(client, BenchCompany.ITEMS);
            String shipment = company.pick(client, company.release(client, order));
            company.pack(client, shipment);
            company.ship(client, shipment);
            JsonNode purchase = company.order(client);
            company.receiveInVain(purchase);
            company.receive(client, purchase);
            company.approve(client, company.propose(client));
            company.availability(client);
            company.availability(client);
        });
    }

    private void floors(BenchInstallation installation, BenchCompany company, Clients clients) throws Exception {
        int operations = scale.operations();
        JsonNode purchase = company.order(0);
        try (Floors floors = new Floors(installation, CLIENTS)) {
            clients.run("floors", CLIENTS, operations / 2, (client, number) -> {
                floors.insert(client);
                floors.order(client, operations + number);
                floors.reserve(client, operations + number);
            });
            direct(
                    "floor: one row",
                    "floor_insert",
                    clients.run("floor: one row", CLIENTS, operations, (client, n) -> floors.insert(client)));
            direct(
                    "floor: the rows of an order",
                    "floor_order",
                    clients.run("floor: the rows of an order", CLIENTS, operations, floors::order));
            direct(
                    "floor: their reservation",
                    "floor_release",
                    clients.run("floor: their reservation", CLIENTS, operations, floors::reserve));
        }
        Cost http = clients.run(
                "floor: HTTP, session, JSON", CLIENTS, operations, (client, number) -> company.receiveInVain(purchase));
        line("floor: HTTP, session, JSON", http, "floor_http", null);
    }

    /** Measures each verb and gives what an order costs. */
    private double verbs(BenchCompany company, Clients clients) throws Exception {
        int operations = scale.operations();
        AtomicReferenceArray<String> orders = new AtomicReferenceArray<>(operations);
        AtomicReferenceArray<JsonNode> documents = new AtomicReferenceArray<>(operations);
        AtomicReferenceArray<String> shipments = new AtomicReferenceArray<>(operations);
        Cost order = clients.run(
                "orders",
                CLIENTS,
                operations,
                (client, number) -> orders.set(number, company.place(client, BenchCompany.ITEMS)));
        double floor = results.get("floor_order_cpu_ms");
        line("place an order of 5 lines", order, "order", floor);
        Cost release = clients.run(
                "releases",
                CLIENTS,
                operations,
                (client, number) -> documents.set(number, company.release(client, orders.get(number))));
        double reserved = results.get("floor_release_cpu_ms");
        line("release it: reserve its stock", release, "release", reserved);
        // What moves stock is held against an order that is written and reserved.
        double both = floor + reserved;
        results.put("order_reserved_floor_ratio", (order.total() + release.total()) / both);
        Cost pick = clients.run(
                "picks",
                CLIENTS,
                operations,
                (client, number) -> shipments.set(number, company.pick(client, documents.get(number))));
        line("pick it", pick, "pick", both);
        Cost pack = clients.run(
                "packing", CLIENTS, operations, (client, number) -> company.pack(client, shipments.get(number)));
        line("pack it", pack, "pack", both);
        Cost ship = clients.run(
                "shipping", CLIENTS, operations, (client, number) -> company.ship(client, shipments.get(number)));
        line("ship it", ship, "ship", both);
        clients.run(
                "purchase orders",
                CLIENTS,
                operations,
                (client, number) -> documents.set(number, company.order(client)));
        Cost receive = clients.run(
                "receipts", CLIENTS, operations, (client, number) -> company.receive(client, documents.get(number)));
        line("receive a purchase of 5 lines", receive, "receive", both);
        Cost propose = clients.run(
                "proposals", HOT_CLIENTS, operations, (client, number) -> orders.set(number, company.propose(client)));
        line("propose an adjustment", propose, "propose", both);
        Cost approve = clients.run(
                "approvals", CLIENTS, operations, (client, number) -> company.approve(client, orders.get(number)));
        line("approve it", approve, "approve", both);
        Cost availability =
                clients.run("availability", CLIENTS, operations, (client, number) -> company.availability(client));
        line("availability of an item", availability, "availability", results.get("floor_http_cpu_ms"));
        return order.total();
    }

    private void hot(BenchInstallation installation, BenchCompany company, Clients clients) throws Exception {
        long deadlocks = deadlocks(installation);
        Cost hot = clients.run(
                "orders for ten hot items",
                HOT_CLIENTS,
                scale.operations(),
                (client, number) -> company.release(client, company.place(client, HOT_ITEMS)));
        results.put("hot_orders_per_second", hot.perSecond());
        results.put("hot_deadlocks", (double) (deadlocks(installation) - deadlocks));
        screen.line(String.format(
                Locale.ROOT,
                "  %d clients place and release orders of %d hot items: %.0f a second, %.0f deadlocks",
                HOT_CLIENTS,
                HOT_ITEMS,
                hot.perSecond(),
                results.get("hot_deadlocks")));
    }

    private static long deadlocks(BenchInstallation installation) throws SQLException {
        try (Connection connection = installation.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select deadlocks from pg_stat_database where datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The slowest of some questions for the whole chain of an order of the history. */
    private void chain(BenchCompany company) {
        double slowest = 0;
        for (int i = 0; i < CHAINS; i++) {
            String order = History.order((int) ((long) i * scale.history() / CHAINS));
            long from = System.nanoTime();
            company.chain(order);
            slowest = Math.max(slowest, (System.nanoTime() - from) / 1e6);
        }
        results.put("chain_ms", slowest);
        screen.line(String.format(Locale.ROOT, "  the chain of an order of the history: %.0f ms at most", slowest));
    }

    private void direct(String what, String key, Cost cost) {
        results.put(key + "_cpu_ms", cost.direct());
        screen.line(String.format(
                Locale.ROOT,
                "  %-34s %9.2f %9s %11.2f %9s %6s %11s %8.1f",
                what,
                cost.direct(),
                "",
                cost.postgres(),
                "",
                "",
                "",
                cost.walKilobytes()));
    }

    private void line(String what, Cost cost, String key, @Nullable Double floor) {
        double total = cost.total();
        results.put(key + "_cpu_ms", total);
        results.put(key + "_erp_core_cpu_ms", cost.erpCore());
        results.put(key + "_postgres_cpu_ms", cost.postgres());
        results.put(key + "_wal_kb", cost.walKilobytes());
        if (floor != null) {
            results.put(key + "_floor_ratio", total / floor);
        }
        screen.line(String.format(
                Locale.ROOT,
                "  %-34s %9.2f %9.2f %11.2f %9s %6s %11s %8.1f",
                what,
                total,
                cost.erpCore(),
                cost.postgres(),
                floor == null ? "" : String.format(Locale.ROOT, "%.1f", total / floor),
                results.text(key + "_round_trips"),
                results.text(key + "_statements"),
                cost.walKilobytes()));
    }

    private static void closeQuietly(BenchInstallation installation) {
        try {
            installation.close();
        } catch (IOException e) {
            System.err.println("setpoint: the benchmark did not stop in order: " + e);
        }
    }
}
