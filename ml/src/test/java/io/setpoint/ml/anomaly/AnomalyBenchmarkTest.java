package io.setpoint.ml.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.setpoint.ml.SharedData;
import io.setpoint.ml.metrics.Ranking;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The forest against the figures the ADBench paper gives for the isolation forest. */
class AnomalyBenchmarkTest {
    @ParameterizedTest(name = "the forest ranks {0} as well as the published isolation forest")
    @CsvSource({"6_cardio.csv, 0.932", "38_thyroid.csv, 0.983", "32_shuttle.csv, 0.996"})
    void theForestRanksAsWellAsThePublishedOne(String name, double published) throws IOException {
        List<List<String>> rows = SharedData.csv(SharedData.file(name));
        AnomalyFactory outputs = new AnomalyFactory();
        MutableDataset<Event> dataset = new MutableDataset<>(
                new SimpleDataSourceProvenance(name, OffsetDateTime.now(ZoneOffset.UTC), outputs), outputs);
        List<Example<Event>> examples = new ArrayList<>();
        boolean[] truth = new boolean[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            truth[i] = row.get(0).equals("1");
            String[] names = new String[row.size() - 1];
            double[] values = new double[names.length];
            for (int k = 0; k < names.length; k++) {
                names[k] = "f" + (100 + k);
                values[k] = Double.parseDouble(row.get(k + 1));
            }
            Example<Event> example = new ArrayExample<>(AnomalyFactory.EXPECTED_EVENT, names, values);
            dataset.add(example);
            examples.add(example);
        }
        double sum = 0;
        for (long seed = 1; seed <= 5; seed++) {
            IsolationForestModel model =
                    (IsolationForestModel) new IsolationForestTrainer(100, 256, seed, 0.6).train(dataset);
            double[] scores = examples.stream()
                    .mapToDouble(example -> model.predict(example).getOutput().getScore())
                    .toArray();
            sum += Ranking.auc(scores, truth);
        }
        System.out.printf("%s: mean AUC of five seeds %.4f, published %.3f%n", name, sum / 5, published);
        assertThat(sum / 5).isCloseTo(published, within(0.02));
    }
}
