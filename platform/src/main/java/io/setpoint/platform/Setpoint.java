package io.setpoint.platform;

import io.setpoint.platform.bench.BenchCommand;
import io.setpoint.platform.console.DemoCommand;
import io.setpoint.platform.console.ResetCommand;
import io.setpoint.platform.console.StartCommand;
import io.setpoint.platform.console.StatusCommand;
import io.setpoint.platform.console.StopCommand;
import io.setpoint.platform.imports.ImportCommand;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.parity.ParityCommand;
import io.setpoint.platform.replay.EventsCommand;
import io.setpoint.platform.replay.KpiCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of {@code ./setpoint}. */
@Command(
        name = "setpoint",
        description = "Runs a distribution business as a controlled process, on one machine.",
        mixinStandardHelpOptions = true,
        version = "setpoint 0.1.0",
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            ImportCommand.class,
            ParityCommand.class,
            EventsCommand.class,
            KpiCommand.class,
            BenchCommand.class,
            ResetCommand.class
        })
public final class Setpoint implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute; trouble becomes one sentence and exit code 1. */
    public static CommandLine commandLine() {
        return new CommandLine(new Setpoint()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("setpoint: " + sentence(failure));
            line.getErr().flush();
            return 1;
        });
    }

    private static String sentence(Exception failure) {
        return failure instanceof Trouble
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName() + ": " + Trouble.reason(failure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
