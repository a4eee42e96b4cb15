package io.setpoint.streaming;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** Flink's settings. */
final class FlinkSettings {
    /** Key groups: the largest parallelism the state can ever be spread over. */
    private static final int MAX_PARALLELISM = 128;
    /**
     * Each record goes out at once. A timeout of a millisecond would be as quick, but wakes one thread a task a thousand
     * times a second even when nothing happens, which took half a core.
     */
    private static final Duration BUFFER_TIMEOUT = Duration.ZERO;

    private FlinkSettings() {}

    /** Settings of the endless job. */
    static Configuration of(StreamingConfiguration from, Optional<Path> checkpoint) {
        Configuration to = common(from.parallelism());
        to.set(RestOptions.BIND_PORT, Integer.toString(from.restPort()));
        to.set(RestOptions.PORT, from.restPort());
        to.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        to.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                from.checkpoints().dir().toUri().toString());
        to.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofMillis(from.checkpoints().intervalMs()));
        to.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        to.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        to.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // Kafka may be away for hours: try for ever, ever more rarely.
        to.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        to.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(200));
        to.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(5));
        to.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofSeconds(60));
        to.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        checkpoint.ifPresent(path -> {
            to.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
            to.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
        return to;
    }

    /** Settings of every job: types and operator ids are ours, never guessed by Flink. */
    static Configuration common(int parallelism) {
        Configuration to = new Configuration();
        to.set(RestOptions.ADDRESS, "127.0.0.1");
        to.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        to.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        to.set(PipelineOptions.NAME, "setpoint");
        to.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        to.set(PipelineOptions.OBJECT_REUSE, true);
        to.set(PipelineOptions.GENERIC_TYPES, false);
        to.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        to.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        to.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        to.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        to.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        to.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        to.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        return to;
    }
}
