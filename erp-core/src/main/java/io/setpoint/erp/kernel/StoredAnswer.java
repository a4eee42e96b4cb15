package io.setpoint.erp.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The answer kept with an idempotency key: JSON in zlib format, because it stands in the write-ahead log of each request
 * and is hardly ever read. Answers from before it was packed are plain JSON, which never begins as zlib does.
 */
final class StoredAnswer {
    private static final byte ZLIB = 0x78;

    private StoredAnswer() {}

    static byte[] pack(String json) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(json.getBytes(UTF_8));
            deflater.finish();
            byte[] buffer = new byte[1024];
            ByteArrayOutputStream packed = new ByteArrayOutputStream(buffer.length);
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Throws {@link IllegalStateException} if the bytes are neither. */
    static String unpack(byte[] stored) {
        if (stored.length == 0 || stored[0] != ZLIB) {
            return new String(stored, UTF_8);
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stored);
            byte[] buffer = new byte[4096];
            ByteArrayOutputStream json = new ByteArrayOutputStream(buffer.length);
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished()) {
                    throw new IllegalStateException("a stored answer ends too early");
                }
                json.write(buffer, 0, read);
            }
            return json.toString(UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a stored answer is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
