package io.setpoint.platform.parity;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.platform.analytics.FactIngestion;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Secrets;
import io.setpoint.platform.replay.EventExport;
import io.setpoint.platform.replay.Replay;
import io.setpoint.streaming.log.EventFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Takes a cut while business goes on and compares all cells four ways as at it; once, or cycle after cycle. */
public final class ParityCheck implements AutoCloseable {
    private static final Duration DRUID_PATIENCE = Duration.ofMinutes(2);
    private static final int DOCUMENTS_NAMED = 5;

    private final Installed installed;
    private final DashboardsCells dashboards;
    private @Nullable TopicReader cells;
    private @Nullable CellTopic topic;

    /**
     * Where the four are.
     *
     * @param feed how far Druid has read
     * @param viewer sees all companies
     */
    public record Installed(
            Connections database,
            String kafkaBootstrapServers,
            DruidFacts druid,
            FactFeed feed,
            URI dashboards,
            LogIn viewer) {
        /** The four of an installation. */
        public static Installed of(Installation installation) {
            Secrets secrets = installation.folder().secrets();
            FactIngestion ingestion = new FactIngestion(installation);
            return new Installed(
                    installation::oracle,
                    installation.kafkaBootstrapServers(),
                    new DruidFacts(installation.druidJdbcUrl(), Installation.DRUID_USER, secrets.druid()),
                    ingestion::positions,
                    installation.dashboards(),
                    new LogIn(Installation.ADMINISTRATOR, secrets.administrator()));
        }
    }

    /** Opens connections of a role that reads all companies. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** By partition of the grain's topic, how far Druid has read it. */
    public interface FactFeed {
        Map<Integer, Long> positions(FactGrain grain) throws IOException, InterruptedException;
    }

    /** A document's part of a cell on which PostgreSQL and Druid do not agree; zero over zero where it is missing. */
    record Document(String document, CellValue postgres, CellValue druid) {
        @Override
        public String toString() {
            return document + " (PostgreSQL " + postgres + ", Druid " + druid + ")";
        }
    }

