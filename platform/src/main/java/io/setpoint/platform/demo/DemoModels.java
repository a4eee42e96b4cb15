package io.setpoint.platform.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.Progress;
import io.setpoint.platform.installation.Installation;
import io.setpoint.platform.installation.Trouble;
import io.setpoint.platform.simulation.DemoLogIn;
import io.setpoint.streaming.training.TrainModels;
import io.setpoint.streaming.training.TrainedModel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Trains on the event log as it stands, registers as the machine principal, promotes as the model owner. */
final class DemoModels {
    private static final String TRAINER = "trainer";
    private static final String TRAINER_PASSWORD = "setpoint-trainer";
    private static final String OWNER_ROLE = "model owner";
    private static final Duration CAPTURE_PATIENCE = Duration.ofMinutes(5);

    private final Installation installation;

    DemoModels(Installation installation) {
        this.installation = installation;
    }

    String trainAndPromote(Progress progress) throws InterruptedException, SQLException {
        progress.at(0, "waiting for the event log");
        awaitCapture();
        progress.at(0.2, "training");
        List<TrainedModel> models = TrainModels.train(installation.kafkaBootstrapServers());
        progress.at(0.9, "registering and promoting");
        ErpApi erp = new ErpApi(installation.erpCore());
        for (TrainedModel model : models) {
            ErpSession trainer = erp.logIn(TRAINER, TRAINER_PASSWORD).in(model.company());
            if (!registered(trainer).contains(model.sha256())) {
                trainer.post(
                        "/models",
                        Map.of(
                                "kind", model.file().kind(),
                                "content",
                                        Base64.getEncoder()
                                                .encodeToString(model.file().bytes()),
                                "sha256", model.sha256(),
                                "metrics", model.file().metrics(),
                                "provenance", model.file().provenance(),
                                "card", model.card()));
            }
            owner(erp).in(model.company()).post("/models/" + model.sha256() + "/promote");
        }
        return models.size() + " models trained on the history, promoted by another person";
    }

    private static Set<String> registered(ErpSession trainer) {
        Set<String> hashes = new HashSet<>();
        JsonNode models = trainer.get("/models");
        models.path("items").forEach(model -> hashes.add(model.path("sha256").asText()));
        return hashes;
    }

    private static ErpSession owner(ErpApi erp) {
        DemoLogIn owner = DemoLogIn.all().stream()
                .filter(logIn -> logIn.role().startsWith(OWNER_ROLE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the demo has no " + OWNER_ROLE));
        return erp.logIn(owner.person(), owner.password());
    }

    /** Training reads the event log; all that was committed until now must stand in it. */
    private void awaitCapture() throws InterruptedException, SQLException {
        long end = System.nanoTime() + CAPTURE_PATIENCE.toNanos();
        try (Connection connection = installation.owner();
                Statement statement = connection.createStatement()) {
            String position = text(statement, "select pg_current_wal_insert_lsn()");
            String behind = "select pg_wal_lsn_diff('" + position
                    + "', confirmed_flush_lsn) > 0 from pg_replication_slots where slot_name = 'setpoint'";
            while (!text(statement, behind).equals("f")) {
                if (System.nanoTime() > end) {
                    throw new Trouble("The capture did not carry the history to Kafka within "
                            + CAPTURE_PATIENCE.toMinutes() + " minutes.");
                }
                Thread.sleep(200);
            }
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
