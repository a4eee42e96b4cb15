package io.setpoint.ml.anomaly;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.anomaly.Event;
import org.tribuo.provenance.ModelProvenance;

/** An isolation forest as a Tribuo model. */
public final class IsolationForestModel extends AnomalyModel {
    private static final long serialVersionUID = 1L;
    static final String NAME = "isolation-forest";

    private final IsolationForest fitted;

    IsolationForestModel(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Event> outputs,
            double threshold,
            IsolationForest fitted) {
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
        return new IsolationForestModel(newName, newProvenance, featureIDMap, outputIDInfo, threshold(), fitted);
    }

    /** Called by Tribuo when it reads a model file. */
    public static IsolationForestModel deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        Stored stored = Stored.read(version, message);
        return new IsolationForestModel(
                stored.carrier().name(),
                stored.carrier().provenance(),
                stored.carrier().featureDomain(),
                stored.outputs(),
                stored.threshold(),
                IsolationForest.of(stored.parameters().toByteArray()));
    }
}
