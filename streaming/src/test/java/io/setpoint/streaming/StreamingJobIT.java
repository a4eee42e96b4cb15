package io.setpoint.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.Topics;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import io.setpoint.contracts.fixtures.TestKafka;
import io.setpoint.contracts.kpi.CellHash;
import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.log.EventJson;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.LogEnd;
import io.setpoint.streaming.log.LogReader;
import io.setpoint.streaming.replay.CellReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Real Kafka, the job in processes of its own, kill -9, and an oracle that shares nothing with the job. The log has late,
 * repeated and reordered events. All is run once; each test looks at one consequence.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamingJobIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int[] PARALLELISM = {1, 2, 1};

    private final List<Committed> log = RandomBusiness.log(7, 450);
    private final long end =
            log.get(log.size() - 1).stamp() + Duration.ofDays(2).toNanos() / 1000;
    private final Map<FactGrain, List<String>> facts = new TreeMap<>();
    private final List<ConsumerRecord<String, String>> letters = new ArrayList<>();
    private final List<ExceptionSignal> signals = new ArrayList<>();
    private Map<String, List<Long>> cells = Map.of();
    private int contradictions;
    private List<EventRecord> logged = List.of();
    private Path rebuiltByOne = Path.of("");
    private Path rebuiltByTwo = Path.of("");

    @BeforeAll
    void runKillAndRebuild() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "job");
        TestKafka kafka = TestKafka.start(folder.resolve("kafka"), TestKafka.freePort());
        String servers = kafka.bootstrapServers();
        KafkaLog.createTopics(servers);
        try (KafkaLog writer = new KafkaLog(servers);
                CellReader reader = new CellReader(servers)) {
            writer.send(KafkaLog.malformed());
            runs(folder, servers, writer, reader);
            reader.drain();
            cells = reader.values();
            contradictions = reader.contradictions();
            for (FactGrain grain : FactGrain.values()) {
                facts.put(
                        grain,
                        Topic.all(servers, grain.topic()).stream()
                                .map(ConsumerRecord::value)
                                .toList());
            }
            letters.addAll(Topic.all(servers, Topics.DEAD_LETTERS));
            Topic.all(servers, Topics.EXCEPTIONS)
                    .forEach(each -> signals.add(EventJson.read(each.value(), ExceptionSignal.class)));
            rebuiltByOne = folder.resolve("rebuild-1");
            rebuiltByTwo = folder.resolve("rebuild-2");
            logged = LogReader.read(servers, LogEnd.now(servers));
            Rebuild.run(servers, LogEnd.now(servers), 1, rebuiltByOne);
            Rebuild.run(servers, LogEnd.now(servers), 2, rebuiltByTwo);
        } finally {
            kafka.close();
        }
    }

    private void runs(Path folder, String servers, KafkaLog writer, CellReader reader) throws Exception {
        List<List<ProducerRecord<byte[], byte[]>>> partitions = KafkaLog.partitions(log, end, 11);
        for (int run = 0; run < PARALLELISM.length; run++) {
            double from = run / (double) PARALLELISM.length;
            double to = (run + 1) / (double) PARALLELISM.length;
            long before = reader.drain();
            Instant started = Instant.now();
            try (JobProcess job = JobProcess.start(folder, servers, PARALLELISM[run])) {
                writer.send(partitions, from, (from + to) / 2, run);
                reader.awaitComplete(before + 1, PATIENCE);
                writer.send(partitions, (from + to) / 2, to, run);
                if (run > 0) { // the first is killed before it has a checkpoint, so that the second starts from nothing
                    awaitCheckpoint(folder.resolve("checkpoints"), started);
                }
                if (run == PARALLELISM.length - 1) {
                    reader.awaitComplete(end, PATIENCE);
                    job.stop();
                } else {
                    Thread.sleep(150L * run); // at whatever it is doing
                    job.kill();
                }
            }
        }
    }

    private static void awaitCheckpoint(Path checkpoints, Instant since) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            Optional<Path> newest = new CheckpointFolder(checkpoints).newest();
            if (newest.isPresent()
                    && Files.getLastModifiedTime(newest.get()).toInstant().isAfter(since)) {
                return;
            }
            assertThat(Instant.now()).as("there is no checkpoint").isBefore(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void cellsAreThoseOfTheOracle() {
        Map<String, List<Long>> expected = Oracle.cells(log, end);
        assertThat(expected).hasSizeGreaterThan(1_000);
        assertThat(cells).isEqualTo(expected);
    }

    /** What the job published after kills and restarts, against the events behind each cell and nothing else. */
    @Test
    void aThousandRandomCellsAreReplayedEqualInValueAndHash() {
        List<String> keys = new ArrayList<>(new TreeMap<>(cells).keySet());
        Collections.shuffle(keys, new Random(4));
        Map<String, CellReplay> replays = new HashMap<>();
        int equal = 0;
        for (String key : keys.subList(0, 1_000)) {
            List<String> parts = List.of(key.split("\\|", -1));
            Kpi kpi = Kpi.ofId(parts.get(0)).orElseThrow();
            String company = parts.get(1);
            String site = parts.get(2);
            String window = parts.get(3);
            CellReplay whole = replays.computeIfAbsent(
                    kpi.id() + company,
                    first -> CellReplay.of(logged, new CellReplay.Wanted(kpi, company, any -> true, any -> true, end)));
            CellReplay replay = equal % 100 == 0
                    ? CellReplay.of(logged, new CellReplay.Wanted(kpi, company, site::equals, window::equals, end))
                    : whole;
            List<Long> published = cells.getOrDefault(key, List.of());
            KpiCell served = new KpiCell(kpi.id(), 1, company, site, window, published.get(0), published.get(1), 0, 0);
            List<KpiCell> replayed = replay.cells().stream()
                    .filter(cell -> cell.key().equals(served.key()))
                    .toList();
            assertThat(replayed).as(key).containsExactly(served);
            assertThat(CellHash.of(replayed)).isEqualTo(CellHash.of(List.of(served)));
            equal++;
        }
        assertThat(equal).isEqualTo(1_000);
        assertThat(logged).hasSizeGreaterThan(1_000);
    }

    @Test
    void aRevisionOfACellHasOneContentHoweverOftenItWasPublished() {
        assertThat(contradictions).isZero();
    }

    @Test
    void noFactStandsTwice() {
        Set<String> ids = new HashSet<>();
        all().forEach(fact -> assertThat(ids.add(fact.id())).as(fact.id()).isTrue());
        assertThat(ids).hasSizeGreaterThan(5_000);
    }

    @Test
    void theSumOfTheFactsIsTheCells() {
        assertThat(sums(end)).isEqualTo(cells);
    }

    @Test
    void whatWasKnownAtAnyTimeIsTheSumOfTheFactsUpToThere() {
        for (int part = 1; part < 8; part++) {
            long position = log.get(log.size() * part / 8).stamp();
            assertThat(sums(position)).as("at %d", position).isEqualTo(Oracle.cells(log, position));
        }
    }

    @Test
    void aMarkerStandsBehindAllFactsItPromises() {
        for (FactGrain grain : FactGrain.values()) {
            long promised = 0;
            int markers = 0;
            for (String row : rows(grain)) {
                Fact fact = FactJson.read(grain, row);
                if (fact.isMarker()) {
                    promised = fact.tc();
                    markers++;
                } else {
                    assertThat(fact.tc()).isGreaterThan(promised);
                }
            }
            assertThat(markers).as("markers of %s", grain).isPositive();
            assertThat(FactJson.read(grain, rows(grain).get(rows(grain).size() - 1))
                            .isMarker())
                    .isTrue();
        }
    }

    @Test
    void aRebuildGivesTheSameBytesAtAnyParallelismAndThoseOfTheTopics() throws IOException {
        assertThat(files(rebuiltByOne)).isEqualTo(files(rebuiltByTwo));
        for (FactGrain grain : FactGrain.values()) {
            List<String> topic = rows(grain).stream()
                    .filter(row -> !FactJson.read(grain, row).isMarker())
                    .toList();
            assertThat(files(rebuiltByOne).get("facts-" + grain.code() + ".jsonl"))
                    .isEqualTo(topic);
        }
    }

    @Test
    void aMalformedRecordIsADeadLetterWithItsReasonAndHoldsUpNothing() {
        assertThat(letters)
                .anySatisfy(letter -> assertThat(letter.value())
                        .contains("setpoint.sales.order-placed.v1")
                        .contains("\"reason\":\"not a OrderPlaced"));
    }

    @Test
    void eachRaisedSignalIsTheSameHoweverOftenItWasSent() {
        Map<String, ExceptionSignal> known = new HashMap<>();
        for (ExceptionSignal signal : signals) {
            String id = signal.key() + signal.action() + signal.stamp();
            assertThat(known.computeIfAbsent(id, first -> signal)).isEqualTo(signal);
        }
        assertThat(signals)
                .extracting(ExceptionSignal::type)
                .contains("adjustment-over-tolerance", "order-past-commit");
        assertThat(signals).extracting(ExceptionSignal::action).contains(ExceptionSignal.Action.CLEARED);
    }

    private List<String> rows(FactGrain grain) {
        return facts.getOrDefault(grain, List.of());
    }

    private List<Fact> all() {
        List<Fact> all = new ArrayList<>();
        facts.forEach((grain, rows) -> rows.stream()
                .map(row -> FactJson.read(grain, row))
                .filter(fact -> !fact.isMarker())
                .forEach(all::add));
        return all;
    }

    private Map<String, List<Long>> sums(long position) {
        Map<String, long[]> sums = new TreeMap<>();
        for (Fact fact : all()) {
            for (Kpi kpi : Kpi.values()) {
                if (fact.tc() <= position && kpi.takes(fact)) {
                    String key = kpi.id() + "|" + fact.company() + "|" + fact.site() + "|" + kpi.windowOf(fact);
                    long[] sum = sums.computeIfAbsent(key, k -> new long[2]);
                    sum[0] += fact.sign() * fact.measure(kpi.numerator());
                    String denominator = kpi.denominator();
                    sum[1] += denominator == null ? 0 : fact.sign() * fact.measure(denominator);
                }
            }
        }
        Map<String, List<Long>> result = new TreeMap<>();
        sums.forEach((key, sum) -> {
            if (sum[0] != 0 || sum[1] != 0) {
                result.put(key, List.of(sum[0], sum[1]));
            }
        });
        return result;
    }

    private static Map<String, List<String>> files(Path folder) throws IOException {
        Map<String, List<String>> contents = new LinkedHashMap<>();
        try (var found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readAllLines(file));
            }
        }
        return contents;
    }
}
