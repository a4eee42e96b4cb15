package io.setpoint.ml.anomaly;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/** An anomaly detector whose evidence is an exact sum over features. */
public abstract sealed class AnomalyModel extends Model<Event> permits IsolationForestModel, TailSumModel {
    private final double threshold;

    AnomalyModel(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Event> outputs,
            double threshold) {
        super(name, provenance, features, outputs, false);
        this.threshold = threshold;
    }

    abstract double score(float[] row);

    abstract double[] contributions(float[] row);

    /** What of the model is neither feature map nor provenance. */
    abstract byte[] parameters();

    final double threshold() {
        return threshold;
    }

    /** The evidence for an anomaly by feature name; its sum is monotone in the score. */
    public final SortedMap<String, Double> evidence(Example<Event> example) {
        double[] contributions = contributions(AnomalyRows.row(example, featureIDMap));
        SortedMap<String, Double> byName = new TreeMap<>();
        for (int i = 0; i < contributions.length; i++) {
            byName.put(featureIDMap.get(i).getName(), contributions[i]);
        }
        return byName;
    }

    @Override
    public final Prediction<Event> predict(Example<Event> example) {
        double score = score(AnomalyRows.row(example, featureIDMap));
        Event.EventType type = score >= threshold ? Event.EventType.ANOMALOUS : Event.EventType.EXPECTED;
        return new Prediction<>(new Event(type, score), example.size(), example);
    }

    /** Empty: which features matter differs from case to case; see {@link #getExcuse}. */
    @Override
    public final Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Collections.emptyMap();
    }

    @Override
    public final Optional<Excuse<Event>> getExcuse(Example<Event> example) {
        List<Pair<String, Double>> largestFirst = new ArrayList<>();
        evidence(example).forEach((name, share) -> largestFirst.add(new Pair<>(name, share)));
        largestFirst.sort((a, b) -> Double.compare(b.getB(), a.getB()));
        return Optional.of(
                new Excuse<>(example, predict(example), Map.of(Event.EventType.ANOMALOUS.toString(), largestFirst)));
    }

    @Override
    public final ModelProto serialize() {
        // well-known messages only, so that a file can be read without generated classes
        ListValue data = ListValue.newBuilder()
                .addValues(Value.newBuilder().setNumberValue(threshold))
                .addValues(text(parameters()))
                .addValues(text(createDataCarrier().serialize().toByteArray()))
                .build();
        return ModelProto.newBuilder()
                .setClassName(getClass().getName())
                .setVersion(0)
                .setSerializedData(Any.pack(BytesValue.of(ByteString.copyFrom(data.toByteArray()))))
                .build();
    }

    private static Value text(byte[] bytes) {
        return Value.newBuilder()
                .setStringValue(Base64.getEncoder().encodeToString(bytes))
                .build();
    }

    /** What {@link #serialize} wrote. */
    record Stored(double threshold, ByteString parameters, ModelDataCarrier<?> carrier) {
        static Stored read(int version, Any message) throws InvalidProtocolBufferException {
            if (version != 0) {
                throw new IllegalArgumentException("unknown version " + version + " of an anomaly model");
            }
            ListValue data =
                    ListValue.parseFrom(message.unpack(BytesValue.class).getValue());
            Base64.Decoder decoder = Base64.getDecoder();
            return new Stored(
                    data.getValues(0).getNumberValue(),
                    ByteString.copyFrom(decoder.decode(data.getValues(1).getStringValue())),
                    ModelDataCarrier.deserialize(ModelDataProto.parseFrom(
                            decoder.decode(data.getValues(2).getStringValue()))));
        }

        @SuppressWarnings("unchecked") // the class name in the file is that of an anomaly model
        ImmutableOutputInfo<Event> outputs() {
            return (ImmutableOutputInfo<Event>) carrier.outputDomain();
        }
    }
}
