package io.setpoint.ml.anomaly;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Trainer;
import org.tribuo.anomaly.Event;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/** Trains an isolation forest. Equal seed, invocation and data give an equal forest. */
public final class IsolationForestTrainer implements Trainer<Event> {
    @Config(description = "Number of trees.")
    private int trees = 100;

    @Config(description = "Rows each tree sees.")
    private int sampleSize = 256;

    @Config(description = "Seed of the random cuts.")
    private long seed = 1L;

    @Config(description = "Score from which a case counts as anomalous.")
    private double threshold = 0.6;

    private int invocations = 0;

    /** For Tribuo's configuration. */
    private IsolationForestTrainer() {}

    public IsolationForestTrainer(int trees, int sampleSize, long seed, double threshold) {
        this.trees = trees;
        this.sampleSize = sampleSize;
        this.seed = seed;
        this.threshold = threshold;
    }

    @Override
    public IsolationForestModel train(Dataset<Event> dataset, Map<String, Provenance> runProvenance) {
        TrainerProvenance trainer = getProvenance();
        SplittableRandom random = new SplittableRandom(seed + invocations++);
        ImmutableFeatureMap features = dataset.getFeatureIDMap();
        IsolationForest forest = IsolationForest.fit(AnomalyRows.rows(dataset, features), trees, sampleSize, random);
        ModelProvenance provenance = new ModelProvenance(
                IsolationForestModel.class.getName(),
                OffsetDateTime.now(ZoneOffset.UTC),
                dataset.getProvenance(),
                trainer,
                runProvenance);
        return new IsolationForestModel(
                IsolationForestModel.NAME, provenance, features, dataset.getOutputIDInfo(), threshold, forest);
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
