package io.setpoint.dashboards;

import java.nio.file.Path;

/** KPI, exception, decision and analyst API and the web interface, as a program. It holds no business state. */
public final class Dashboards implements AutoCloseable {
    private final DashboardsApplication application;

    private Dashboards(DashboardsApplication application) {
        this.application = application;
    }

    /** Starts with the YAML file named by the first argument and runs until it is told to end. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            System.err.println("usage: Dashboards <configuration.yml>");
            System.exit(2);
        }
        start(Path.of(args[0]));
    }

    /** Starts and returns once the port answers; Kafka, the ERP core and Druid may come later. */
    public static Dashboards start(Path yaml) throws Exception {
        DashboardsApplication application = new DashboardsApplication();
        application.start(yaml);
        return new Dashboards(application);
    }

    /** Port of the interface and the API, useful where the configuration says 0. */
    public int port() {
        return application.port();
    }

    /** Ends open streams and stops. */
    @Override
    public void close() {
        application.stop();
    }
}
