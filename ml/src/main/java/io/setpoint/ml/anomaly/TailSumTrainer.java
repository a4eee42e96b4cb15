package io.setpoint.ml.anomaly;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Trainer;
import org.tribuo.anomaly.Event;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/** Fits a one-sided tail sum over oriented features (more is worse). Nothing in it is random. */
public final class TailSumTrainer implements Trainer<Event> {
    @Config(description = "Score from which a case counts as anomalous.")
    private double threshold = 20;

    private int invocations = 0;

    /** For Tribuo's configuration. */
    private TailSumTrainer() {}

    public TailSumTrainer(double threshold) {
        this.threshold = threshold;
    }

    @Override
    public TailSumModel train(Dataset<Event> dataset, Map<String, Provenance> runProvenance) {
        TrainerProvenance trainer = getProvenance();
        invocations++;
        ImmutableFeatureMap features = dataset.getFeatureIDMap();
        ModelProvenance provenance = new ModelProvenance(
                TailSumModel.class.getName(),
                OffsetDateTime.now(ZoneOffset.UTC),
                dataset.getProvenance(),
                trainer,
                runProvenance);
        return new TailSumModel(
                TailSumModel.NAME,
                provenance,
                features,
                dataset.getOutputIDInfo(),
                threshold,
                TailTable.fit(AnomalyRows.rows(dataset, features)));
    }

    @Override
    public int getInvocationCount() {
        return invocations;
    }

    @Override
    public void setInvocationCount(int invocationCount) {
        invocations = invocationCount;
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
