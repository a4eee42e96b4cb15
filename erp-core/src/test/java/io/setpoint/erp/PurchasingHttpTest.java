package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a supplier's terms to goods in stock, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurchasingHttpTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private final Map<String, Client> clients = new HashMap<>();

    @BeforeAll
    void found() {
        company.found();
        Client administrator = company.administrator();
        TradingCompany.register(administrator, "bea", "buyer", null);
        TradingCompany.register(administrator, "ada", "purchasing-approver", null);
        administrator
                .post("/purchase-limits", "{\"limit\":\"100\",\"secondLimit\":\"1000\"}")
                .require(200);
        String change = as("bea")
                .post("/supplier-changes", """
                        {"supplier":"LIND","terms":{"name":"Lind Metall","risk":"LOW","leadTimeDays":7,
                         "overTolerancePercent":"10","underTolerancePercent":"0"},
                         "items":[{"item":"BOLT-8","validFrom":"2026-01-01","unitPrice":"1.25"}]}""")
                .require(201)
                .get("change")
                .asText();
        assertThat(as("bea")
                        .post("/supplier-changes/" + change + "/approve", "{}")
                        .problem())
                .isEqualTo("self-approval");
        as("ada").post("/supplier-changes/" + change + "/approve", "{}").require(200);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void anEmergencyIsOrderedApprovedConfirmedAnnouncedAndReceived() {
        Answer raised = as("bea").post("/purchase-orders", """
                        {"site":"BER","supplier":"LIND","expediteReason":"stock-out",
                         "lines":[{"item":"BOLT-8","quantity":"100","unitPrice":"1.5","requestedDate":"2030-03-01"}]}""");
        String order = raised.require(201).get("order").asText();
        assertThat(raised.json().get("premium").asText()).isEqualTo("25");
        String path = "/purchase-orders/" + order;
        Answer submitted = as("bea").post(path + "/submit", null);
        assertThat(submitted.require(200).get("state").asText()).isEqualTo("PENDING_APPROVAL");
        assertThat(as("ada").post(path + "/approve", null).problem()).isEqualTo("version-missing");
        Client ada =
                as("ada").with("If-Match", String.valueOf(submitted.headers().get("etag")));
        assertThat(ada.post(path + "/approve", null).require(200).get("state").asText())
                .isEqualTo("APPROVED");

        JsonNode acknowledged = as("bea").post(path + "/acknowledgements", """
                        {"supplierReference":"AB-1","lines":[{"lineNo":1,"quantity":"100","confirmedDate":"2030-03-04"}]}""").require(201);
        assertThat(acknowledged.get("state").asText()).isEqualTo("WAITING");
        as("bea")
                .post(
                        "/purchase-orders/acknowledgements/"
                                + acknowledged.get("acknowledgement").asText() + "/decisions",
                        "{\"accept\":true}")
                .require(200);
        JsonNode notice = as("bea").post(path + "/asns", """
                        {"expectedDate":"2030-03-05","lines":[{"orderLine":1,"item":"BOLT-8","quantity":"100","lot":"L-9"}]}""").require(201);
        assertThat(notice.get("mismatches").get(0).get("kind").asText()).isEqualTo("LATER_THAN_CONFIRMED");
        assertThat(as("bea").get("/open-purchases?item=BOLT-8").require(200).toString())
                .contains("\"expectedDate\":\"2030-03-04\"", "\"quantity\":\"100\"");

        as("will.north")
                .post("/receipts", """
                        {"site":"BER","dockArrivedAt":"%s","asn":"%s",
                         "lines":[{"item":"BOLT-8","bin":"A-1","quantity":"95","purchaseLine":1}],
                         "discrepancies":[{"purchaseLine":1,"kind":"DAMAGED","quantity":"5","reason":"crushed","photo":true}]}""".formatted(
                                Instant.now(), notice.get("asn").asText()))
                .require(201);
        JsonNode chain = as("bea").get(path + "/chain").require(200);
        assertThat(chain.get("order").get("state").asText()).isEqualTo("PARTIALLY_RECEIVED");
        assertThat(chain.get("receipts").get(0).get("discrepancies")).hasSize(1);
        assertThat(company.stock("BOLT-8")).startsWith("95");
        assertThat(as("bea").get("/purchase-orders?expedite=true").require(200).get("items"))
                .hasSize(1);
        assertThat(as("bea").get("/suppliers/LIND/lead-times").require(200)).isEmpty();
        assertThat(as("bea").get("/suppliers/LIND").require(200).get("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/purchase-orders;{;400;malformed",
                "/purchase-orders;{\"site\":\"BER\",\"supplier\":\"LIND\",\"lines\":[]};422;invalid",
                "/purchase-orders;{\"site\":\"BER\",\"supplier\":\"NOBODY\",\"lines\":[{\"item\":\"BOLT-8\",\"quantity\":\"1\",\"unitPrice\":\"1\",\"requestedDate\":\"2030-03-01\"}]};422;unknown-reference",
                "/purchase-orders;{\"site\":\"BER\",\"supplier\":\"LIND\",\"lines\":[{\"item\":\"BOLT-8\",\"quantity\":\"1e99\",\"unitPrice\":\"1\",\"requestedDate\":\"2030-03-01\"}]};422;invalid",
                "/purchase-orders;{\"site\":\"BER\",\"supplier\":\"LIND\",\"lines\":[{\"item\":\"BOLT-8\",\"quantity\":\"1\",\"unitPrice\":\"1\",\"requestedDate\":\"soon\"}]};400;malformed",
                "/purchase-orders/PO-404/submit;;404;not-found",
                "/purchase-orders/nonsense/submit;;404;not-found",
                "/purchase-orders/PO-404/approve;{};403;forbidden",
                "/purchase-orders/PO-404/cancel;{};400;malformed",
                "/purchase-orders/PO-404/lines/1/change;{\"quantity\":\"1\"};400;malformed",
                "/purchase-orders/PO-404/acknowledgements;{\"lines\":[]};404;not-found",
                "/purchase-orders/PO-404/asns;{\"expectedDate\":\"2030-03-01\",\"lines\":[]};404;not-found",
                "/purchase-orders/PO-404/asns;{\"expectedDate\":\"2030-03-01\",\"lines\":[null]};422;invalid",
                "/purchase-orders/PO-404/acknowledgements;{\"lines\":[null]};422;invalid",
                "/purchase-orders/acknowledgements/ACK-404/decisions;{\"accept\":true};404;not-found",
                "/supplier-changes/SC-404/approve;{};404;not-found",
                "/supplier-changes;{\"supplier\":\"LIND\"};400;malformed",
                "/purchase-limits;{\"limit\":\"1\",\"secondLimit\":\"2\"};403;forbidden",
            })
    void badInputIsADocumentedProblemAndWritesNothing(String path, @Nullable String body, int status, String problem) {
        Client bea = as("bea");
        int before = written();
        Answer answer = bea.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(written()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/receipts;{\"site\":\"BER\",\"dockArrivedAt\":\"2026-01-05T07:00:00Z\",\"purchaseOrder\":\"PO-404\",\"lines\":[{\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\",\"purchaseLine\":1}]};422;unknown-reference",
                "/receipts;{\"site\":\"BER\",\"dockArrivedAt\":\"2026-01-05T07:00:00Z\",\"asn\":\"ASN-404\",\"lines\":[{\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\",\"purchaseLine\":1}]};422;unknown-reference",
                "/receipts;{\"site\":\"BER\",\"dockArrivedAt\":\"2026-01-05T07:00:00Z\",\"purchaseOrder\":\"PO-404\",\"lines\":[{\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\"}]};422;invalid",
                "/receipts;{\"site\":\"BER\",\"dockArrivedAt\":\"2026-01-05T07:00:00Z\",\"lines\":[{\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\",\"purchaseLine\":1}]};422;invalid",
                "/receipts;{\"site\":\"BER\",\"dockArrivedAt\":\"2026-01-05T07:00:00Z\",\"lines\":[],\"discrepancies\":[{\"purchaseLine\":1,\"kind\":\"DAMAGED\",\"quantity\":\"5\",\"reason\":\"x\",\"photo\":true}]};422;invalid",
                "/receipts;{\"site\":\"BER\",\"dockArrivedAt\":\"2026-01-05T07:00:00Z\",\"supplier\":\"X\",\"purchaseOrder\":\"PO-404\",\"lines\":[{\"item\":\"BOLT-8\",\"bin\":\"A-1\",\"quantity\":\"1\",\"purchaseLine\":1}]};422;invalid",
            })
    void aReceiptThatDoesNotFitIsRefused(String path, String body, int status, String problem) {
        Client will = as("will.north");
        int before = written();
        Answer answer = will.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(written()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/purchase-orders?state=NOPE;400",
                "/purchase-orders?cursor=nonsense;422",
                "/purchase-orders?limit=201;422",
                "/purchase-orders/PO-404;404",
                "/purchase-orders/PO-404/chain;404",
                "/open-purchases?cursor=1;422",
                "/open-purchases?cursor=a~b~2026-02-31;422",
                "/suppliers/NOBODY;404",
                "/suppliers/NOBODY/lead-times;404",
                "/supplier-changes/SC-404;404",
            })
    void badQueriesAreProblemsToo(String path, int status) {
        Answer answer = as("bea").get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isNotEmpty();
    }

    /** Logs in once, because password hashing is slow on purpose. */
    private Client as(String person) {
        return clients.computeIfAbsent(person, erp::logIn);
    }

    private int written() {
        return erp.rows("event")
                + erp.rows("audit where outcome = 'DONE'")
                + erp.rows("stock_move")
                + erp.rows("receipt")
                + erp.rows("purchase_order")
                + erp.rows("supplier_change")
                + erp.rows("idempotency_key");
    }
}
