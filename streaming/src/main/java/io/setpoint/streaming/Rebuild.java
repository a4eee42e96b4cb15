package io.setpoint.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.setpoint.contracts.kpi.FactGrain;
import io.setpoint.contracts.kpi.KpiCell;
import io.setpoint.streaming.log.EventFile;
import io.setpoint.streaming.log.EventJson;
import io.setpoint.streaming.log.EventLog;
import io.setpoint.streaming.log.EventRecord;
import io.setpoint.streaming.log.LogEnd;
import io.setpoint.streaming.signals.SignalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Computes everything anew from the start of the log and writes it to files in one canonical order, so that two rebuilds,
 * or a rebuild and the topics, can be compared byte for byte: {@code facts-<grain>.jsonl} holds the rows of the grain's
 * topic without its markers, {@code cells.jsonl} the last revision of each cell by key, {@code signals.jsonl} the signals
 * by stamp and key.
 */
public final class Rebuild {
    private static final String CELLS = "cells";
    private static final String SIGNALS = "signals";
    private static final String LETTERS = "dead-letters";

    private Rebuild() {}

    /** Rebuilds up to the end of the log as it is now: {@code BOOTSTRAP-SERVERS PARALLELISM FOLDER}. */
    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: Rebuild BOOTSTRAP-SERVERS PARALLELISM FOLDER");
        }
        run(args[0], LogEnd.now(args[0]), Integer.parseInt(args[1]), Path.of(args[2]));
    }

    /** Rebuilds up to a position of the log into a folder, which is created if need be. */
    public static void run(String bootstrapServers, LogEnd end, int parallelism, Path folder) throws Exception {
        run(env -> EventLog.upTo(env, bootstrapServers, "setpoint-rebuild", end), parallelism, folder);
    }

    /** Computes a file of events as known at a commit stamp into a folder, which is created if need be. */
    public static void run(EventFile file, long asKnownAt, int parallelism, Path folder) throws Exception {
        run(env -> EventLog.of(env, file, asKnownAt), parallelism, folder);
    }

    private static void run(
            Function<StreamExecutionEnvironment, SingleOutputStreamOperator<EventRecord>> events,
            int parallelism,
            Path folder)
            throws Exception {
        Files.createDirectories(folder);
        Path parts = Files.createTempDirectory(folder, "parts");
        Configuration settings = FlinkSettings.common(parallelism);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(settings);
        // Lambdas, not method references: two serialised references to one generic method come back as the same one.
        SetpointTopology.build(
                events.apply(env),
                new Sinks(
                        new LinesSink<>(parts, row -> facts(row.grain()), row -> row.json()),
                        new LinesSink<>(parts, cell -> CELLS, cell -> EventJson.write(cell)),
                        new LinesSink<>(parts, signal -> SIGNALS, signal -> EventJson.write(signal)),
                        new LinesSink<>(parts, letter -> LETTERS, letter -> letter.json())));
        env.execute("setpoint rebuild");
        for (FactGrain grain : FactGrain.values()) {
            write(folder, facts(grain), lines(parts, facts(grain)));
        }
        write(folder, CELLS, lastRevisions(lines(parts, CELLS)));
        write(folder, SIGNALS, inOrder(lines(parts, SIGNALS)));
        write(folder, LETTERS, lines(parts, LETTERS).stream().sorted().toList());
        try (Stream<Path> files = Files.list(parts)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(parts);
    }

    private static String facts(FactGrain grain) {
        return "facts-" + grain.code();
    }

    private static List<String> lines(Path parts, String name) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(parts)) {
            files = found.filter(file -> String.valueOf(file.getFileName()).startsWith(name + "."))
                    .sorted()
                    .toList();
        }
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.addAll(Files.readAllLines(file, UTF_8));
        }
        return lines;
    }

    private static List<String> lastRevisions(List<String> lines) {
        TreeMap<String, KpiCell> last = new TreeMap<>();
        for (String line : lines) {
            KpiCell cell = EventJson.read(line, KpiCell.class);
            last.merge(cell.key(), cell, (one, other) -> one.revision() > other.revision() ? one : other);
        }
        return last.values().stream().map(EventJson::write).toList();
    }

    private static List<String> inOrder(List<String> lines) {
        TreeMap<String, String> sorted = new TreeMap<>();
        for (String line : lines) {
            SignalRecord signal = EventJson.read(line, SignalRecord.class);
            sorted.put(String.format("%020d|%s", signal.stamp(), signal.key()), signal.json());
        }
        return List.copyOf(sorted.values());
    }

    private static void write(Path folder, String name, List<String> lines) throws IOException {
        Files.write(folder.resolve(name + ".jsonl"), lines, UTF_8);
    }
}
