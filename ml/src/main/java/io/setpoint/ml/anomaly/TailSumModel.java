package io.setpoint.ml.anomaly;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.anomaly.Event;
import org.tribuo.provenance.ModelProvenance;

/** A one-sided tail sum as a Tribuo model. */
public final class TailSumModel extends AnomalyModel {
    private static final long serialVersionUID = 1L;
    static final String NAME = "tail-sum";

    private final TailTable fitted;

    TailSumModel(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Event> outputs,
            double threshold,
            TailTable fitted) {
        super(name, provenance, features, outputs, threshold);
        this.fitted = fitted;
    }

    @Override
    double score(float[] row) {
        return fitted.score(row);
    }

    @Override
    double[] contributions(float[] row) {
        return fitted.contributions(row);
    }

    @Override
    byte[] parameters() {
        return fitted.bytes();
    }

    @Override
    protected Model<Event> copy(String newName, ModelProvenance newProvenance) {
        return new TailSumModel(newName, newProvenance, featureIDMap, outputIDInfo, threshold(), fitted);
    }

    /** Called by Tribuo when it reads a model file. */
    public static TailSumModel deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        Stored stored = Stored.read(version, message);
        return new TailSumModel(
                stored.carrier().name(),
                stored.carrier().provenance(),
                stored.carrier().featureDomain(),
                stored.outputs(),
                stored.threshold(),
                TailTable.of(stored.parameters().toByteArray()));
    }
}
