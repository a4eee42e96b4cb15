package io.setpoint.streaming.training;

import io.setpoint.ml.adjustments.TrainSuspiciousAdjustmentModel;
import io.setpoint.ml.events.LoggedEvent;
import io.setpoint.ml.lateness.TrainLateOrderModel;
import io.setpoint.ml.models.ModelCard;
import io.setpoint.ml.models.ModelFile;
import io.setpoint.ml.models.TooFewCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the models of every company from the event log as it is now, with the feature code that scores online. The files
 * are only proposals: they go to the registry, and another person promotes them.
 */
public final class TrainModels {
    private static final Logger LOG = LoggerFactory.getLogger(TrainModels.class);

    private TrainModels() {}

    /** {@code args}: Kafka bootstrap servers, folder for the files. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: TrainModels BOOTSTRAP_SERVERS FOLDER");
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        for (TrainedModel model : train(args[0])) {
            String name = model.company() + "-" + model.file().kind();
            Files.write(folder.resolve(name + ".json"), model.file().bytes());
            Files.writeString(folder.resolve(name + ".md"), model.card());
            System.out.println(name + " " + model.sha256() + " " + model.file().metrics());
        }
    }

    /** Reads the log up to its end and trains; a company with too few cases gets no model of that kind. */
    public static List<TrainedModel> train(String bootstrapServers) {
        LogSnapshot log = LogSnapshot.read(bootstrapServers);
        Instant asOf = Instant.EPOCH.plus(log.stamp(), ChronoUnit.MICROS);
        List<TrainedModel> models = new ArrayList<>();
        log.events().forEach((company, events) -> {
            add(models, company, events, asOf, TrainLateOrderModel::train);
            add(models, company, events, asOf, TrainSuspiciousAdjustmentModel::train);
        });
        return models;
    }

    private static void add(
            List<TrainedModel> models, String company, List<LoggedEvent> events, Instant asOf, Training training) {
        ModelFile file = trained(company, events, asOf, training);
        if (file != null) {
            byte[] bytes = file.bytes();
            String sha256 = ModelFile.sha256(bytes);
            models.add(new TrainedModel(company, file, sha256, ModelCard.of(file, sha256)));
        }
    }

    private static @Nullable ModelFile trained(
            String company, List<LoggedEvent> events, Instant asOf, Training training) {
        try {
            return training.train(events, asOf);
        } catch (TooFewCases e) {
            LOG.warn("{} gets no model of this kind yet: {}", company, e.getMessage());
            return null;
        }
    }

    /** One kind of model. */
    private interface Training {
        ModelFile train(List<LoggedEvent> events, Instant asOf);
    }
}
