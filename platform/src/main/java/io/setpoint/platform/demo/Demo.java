package io.setpoint.platform.demo;

import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Secrets;
import io.setpoint.platform.simulation.LiveBusiness;
import io.setpoint.platform.simulation.Simulation;
import io.setpoint.platform.simulation.Simulation.Prepared;
import io.setpoint.platform.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Fills a new installation with the simulated distributor and keeps its business going. */
public final class Demo {
    private static final double ORDERS_PER_MINUTE = 12;

    private final Installation installation;
    private final Path folder;

    /**
     * The past of a new installation.
     *
     * @param seed makes another past
     * @param days how long it is
     */
    public record Past(long seed, int days) {}

    public Demo(Installation installation) {
        this.installation = installation;
        this.folder = installation.folder().path().resolve("simulation");
    }

    /**
     * Tells the past, trains and promotes the models, and opens for business; what an earlier start has done is not done
     * again.
     *
     * @return the business, to be closed before the platform stops
     */
    public LiveBusiness open(Supervisor supervisor, Past past) throws Exception {
        Secrets secrets = installation.folder().secrets();
        if (!Simulation.isPrepared(folder)) {
            supervisor.task("history", progress -> {
                Prepared prepared = Simulation.prepare(
                        installation.erpCore(),
                        new LogIn(Installation.ADMINISTRATOR, secrets.administrator()),
                        new LogIn(Installation.FEED, secrets.signals()),
                        folder,
                        past.seed(),
                        past.days(),
                        progress);
                return String.format(
                        Locale.ROOT,
                        "%,d orders, %,d counts, %,d adjustments in %d days",
                        prepared.orders(),
                        prepared.counts(),
                        prepared.adjustments(),
                        past.days());
            });
        }
        if (!modelsPromoted()) {
            supervisor.task("models", progress -> {
                String outcome = new DemoModels(installation).trainAndPromote(progress);
                Files.writeString(promoted(), outcome);
                return outcome;
            });
        }
        return live();
    }

    /** The business of today at the demo's pace. */
    private LiveBusiness live() throws IOException {
        return Simulation.live(installation.erpCore(), folder, ORDERS_PER_MINUTE);
    }

    private boolean modelsPromoted() {
        return Files.exists(promoted());
    }

    private Path promoted() {
        return folder.resolve("models-promoted");
    }
}
