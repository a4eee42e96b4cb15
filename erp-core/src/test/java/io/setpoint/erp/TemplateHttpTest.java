package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A company and its warehouses from templates, and a day's work in them at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateHttpTest {
    private final ErpServer erp = ErpServer.start();

    @AfterAll
    void stop() {
        erp.close();
    }

    private Client found(String company) {
        Client founder = erp.logIn("founder");
        founder.post("/templates/companies", """
                        {"company":"%s","name":"%s","currency":"EUR","zone":"Europe/Berlin","template":"distributor"}""".formatted(company, company)).require(201);
        return founder.in(company);
    }

    @Test
    void aNewWarehouseFromATemplateReceivesCountsAndShipsAtOnceWithItsControlsOn() {
        Instant begin = Instant.now();
        Client administrator = found("NEW");
        assertThat(administrator
                        .get("/purchase-limits")
                        .require(200)
                        .get("limit")
                        .asText())
                .isEqualTo("1000");
        JsonNode site = administrator.post("/templates/sites", """
                        {"site":"OSL","name":"Oslo","zone":"Europe/Oslo","template":"warehouse"}""").require(201);
        assertThat(site.get("bins").asInt()).isEqualTo(3 + 2 * 12 * 4);
        administrator.post("/items", """
                        {"items":[{"item":"BOLT-8","name":"Bolt M8","category":"Stock","abc":"A","unit":"EA",
                                   "price":"25","cost":"10"}]}""").require(201);
        administrator
                .post(
                        "/customers",
                        "{\"customers\":[{\"customer\":\"C-1\",\"name\":\"First\",\"customerClass\":\"A\"}]}")
                .require(201);
        for (String role : new String[] {"warehouse", "inventory-controller", "sales"}) {
            TradingCompany.register(administrator, role + ".new", role, null);
        }
        Client warehouse = erp.logIn("warehouse.new");
        Client controller = erp.logIn("inventory-controller.new");
        Client sales = erp.logIn("sales.new");

        warehouse.post("/receipts", """
                        {"site":"OSL","dockArrivedAt":"%s","lines":[{"item":"BOLT-8","bin":"A-01-1","quantity":"100"}]}""".formatted(Instant.now())).require(201);
        String count = controller.post("/counts", """
                        {"site":"OSL","countType":"PLANNED","lines":[{"item":"BOLT-8","bin":"A-01-1"}]}""").require(201).get("count").asText();
        warehouse.post("/counts/" + count + "/lines/1", "{\"counted\":\"100\"}").require(200);
        controller.post("/counts/" + count + "/complete", null).require(200);
        String order = sales.post("/orders", """
                        {"customer":"C-1","site":"OSL","channel":"web","shippingMode":"STANDARD","requestedDate":"%s",
                         "lines":[{"item":"BOLT-8","quantity":"5"}]}""".formatted(LocalDate.now(ZoneOffset.UTC)))
                .require(201)
                .get("order")
                .asText();
        sales.post("/orders/" + order + "/release", null).require(200);
        String shipment = warehouse
                .post("/orders/" + order + "/picks", "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-01-1\",\"picked\":\"5\"}]}")
                .require(201)
                .get("shipment")
                .asText();
        warehouse.post("/shipments/" + shipment + "/pack", "{\"parcels\":1}").require(200);
        warehouse
                .post("/shipments/" + shipment + "/ship", "{\"carrier\":\"DHL\"}")
                .require(200);
        assertThat(controller
                        .get("/stock?site=OSL&item=BOLT-8")
                        .require(200)
                        .get("items")
                        .get(0)
                        .get("onHand")
                        .asText())
                .isEqualTo("95");

        JsonNode adjustment = warehouse.post("/adjustments", """
                        {"site":"OSL","item":"BOLT-8","bin":"A-01-1","quantity":"-60","reason":"DAMAGE"}""").require(201);
        assertThat(adjustment.get("state").asText())
                .as("600 is above the limit of the template")
                .isEqualTo("PROPOSED");
        Duration took = Duration.between(begin, Instant.now());
        assertThat(took).isLessThan(Duration.ofMinutes(15));
    }

    @Test
    void aWarehouseAndACompanyAreMadeLikeOneThatExists() {
        Client administrator = found("FIRST");
        administrator
                .post("/item-categories", "{\"category\":\"Tools\",\"replenishmentDays\":3}")
                .require(200);
        String site = administrator.get("/templates/of-site/MAIN").require(200).toString();
        JsonNode copy = administrator
                .post(
                        "/templates/sites",
                        "{\"site\":\"TWIN\",\"name\":\"Twin\",\"zone\":\"UTC\",\"like\":" + site + "}")
                .require(201);
        assertThat(copy.get("bins").asInt()).isEqualTo(3 + 12 * 4);

        String company = administrator.get("/templates/of-company").require(200).toString();
        Client founder = erp.logIn("founder");
        founder.post(
                        "/templates/companies",
                        "{\"company\":\"SECOND\",\"name\":\"Second\",\"currency\":\"EUR\",\"zone\":\"UTC\",\"like\":"
                                + company + "}")
                .require(201);
        assertThat(founder.in("SECOND")
                        .get("/templates/of-company")
                        .require(200)
                        .toString())
                .isEqualTo(company);
    }

    @Test
    void aTemplateThatBreaksARuleLeavesNothingBehind() {
        Client founder = erp.logIn("founder");
        int before = erp.rows("company") + erp.rows("site") + erp.rows("event");
        for (String wrong : new String[] {
            "\"bins\":[\"A-{1..9}-{1..999}-{1..9}\"],\"adjustmentLimit\":\"1\",\"adjustmentDailyLimit\":\"1\"",
            "\"bins\":[\"A\",\"A\"],\"adjustmentLimit\":\"1\",\"adjustmentDailyLimit\":\"1\"",
            "\"bins\":[\"A\"],\"adjustmentLimit\":\"-1\",\"adjustmentDailyLimit\":\"1\""
        }) {
            assertThat(founder.post("/templates/companies", """
                                    {"company":"BAD","name":"Bad","currency":"EUR","zone":"UTC","like":
                                      {"shippingModes":[],"itemCategories":[],"purchaseLimits":{"limit":"0","secondLimit":"0"},
                                       "sites":[{"site":"S","name":"S","zone":"UTC","template":{%s}}]}}""".formatted(wrong))
                            .problem())
                    .isEqualTo("invalid");
        }
        assertThat(founder.post("/templates/companies", """
                                {"company":"BAD","name":"Bad","currency":"EUR","zone":"UTC","template":"nope"}""").problem()).isEqualTo("unknown-reference");
        assertThat(erp.rows("company") + erp.rows("site") + erp.rows("event")).isEqualTo(before);
    }

    @Test
    void onlyAFounderFoundsAndOnlyAnAdministratorOpens() {
        Client administrator = found("OWN");
        TradingCompany.register(administrator, "walt", "warehouse", null);
        Client walt = erp.logIn("walt");
        assertThat(walt.post("/templates/companies", """
                                {"company":"MINE","name":"Mine","currency":"EUR","zone":"UTC","template":"distributor"}""").problem()).isEqualTo("forbidden");
        assertThat(walt.post("/templates/sites", """
                                {"site":"OSL","name":"Oslo","zone":"UTC","template":"warehouse"}""").problem()).isEqualTo("forbidden");
        assertThat(walt.post("/templates/companies", """
                                {"company":"OWN","name":"Own","currency":"EUR","zone":"UTC","template":"distributor"}""").problem()).isEqualTo("forbidden");
        assertThat(erp.logIn("founder").post("/templates/companies", """
                                {"company":"OWN","name":"Own","currency":"EUR","zone":"UTC","template":"distributor"}""").problem())
                .isEqualTo("already-exists");
    }
}
