package io.setpoint.ml.models;

import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureRow;
import io.setpoint.ml.features.FeatureSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.tribuo.Model;
import org.tribuo.provenance.ModelProvenance;

/** Where a model comes from, in a form that goes into its file. */
final class Provenances {
    private Provenances() {}

    static void describe(String name, Model<?> model, SortedMap<String, String> into) {
        ModelProvenance provenance = model.getProvenance();
        into.put(name + ".trainer", provenance.getTrainerProvenance().toString());
        into.put(name + ".class", provenance.getClassName());
        into.put("tribuo", provenance.getTribuoVersion());
        into.put("java", provenance.getJavaVersion());
    }

    /** SHA-256 over all rows, in order, and their labels. */
    static String hash(FeatureSchema schema, List<FeatureRow> rows, List<Boolean> labels) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line.setLength(0);
            for (Feature feature : schema.features()) {
                line.append(feature.name()).append('=');
                switch (feature.kind()) {
                    case NUMBER -> line.append(rows.get(i).number(feature.name()));
                    case CATEGORY -> line.append(rows.get(i).category(feature.name()));
                }
                line.append('\t');
            }
            line.append(i < labels.size() ? labels.get(i).toString() : "").append('\n');
            digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
