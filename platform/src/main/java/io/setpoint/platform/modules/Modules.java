package io.setpoint.platform.modules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.dashboards.Dashboards;
import io.setpoint.erp.ErpCore;
import io.setpoint.ingest.Ingest;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.supervision.JavaCommand;
import io.setpoint.platform.supervision.ModulePart;
import io.setpoint.platform.supervision.Part;
import io.setpoint.platform.supervision.Probe;
import io.setpoint.platform.supervision.ProcessPart;
import io.setpoint.streaming.StreamingJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Our own modules as parts: the same start with the same YAML, in this process or in one each. */
public final class Modules {
    private final Installation installation;
    private final ModuleConfiguration configuration;
    private final HttpClient http = HttpClient.newHttpClient();

    public Modules(Installation installation) {
        this.installation = installation;
        this.configuration = new ModuleConfiguration(installation);
    }

    /** How a module is started from its YAML file. */
    @FunctionalInterface
    private interface Starter {
        AutoCloseable start(Path yaml) throws Exception;
    }

    private record Module(
            String name,
            List<String> after,
            URI url,
            Probe probe,
            Class<?> main,
            Starter starter,
            Callable<Path> yaml,
            int heapMebibytes) {}

    private List<Module> all() {
        return List.of(
                new Module(
                        "erp-core",
                        List.of("postgres"),
                        installation.erpCore(),
                        healthy(installation.ports().erpCoreAdmin()),
                        ErpCore.class,
                        ErpCore::start,
                        configuration::erpCore,
                        256),
                new Module(
                        "ingest",
                        List.of("erp-core", "kafka"),
                        admin(installation.ports().ingestAdmin()),
                        healthy(installation.ports().ingestAdmin()),
                        Ingest.class,
                        Ingest::start,
                        configuration::ingest,
                        256),
                new Module(
                        "streaming",
                        List.of("ingest"),
                        installation.flink(),
                        this::jobRuns,
                        StreamingJob.class,
                        StreamingJob::start,
                        configuration::streaming,
                        640),
                new Module(
                        "dashboards",
                        List.of("ingest", "erp-core"),
                        installation.dashboards(),
                        healthy(installation.ports().dashboardsAdmin()),
                        Dashboards.class,
                        Dashboards::start,
                        configuration::dashboards,
                        320));
    }

    /** All modules in this process. */
    public List<Part> inThisProcess() {
        Path log = installation.folder().logs().resolve("setpoint.log");
        return all().stream()
                .<Part>map(module -> new ModulePart(
                        module.name(),
                        module.after(),
                        module.url().toString(),
                        log,
                        module.probe(),
                        () -> module.starter().start(module.yaml().call())))
                .toList();
    }

    /** One process a module. */
    public List<Part> inProcessesOfTheirOwn(String classPath) {
        return all().stream()
                .<Part>map(module -> new ProcessPart(
                        module.name(),
                        module.after(),
                        module.url().toString(),
                        installation.folder().logs().resolve(module.name() + ".log"),
                        module.probe(),
                        ProcessPart.StopBy.TERMINATE,
                        Map.of(),
                        () -> JavaCommand.of(
                                classPath,
                                module.heapMebibytes(),
                                List.of("-Dlogback.configurationFile=platform-logback.xml"),
                                module.main().getName(),
                                List.of(module.yaml().call().toString()))))
                .toList();
    }

    private static URI admin(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static Probe healthy(int adminPort) {
        return Probe.http(admin(adminPort).resolve("/healthcheck"));
    }

    /** Flink answers long before the job runs, and still after it has failed. */
    private void jobRuns() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(installation.flink().resolve("/jobs/overview"))
                .timeout(Probe.PATIENCE)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode jobs = new ObjectMapper().readTree(answer.body()).path("jobs");
        if (jobs.isEmpty()) {
            throw new IOException("Flink has no job yet");
        }
        for (JsonNode job : jobs) {
            if (!job.path("state").asText().equals("RUNNING")) {
                throw new IOException("the job is " + job.path("state").asText());
            }
        }
    }
}
