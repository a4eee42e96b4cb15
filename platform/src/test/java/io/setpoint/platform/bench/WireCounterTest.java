package io.setpoint.platform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.fixtures.TestPostgres;
import io.setpoint.platform.bench.WireCounter.Counts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class WireCounterTest {
    @Test
    void statementsSentTogetherAreOneRoundTripAndTheBeginTheDriverAddsIsAStatement() throws Exception {
        try (WireCounter counter = WireCounter.listen(0, TestPostgres.server().getPort());
                Connection connection = connect(counter)) {
            connection.setAutoCommit(false);

            assertThat(cost(counter, connection, "select 1; select 2; commit")).isEqualTo(new Counts(4, 1));
            assertThat(cost(counter, connection, "select 1")).isEqualTo(new Counts(2, 1));
            assertThat(cost(counter, connection, "select 2")).isEqualTo(new Counts(1, 1));

            Counts before = counter.counts();
            connection.commit();
            assertThat(counter.counts().since(before)).isEqualTo(new Counts(1, 1));
        }
    }

    @Test
    void largeAnswersComeThroughWhole() throws Exception {
        try (WireCounter counter = WireCounter.listen(0, TestPostgres.server().getPort());
                Connection connection = connect(counter);
                PreparedStatement statement = connection.prepareStatement("select repeat('x', 1000000) || ?")) {
            statement.setString(1, "y".repeat(1_000_000));
            try (var row = statement.executeQuery()) {
                row.next();
                assertThat(row.getString(1)).hasSize(2_000_000);
            }
        }
    }

    private static Counts cost(WireCounter counter, Connection connection, String sql) throws SQLException {
        Counts before = counter.counts();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
        return counter.counts().since(before);
    }

    private static Connection connect(WireCounter counter) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + counter.port() + "/postgres?user=postgres");
    }
}
