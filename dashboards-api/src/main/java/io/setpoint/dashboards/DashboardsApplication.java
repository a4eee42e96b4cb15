package io.setpoint.dashboards;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.dropwizard.core.Application;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.jackson.JacksonMessageBodyProvider;
import io.dropwizard.lifecycle.Managed;
import io.setpoint.dashboards.analytics.BreakdownResource;
import io.setpoint.dashboards.analytics.Druid;
import io.setpoint.dashboards.board.KpiResource;
import io.setpoint.dashboards.board.KpiStream;
import io.setpoint.dashboards.board.ParityResource;
import io.setpoint.dashboards.board.ReplayResource;
import io.setpoint.dashboards.board.Replays;
import io.setpoint.dashboards.board.Target;
import io.setpoint.dashboards.cells.CellReader;
import io.setpoint.dashboards.cells.CellStore;
import io.setpoint.dashboards.cells.Complete;
import io.setpoint.dashboards.cells.Reports;
import io.setpoint.dashboards.pages.Pages;
import io.setpoint.dashboards.platform.PlatformResource;
import io.setpoint.dashboards.problems.ProblemMapper;
import io.setpoint.dashboards.proxy.ErpProxy;
import io.setpoint.dashboards.sessions.Sessions;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Wires dashboards: the cells, what is made of them, the way to the ERP core and to Druid, and the pages. */
final class DashboardsApplication extends Application<DashboardsConfiguration> {
    /** What is answered here; everything else under {@code /api/v1} is the ERP core's. */
    private static final Set<String> OWN = Set.of("kpis", "kpi-cells", "kpi-board", "kpi-stream", "parity", "platform");

    private @Nullable Server server;
    private @Nullable Throwable failure;

    void start(Path yaml) throws Exception {
        run("server", yaml.toString());
        if (failure != null) {
            throw new IllegalStateException("dashboards did not start with " + yaml, failure);
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
            throw new IllegalStateException("dashboards did not stop in order", e);
        }
    }

    int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public String getName() {
        return "dashboards";
    }

    @Override
    public void run(DashboardsConfiguration configuration, Environment environment) throws IOException {
        environment.lifecycle().addServerLifecycleListener(started -> server = started);
        ((AbstractServerFactory) configuration.getServerFactory()).setRegisterDefaultExceptionMappers(false);

        Clock clock = Clock.systemUTC();
        JsonMapper json = json();
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        Sessions sessions = new Sessions(configuration.erpCore().url(), http, json);

        CellStore store = new CellStore(clock);
        Reports reports = new Reports();
        CellReader reader = new CellReader(configuration.kafka().bootstrapServers(), store, reports, json);
        KpiStream stream = new KpiStream(store, sessions, json);
        environment.lifecycle().manage(running(reader::start, reader::close));
        environment.lifecycle().manage(running(stream::start, stream::close));
        observe(environment, store, reader, stream);

        environment.jersey().register(new ParityResource(reports, sessions, clock));
        environment
                .jersey()
                .register(new ReplayResource(
                        store,
                        configuration.replay().map(replay -> new Replays(replay.url(), replay.token(), http, json)),
                        sessions,
                        clock));
        api(configuration, environment, store, reader, sessions, http, json, clock);
        environment.servlets().addServlet("kpi-stream", stream).addMapping("/api/v1/kpi-stream");
        environment.servlets().addServlet("pages", new Pages(json)).addMapping("/*");
        environment
                .servlets()
                .addFilter("erp-core", new ErpProxy(configuration.erpCore().url(), OWN, http, sessions, json, clock))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/api/v1/*");
    }

    /** In one JVM with others a failed start must not end them all; {@link #start} throws it. */
    @Override
    protected void onFatalError(Throwable error) {
        failure = error;
    }

    private static void api(
            DashboardsConfiguration configuration,
            Environment environment,
            CellStore store,
            CellReader reader,
            Sessions sessions,
            HttpClient http,
            JsonMapper json,
            Clock clock)
            throws IOException {
        environment.jersey().setUrlPattern("/api/v1/*");
        environment.jersey().register(new JacksonMessageBodyProvider(json));
        environment.jersey().register(new ProblemMapper());
        environment.jersey().register(new KpiResource(store, targets(configuration), sessions, clock));
        environment
                .jersey()
                .register(new BreakdownResource(
                        new Druid(
                                configuration.druid().jdbcUrl(),
                                configuration.druid().user(),
                                configuration.druid().password()),
                        sessions,
                        clock));
        environment
                .jersey()
                .register(new PlatformResource(
                        store,
                        reader,
                        sessions,
                        configuration.druid().coordinatorUrl(),
                        configuration.druid().authorization(),
                        http,
                        json,
                        clock));
    }

    private static void observe(Environment environment, CellStore store, CellReader reader, KpiStream stream) {
        MetricRegistry metrics = environment.metrics();
        metrics.gauge("cells.count", () -> (Gauge<Long>) store::size);
        metrics.gauge("cells.waiting", () -> (Gauge<Long>) store::waiting);
        metrics.gauge("cells.complete-stamp", () ->
                (Gauge<Long>) () -> store.complete().stamp());
        metrics.gauge("cells.malformed", () -> (Gauge<Long>) reader::malformed);
        metrics.gauge("stream.readers", () -> (Gauge<Integer>) stream::readers);
        environment.healthChecks().register("cells", new HealthCheck() {
            @Override
            protected Result check() {
                Complete complete = store.complete();
                if (!reader.trouble().isEmpty()) {
                    return Result.unhealthy(reader.trouble());
                }
                return complete.stale()
                        ? Result.unhealthy("complete has stood at " + complete.at() + " since " + complete.since())
                        : Result.healthy("complete to " + complete.at());
            }
        });
    }

    private static Map<String, Target> targets(DashboardsConfiguration configuration) throws IOException {
        if (configuration.targets().isPresent()) {
            return configuration.targets().get();
        }
        try (InputStream shipped = Target.class.getResourceAsStream("targets.yml")) {
            return new ObjectMapper(new YAMLFactory())
                    .registerModule(new ParameterNamesModule())
                    .readValue(shipped, new TypeReference<Map<String, Target>>() {});
        }
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
