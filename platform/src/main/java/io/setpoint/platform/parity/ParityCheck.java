package io.setpoint.platform.parity;

import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.replay.EventExport;
import io.setpoint.platform.replay.Replay;
import io.setpoint.streaming.log.EventFile;
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
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Takes a cut while business goes on and compares all cells four ways as at it. */
public final class ParityCheck {
    private static final Duration DRUID_PATIENCE = Duration.ofSeconds(45);
    private static final int DOCUMENTS_NAMED = 5;

    private final Installed installed;

    /**
     * Where the four are.
     *
     * @param viewer sees all companies
     */
    public record Installed(
            Connections database, String kafkaBootstrapServers, DruidFacts druid, URI dashboards, LogIn viewer) {}

    /** Opens connections of a role that reads all companies. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    /**
     * What was found.
     *
     * @param stamp commit stamp all four were compared at
     * @param cells how many were compared
     * @param replayed how many events were computed anew; 0 if that was not asked for
     * @param differences a sentence each; empty if all agree
     */
    public record Report(long stamp, int cells, int replayed, List<String> differences) {
        public Report {
            differences = List.copyOf(differences);
        }

        /** One line for the end of the output. */
        public String summary() {
            Instant at = Instant.EPOCH.plus(stamp, ChronoUnit.MICROS);
            String fifth = replayed == 0 ? "" : ", and in " + replayed + " events computed anew,";
            return differences.isEmpty()
                    ? cells + " cells agree in PostgreSQL, Flink, Druid and the API" + fifth + " as at " + at
                            + " (stamp " + stamp + ")"
                    : differences.size() + " of " + cells + " cells differ as at " + at + " (stamp " + stamp + ")";
        }
    }

    public ParityCheck(Installed installed) {
        this.installed = installed;
    }

    /**
     * Compares once.
     *
     * @param replay whether the log is computed anew, from a file of its events
     */
    public Report run(boolean replay) throws Exception {
        try (CutOff cutOff = CutOff.take(installed.database()::open)) {
            long cut = StampFinder.find(installed.kafkaBootstrapServers(), cutOff.lsn());
            Instant asOf = Instant.EPOCH.plus(cut, ChronoUnit.MICROS);
            Oracle oracle = new Oracle(cutOff.snapshot());
            Figures postgres = new Figures();
            for (Kpi kpi : Kpi.values()) {
                oracle.add(kpi, asOf, postgres);
            }
            Figures flink = CellTopic.figures(installed.kafkaBootstrapServers(), cut);
            DruidFacts facts = installed.druid();
            Figures druid = arrived(facts, cut, flink);
            Figures api = new DashboardsCells(installed.dashboards(), installed.viewer()).figures(cut);
            Comparison comparison = new Comparison(postgres, flink, druid, api);
            List<String> differences = new ArrayList<>();
            for (Comparison.Difference difference : comparison.differences()) {
                differences.add(difference + documents(difference, oracle, facts, asOf, cut));
            }
            int replayed = replay ? compareWithReplay(asOf, flink, differences) : 0;
            return new Report(cut, comparison.cells().size(), replayed, differences);
        }
    }

    /** Adds the differences; returns how many events were computed. */
    private int compareWithReplay(Instant asOf, Figures flink, List<String> differences) throws Exception {
        Path file = Files.createTempFile("setpoint-parity", ".jsonl");
        try {
            EventExport.write(installed.kafkaBootstrapServers(), null, file);
            EventFile events = EventFile.read(file);
            differences.addAll(events.problems());
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
            return events.events().size();
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Druid's sums once all facts up to the cut have arrived. Facts up to a stamp are a fixed set, so the wait cannot hide
     * a difference: it ends when Druid agrees with the cells, or when it has had time enough.
     */
    private static Figures arrived(DruidFacts facts, long cut, Figures flink)
            throws SQLException, InterruptedException {
        Instant giveUp = Clock.systemUTC().instant().plus(DRUID_PATIENCE);
        while (true) {
            Figures druid = facts.figures(cut);
            if (druid.equals(flink) || Clock.systemUTC().instant().isAfter(giveUp)) {
                return druid;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static String documents(
            Comparison.Difference difference, Oracle oracle, DruidFacts facts, Instant asOf, long cut)
            throws SQLException {
        Kpi kpi = Kpi.ofId(difference.cell().kpi()).orElse(null);
        if (kpi == null || difference.postgres().equals(difference.druid())) {
            return "";
        }
        Map<String, CellValue> inPostgres = oracle.documents(kpi, difference.cell(), asOf);
        Map<String, CellValue> inDruid = facts.documents(kpi, difference.cell(), cut);
        TreeSet<String> all = new TreeSet<>(inPostgres.keySet());
        all.addAll(inDruid.keySet());
        List<String> named = all.stream()
                .filter(document -> !inPostgres
                        .getOrDefault(document, CellValue.ZERO)
                        .equals(inDruid.getOrDefault(document, CellValue.ZERO)))
                .map(document -> document + " (PostgreSQL "
                        + inPostgres.getOrDefault(document, CellValue.ZERO) + ", Druid "
                        + inDruid.getOrDefault(document, CellValue.ZERO) + ")")
                .toList();
        if (named.isEmpty()) {
            return "";
        }
        String rest = named.size() > DOCUMENTS_NAMED ? " and " + (named.size() - DOCUMENTS_NAMED) + " more" : "";
        return "; documents: " + String.join(", ", named.subList(0, Math.min(named.size(), DOCUMENTS_NAMED))) + rest;
    }
}
