package io.setpoint.ml.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.setpoint.ml.features.Feature;
import io.setpoint.ml.features.FeatureSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tribuo.Model;
import org.tribuo.protos.core.ModelProto;

/**
 * A model in one self-describing file: JSON with the Tribuo models inside, in their protobuf form. Who approved it is not
 * part of it; that stands in the registry beside the file's hash.
 *
 * @param formatVersion version of this envelope; older ones stay readable
 * @param kind what it predicts: {@link #LATE_ORDER} or {@link #SUSPICIOUS_ADJUSTMENT}
 * @param algorithm how: {@link #LOGISTIC_REGRESSION}, {@link #GROUP_RATE} or {@link #FOREST_AND_TAIL}
 * @param schema the features it wants, no more and no fewer
 * @param groupBy the features whose rate is the floor (risk only)
 * @param tribuo Tribuo models by name: Base64 of gzip of protobuf
 * @param tables numbers beside them, such as calibration and scaling, by table and key
 * @param typical an ordinary value of each feature, as text
 * @param threshold the score from which a case is raised
 * @param metrics measured on data not trained on
 * @param provenance trainer, settings, versions, time of training and window of the data
 * @param dataHash SHA-256 of the training set in the order it was read
 */
public record ModelFile(
        int formatVersion,
        String kind,
        String algorithm,
        List<Feature> schema,
        List<String> groupBy,
        SortedMap<String, String> tribuo,
        SortedMap<String, SortedMap<String, Double>> tables,
        SortedMap<String, String> typical,
        double threshold,
        SortedMap<String, Double> metrics,
        SortedMap<String, String> provenance,
        String dataHash) {
    public static final int FORMAT_VERSION = 1;
    public static final String LATE_ORDER = "late-order";
    public static final String SUSPICIOUS_ADJUSTMENT = "suspicious-adjustment";
    public static final String LOGISTIC_REGRESSION = "logistic-regression";
    public static final String GROUP_RATE = "group-rate";
    public static final String FOREST_AND_TAIL = "isolation-forest+tail-sum";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // a newer release may add a field: what is known stays readable
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public ModelFile {
        if (formatVersion < 1 || formatVersion > FORMAT_VERSION) {
            throw new UnreadableModel("model file format " + formatVersion + " is not known");
        }
        schema = List.copyOf(schema);
        groupBy = List.copyOf(groupBy);
        tribuo = Collections.unmodifiableSortedMap(new TreeMap<>(tribuo));
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        typical = Collections.unmodifiableSortedMap(new TreeMap<>(typical));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    }

    /** Reads a file of this or an older release. */
    public static ModelFile read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, ModelFile.class);
        } catch (IOException e) {
            throw new UnreadableModel("not a model file: " + e.getMessage(), e);
        }
    }

    /** The file; equal contents give equal bytes. */
    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FeatureSchema featureSchema() {
        return new FeatureSchema(schema);
    }

    /** Hash by which registry, log and signals name a file: lower-case hex of SHA-256. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    SortedMap<String, Double> table(String name) {
        SortedMap<String, Double> table = tables.get(name);
        if (table == null) {
            throw new UnreadableModel("the model file has no table " + name);
        }
        return table;
    }

    double value(String table, String key) {
        Double value = table(table).get(key);
        if (value == null) {
            throw new UnreadableModel("the model file has no " + table + " of " + key);
        }
        return value;
    }

    static String pack(Model<?> model) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            model.serialize().writeTo(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    Model<?> unpack(String name) {
        String packed = tribuo.get(name);
        if (packed == null) {
            throw new UnreadableModel("the model file holds no " + name);
        }
        try (GZIPInputStream zip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
            return Model.deserialize(ModelProto.parseFrom(zip));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new UnreadableModel("the " + name + " in the model file cannot be read: " + e.getMessage(), e);
        }
    }

    static SortedMap<String, Double> tableOf(Map<String, Double> values) {
        return new TreeMap<>(values);
    }
}
