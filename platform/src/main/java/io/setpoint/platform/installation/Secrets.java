package io.setpoint.platform.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/** The passwords of one installation, made at its first start, readable by its owner only. */
public final class Secrets {
    private static final List<String> NAMES = List.of(
            "owner",
            "app",
            "capture",
            "oracle",
            "administrator",
            "signals",
            "simulation",
            "importer",
            "druid",
            "replay");

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    static Secrets of(Path file) throws IOException {
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                values.load(in);
            }
        }
        boolean added = false;
        SecureRandom random = new SecureRandom();
        for (String name : NAMES) {
            if (values.getProperty(name) == null) {
                byte[] bytes = new byte[18];
                random.nextBytes(bytes);
                values.setProperty(name, Base64.getUrlEncoder().encodeToString(bytes));
                added = true;
            }
        }
        if (added) {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(file)) {
                values.store(out, "Passwords of this installation");
            }
        }
        return new Secrets(values);
    }

    /** Of the role that owns the database. */
    public String owner() {
        return get("owner");
    }

    /** Of the role erp-core works with, under row-level security. */
    public String app() {
        return get("app");
    }

    /** Of the role that reads the write-ahead log. */
    public String capture() {
        return get("capture");
    }

    /** Of the role that may read everything and write nothing. */
    public String oracle() {
        return get("oracle");
    }

    /** Of the first person, who registers all others. */
    public String administrator() {
        return get("administrator");
    }

    /** Of the machine principal that raises exceptions. */
    public String signals() {
        return get("signals");
    }

    /** Of the person who brings in documents of other systems. */
    public String importer() {
        return get("importer");
    }

    /** By which dashboards may ask for numbers to be computed anew. */
    public String replay() {
        return get("replay");
    }

    /** By which Druid knows the platform. */
    public String druid() {
        return get("druid");
    }

    private String get(String name) {
        return values.getProperty(name);
    }
}
