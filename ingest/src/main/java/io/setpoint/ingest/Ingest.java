package io.setpoint.ingest;

import java.nio.file.Path;

/** Change capture from PostgreSQL to Kafka, and exception signals from Kafka to the ERP core, as a program. */
public final class Ingest implements AutoCloseable {
    private final IngestApplication application;

    private Ingest(IngestApplication application) {
        this.application = application;
    }

    /** Starts with the YAML file named by the first argument and runs until it is told to end. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            System.err.println("usage: Ingest <configuration.yml>");
            System.exit(2);
        }
        start(Path.of(args[0]));
    }

    /** Starts and returns once the admin port answers; PostgreSQL, Kafka and the ERP core may come later. */
    public static Ingest start(Path yaml) throws Exception {
        IngestApplication application = new IngestApplication();
        application.start(yaml);
        return new Ingest(application);
    }

    /** Stops reading, lets Kafka acknowledge what is on its way, and ends. */
    @Override
    public void close() {
        application.stop();
    }
}