    /** A cell that differs, and the documents that make the difference as far as they are known. */
    record Finding(Comparison.Difference difference, List<Document> documents) {
        @Override
        public String toString() {
            if (documents.isEmpty()) {
                return difference.toString();
            }
            int more = documents.size() - DOCUMENTS_NAMED;
            return difference + "; documents: "
                    + documents.stream()
                            .limit(DOCUMENTS_NAMED)
                            .map(Document::toString)
                            .collect(Collectors.joining(", "))
                    + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** What was found in all companies. */
    static final class Report {
        private final long stamp;
        private final Comparison comparison;
        private final Set<String> companies;
        private final List<Finding> findings;
        private final Replayed replayed;

        private Report(
                long stamp, Comparison comparison, Set<String> companies, List<Finding> findings, Replayed replayed) {
            this.stamp = stamp;
            this.comparison = comparison;
            this.companies = companies;
            this.findings = findings;
            this.replayed = replayed;
        }

        /** Commit stamp all four were compared at. */
        long stamp() {
            return stamp;
        }

        /** All companies there were, with cells or without. */
        Set<String> companies() {
            return companies;
        }

        /** How many cells of a company were compared. */
        int cells(String company) {
            return (int) comparison.cells().stream()
                    .filter(cell -> cell.company().equals(company))
                    .count();
        }

        List<Finding> findings() {
            return findings;
        }

        /** A sentence for each difference; empty if all agree. */
        List<String> differences() {
            return Stream.concat(findings.stream().map(Finding::toString), replayed.differences().stream())
                    .toList();
        }

        /** One line for the end of the output. */
        String summary() {
            Instant at = Instant.EPOCH.plus(stamp, ChronoUnit.MICROS);
            int cells = comparison.cells().size();
            int differences = findings.size() + replayed.differences().size();
            String fifth = replayed.events() == 0 ? "" : ", and in " + replayed.events() + " events computed anew,";
            return differences == 0
                    ? cells + " cells agree in PostgreSQL, Flink, Druid and the API" + fifth + " as at " + at
                            + " (stamp " + stamp + ")"
                    : differences + " of " + cells + " cells differ as at " + at + " (stamp " + stamp + ")";
        }
    }

    /** What computing the log anew gave; no events if that was not asked for. */
    private record Replayed(int events, List<String> differences) {
        private static final Replayed NOTHING = new Replayed(0, List.of());
    }

    public ParityCheck(Installed installed) {
        this.installed = installed;
        this.dashboards = new DashboardsCells(installed.dashboards(), installed.viewer());
    }

    /**
     * Compares as of now.
     *
     * @param replay whether the log is computed anew, from a file of its events
     */
    Report run(boolean replay) throws Exception {
        try (CutOff cutOff = CutOff.take(installed.database()::open)) {
            long cut = StampFinder.find(installed.kafkaBootstrapServers(), cutOff.lsn());
            Instant asOf = Instant.EPOCH.plus(cut, ChronoUnit.MICROS);
            Oracle oracle = new Oracle(cutOff.snapshot());
            Set<String> companies = oracle.companies();
            Figures postgres = new Figures();
            for (Kpi kpi : Kpi.values()) {
                oracle.add(kpi, asOf, postgres);
            }
            Figures flink = flink(cut);
            Figures druid = arrived(cut, flink);
            Figures api = dashboards.figures(cut, companies);
            Comparison comparison = new Comparison(postgres, flink, druid, api);
            List<Finding> findings = new ArrayList<>();
            for (Comparison.Difference difference : comparison.differences()) {
                findings.add(new Finding(difference, documents(difference, oracle, asOf, cut)));
            }
            return new Report(cut, comparison, companies, findings, replay ? replayed(asOf, flink) : Replayed.NOTHING);
        }
    }

    private Figures flink(long cut) throws ParityImpossible {
        TopicReader reader = cells;
        CellTopic read = topic;
        if (reader == null || read == null) {
            reader = new TopicReader(installed.kafkaBootstrapServers(), Topics.KPI_CELLS);
            reader.seekToBeginning();
            read = new CellTopic(reader.partitions());
            cells = reader;
            topic = read;
        }
        return read.figures(reader, cut);
    }

    private Replayed replayed(Instant asOf, Figures flink) throws Exception {
        Path file = Files.createTempFile("setpoint-parity", ".jsonl");
        try {
            EventExport.write(installed.kafkaBootstrapServers(), null, file);
            EventFile events = EventFile.read(file);
            List<String> differences = new ArrayList<>(events.problems());
            Figures replayed = new Figures();
            for (Replay.Row cell : Replay.of(events, asOf).cells()) {
                replayed.add(
                        new CellKey(cell.kpi(), cell.company(), cell.site(), cell.window()),
                        new CellValue(cell.numerator(), cell.denominator()));
            }
            TreeSet<CellKey> all = new TreeSet<>(flink.keys());
            all.addAll(replayed.keys());
            all.stream()
                    .filter(cell -> !flink.of(cell).equals(replayed.of(cell)))
                    .map(cell -> cell + ": Flink " + flink.of(cell) + ", computed anew " + replayed.of(cell))
                    .forEach(differences::add);
            return new Replayed(events.events().size(), differences);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Druid's sums once all facts up to the cut have arrived. Facts up to a stamp are a fixed set, so the wait cannot hide
     * a difference: it ends when Druid agrees with the cells, or when it has read everything that is in Kafka by now.
     */
    private Figures arrived(long cut, Figures flink) throws Exception {
        DruidFacts facts = installed.druid();
        Instant giveUp = Clock.systemUTC().instant().plus(DRUID_PATIENCE);
        Map<FactGrain, Map<TopicPartition, Long>> ends = null;
        long pause = 250;
        while (true) {
            boolean hasAll = ends != null && hasRead(ends);
            Figures druid = facts.figures(cut);
            if (hasAll || druid.equals(flink)) {
                return druid;
            }
            if (Clock.systemUTC().instant().isAfter(giveUp)) {
                throw new ParityImpossible("Druid had not read all facts after " + DRUID_PATIENCE.toSeconds()
                        + " s: is it busy, or away?");
            }
            // facts come with a checkpoint of the job; the cells said they are complete before that
            pause = Math.min(5_000, pause * 2);
            TimeUnit.MILLISECONDS.sleep(pause);
            if (ends == null && pause == 5_000) {
                ends = ends();
            }
        }
    }

    private Map<FactGrain, Map<TopicPartition, Long>> ends() {
        Map<FactGrain, Map<TopicPartition, Long>> ends = new EnumMap<>(FactGrain.class);
        for (FactGrain grain : FactGrain.values()) {
            try (TopicReader facts = new TopicReader(installed.kafkaBootstrapServers(), grain.topic())) {
                ends.put(grain, facts.ends());
            }
        }
        return ends;
    }

    /** Facts are written in transactions, so the last offset of a topic is the mark of a commit. */
    private boolean hasRead(Map<FactGrain, Map<TopicPartition, Long>> ends) throws IOException, InterruptedException {
        for (Map.Entry<FactGrain, Map<TopicPartition, Long>> grain : ends.entrySet()) {
            Map<Integer, Long> positions = installed.feed().positions(grain.getKey());
            for (Map.Entry<TopicPartition, Long> end : grain.getValue().entrySet()) {
                if (positions.getOrDefault(end.getKey().partition(), 0L) < end.getValue() - 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Document> documents(Comparison.Difference difference, Oracle oracle, Instant asOf, long cut)
            throws SQLException, ParityImpossible {
        Kpi kpi = Kpi.ofId(difference.cell().kpi()).orElse(null);
        if (kpi == null || difference.postgres().equals(difference.druid())) {
            return List.of();
        }
        Map<String, CellValue> inPostgres = oracle.documents(kpi, difference.cell(), asOf);
        Map<String, CellValue> inDruid = installed.druid().documents(kpi, difference.cell(), cut);
        TreeSet<String> all = new TreeSet<>(inPostgres.keySet());
        all.addAll(inDruid.keySet());
        return all.stream()
                .map(document -> new Document(
                        document,
                        inPostgres.getOrDefault(document, CellValue.ZERO),
                        inDruid.getOrDefault(document, CellValue.ZERO)))
                .filter(document -> !document.postgres().equals(document.druid()))
                .toList();
    }

    @Override
    public void close() {
        if (cells != null) {
            cells.close();
            cells = null;
            topic = null;
        }
    }
}
