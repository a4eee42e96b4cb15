package io.setpoint.platform.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.Topics;
import io.setpoint.contracts.kpi.ParityReport;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.supervision.ModulePart;
import io.setpoint.platform.supervision.Part;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the four ways cycle after cycle and publishes what it finds, one report a company. It rests long enough
 * between two cycles to take a fifth of the time at most, waiting included, however long the history grows.
 */
public final class ParityMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParityMonitor.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** Who starts the platform has other work for the processors at first. */
    private static final Duration FIRST = Duration.ofSeconds(15);

    private static final int SHARE_OF_TIME = 5;

    private final ParityCheck.Installed installed;
    private final Duration every;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();
    private final Set<String> companies = new TreeSet<>();
    private @Nullable Thread thread;

    /** @param every from the begin of one cycle to the begin of the next, if it does not take long */
    ParityMonitor(ParityCheck.Installed installed, Duration every, Clock clock) {
        this.installed = installed;
        this.every = every;
        this.clock = clock;
    }

    /** The monitor as a part of the platform; it lives in the process of the supervisor. */
    public static Part part(Installation installation) {
        ParityMonitor monitor = new ParityMonitor(ParityCheck.Installed.of(installation), EVERY, Clock.systemUTC());
        return new ModulePart(
                "parity",
                List.of("streaming", "dashboards"),
                installation.dashboards().resolve("/parity").toString(),
                installation.folder().logs().resolve("setpoint.log"),
                monitor::check,
                monitor::start);
    }

    private ParityMonitor start() {
        Thread cycles = new Thread(this::run, "parity");
        cycles.setDaemon(true);
        thread = cycles;
        cycles.start();
        return this;
    }

    private void check() throws IOException {
        if (thread == null || !thread.isAlive()) {
            throw new IOException("its thread has ended");
        }
    }

    private void run() {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            Thread.sleep(FIRST.toMillis());
            while (true) {
                Thread.sleep(cycles(producer).toMillis());
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.debug("The comparison of the four ways ends", e);
        }
    }

    /** Cycles until one fails; returns how long to rest. */
    private Duration cycles(KafkaProducer<String, byte[]> producer) throws InterruptedException {
        Instant began = clock.instant();
        try (ParityCheck check = new ParityCheck(installed)) {
            while (true) {
                began = clock.instant();
                ParityCheck.Report report = check.run(false);
                Duration rest = rest(began);
                companies.addAll(report.companies());
                for (String company : report.companies()) {
                    publish(producer, report(company, report, began, rest));
                }
                if (!report.findings().isEmpty()) {
                    LOG.error("{}: {}", report.summary(), report.findings().get(0));
                }
                Thread.sleep(rest.toMillis());
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // what it took was mostly waiting
            Duration rest = every;
            String reason = Trouble.reason(e);
            LOG.warn("The four ways could not be compared: {}", reason);
            LOG.debug("Details", e);
            failed(producer, began, rest, reason);
            return rest;
        }
    }

    private void failed(KafkaProducer<String, byte[]> producer, Instant began, Duration rest, String reason)
            throws InterruptedException {
        try {
            for (String company : companies) {
                publish(
                        producer,
                        new ParityReport(
                                company,
                                0,
                                micros(began),
                                took(began).toMillis(),
                                micros(clock.instant().plus(rest)),
                                0,
                                0,
                                List.of(),
                                reason));
            }
        } catch (IOException | KafkaException e) {
            // nobody can be told; who reads sees that the last report is out of date
            LOG.warn("Nor could that be published: {}", Trouble.reason(e));
        }
    }

    private ParityReport report(String company, ParityCheck.Report report, Instant began, Duration rest) {
        List<ParityCheck.Finding> own = report.findings().stream()
                .filter(finding -> finding.difference().cell().company().equals(company))
                .toList();
        return new ParityReport(
                company,
                report.stamp(),
                micros(began),
                took(began).toMillis(),
                micros(clock.instant().plus(rest)),
                report.cells(company),
                own.size(),
                own.stream()
                        .limit(ParityReport.MOST_NAMED)
                        .map(ParityMonitor::difference)
                        .toList(),
                null);
    }

    private static ParityReport.Difference difference(ParityCheck.Finding finding) {
        Comparison.Difference difference = finding.difference();
        return new ParityReport.Difference(
                difference.cell().kpi(),
                difference.cell().site(),
                difference.cell().window(),
                sums(difference.postgres()),
                sums(difference.flink()),
                sums(difference.druid()),
                sums(difference.api()),
                finding.documents().stream()
                        .limit(ParityReport.MOST_NAMED)
                        .map(document -> new ParityReport.Document(
                                document.document(), sums(document.postgres()), sums(document.druid())))
                        .toList());
    }

    private static ParityReport.Sums sums(CellValue value) {
        return new ParityReport.Sums(value.numerator(), value.denominator());
    }

    private Duration took(Instant began) {
        return Duration.between(began, clock.instant());
    }

    private Duration rest(Instant began) {
        Duration took = took(began);
        Duration least = took.multipliedBy(SHARE_OF_TIME - 1);
        Duration left = every.minus(took);
        return left.compareTo(least) > 0 ? left : least;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private void publish(KafkaProducer<String, byte[]> producer, ParityReport report)
            throws IOException, InterruptedException {
        try {
            producer.send(new ProducerRecord<>(Topics.PARITY, report.company(), json.writeValueAsBytes(report)))
                    .get();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of the comparison cannot be written as JSON", e);
        } catch (ExecutionException e) {
            throw new IOException("Kafka does not take the report: " + Trouble.reason(e), e);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        installed.kafkaBootstrapServers(),
                        "client.id",
                        "parity",
                        "acks",
                        "all",
                        "delivery.timeout.ms",
                        30_000,
                        "request.timeout.ms",
                        10_000,
                        "max.block.ms",
                        30_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        Thread cycles = thread;
        if (cycles == null) {
            return;
        }
        cycles.interrupt();
        try {
            cycles.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
