package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.client.Progress;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The simulated distributor: first its past, then its live business, all through the public API. */
public final class Simulation {
    private static final String STATE = "simulation.properties";
    /** A shorter history has no time for habits and for what goes against them. */
    public static final int FEWEST_DAYS = 35;

    private static final double MASTER_DATA_SHARE = 0.1;

    private Simulation() {}

    /** How large the prepared past is; all 0 if it stood there already. */
    public record Prepared(int orders, int counts, int adjustments) {}

    /**
     * Founds the companies and tells their past, if that is not done yet. Interrupted, it is taken up again by the next
     * call: what is there already is recognised.
     *
     * @param administrator the first administrator of the installation
     * @param feed the machine principal that raises exceptions; it gets its role in both companies
     * @param days how far back it goes
     * @param dataFolder keeps the seed, how far it came, and the labels
     */
    public static Prepared prepare(
            URI api, LogIn administrator, LogIn feed, Path dataFolder, long seed, int days, Progress progress)
            throws IOException, InterruptedException {
        Optional<State> kept = State.read(dataFolder);
        if (kept.isPresent() && kept.get().prepared()) {
            return new Prepared(0, 0, 0);
        }
        State state = kept.orElseGet(
                () -> new State(seed, days, Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS), false));
        state.write(dataFolder);
        World world = World.of(state.seed());
        History history = History.plan(world, state.days(), state.until());
        new LabelFile(dataFolder).replace(history.labels());

        String key = "simulation-" + state.seed() + "-" + state.until().getEpochSecond() + "-";
        ErpApi erp = new ErpApi(api);
        for (World.Company company : world.companies()) {
            progress.at(0, "founding " + company.name());
            new MasterDataLoad(erp, administrator, feed, key).found(company);
        }
        int documents = history.companies().stream()
                .mapToInt(History.OfCompany::documents)
                .sum();
        AtomicInteger done = new AtomicInteger();
        inParallel(history.companies().stream()
                .<Runnable>map(of -> () -> tell(
                        erp,
                        of,
                        key,
                        size -> progress.at(
                                MASTER_DATA_SHARE + (1 - MASTER_DATA_SHARE) * done.addAndGet(size) / documents,
                                state.days() + " days of business")))
                .toList());
        for (World.Company company : world.companies()) {
            ErpSession master =
                    erp.logIn(administrator.person(), administrator.password()).in(company.id());
            for (World.Site site : company.sites()) {
                ErpSession controller =
                        logIn(erp, company, company.stockController(site).id());
                WarehouseSetUp setUp = new WarehouseSetUp(master, controller, company, site, key + site.id());
                setUp.layOut();
                OpeningStock.receive(warehouse(erp, company, site), company, site, state, key);
                setUp.open();
            }
            migration(erp, company).post("/companies/go-live", Map.of(), key + "live" + company.id());
        }
        state.done().write(dataFolder);
        progress.at(1, "history told");
        return new Prepared(
                history.companies().stream().mapToInt(of -> of.orders().size()).sum(),
                history.companies().stream().mapToInt(of -> of.counts().size()).sum(),
                history.companies().stream()
                        .mapToInt(of -> of.adjustments().size())
                        .sum());
    }

    /** Whether the past has been told to this installation. */
    public static boolean isPrepared(Path dataFolder) throws IOException {
        return State.read(dataFolder).map(State::prepared).orElse(false);
    }

    /**
     * Starts the live business of an installation whose past has been told.
     *
     * @param ordersPerMinute over all warehouses
     */
    public static LiveBusiness live(URI api, Path dataFolder, double ordersPerMinute) throws IOException {
        State state = State.read(dataFolder)
                .filter(State::prepared)
                .orElseThrow(() -> new IllegalStateException("there is no simulated distributor in " + dataFolder));
        return new LiveBusiness(api, dataFolder, state.seed(), ordersPerMinute);
    }

    private static void tell(ErpApi erp, History.OfCompany of, String key, IntConsumer documentsDone) {
        new HistoryLoad(migration(erp, of.company()), key + of.company().id(), documentsDone).tell(of);
    }

    private static ErpSession migration(ErpApi erp, World.Company company) {
        return logIn(erp, company, "migration");
    }

    private static ErpSession warehouse(ErpApi erp, World.Company company, World.Site site) {
        return logIn(erp, company, company.warehousePeople(site).get(0).id());
    }

    static ErpSession logIn(ErpApi erp, World.Company company, String person) {
        String password = company.people().stream()
                .filter(candidate -> candidate.id().equals(person))
                .map(World.Person::password)
                .findFirst()
                .orElseThrow();
        if (password == null) {
            throw new IllegalArgumentException(person + " cannot log in");
        }
        return erp.logIn(person, password).in(company.id());
    }

    private static void inParallel(List<Runnable> tasks) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            for (Future<?> task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a later start must know. */
    record State(long seed, int days, Instant until, boolean prepared) {
        static Optional<State> read(Path folder) throws IOException {
            Path file = folder.resolve(STATE);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
            return Optional.of(new State(
                    Long.parseLong(properties.getProperty("seed")),
                    Integer.parseInt(properties.getProperty("days")),
                    Instant.parse(properties.getProperty("until")),
                    Boolean.parseBoolean(properties.getProperty("prepared"))));
        }

        void write(Path folder) throws IOException {
            Properties properties = new Properties();
            properties.setProperty("seed", Long.toString(seed));
            properties.setProperty("days", Integer.toString(days));
            properties.setProperty("until", until.toString());
            properties.setProperty("prepared", Boolean.toString(prepared));
            Files.createDirectories(folder);
            try (Writer out = Files.newBufferedWriter(folder.resolve(STATE))) {
                properties.store(out, "The simulated distributor");
            }
        }

        State done() {
            return new State(seed, days, until, true);
        }
    }
}
