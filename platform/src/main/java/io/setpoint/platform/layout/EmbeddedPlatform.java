package io.setpoint.platform.layout;

import io.setpoint.platform.analytics.FactIngestion;
import io.setpoint.platform.demo.Demo;
import io.setpoint.platform.installation.DataFolder;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Ports;
import io.setpoint.platform.installation.Software;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.simulation.LiveBusiness;
import io.setpoint.platform.supervision.JavaCommand;
import io.setpoint.platform.supervision.Leftovers;
import io.setpoint.platform.supervision.Supervisor;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process behind {@code ./setpoint start}: it holds the data folder, runs the parts and stops when told. */
public final class EmbeddedPlatform {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPlatform.class);

    private EmbeddedPlatform() {}

    /**
     * Runs the platform until it is told to stop.
     *
     * @param args data folder, port base, layout, and for the demo its seed and days
     */
    public static void main(String[] args) throws Exception {
        DataFolder folder = DataFolder.at(Path.of(args[0])).prepare();
        Installation installation = new Installation(folder, new Ports(Integer.parseInt(args[1])));
        Layout layout = Layout.valueOf(args[2]);
        int code = folder.locked(() -> {
            StopSignal signal = StopSignal.listen(folder);
            Leftovers.end(folder);
            int outcome = run(
                    installation,
                    layout,
                    args.length > 3 ? new Demo.Past(Long.parseLong(args[3]), Integer.parseInt(args[4])) : null,
                    signal);
            signal.finished();
            return outcome;
        });
        // Everything of ours has stopped; threads some library forgot shall not keep the process.
        Runtime.getRuntime().halt(code);
    }

    private static int run(Installation installation, Layout layout, Demo.@Nullable Past past, StopSignal signal)
            throws InterruptedException {
        Supervisor supervisor = new Supervisor(
                installation.folder(),
                layout.code(),
                installation.ports().base(),
                layout.parts(installation, Software.locate()));
        try {
            Derived.renew(installation);
            supervisor.start(signal::came);
            new FactIngestion(installation).start();
            if (past == null) {
                supervisor.ready(null);
                signal.await();
            } else {
                demo(installation, supervisor, past, signal);
            }
            supervisor.stop(null);
            return 0;
        } catch (Exception e) {
            if (signal.came()) {
                Thread.interrupted(); // has done its work
                supervisor.stop(null);
                return 0;
            }
            LOG.error("The platform stops", e);
            supervisor.stop(
                    e instanceof Trouble trouble
                            ? trouble
                            : new Trouble("The platform could not be made ready: " + Trouble.reason(e) + ".", e));
            return 1;
        }
    }

    private static void demo(Installation installation, Supervisor supervisor, Demo.Past past, StopSignal signal)
            throws Exception {
        signal.interrupts(Thread.currentThread());
        LiveBusiness business = new Demo(installation).open(supervisor, past);
        try {
            supervisor.ready(null);
            signal.await();
        } finally {
            business.close();
        }
    }

    /** Further arguments of the process for a demo. */
    public static List<String> demo(Demo.Past past) {
        return List.of(Long.toString(past.seed()), Integer.toString(past.days()));
    }

    /** How this process is started. */
    public static List<String> command(Installation installation, Layout layout, Software software) {
        return JavaCommand.of(
                software.classPath(),
                layout.heapMebibytes(),
                List.of("-Dsetpoint.home=" + software.home(), "-Dlogback.configurationFile=platform-logback.xml"),
                EmbeddedPlatform.class.getName(),
                List.of(
                        installation.folder().path().toString(),
                        Integer.toString(installation.ports().base()),
                        layout.name()));
    }
}
