package io.setpoint.contracts.kpi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeMap;

/** One text for what some cells say, so that who computed them apart can compare a number and all its parts at a glance. */
public final class CellHash {
    private CellHash() {}

    /**
     * SHA-256, in hexadecimal, over one line a cell in the order of their keys: key, numerator and denominator, separated
     * by {@code |}. Cells of zero over zero say nothing and stand for none.
     */
    public static String of(Collection<KpiCell> cells) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (KpiCell cell : cells) {
            if (cell.numerator() != 0 || cell.denominator() != 0) {
                lines.put(cell.key(), cell.key() + "|" + cell.numerator() + "|" + cell.denominator() + "\n");
            }
        }
        MessageDigest digest = sha256();
        lines.values().forEach(line -> digest.update(line.getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
