package io.setpoint.platform.supervision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a Java process of the platform is started: the same Java as this one, with bounded memory. */
public final class JavaCommand {
    private JavaCommand() {}

    /**
     * The command line of a main class.
     *
     * @param options further options of the virtual machine
     */
    public static List<String> of(
            String classPath, int heapMebibytes, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMebibytes + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Xshare:auto");
        command.add("-Djava.awt.headless=true");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Duser.timezone=UTC");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
