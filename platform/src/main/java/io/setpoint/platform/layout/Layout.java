package io.setpoint.platform.layout;

import io.setpoint.platform.analytics.EmbeddedDruid;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Software;
import io.setpoint.platform.kafka.KafkaNode;
import io.setpoint.platform.modules.Modules;
import io.setpoint.platform.parity.ParityMonitor;
import io.setpoint.platform.postgres.EmbeddedPostgres;
import io.setpoint.platform.supervision.Part;
import java.util.List;
import java.util.stream.Stream;

/** How the parts are spread over processes. Both layouts run the same mains with the same configuration. */
public enum Layout {
    /** Kafka, Flink and our modules in one process; PostgreSQL and Druid beside it. */
    ONE_PROCESS("one-process") {
        @Override
        List<Part> parts(Installation installation, Software software) {
            return all(
                    List.of(
                            EmbeddedPostgres.part(installation),
                            KafkaNode.part(installation),
                            EmbeddedDruid.part(installation, software)),
                    new Modules(installation).inThisProcess(),
                    ParityMonitor.part(installation));
        }
    },
    /** One process a part, as in production; one that dies is started again. */
    PROCESSES("processes") {
        @Override
        List<Part> parts(Installation installation, Software software) {
            return all(
                    List.of(
                            EmbeddedPostgres.part(installation),
                            KafkaNode.process(installation, software.classPath()),
                            EmbeddedDruid.part(installation, software)),
                    new Modules(installation).inProcessesOfTheirOwn(software.classPath()),
                    ParityMonitor.part(installation));
        }
    };

    private final String code;

    Layout(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The parts in the order of start. */
    abstract List<Part> parts(Installation installation, Software software);

    private static List<Part> all(List<Part> stores, List<Part> modules, Part parity) {
        return Stream.of(stores, modules, List.of(parity)).flatMap(List::stream).toList();
    }

    /** Heap of the process that runs the supervisor and, in the one layout, most parts. */
    int heapMebibytes() {
        return this == ONE_PROCESS ? 1200 : 512;
    }
}
