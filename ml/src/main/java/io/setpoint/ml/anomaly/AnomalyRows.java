package io.setpoint.ml.anomaly;

import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.anomaly.Event;

/** Tribuo's examples as dense rows in the order of a feature map; what an example does not name is 0. */
final class AnomalyRows {
    private AnomalyRows() {}

    static float[] row(Example<Event> example, ImmutableFeatureMap features) {
        float[] row = new float[features.size()];
        for (Feature feature : example) {
            int id = features.getID(feature.getName());
            if (id >= 0) {
                row[id] = (float) feature.getValue();
            }
        }
        return row;
    }

    static float[][] rows(Dataset<Event> dataset, ImmutableFeatureMap features) {
        float[][] rows = new float[dataset.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(dataset.getExample(i), features);
        }
        return rows;
    }
}
