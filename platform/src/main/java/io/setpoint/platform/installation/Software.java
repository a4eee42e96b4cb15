package io.setpoint.platform.installation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built program files.
 *
 * @param home the folder with the {@code setpoint} script
 */
public record Software(Path home) {
    /** The folder the script names, or else the one around the working directory (tests start inside a module). */
    public static Software locate() {
        String named = System.getProperty("setpoint.home");
        if (named != null) {
            return new Software(Path.of(named).toAbsolutePath().normalize());
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("platform/druid/pom.xml"))) {
                return new Software(folder);
            }
        }
        throw new Trouble("The program files are not here; start from the folder that holds the setpoint script.");
    }

    /** Class path of everything but Druid. */
    public String classPath() {
        return jars("platform", "platform");
    }

    /** Class path of Druid. */
    public String druidClassPath() {
        return jars("platform/druid", "platform-druid");
    }

    private String jars(String module, String artifact) {
        Path target = home.resolve(module).resolve("target");
        List<String> entries = new ArrayList<>();
        try (var files = Files.newDirectoryStream(
                target,
                file -> file.getFileName().toString().matches(artifact + "-[0-9][^/]*(?<!sources)(?<!tests)\\.jar"))) {
            files.forEach(file -> entries.add(file.toString()));
            entries.add(Files.readString(target.resolve("class-path")).strip());
        } catch (IOException e) {
            throw new Trouble(
                    "The program is not built: " + module + "/target is incomplete; run ./setpoint or mvn package.", e);
        }
        return String.join(File.pathSeparator, entries);
    }
}
