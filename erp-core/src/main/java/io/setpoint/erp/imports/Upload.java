package io.setpoint.erp.imports;

import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file on its way in, on disk: it never stands in memory as a whole. */
record Upload(Path file, String sha256) implements AutoCloseable {
    private static final int MOST_BYTES = 32 << 20;

    /** Takes a file from the wire; refuses one that is too large before all of it has come. */
    static Upload of(InputStream body) {
        try {
            Path file = Files.createTempFile("import", null);
            try (DigestInputStream in = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"));
                    OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                long bytes = 0;
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                    if (bytes > MOST_BYTES) {
                        throw new Refused(
                                Problem.TOO_LARGE, "A file has at most " + (MOST_BYTES >> 20) + " MiB. Split it.");
                    }
                    out.write(buffer, 0, read);
                }
                return new Upload(
                        file, HexFormat.of().formatHex(in.getMessageDigest().digest()));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
