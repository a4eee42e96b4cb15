package io.setpoint.streaming;

import static java.util.Objects.requireNonNull;

import io.setpoint.contracts.Topics;
import io.setpoint.streaming.log.EventLog;
import io.setpoint.streaming.replay.ReplayServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streaming job on a Flink of its own in this process. It goes on from the newest complete checkpoint in its folder,
 * or from the start of the log if there is none: with the same result.
 */
public final class StreamingJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingJob.class);
    private static final long LAST_CHECKPOINT_SECONDS = 20;

    private final MiniCluster cluster;
    private final JobID job;
    private final @Nullable ReplayServer replays;

    private StreamingJob(MiniCluster cluster, JobID job, @Nullable ReplayServer replays) {
        this.cluster = cluster;
        this.job = job;
        this.replays = replays;
    }

    /** Runs the job until the process is told to stop; {@code args[0]} is the YAML file. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: StreamingJob CONFIGURATION.yml");
        }
        StreamingJob running = start(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(running::closeAtExit, "streaming-stop"));
        JobResult result = running.awaitEnd();
        if (result.getSerializedThrowable().isPresent()) {
            LOG.error("the job has failed", result.getSerializedThrowable().get());
            System.exit(1);
        }
    }

    /** Starts the job; waits for Kafka and its topics if need be. */
    public static StreamingJob start(Path yaml) throws Exception {
        StreamingConfiguration configuration = StreamingConfiguration.read(yaml);
        Map<String, Integer> topics = KafkaTopics.await(configuration.kafka().bootstrapServers());
        Optional<Path> checkpoint = resumeFrom(configuration.checkpoints().dir());
        Configuration flink = FlinkSettings.of(configuration, checkpoint);
        JobGraph graph = graph(flink, configuration, topics);
        MiniCluster cluster = cluster(flink, configuration);
        cluster.start();
        ReplayServer replays;
        try {
            replays = replays(configuration);
            cluster.submitJob(graph).get();
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
        LOG.info(
                "job {} runs, its state at {}",
                graph.getJobID(),
                cluster.getRestAddress().get());
        return new StreamingJob(cluster, graph.getJobID(), replays);
    }

    private static @Nullable ReplayServer replays(StreamingConfiguration configuration) throws IOException {
        StreamingConfiguration.Replay replay = configuration.replay();
        return replay == null
                ? null
                : ReplayServer.start(
                        replay.host(),
                        replay.port(),
                        replay.token(),
                        configuration.kafka().bootstrapServers());
    }

    private static Optional<Path> resumeFrom(Path dir) throws IOException {
        Files.createDirectories(dir);
        CheckpointFolder folder = new CheckpointFolder(dir);
        Optional<Path> newest = folder.newest();
        if (newest.isPresent()) {
            LOG.info("going on from {}", newest.get());
            folder.removeOlderJobsThan(newest.get());
        } else {
            LOG.info("no checkpoint in {}: reading the log from its start", dir);
        }
        return newest;
    }

    private static JobGraph graph(
            Configuration flink, StreamingConfiguration configuration, Map<String, Integer> topics) {
        String kafka = configuration.kafka().bootstrapServers();
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
        SetpointTopology.build(
                EventLog.live(env, kafka, configuration.groupId(), partitions(topics, Topics.EVENTS)),
                Sinks.kafka(kafka, configuration.groupId(), partitions(topics, Topics.KPI_CELLS)));
        return env.getStreamGraph().getJobGraph();
    }

    private static int partitions(Map<String, Integer> topics, String topic) {
        return requireNonNull(topics.get(topic), topic);
    }

    private static MiniCluster cluster(Configuration flink, StreamingConfiguration configuration) {
        return new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.parallelism())
                .build());
    }

    /** Address of Flink's REST interface: state of the job and its metrics, {@code complete} of the cell sink among them. */
    public URI restAddress() {
        try {
            return cluster.getRestAddress().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Flink has no REST interface", e);
        }
    }

    /** State of the job as Flink names it, such as {@code RUNNING}. */
    public String status() throws InterruptedException, ExecutionException {
        return cluster.getJobStatus(job).get().name();
    }

    /** Takes a checkpoint now and waits for it. */
    public long checkpoint() throws InterruptedException, ExecutionException, TimeoutException {
        return cluster.triggerCheckpoint(job, CheckpointType.FULL).get(LAST_CHECKPOINT_SECONDS, TimeUnit.SECONDS);
    }

    private JobResult awaitEnd() throws InterruptedException, ExecutionException {
        return cluster.requestJobResult(job).get();
    }

    private void closeAtExit() {
        try {
            close();
        } catch (Exception e) {
            LOG.warn("the job did not stop in an orderly way; it goes on from its last checkpoint", e);
        }
    }

    /** Takes a last checkpoint, so that the next start has nothing to catch up with, and stops. */
    @Override
    public void close() throws IOException {
        if (replays != null) {
            replays.close();
        }
        try {
            if (cluster.isRunning() && cluster.getJobStatus(job).get() == JobStatus.RUNNING) {
                checkpoint();
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("no last checkpoint: the next start goes on from the one before", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeCluster();
        }
    }

    private void closeCluster() throws IOException {
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IOException("Flink did not stop in an orderly way", e);
        }
    }
}
