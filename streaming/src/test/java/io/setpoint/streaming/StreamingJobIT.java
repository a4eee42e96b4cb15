package io.setpoint.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.fixtures.TestKafka;
import io.setpoint.contracts.kpi.Fact;
import io.setpoint.contracts.kpi.FactGrain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Real Kafka, the job in processes of its own, kill -9, and an oracle that shares nothing with the job. */
class StreamingJobIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void killedAtAnyTimeAndStartedWithOtherParallelismTheJobGivesTheCellsOfTheOracleAndNoFactTwice() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "job");
        List<Committed> log = RandomBusiness.log(7, 600);
        long end = log.get(log.size() - 1).stamp() + Duration.ofDays(2).toNanos() / 1000;
        List<List<ProducerRecord<byte[], byte[]>>> partitions = KafkaLog.partitions(log, end, 11);
        try (TestKafka kafka = TestKafka.start(folder.resolve("kafka"), TestKafka.freePort());
                KafkaLog writer = new KafkaLog(kafka.bootstrapServers())) {
            String servers = kafka.bootstrapServers();
            KafkaLog.createTopics(servers);
            try (CellReader cells = new CellReader(servers)) {
                int[] parallelism = {1, 2, 1, 2};
                for (int run = 0; run < parallelism.length; run++) {
                    try (JobProcess job = JobProcess.start(folder, servers, parallelism[run])) {
                        double from = run / 4.0;
                        writer.send(partitions, from, from + 0.1, run);
                        long before = cells.complete();
                        cells.awaitComplete(before + 1, PATIENCE);
                        writer.send(partitions, from + 0.1, from + 0.25, run);
                        if (run == parallelism.length - 1) {
                            cells.awaitComplete(end, PATIENCE);
                            Thread.sleep(1_000);
                            job.stop();
                        } else {
                            Thread.sleep(700);
                            job.kill();
                        }
                    }
                }
                Map<String, List<Long>> expected = Oracle.cells(log, end);
                assertThat(expected).hasSizeGreaterThan(500);
                assertThat(cells.values()).isEqualTo(expected);
                assertThat(cells.contradictions()).isZero();
            }
            Set<String> ids = new HashSet<>();
            int facts = 0;
            for (FactGrain grain : FactGrain.values()) {
                for (ConsumerRecord<String, String> row : Topic.all(servers, grain.topic())) {
                    Fact fact = FactJson.read(grain, row.value());
                    if (!fact.isMarker()) {
                        facts++;
                        ids.add(fact.id());
                    }
                }
            }
            assertThat(ids).hasSize(facts);
        }
    }
}
