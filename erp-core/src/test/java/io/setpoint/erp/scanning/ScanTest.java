package io.setpoint.erp.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.setpoint.erp.ErpServer;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import io.setpoint.erp.TradingCompany;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scan matrix: what each kind of code gives and how each wrong scan is refused, and scans up to their document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanTest {
    private static final String GS = "\u001d";
    private static final String PIECE = "4006381333931";
    private static final String CASE = "14006381333938";
    private static final String MASK = "0036000291452";
    private static final String CREAM = "5012345678900";
    private static final String METER = "96385074";

    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client will = erp.anonymous();
    private Client carl = erp.anonymous();
    private int orders;

    @BeforeAll
    void found() {
        company.found();
        company.found("SOUTH");
        Client administrator = company.administrator();
        TradingCompany.register(administrator, "wes.north", "warehouse", null);
        TradingCompany.register(administrator, "carl.north", "inventory-controller", null);
        will = company.warehouse();
        carl = erp.logIn("carl.north");
        administrator.post("/sites", """
                        {"site":"POT","name":"Potsdam","zone":"Europe/Berlin","bins":["P-1"],
                         "adjustmentLimit":"500","adjustmentDailyLimit":"1500"}""").require(201);
        administrator
                .post("/items", """
                        {"items":[
                          {"item":"GLOVE","name":"Gloves","category":"Safety","abc":"A","unit":"EA","price":"2.50","cost":"1.25",
                           "barcodes":[{"barcode":"%s","quantity":"1"},{"barcode":"%s","quantity":"12"},{"barcode":"A-2","quantity":"1"}]},
                          {"item":"MASK","name":"Masks","category":"Safety","abc":"A","unit":"EA","price":"2.50","cost":"1.25",
                           "tracking":"LOT","expires":true,"barcodes":[{"barcode":"%s","quantity":"1"}]},
                          {"item":"CREAM","name":"Cream","category":"Safety","abc":"A","unit":"EA","price":"2.50","cost":"1.25",
                           "tracking":"LOT","expires":true,"barcodes":[{"barcode":"%s","quantity":"1"}]},
                          {"item":"METER","name":"Meters","category":"Tools","abc":"A","unit":"EA","price":"2.50","cost":"1.25",
                           "tracking":"SERIAL","barcodes":[{"barcode":"%s","quantity":"1"}]}]}""".formatted(PIECE, CASE, MASK, CREAM, METER))
                .require(201);
        company.stock("GLOVE", "A-1", 100);
        receive("MASK", "A-1", "20", "\"lot\":\"M-1\",\"expiry\":\"2030-01-31\"");
        receive("MASK", "A-2", "20", "\"lot\":\"M-2\",\"expiry\":\"2031-01-31\"");
        receive("MASK", "A-1", "20", "\"lot\":\"BAD\",\"expiry\":\"2032-01-31\"");
        receive("MASK", "A-1", "20", "\"lot\":\"OLD\",\"expiry\":\"2033-01-31\"");
        receive("METER", "A-1", "6", "\"serials\":[\"S-1\",\"S-2\",\"S-3\",\"S-4\",\"S-5\",\"S-6\"]");
        erp.owner().useHandle(handle -> handle.execute("update lot set expiry = '2020-01-31' where lot_id = 'OLD'"));
        carl.post("/lots/block", "{\"item\":\"MASK\",\"lot\":\"BAD\",\"why\":\"pinholes\"}")
                .require(200);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of("the item's own code", "GLOVE", "ITEM GLOVE 1"),
                Arguments.of("a piece", PIECE, "ITEM GLOVE 1"),
                Arguments.of("a piece with its symbology", "]E0" + PIECE, "ITEM GLOVE 1"),
                Arguments.of("a piece with the line feed of a keyboard wedge", PIECE + "\r\n", "ITEM GLOVE 1"),
                Arguments.of("a pack", CASE, "ITEM GLOVE 12"),
                Arguments.of("a GS1 pack with a count", "]C101" + CASE + "302", "ITEM GLOVE 24"),
                Arguments.of("GS1 contents of a unit", "(02)" + CASE + "(37)3", "ITEM GLOVE 36"),
                Arguments.of(
                        "GS1 with lot and expiry",
                        "]d20100036000291452" + "17300131" + "10M-1",
                        "ITEM MASK 1 M-1 2030-01-31"),
                Arguments.of(
                        "GS1 with a separator behind the lot",
                        GS + "0100036000291452" + "10M-1" + GS + "17300100",
                        "ITEM MASK 1 M-1 2030-01-31"),
                Arguments.of("GS1 without an announcement", "0100036000291452" + "17300131", "ITEM MASK 1 2030-01-31"),
                Arguments.of("GS1 with a serial", "(01)00000096385074(21)S-1", "ITEM METER 1 S-1"),
                Arguments.of("a lot number", "M-1", "ITEM MASK 1 M-1 2030-01-31"),
                Arguments.of("a bin's label", "BIN:A-2", "BIN A-2"),
                Arguments.of("a bin's plain id", "A-1", "BIN A-1"),
                Arguments.of("unknown", "NOBODY", "unknown-code: Nothing here has the code NOBODY"),
                Arguments.of("an unknown bin", "BIN:Z-9", "unknown-code: There is no bin Z-9 at BER"),
                Arguments.of(
                        "an unknown GTIN", "(01)00012345678905", "unknown-code: No item has the GTIN 00012345678905"),
                Arguments.of(
                        "a logistic unit",
                        "(00)106141411234567897",
                        "unknown-code: The logistic unit 106141411234567897 is not known here; scan what is in it"),
                Arguments.of(
                        "an item and a bin",
                        "A-2",
                        "ambiguous-code: A-2 means the item GLOVE and the bin A-2; scan another label of it"),
                Arguments.of(
                        "a bad check digit",
                        "4006381333932",
                        "bad-check-digit: The check digit of 4006381333932 is wrong; scan it again"),
                Arguments.of(
                        "a bad check digit in GS1",
                        "(01)04006381333932",
                        "bad-check-digit: The check digit of (01) 04006381333932 is wrong; scan it again"),
                Arguments.of(
                        "malformed GS1",
                        "]C10104006381",
                        "malformed-code: This is no GS1 code: (01) has 14 digits, not '04006381'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codes")
    void aCodeMeansWhatTheMatrixSays(String kind, String code, String meaning) {
        assertThat(said(will.post("/scans/resolve", body("site", "BER", "code", code))))
                .isEqualTo(meaning);
    }

    @Test
    void aDocumentIsResolvedAtItsSite() {
        String order = released("GLOVE", 1);
        assertThat(said(will.post("/scans/resolve", body("site", "BER", "code", order))))
                .isEqualTo("DOCUMENT " + order + " PICK");
        assertThat(will.post("/scans/resolve", body("site", "POT", "code", order))
                        .problem())
                .isEqualTo("forbidden");
    }

    static Stream<Arguments> wrongPicks() {
        return Stream.of(
                Arguments.of(
                        "goods before a bin", "MASK", "", "(01)00036000291452(10)M-1", "wrong-bin: Scan the bin first"),
                Arguments.of("a wrong item", "MASK", "A-1", PIECE, "wrong-item: This is GLOVE; expected is MASK"),
                Arguments.of(
                        "a wrong bin",
                        "GLOVE",
                        "",
                        "BIN:A-2",
                        "wrong-bin: This is bin A-2; what is still to pick stands in A-1"),
                Arguments.of(
                        "a lot of another bin",
                        "MASK",
                        "A-1",
                        "(01)00036000291452(10)M-2",
                        "wrong-bin: This is bin A-1; lot M-2 of MASK stands in A-2"),
                Arguments.of(
                        "a lot that is not here",
                        "MASK",
                        "A-1",
                        "(01)00036000291452(10)GHOST",
                        "wrong-lot: Lot GHOST of MASK is not here; here are OLD, M-1, M-2, BAD"),
                Arguments.of("no lot", "MASK", "A-1", MASK, "lot-missing: Scan the lot of MASK"),
                Arguments.of(
                        "a blocked lot",
                        "MASK",
                        "A-1",
                        "(01)00036000291452(10)BAD",
                        "lot-blocked: Lot BAD of MASK is blocked"),
                Arguments.of(
                        "an expired lot",
                        "MASK",
                        "A-1",
                        "(01)00036000291452(10)OLD",
                        "lot-expired: Lot OLD of MASK expired on 2020-01-31"),
                Arguments.of("no serial", "METER", "A-1", METER, "lot-missing: Scan the serial number of METER"),
                Arguments.of(
                        "more than to pick",
                        "GLOVE",
                        "A-1",
                        CASE,
                        "more-than-open: 0 of 2 GLOVE are scanned, 12 more are too many"),
                Arguments.of(
                        "an unknown code", "GLOVE", "A-1", "NOBODY", "unknown-code: Nothing here has the code NOBODY"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongPicks")
    void aWrongScanOfAPickIsRefusedWithItsReasonAndCountsNothing(
            String kind, String item, String bin, String code, String reason) {
        String session = open(will, "PICK", released(item, 2));
        if (!bin.isEmpty()) {
            scan(will, session, "BIN:" + bin).require(200);
        }
        JsonNode before = will.get("/scans/sessions/" + session).require(200);
        assertThat(said(scan(will, session, code))).isEqualTo(reason);
        assertThat(will.get("/scans/sessions/" + session).require(200)).isEqualTo(before);
    }

    @Test
    void aPickIsScannedUndoneRepeatedAndConfirmedByTheUseCaseOfPicks() {
        String order = released("GLOVE", 14);
        String session = open(will, "PICK", order);
        assertThat(open(will, "PICK", order)).isEqualTo(session);
        JsonNode view = scan(will, session, "A-1").require(200);
        assertThat(view.get("next").asText()).isEqualTo("Scan GLOVE, 14 to go");
        Client once = will.with("Idempotency-Key", "scan-" + order);
        once.post("/scans/sessions/" + session + "/scans", body("code", CASE)).require(200);
        JsonNode repeated = once.post("/scans/sessions/" + session + "/scans", body("code", CASE))
                .require(200);
        assertThat(repeated.at("/lines/0/scanned").asText()).isEqualTo("12");
        assertThat(repeated.get("scans")).hasSize(2);
        scan(will, session, PIECE).require(200);
        scan(will, session, PIECE).require(200);
        assertThat(will.post("/scans/sessions/" + session + "/undo", null)
                        .require(200)
                        .at("/lines/0/scanned")
                        .asText())
                .isEqualTo("13");

        assertThat(will.post("/scans/sessions/" + session + "/confirm", "{}").problem())
                .isEqualTo("short-without-reason");
        JsonNode confirmed = will.post("/scans/sessions/" + session + "/confirm", "{\"shortReason\":\"BIN_EMPTY\"}")
                .require(200);
        assertThat(confirmed.get("state").asText()).isEqualTo("CONFIRMED");
        JsonNode shipment =
                will.get("/shipments/" + confirmed.get("result").asText()).require(200);
        assertThat(shipment.at("/lines/0/picked").asText()).isEqualTo("13");
        assertThat(shipment.at("/lines/0/shortReason").asText()).isEqualTo("BIN_EMPTY");
        assertThat(scan(will, session, PIECE).problem()).isEqualTo("wrong-state");
    }

    @Test
    void aPickOfAnotherLotThanTheFirstNeedsItsReasonAtConfirmation() {
        String session = open(will, "PICK", released("MASK", 1));
        scan(will, session, "BIN:A-2").require(200);
        scan(will, session, "(01)00036000291452(10)M-2").require(200);
        assertThat(said(will.post("/scans/sessions/" + session + "/confirm", "{}")))
                .isEqualTo("not-first-expired: Line 1: take lot M-1, which expires on 2030-01-31, from bin A-1,"
                        + " or say why not.");
        will.post("/scans/sessions/" + session + "/undo", null).require(200);
        will.post(
                        "/scans/sessions/" + session + "/scans",
                        body("code", "(01)00036000291452(10)M-2", "lotReason", "aisle blocked"))
                .require(200);
        will.post("/scans/sessions/" + session + "/confirm", "{}").require(200);
    }

    @Test
    void oneReasonAtConfirmationHoldsForAllLotsThatSayNothingThemselves() {
        String session = open(will, "PICK", released("MASK", 1));
        scan(will, session, "BIN:A-2").require(200);
        scan(will, session, "(01)00036000291452(10)M-2").require(200);
        String shipment = will.post("/scans/sessions/" + session + "/confirm", body("lotReason", "aisle blocked"))
                .require(200)
                .get("result")
                .asText();
        assertThat(will.get("/shipments/" + shipment)
                        .require(200)
                        .at("/lines/0/lotReason")
                        .asText())
                .isEqualTo("aisle blocked");
    }

    @Test
    void aScanWithAnotherQuantityTakesThePlaceOfTheLastOneOrLeavesItAsItWas() {
        String session = open(will, "PICK", released("GLOVE", 14));
        assertThat(again(session, "2").problem()).isEqualTo("nothing-to-do");
        scan(will, session, "A-1").require(200);
        scan(will, session, PIECE).require(200);
        assertThat(again(session, "13").require(200).at("/lines/0/scanned").asText())
                .isEqualTo("13");
        assertThat(said(again(session, "15")))
                .isEqualTo("more-than-open: 0 of 14 GLOVE are scanned, 15 more are too many");
        JsonNode left = will.get("/scans/sessions/" + session).require(200);
        assertThat(left.at("/lines/0/scanned").asText()).isEqualTo("13");
        assertThat(left.get("scans")).hasSize(2);
    }

    @Test
    void aSerialIsScannedOnceAndNotAfterItLeft() {
        String session = open(will, "PICK", released("METER", 2));
        scan(will, session, "A-1").require(200);
        scan(will, session, "(01)00000096385074(21)S-1").require(200);
        assertThat(said(scan(will, session, "(01)00000096385074(21)S-1")))
                .isEqualTo("duplicate-serial: Serial S-1 of METER is scanned already");
        scan(will, session, "(01)00000096385074(21)S-2").require(200);
        String shipment = will.post("/scans/sessions/" + session + "/confirm", "{}")
                .require(200)
                .get("result")
                .asText();
        will.post("/shipments/" + shipment + "/pack", "{\"parcels\":1}").require(200);
        will.post("/shipments/" + shipment + "/ship", "{\"carrier\":\"DHL\"}").require(200);

        String next = open(will, "PICK", released("METER", 1));
        scan(will, next, "A-1").require(200);
        assertThat(said(scan(will, next, "(01)00000096385074(21)S-2")))
                .isEqualTo("serial-shipped: Serial S-2 of METER left with " + shipment);
        String receipt = open(will, "RECEIVE", purchase("METER", 3));
        scan(will, receipt, "A-1").require(200);
        assertThat(said(scan(will, receipt, "(01)00000096385074(21)S-2")))
                .isEqualTo("serial-shipped: Serial S-2 of METER left with " + shipment);
        assertThat(said(scan(will, receipt, "(01)00000096385074(21)S-3")))
                .isEqualTo("duplicate-serial: Serial S-3 of METER stands in BER A-1");
    }

    @Test
    void goodsOfAReceiptAreScannedAndThenTheBinTheyAreDirectedTo() {
        Client administrator = company.administrator();
        administrator.post("/sites", """
                        {"site":"KIE","name":"Kiel","zone":"UTC","bins":["DOCK"],"adjustmentLimit":"500",
                         "adjustmentDailyLimit":"1500","receiveSteps":2,
                         "binGroups":[{"bins":["DOCK"],"kind":"RECEIVING"},
                           {"bins":["S-1","S-2"],"zone":"S","kind":"STORAGE","capacity":"12","sequence":1}]}""").require(201);
        administrator
                .post("/put-aways/rules", "{\"site\":\"KIE\",\"rules\":[{\"zone\":\"S\",\"strategy\":\"EMPTY_BIN\"}]}")
                .require(200);
        Client wes = erp.logIn("wes.north");
        String receipt = wes.post("/receipts", """
                        {"site":"KIE","dockArrivedAt":"%s","lines":[{"item":"GLOVE","bin":"DOCK","quantity":"14"},
                          {"item":"METER","bin":"DOCK","quantity":"1","serials":["S-77"]}]}""".formatted(Instant.now()))
                .require(201)
                .get("receipt")
                .asText();
        String session = open(wes, "PUT_AWAY", receipt);
        JsonNode view = wes.get("/scans/sessions/" + session).require(200);
        assertThat(view.get("next").asText()).isEqualTo("Take GLOVE from bin DOCK and scan it, 12 to go");
        assertThat(view.at("/lines/0/bin").asText()).isEqualTo("S-1");
        assertThat(view.at("/lines/0/fromBin").asText()).isEqualTo("DOCK");

        assertThat(said(scan(wes, session, "BIN:S-1")))
                .isEqualTo("wrong-bin: This is bin S-1; scan the goods first and the bin they go into behind them");
        assertThat(said(scan(wes, session, MASK))).startsWith("wrong-item: This is MASK; expected is GLOVE");
        assertThat(scan(wes, session, CASE).require(200).get("next").asText())
                .isEqualTo("Bring it to bin S-1 and scan the bin");
        assertThat(said(scan(wes, session, "BIN:S-2")))
                .isEqualTo("wrong-bin: This is bin S-2; GLOVE goes to S-1, or say why not");
        assertThat(wes.post("/scans/sessions/" + session + "/confirm", "{}").problem())
                .isEqualTo("wrong-bin");
        assertThat(scan(wes, session, "BIN:S-1").require(200).get("bin").asText())
                .isEqualTo("S-1");
        scan(wes, session, PIECE).require(200);
        scan(wes, session, PIECE).require(200);
        assertThat(said(scan(wes, session, PIECE))).startsWith("more-than-open");
        scan(wes, session, "(01)00000096385074(21)S-77").require(200);
        assertThat(said(scan(wes, session, "(01)00000096385074(21)S-77")))
                .isEqualTo("duplicate-serial: Serial S-77 of METER is scanned already");
        JsonNode last = wes.post(
                        "/scans/sessions/" + session + "/scans", body("code", "BIN:S-2", "binReason", "near the door"))
                .require(200);
        assertThat(last.get("next").asText()).isEqualTo("Confirm");
        JsonNode done =
                wes.post("/scans/sessions/" + session + "/confirm", "{}").require(200);

        assertThat(done.get("state").asText()).isEqualTo("CONFIRMED");
        assertThat(done.get("result").asText()).isEqualTo(receipt);
        JsonNode details = wes.get("/receipts/" + receipt).require(200);
        assertThat(details.get("steps").asInt()).isEqualTo(2);
        assertThat(details.get("putAwayAt").isTextual()).isTrue();
        assertThat(wes.get("/put-aways?site=KIE").require(200).get("items")).isEmpty();
        assertThat(erp.rows("(select bin_id, sum(on_hand) as q from stock_bin where site_id = 'KIE' group by 1) x"
                        + " where (bin_id, q) in (('DOCK', 0), ('S-1', 12), ('S-2', 3))"))
                .isEqualTo(3);
        assertThat(wes.post("/scans/sessions", "{\"task\":\"PUT_AWAY\",\"document\":\"" + receipt + "\"}")
                        .problem())
                .isEqualTo("nothing-to-do");
        assertThat(erp.logIn("sam.north")
                        .post("/scans/sessions", "{\"task\":\"PUT_AWAY\",\"document\":\"" + receipt + "\"}")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(erp.logIn("will.south")
                        .post("/scans/sessions", "{\"task\":\"PUT_AWAY\",\"document\":\"" + receipt + "\"}")
                        .problem())
                .isEqualTo("not-found");
    }

    @Test
    void goodsOfAPurchaseOrderAreScannedIntoBinsWithLotAndExpiry() {
        String order = purchase("CREAM", 5);
        String session = open(will, "RECEIVE", order);
        scan(will, session, "BIN:A-1").require(200);
        assertThat(said(scan(will, session, PIECE))).isEqualTo("wrong-item: This is GLOVE; expected is CREAM");
        assertThat(said(scan(will, session, "(01)05012345678900(17)200131(10)N-1")))
                .isEqualTo("lot-expired: Lot N-1 of CREAM expired on 2020-01-31");
        assertThat(said(scan(will, session, "(01)05012345678900(17)300131(10)N-1(30)6")))
                .isEqualTo("more-than-open: 0 of 5 CREAM are scanned, 6 more are too many");
        scan(will, session, "(01)05012345678900(17)300131(10)N-1(30)3").require(200);
        scan(will, session, "BIN:A-2").require(200);
        JsonNode view =
                scan(will, session, "(01)05012345678900(17)300131(10)N-1(30)2").require(200);
        assertThat(view.get("next").asText()).isEqualTo("Confirm");
        String receipt = will.post("/scans/sessions/" + session + "/confirm", null)
                .require(200)
                .get("result")
                .asText();
        assertThat(erp.rows(
                        "stock_move where document_id = '" + receipt + "' and lot_id = 'N-1' and quantity in (2, 3)"))
                .isEqualTo(2);
        assertThat(carl.get("/lots/recall?item=CREAM&lot=N-1")
                        .require(200)
                        .at("/received/0/purchaseOrder")
                        .asText())
                .isEqualTo(order);
    }

    @Test
    void aCountIsBlindAndTakesOnlyItsBinsAndItems() {
        String count = carl.post("/counts", """
                        {"site":"BER","countType":"PLANNED","lines":[
                          {"item":"MASK","bin":"A-2","lot":"M-2"},{"item":"PIN-8","bin":"A-2"}]}""").require(201).get("count").asText();
        String session = open(will, "COUNT", count);
        assertThat(said(scan(will, session, "BIN:A-1"))).isEqualTo("wrong-bin: This is bin A-1; the count is in A-2");
        JsonNode view = scan(will, session, "BIN:A-2").require(200);
        assertThat(view.at("/lines/0").has("expected")).isFalse();
        assertThat(said(scan(will, session, PIECE))).isEqualTo("wrong-item: This is GLOVE; expected is MASK or PIN-8");
        assertThat(said(scan(will, session, "(01)00036000291452(10)M-1")))
                .isEqualTo("wrong-lot: Lot M-1 of MASK is not on this count; on it are M-2");
        scan(will, session, "(01)00036000291452(10)M-2(30)7").require(200);
        will.post("/scans/sessions/" + session + "/confirm", null).require(200);
        assertThat(erp.rows("cycle_count_line where count_id = '" + count
                        + "' and line_no = 1 and coalesce(counted, first_counted) = 7"))
                .isEqualTo(1);
    }

    @Test
    void whoLacksTheRightOrTheCompanyOrIsNotTheOneWhoBeganScansNothing() {
        String order = released("GLOVE", 1);
        assertThat(company.sales()
                        .post("/scans/sessions", body("task", "PICK", "document", order))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(carl.post("/scans/sessions", body("task", "PICK", "document", order))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(erp.logIn("will.south")
                        .post("/scans/sessions", body("task", "PICK", "document", order))
                        .problem())
                .isEqualTo("not-found");
        String session = open(will, "PICK", order);
        Client wes = erp.logIn("wes.north");
        assertThat(scan(wes, session, "BIN:A-1").problem()).isEqualTo("wrong-state");
        assertThat(wes.post("/scans/sessions/" + session + "/confirm", null).problem())
                .isEqualTo("wrong-state");
        assertThat(erp.logIn("will.south").get("/scans/sessions/" + session).problem())
                .isEqualTo("not-found");
        assertThat(will.post("/scans/sessions/" + session + "/undo", null).problem())
                .isEqualTo("nothing-to-do");
        assertThat(will.post("/scans/sessions/" + session + "/confirm", null).problem())
                .isEqualTo("nothing-to-do");
    }

    private String open(Client client, String task, String document) {
        return client.post("/scans/sessions", body("task", task, "document", document))
                .require(201)
                .get("session")
                .asText();
    }

    private static Answer scan(Client client, String session, String code) {
        return client.post("/scans/sessions/" + session + "/scans", body("code", code));
    }

    private Answer again(String session, String quantity) {
        return will.post(
                "/scans/sessions/" + session + "/scans",
                "{\"code\":\"%s\",\"quantity\":\"%s\",\"instead\":true}".formatted(PIECE, quantity));
    }

    private void receive(String item, String bin, String quantity, String lots) {
        will.post("/receipts", """
                        {"site":"BER","supplier":"Lind","dockArrivedAt":"2026-01-05T08:00:00Z",
                         "lines":[{"item":"%s","bin":"%s","quantity":"%s",%s}]}""".formatted(item, bin, quantity, lots)).require(201);
    }

    private String released(String item, int quantity) {
        String order = company.sales()
                .post("/orders", company.order(item, quantity))
                .require(201)
                .get("order")
                .asText();
        company.sales().post("/orders/" + order + "/release", null).require(200);
        return order;
    }

    /** A purchase order that was sent. */
    private String purchase(String item, int quantity) {
        String order = "PO-T" + ++orders;
        erp.owner()
                .useHandle(handle -> handle.createScript("""
                        insert into supplier values ('NORTH', 'LIND', 'Lind', 'LOW', 7, 0, 0, 'SC-1') on conflict do nothing;
                        insert into purchase_order (company_id, order_id, site_id, supplier_id, state, expedite, amount,
                          premium, raised_by, raised_at, released_at, first_released_at)
                        values ('NORTH', '%1$s', 'BER', 'LIND', 'APPROVED', false, 10, 0, 'bea', now(), now(), now());
                        insert into purchase_order_line (company_id, order_id, line_no, item_id, quantity, unit_price,
                          premium, lead_time_days, over_tolerance_percent, under_tolerance_percent, requested_date)
                        values ('NORTH', '%1$s', 1, '%2$s', %3$d, 1, 0, 7, 0, 0, current_date);
                        """.formatted(order, item, quantity))
                        .execute());
        return order;
    }

    private static String body(@Nullable String... fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return body.toString();
    }

    /** The meaning, or the problem with its sentence. */
    private static String said(Answer answer) {
        JsonNode json = answer.json();
        if (answer.status() >= 300) {
            return answer.problem() + ": " + json.get("detail").asText();
        }
        StringBuilder said = new StringBuilder(json.get("kind").asText());
        for (String field : new String[] {"item", "quantity", "lot", "expiry", "bin", "document", "task"}) {
            if (json.has(field)) {
                said.append(' ').append(json.get(field).asText());
            }
        }
        return said.toString();
    }
}
