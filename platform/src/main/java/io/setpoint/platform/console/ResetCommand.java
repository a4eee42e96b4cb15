package io.setpoint.platform.console;

import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops everything and deletes the data. */
@Command(name = "reset", description = "Stops all parts and deletes the data folder.")
public final class ResetCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Installation installation = options.installation();
        Screen screen = new Screen(spec.commandLine().getOut());
        if (!installation.folder().exists()) {
            installation.folder().delete();
        }
        if (!yes) {
            if (!Screen.watched()) {
                throw new Trouble(
                        "reset deletes " + installation.folder().path() + "; nobody can be asked here, so say --yes.");
            }
            screen.line("Delete all data in " + installation.folder().path() + "? (yes/no)");
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (!"yes".equals(answer)) {
                screen.line("Nothing was deleted");
                return 1;
            }
        }
        new Launch(installation, screen).stop();
        installation.folder().delete();
        screen.line("The data in " + installation.folder().path() + " are gone");
        return 0;
    }
}
