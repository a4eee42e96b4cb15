package io.setpoint.platform.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.setpoint.platform.client.HistoryOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedOrdersTest {
    private static final String MAPPING = """
            csv: {encoding: UTF-8, delimiter: ";"}
            company: {id: ACME, name: Acme, currency: EUR, zone: Europe/Berlin}
            site: {id: BER, name: Berlin, zone: Europe/Berlin, bin: A-1, adjustmentLimit: 500, adjustmentDailyLimit: 1500}
            access: []
            order:
              id: {column: Order, prefix: SO-}
              customer: {column: Customer}
              customerName: {column: Customer, prefix: "Customer "}
              customerClass: {column: Class, map: {gold: A, silver: B}, whenEmpty: silver}
              channel: {constant: WEB}
              shippingMode: {constant: STANDARD}
              carrier: {constant: Bote}
              placedAt: {column: Ordered, format: d.M.yyyy H:mm}
              scheduledDays: {column: Days}
              shippedAt: {column: Shipped, format: d.M.yyyy H:mm}
              notShippedWhen: {column: Status, values: [OPEN]}
              cancelledWhen: {column: Status, values: [CANCELLED]}
            line:
              id: {column: Line}
              item: {column: Item}
              itemName: {column: Name}
              category: {column: Category}
              abc: {constant: C}
              quantity: {column: Quantity}
              unitPrice: {column: Total, dividedBy: Quantity}
              itemPrice: {column: Price}
              itemCost: {column: Price, times: 0.5}
            """;

    private static final String HEADER =
            "Order;Customer;Class;Ordered;Days;Shipped;Status;Line;Item;Name;Category;Quantity;Total;Price\n";

    @TempDir
    Path folder;

    @Test
    void rowsOfOneOrderBecomeOneOrderWhereverTheyStand() throws Exception {
        MappedOrders mapped = map("""
                7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                8;K2;silver;1.6.2025 9:00;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;1;5.00;6
                7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;2;B;Nut;Parts;4;1.00;1
                """);

        assertThat(mapped.refusals()).isEmpty();
        assertThat(mapped.orders()).hasSize(2);
        HistoryOrder order = mapped.orders().get(0);
        assertThat(order.order()).isEqualTo("SO-7");
        assertThat(order.placedAt()).isEqualTo(Instant.parse("2025-06-01T06:30:00Z"));
        assertThat(order.commitDate()).isEqualTo(LocalDate.of(2025, 6, 4));
        assertThat(order.lines()).hasSize(2);
        assertThat(order.lines().get(0).unitPrice()).isEqualByComparingTo("5");
        assertThat(order.lines().get(1).unitPrice()).isEqualByComparingTo("0.25");
        assertThat(order.shipments()).hasSize(1);
        assertThat(order.shipments().get(0).shippedAt()).isEqualTo(Instant.parse("2025-06-03T14:00:00Z"));
        assertThat(mapped.items()).containsOnlyKeys("A", "B");
        assertThat(mapped.items().get("A"))
                .isEqualTo(new MappedOrders.Item(
                        "A", "Bolt", "Parts", "C", "EA", "6.0000", "3.0000", "its orders of the past name it so"));
        assertThat(mapped.customers().get("K1")).isEqualTo(new MappedOrders.Customer("K1", "Customer K1", "A"));
        assertThat(mapped.linesOfOrder().get("SO-7")).containsExactly(2L, 4L);
    }

    @Test
    void oneBadRowRefusesItsWholeOrderAndNoOther() throws Exception {
        MappedOrders mapped = map("""
                7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;2;B;Nut;Parts;minus;1.00;1
                8;K2;silver;1.6.2025 9:00;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;1;5.00;6
                """);

        assertThat(mapped.orders()).extracting(HistoryOrder::order).containsExactly("SO-8");
        assertThat(mapped.refusals())
                .containsExactly(
                        new MappedOrders.Refusal(2, "SO-7", "its order is refused because of line 3"),
                        new MappedOrders.Refusal(3, "SO-7", "Quantity 'minus' is not a number"));
        assertThat(mapped.items()).containsOnlyKeys("A");
        assertThat(mapped.customers()).containsOnlyKeys("K2");
    }

    @Test
    void eachKindOfBadCellIsNamedWithItsLine() throws Exception {
        MappedOrders mapped = map("""
                ;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                1;K1;bronze;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                2;K1;gold;6/1/2025;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                3;K1;gold;1.6.2025 8:30;3;31.5.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                4;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;0;10.00;6
                5;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;1;10.00;-6
                6;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A B;Bolt;Parts;1;10.00;6
                7 7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;1;10.00;6
                """);

        assertThat(mapped.orders()).isEmpty();
        assertThat(mapped.refusals())
                .extracting(refusal -> refusal.line() + ": " + refusal.reason())
                .containsExactly(
                        "2: Order is empty",
                        "3: Class 'bronze' is not in the mapping's list",
                        "4: Ordered '6/1/2025' is not a date like d.M.yyyy H:mm",
                        "5: was shipped before it was ordered",
                        "6: Quantity is not a positive quantity",
                        "7: has a negative price or cost",
                        "8: not a Sku: A B",
                        "9: not a OrderId: SO-7 7");
    }

    @Test
    void rowsThatContradictOrRepeatEachOtherRefuseTheOrder() throws Exception {
        MappedOrders mapped = map("""
                7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                7;K2;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;2;A;Bolt;Parts;2;10.00;6
                8;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                8;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                """);

        assertThat(mapped.orders()).isEmpty();
        assertThat(mapped.refusals())
                .extracting(MappedOrders.Refusal::reason)
                .contains("contradicts an earlier row of order SO-7", "repeats line 1 of order SO-8");
    }

    @Test
    void cancelledAndOpenOrdersHaveNoShipment() throws Exception {
        MappedOrders mapped = map("""
                7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;CANCELLED;1;A;Bolt;Parts;2;10.00;6
                8;K1;;1.6.2025 8:40;3;;OPEN;1;A;Bolt;Parts;2;10.00;6
                """);

        HistoryOrder cancelled = mapped.orders().get(0);
        assertThat(cancelled.shipments()).isEmpty();
        assertThat(cancelled.releasedAt()).isNull();
        assertThat(cancelled.cancellations())
                .extracting(HistoryOrder.Cancellation::reason)
                .containsExactly("CUSTOMER_CANCELLED");
        HistoryOrder open = mapped.orders().get(1);
        assertThat(open.shipments()).isEmpty();
        assertThat(open.releasedAt()).isNotNull();
        assertThat(open.cancellations()).isEmpty();
    }

    @Test
    void lineNumbersCountLinesInsideQuotedCells() throws Exception {
        MappedOrders mapped = map("""
                7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;"Bolt
                long";Parts;2;10.00;6
                8;K1;gold;1.6.2025 8:30;x;3.6.2025 16:00;DONE;1;A;Bolt;Parts;2;10.00;6
                """);

        assertThat(mapped.items().get("A"))
                .isNotNull()
                .extracting(MappedOrders.Item::name)
                .isEqualTo("Bolt long");
        assertThat(mapped.refusals()).extracting(MappedOrders.Refusal::line).containsExactly(4L);
    }

    @Test
    void aFileInAnotherEncodingIsRefusedWithTheLine() throws Exception {
        Path file = folder.resolve("orders.csv");
        Files.write(
                file,
                (HEADER + "7;K1;gold;1.6.2025 8:30;3;3.6.2025 16:00;DONE;1;A;Schlüssel;Parts;2;10.00;6\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        Mapping mapping = mapping(MAPPING);

        assertThatThrownBy(() -> OrderFile.read(file, mapping))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Line 2 of")
                .hasMessageContaining("is not UTF-8");
        Mapping latin = mapping(MAPPING.replace("UTF-8", "ISO-8859-1"));
        assertThat(MappedOrders.of(OrderFile.read(file, latin), latin).items().get("A"))
                .isNotNull()
                .extracting(MappedOrders.Item::name)
                .isEqualTo("Schlüssel");
    }

    @Test
    void aFileWithoutAMappedColumnIsRefusedByName() throws Exception {
        Path file = Files.writeString(folder.resolve("orders.csv"), HEADER.replace("Total;", ""));
        Mapping mapping = mapping(MAPPING);

        assertThatThrownBy(() -> OrderFile.read(file, mapping))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("lacks the columns Total");
    }

    @Test
    void aMappingThatCannotBeUsedIsRefusedInASentence() {
        assertThatThrownBy(() -> mapping(MAPPING.replace("channel: {constant: WEB}", "chanel: {constant: WEB}")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("chanel");
        assertThatThrownBy(() -> mapping(MAPPING.replace("  channel: {constant: WEB}\n", "")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("leaves a field");
        assertThatThrownBy(() -> mapping(MAPPING.replace("{constant: WEB}", "{constant: WEB, column: Channel}")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("either a column or a constant");
        assertThatThrownBy(() -> mapping(MAPPING.replace("zone: Europe/Berlin, bin", "zone: Europe/Atlantis, bin")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Europe/Atlantis");
        assertThatThrownBy(() -> mapping(MAPPING.replace("UTF-8", "UTF-9")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("UTF-9");
        assertThatThrownBy(() -> Mapping.read(folder.resolve("none.yml"))).isInstanceOf(BadInput.class);
    }

    @Test
    void theShippedMappingReadsEachLineOfTheDataCoFile() throws Exception {
        Optional<Path> file = RealData.file("dataco_orders.csv");
        assumeTrue(file.isPresent(), "skipped: dataco_orders.csv is not on this machine (set SETPOINT_DATA)");
        try (InputStream shipped = MappedOrdersTest.class.getResourceAsStream("/mappings/dataco.yml")) {
            assertThat(shipped).isNotNull();
            Mapping mapping = mapping(new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
            MappedOrders mapped = MappedOrders.of(OrderFile.read(file.get(), mapping), mapping);
            int lines = mapped.orders().stream()
                    .mapToInt(order -> order.lines().size())
                    .sum();
            assertThat(lines + mapped.refusals().size()).isEqualTo(6_000);
            assertThat(mapped.refusals()).isEmpty();
            assertThat(mapped.orders()).hasSize(5_743);
            assertThat(mapped.orders().stream()
                            .filter(order -> !order.cancellations().isEmpty()))
                    .hasSizeBetween(200, 261);
        }
    }

    private MappedOrders map(String rows) throws Exception {
        Mapping mapping = mapping(MAPPING);
        return MappedOrders.of(
                OrderFile.read(Files.writeString(folder.resolve("orders.csv"), HEADER + rows), mapping), mapping);
    }

    private Mapping mapping(String yaml) throws BadInput, IOException {
        return Mapping.read(Files.writeString(folder.resolve("mapping.yml"), yaml));
    }
}
