package io.setpoint.ingest;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import io.setpoint.contracts.Topics;
import io.setpoint.ingest.capture.Capture;
import io.setpoint.ingest.capture.CaptureHealth;
import io.setpoint.ingest.capture.CaptureKafka;
import io.setpoint.ingest.capture.CaptureSettings;
import io.setpoint.ingest.signals.SignalFeed;
import io.setpoint.ingest.signals.SignalFeedSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** Wires ingest: the capture, the feed of signals, their health checks. */
final class IngestApplication extends Application<IngestConfiguration> {
    private @Nullable Server server;
    private @Nullable Throwable failure;

    void start(Path yaml) throws Exception {
        run("server", yaml.toString());
        if (failure != null) {
            throw new IllegalStateException("ingest did not start with " + yaml, failure);
        }
    }

    void stop() {
        if (server == null) {
            return;
        }
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("ingest did not stop in order", e);
        }
    }

    @Override
    public String getName() {
        return "ingest";
    }

    @Override
    public void run(IngestConfiguration configuration, Environment environment) {
        environment.lifecycle().addServerLifecycleListener(started -> server = started);
        environment.jersey().disable(); // there is an admin port only

        Clock clock = Clock.systemUTC();
        JsonMapper json = json();
        MetricRegistry metrics = environment.metrics();

        Capture capture = capture(configuration, json, clock, metrics);
        environment.healthChecks().register("capture", new CaptureHealth(capture, clock));
        environment.lifecycle().manage(running(capture::start, capture::close));

        SignalFeed signals = signals(configuration, json, clock, metrics);
        environment.healthChecks().register("signals", signals.health());
        environment.lifecycle().manage(running(signals::start, signals::close));
    }

    /** In one JVM with others a failed start must not end them all; {@link #start} throws it. */
    @Override
    protected void onFatalError(Throwable error) {
        failure = error;
    }

    private static Managed running(Runnable start, Runnable stop) {
        return new Managed() {
            @Override
            public void start() {
                start.run();
            }

            @Override
            public void stop() {
                stop.run();
            }
        };
    }

    private static Capture capture(
            IngestConfiguration configuration, JsonMapper json, Clock clock, MetricRegistry metrics) {
        IngestConfiguration.Kafka kafka = configuration.kafka();
        return new Capture(
                new CaptureSettings(
                        configuration.database().url(),
                        configuration.database().user(),
                        configuration.database().password(),
                        configuration.slot(),
                        "setpoint_events",
                        "event",
                        Topics.EVENTS,
                        configuration.markerInterval()),
                new CaptureKafka(
                        kafka.bootstrapServers(),
                        kafka.partitions() == null ? Map.of() : kafka.partitions(),
                        kafka.replicationFactor() == null
                                ? 1
                                : kafka.replicationFactor().shortValue()),
                json,
                clock,
                metrics);
    }

    private static SignalFeed signals(
            IngestConfiguration configuration, JsonMapper json, Clock clock, MetricRegistry metrics) {
        return new SignalFeed(
                new SignalFeedSettings(
                        configuration.kafka().bootstrapServers(),
                        "setpoint-signal-feed",
                        Topics.EXCEPTIONS,
                        Topics.DEAD_LETTERS,
                        configuration.erpCore().url(),
                        configuration.erpCore().person(),
                        configuration.erpCore().password()),
                json,
                clock,
                metrics);
    }

    /** The JSON of the event log: a newer writer's additions are no error. */
    private static JsonMapper json() {
        return JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }
}
