package io.setpoint.erp.purchasing;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.HAM;
import static io.setpoint.erp.Warehouse.WANDA;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.organization.api.Imported;
import io.setpoint.erp.organization.api.Imported.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurchaseHistoryTest {
    private static final Actor MIA = Warehouse.person("mia", Role.DATA_MIGRATION);
    private static final Instant MAY = Instant.parse("2026-05-04T10:00:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-05-11");

    private final Buying buying = new Buying();
    private final ErpFixture erp = buying.erp;

    @AfterEach
    void close() {
        buying.close();
    }

    @Test
    void anOrderComesInWithItsReceiptsItsTimesAndItsEventsAndMovesNoStock() {
        assertThat(take(document("PO-H1", "100", "ada", "60", "40"))).containsExactly(Status.IMPORTED);

        PurchaseOrderView order = buying.read(new PurchaseOrderId("PO-H1"));
        assertThat(order.state()).isEqualTo(PurchaseState.RECEIVED);
        assertThat(order.amount()).isEqualByComparingTo("1200");
        assertThat(order.premium()).isEqualByComparingTo("200");
        assertThat(order.approvedBy()).containsExactly(new PersonId("ada"));
        assertThat(order.firstReleasedAt()).isEqualTo(MAY.plusSeconds(3_600));
        assertThat(order.lines().get(0).received()).isEqualByComparingTo("100");
        assertThat(order.lines().get(0).acknowledgedDate()).isEqualTo(DUE.plusDays(1));
        assertThat(erp.rows("stock_move") + erp.rows("stock")).isZero();
        assertThat(erp.rows("receipt where history and purchase_order_id = 'PO-H1'"))
                .isEqualTo(2);
        assertThat(erp.rows("receipt_discrepancy where order_id = 'PO-H1' and kind = 'SHORT'"))
                .isEqualTo(1);
        for (String type : List.of(
                "purchase-order-raised",
                "purchase-order-submitted",
                "purchase-order-approved",
                "purchase-order-released",
                "purchase-order-acknowledged",
                "acknowledgement-decided")) {
            assertThat(erp.rows("event where type = 'setpoint.purchasing." + type + ".v1'"))
                    .as(type)
                    .isEqualTo(1);
        }
        assertThat(erp.rows("event where type = 'setpoint.purchasing.purchase-received.v1'"
                        + " and occurred_at < '2026-06-01'"))
                .isEqualTo(2);
        assertThat(erp.rows("audit where command = 'import-purchases' and detail = '[\"PO-H1\"]'"))
                .isEqualTo(1);
    }

    @Test
    void theStatisticsOfASupplierCountWhatWasImported() {
        take(document("PO-H1", "100", "ada", "100"));

        List<SupplierQueries.LeadTime> leadTimes = erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> SupplierQueries.leadTimes(
                                handle, Buying.BEA, Buying.LIND, MAY.plus(Duration.ofDays(30))));
        assertThat(leadTimes)
                .singleElement()
                .satisfies(row -> assertThat(row.actualDays()).isEqualByComparingTo("7.00"));
    }

    @Test
    void whatIsOpenOfItCanBeReceivedAndRaisesStock() {
        take(document("PO-H1", "100", "ada", "60"));
        assertThat(buying.read(new PurchaseOrderId("PO-H1")).state()).isEqualTo(PurchaseState.PARTIALLY_RECEIVED);

        buying.dock.receive(WANDA, new PurchaseOrderId("PO-H1"), 1, A, "40");

        assertThat(buying.read(new PurchaseOrderId("PO-H1")).state()).isEqualTo(PurchaseState.RECEIVED);
        assertThat(erp.rows("stock where item_id = 'ITEM-A' and on_hand = 40")).isEqualTo(1);
    }

    @Test
    void historyIsNoWayRoundASecondPerson() {
        assertThat(take(
                        document("PO-H1", "100", null, "100"),
                        document("PO-H2", "100", "bea", "100"),
                        document("PO-H3", "2000", "ada", "100"),
                        receivedBy(document("PO-H4", "10", null, "10"), "bea")))
                .containsOnly(Status.REFUSED);
        assertThat(take(document("PO-H5", "60", null, "60"), document("PO-H6", "60", null, "60")))
                .as("720 each: alone below the limit, together above it")
                .containsExactly(Status.IMPORTED, Status.REFUSED);
        assertThat(erp.rows("purchase_order") + erp.rows("receipt")).isEqualTo(2);
    }

    @Test
    void importingAgainIsHarmlessAndOtherContentIsRefused() {
        take(document("PO-H1", "100", "ada", "60"));
        int written = erp.rows("event");

        assertThat(take(document("PO-H1", "100", "ada", "60"), document("PO-H1", "100", "ada", "61")))
                .containsExactly(Status.ALREADY_IMPORTED, Status.REFUSED);
        assertThat(erp.rows("event")).isEqualTo(written);
    }

    @Test
    void aDocumentThatIsWrongIsRefusedWholeAndTheOthersComeIn() {
        ImportPurchases.Document good = document("PO-H1", "10", null, "10");
        ImportPurchases.Line line = good.lines().get(0);
        ImportPurchases.Delivery receipt = good.receipts().get(0);
        assertThat(take(
                        good,
                        with(good, "PO-12345678", good.supplier(), List.of(line), List.of()),
                        with(good, "PO-H2", new SupplierId("NOBODY"), List.of(line), List.of()),
                        with(good, "PO-H3", good.supplier(), List.of(line, line), List.of()),
                        with(good, "PO-H4", good.supplier(), List.of(item(line, "NOPE")), List.of()),
                        with(good, "PO-H5", good.supplier(), List.of(line), List.of(receipt)),
                        document("PO-H6", "10", null, "12"),
                        inBin(document("PO-H7", "10", null, "10"), "Z-9"),
                        at(document("PO-H8", "10", null), Instant.now().plusSeconds(86_400)),
                        at(document("PO-H9", "10", null, "10"), MAY.plus(Duration.ofDays(20)))))
                .containsExactly(
                        Status.IMPORTED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED,
                        Status.REFUSED);
        assertThat(erp.rows("purchase_order")).isEqualTo(1);
        assertThat(erp.rows("purchase_order_revision")).isEqualTo(2);
    }

    @Test
    void onceTheCompanyIsLiveItIsClosed() {
        erp.sql("update company set live_at = now() where company_id = 'NORTH'");
        int written = buying.written();

        Attempts.refused(Problem.AFTER_GO_LIVE, () -> take(document("PO-H1", "10", null, "10")));
        assertThat(buying.written()).isEqualTo(written);
    }

    @Test
    void onlyWhoMayImportHistoryMayAndOnlyForHisSites() {
        int written = buying.written();

        Attempts.refused(Problem.FORBIDDEN, () -> take(Buying.BEA, document("PO-H1", "10", null, "10")));
        assertThat(erp.rows("audit where command = 'import-purchases' and outcome = 'REFUSED'"))
                .isEqualTo(1);
        assertThat(take(
                        Warehouse.personAt("rik", "ROT", Permission.IMPORT_HISTORY),
                        document("PO-H1", "10", null, "10")))
                .containsExactly(Status.REFUSED);
        assertThat(take(
                        new Actor(
                                new PersonId("sol"),
                                new CompanyId("SOUTH"),
                                Role.DATA_MIGRATION.permissions(),
                                Map.of()),
                        document("PO-H1", "10", null, "10")))
                .containsExactly(Status.REFUSED);
        assertThat(erp.rows("purchase_order")).isZero();
        assertThat(buying.written() - written)
                .as("nothing but that two imports were done")
                .isEqualTo(2);
    }

    private List<Status> take(ImportPurchases.Document... documents) {
        return take(MIA, documents);
    }

    private List<Status> take(Actor actor, ImportPurchases.Document... documents) {
        return buying
                .run(new ImportPurchases(), new ImportPurchases.Command(Arrays.asList(documents)), actor)
                .results()
                .stream()
                .map(Imported.Result::status)
                .toList();
    }

    /** Item A at 12.00 instead of 10.00, released after an hour, each delivery a day after the one before. */
    private static ImportPurchases.Document document(
            String id, String quantity, @Nullable String approvedBy, String... received) {
        List<ImportPurchases.Delivery> receipts = new ArrayList<>();
        for (String each : received) {
            Instant docked = MAY.plusSeconds(3_600).plus(Duration.ofDays(7L + receipts.size()));
            receipts.add(new ImportPurchases.Delivery(
                    new ReceiptId(id.replace("PO", "RC") + "-" + receipts.size()),
                    docked,
                    docked.plusSeconds(1_800),
                    new PersonId("wanda"),
                    List.of(new ImportPurchases.Accepted(1, BIN_1, new BigDecimal(each))),
                    receipts.isEmpty()
                            ? List.of(new ImportPurchases.Difference(
                                    1, DiscrepancyKind.SHORT, BigDecimal.ONE, "Counted at the dock"))
                            : List.of()));
        }
        return new ImportPurchases.Document(
                new PurchaseOrderId(id),
                HAM,
                Buying.LIND,
                null,
                new PersonId("bea"),
                approvedBy == null ? List.of() : List.of(new PersonId(approvedBy)),
                MAY,
                MAY.plusSeconds(3_600),
                List.of(new ImportPurchases.Line(
                        1, A, new BigDecimal(quantity), new BigDecimal("12"), DUE, DUE.plusDays(1))),
                new ImportPurchases.Confirmation(
                        new AcknowledgementId(id.replace("PO", "ACK")), MAY.plusSeconds(7_200)),
                receipts);
    }

    private static ImportPurchases.Document with(
            ImportPurchases.Document like,
            String id,
            SupplierId supplier,
            List<ImportPurchases.Line> lines,
            List<ImportPurchases.Delivery> receipts) {
        return new ImportPurchases.Document(
                new PurchaseOrderId(id),
                like.site(),
                supplier,
                null,
                like.raisedBy(),
                like.approvedBy(),
                like.raisedAt(),
                like.releasedAt(),
                lines,
                new ImportPurchases.Confirmation(
                        new AcknowledgementId(id.replace("PO", "ACK")),
                        like.releasedAt().plusSeconds(1)),
                receipts);
    }

    private static ImportPurchases.Line item(ImportPurchases.Line like, String item) {
        return new ImportPurchases.Line(1, new Sku(item), like.quantity(), like.unitPrice(), DUE, null);
    }

    private static ImportPurchases.Document at(ImportPurchases.Document like, Instant releasedAt) {
        return new ImportPurchases.Document(
                like.order(),
                like.site(),
                like.supplier(),
                null,
                like.raisedBy(),
                like.approvedBy(),
                like.raisedAt(),
                releasedAt,
                like.lines(),
                new ImportPurchases.Confirmation(new AcknowledgementId("ACK-" + like.order()), releasedAt),
                like.receipts());
    }

    private static ImportPurchases.Document receivedBy(ImportPurchases.Document like, String person) {
        ImportPurchases.Delivery receipt = like.receipts().get(0);
        return with(
                like,
                like.order().value(),
                like.supplier(),
                like.lines(),
                List.of(new ImportPurchases.Delivery(
                        receipt.receipt(),
                        receipt.dockArrivedAt(),
                        receipt.receivedAt(),
                        new PersonId(person),
                        receipt.lines(),
                        List.of())));
    }

    private static ImportPurchases.Document inBin(ImportPurchases.Document like, String bin) {
        ImportPurchases.Delivery receipt = like.receipts().get(0);
        return with(
                like,
                like.order().value(),
                like.supplier(),
                like.lines(),
                List.of(new ImportPurchases.Delivery(
                        receipt.receipt(),
                        receipt.dockArrivedAt(),
                        receipt.receivedAt(),
                        receipt.receivedBy(),
                        List.of(new ImportPurchases.Accepted(1, new BinId(bin), BigDecimal.TEN)),
                        List.of())));
    }
}
