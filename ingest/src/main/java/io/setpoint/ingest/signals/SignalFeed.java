package io.setpoint.ingest.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.contracts.events.EventHeaders;
import io.setpoint.contracts.events.Marker;
import io.setpoint.contracts.exceptions.ExceptionSignal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries signals to the ERP core in the order of each partition, on one thread of its own. An offset is committed only
 * after the ERP core has answered; while it is away the feed waits, for a signal skipped would be a deviation nobody
 * sees. What the ERP core refuses for good goes to the dead letters with its reason.
 */
public final class SignalFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalFeed.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SignalFeedSettings settings;
    private final JsonMapper json;
    private final Clock clock;
    private final Thread thread;
    private final Meter carried;
    private final Meter refused;
    private volatile boolean closed;
    private volatile String waitsFor = "not started yet";

    public SignalFeed(SignalFeedSettings settings, JsonMapper json, Clock clock, MetricRegistry metrics) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.carried = metrics.meter("signals.carried");
        this.refused = metrics.meter("signals.dead-letters");
        metrics.gauge("signals.waits-for", () -> (Gauge<String>) () -> waitsFor);
        this.thread = new Thread(this::supervise, "signal-feed");
    }

    public void start() {
        thread.start();
    }

    /** Healthy while it waits for nothing. */
    public HealthCheck health() {
        return new HealthCheck() {
            @Override
            protected Result check() {
                String waiting = waitsFor;
                return waiting.isEmpty() ? Result.healthy() : Result.unhealthy(waiting);
            }
        };
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            // an interrupt between an answer and its commit would make a needless repeat
            thread.join(TimeUnit.SECONDS.toMillis(5));
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = consumer();
                    Producer<byte[], byte[]> producer = producer()) {
                List<TopicPartition> partitions = partitions(consumer);
                if (partitions.isEmpty()) {
                    waitsFor = "topic " + settings.signals() + " is not there yet";
                    rest(Duration.ofSeconds(1));
                    continue;
                }
                // the capture holds the only replication slot, so there is one feed and no group to balance
                consumer.assign(partitions);
                waitsFor = "";
                pause = FIRST_PAUSE;
                run(consumer, new DeadLetters(producer, settings.deadLetters(), clock));
            } catch (InterruptedException | InterruptException asked) {
                closed = true;
            } catch (KafkaException | ExecutionException | TimeoutException away) {
                LOG.warn("{} is interrupted and tries again in {}", settings, pause, away);
                waitsFor = "tries again after: " + away.getMessage();
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } catch (RuntimeException defect) {
                LOG.error("{} met something it does not know and tries again", settings, defect);
                waitsFor = "tries again after: " + defect;
                rest(LONGEST_PAUSE);
            }
        }
    }

    private void run(Consumer<byte[], byte[]> consumer, DeadLetters deadLetters)
            throws InterruptedException, ExecutionException, TimeoutException {
        ErpCore erpCore = new ErpCore(settings.erpCore(), settings.person(), settings.password(), json);
        while (!closed) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(500));
            for (TopicPartition partition : records.partitions()) {
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    if (closed) {
                        return;
                    }
                    carry(record, erpCore, deadLetters);
                    consumer.commitSync(
                            Map.of(partition, new OffsetAndMetadata(record.offset() + 1)), Duration.ofSeconds(30));
                }
            }
        }
    }

    private void carry(ConsumerRecord<byte[], byte[]> record, ErpCore erpCore, DeadLetters deadLetters)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (isMarker(record)) {
            return;
        }
        ExceptionSignal signal;
        try {
            signal = record.value() == null ? null : json.readValue(record.value(), ExceptionSignal.class);
        } catch (IOException malformed) {
            refuse(record, deadLetters, "malformed", String.valueOf(malformed.getMessage()));
            return;
        }
        if (signal == null || incomplete(signal)) {
            refuse(record, deadLetters, "malformed", "the signal lacks its key, company or type");
            return;
        }
        Duration pause = FIRST_PAUSE;
        while (true) {
            ErpCore.Answer answer = erpCore.raise(signal);
            if (answer instanceof ErpCore.Taken) {
                carried.mark();
                waitsFor = "";
                return;
            }
            if (answer instanceof ErpCore.Refused no) {
                refuse(record, deadLetters, "refused-" + no.status(), no.detail());
                waitsFor = "";
                return;
            }
            if (answer instanceof ErpCore.Away away) {
                if (waitsFor.isEmpty()) {
                    LOG.warn("{} waits: {}", settings, away.reason());
                }
                waitsFor = away.reason();
                rest(pause);
                if (closed) {
                    throw new InterruptedException("closed while the ERP core is away");
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, DeadLetters deadLetters, String code, String reason)
            throws InterruptedException, ExecutionException, TimeoutException {
        LOG.warn(
                "Offset {} of {}-{} is put aside: {} {}",
                record.offset(),
                record.topic(),
                record.partition(),
                code,
                reason);
        deadLetters.keep(record, code, reason);
        refused.mark();
    }

    /** Jackson leaves absent components null, whatever the record says. */
    @SuppressWarnings("ConstantValue")
    private static boolean incomplete(ExceptionSignal signal) {
        return signal.key() == null || signal.action() == null || signal.company() == null || signal.type() == null;
    }

    private static boolean isMarker(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        return type != null && new String(type.value(), UTF_8).equals(Marker.TYPE);
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> known = consumer.partitionsFor(settings.signals());
        return known.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void rest(Duration time) {
        if (!closed) {
            LockSupport.parkNanos(time.toNanos());
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "group.id",
                        settings.group(),
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false,
                        "max.poll.records",
                        100,
                        "default.api.timeout.ms",
                        15_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.bootstrapServers(),
                        "acks",
                        "all",
                        "max.request.size",
                        16 * 1024 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
