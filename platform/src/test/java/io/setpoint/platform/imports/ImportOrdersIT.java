package io.setpoint.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.fixtures.RunningErpCore;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DataCo file through its shipped mapping into a real erp-core. */
class ImportOrdersIT {
    @TempDir
    Path folder;

    @Test
    void eachLineOfTheDataCoFileComesInOnceHoweverOftenItIsImported() throws Exception {
        Optional<Path> file = RealData.file("dataco_orders.csv");
        assumeTrue(file.isPresent(), "skipped: dataco_orders.csv is not on this machine (set SETPOINT_DATA)");
        Path mapping = folder.resolve("dataco.yml");
        try (InputStream shipped = ImportOrdersIT.class.getResourceAsStream("/mappings/dataco.yml")) {
            assertThat(shipped).isNotNull();
            Files.copy(shipped, mapping);
        }
        try (RunningErpCore core = RunningErpCore.start(folder)) {
            ImportOrders importer = new ImportOrders(
                    new ErpApi(core.api()), RunningErpCore.ADMINISTRATOR, new LogIn("data-import", "import-of-a-test"));

            ImportSummary first = importer.run(file.get(), mapping, false, (share, text) -> {});
            ImportSummary second = importer.run(file.get(), mapping, false, (share, text) -> {});

            System.out.println(first);
            System.out.println(second);
            assertThat(first.linesIn() + first.linesRefused()).isEqualTo(6_000);
            assertThat(first.refusals()).isEmpty();
            assertThat(second.ordersIn()).isZero();
            assertThat(second.linesAlreadyThere()).isEqualTo(6_000);
            try (Connection connection = core.owner();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from sales_order_line")) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(6_000);
            }
        }
    }
}
