package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Client;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Warehouses, zones and bins, and stock by each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinHttpTest {
    private final ErpServer erp = ErpServer.start();
    private final TradingCompany company = new TradingCompany(erp);
    private Client administrator = erp.anonymous();
    private Client warehouse = erp.anonymous();

    @BeforeAll
    void threeWarehouses() {
        company.found();
        company.found("SOUTH");
        administrator = company.administrator();
        TradingCompany.register(administrator, "wim.north", "warehouse", null);
        warehouse = erp.logIn("wim.north");
        for (String site : new String[] {"OSL", "ROT", "POT"}) {
            administrator.post("/sites", """
                            {"site":"%s","name":"%s","zone":"UTC","bins":["DOCK","A-1","A-2","B-1"],
                             "adjustmentLimit":"500","adjustmentDailyLimit":"1500","receiveSteps":1,"shipSteps":2,
                             "binGroups":[{"bins":["DOCK"],"kind":"RECEIVING"},
                               {"bins":["A-{1..3}"],"zone":"A","kind":"PICK_FACE","capacity":"40","sequence":10}]}""".formatted(site, site)).require(201);
        }
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void theStockOfThreeWarehousesIsTheSameByItemByBinByZoneAndByMove() {
        for (String site : new String[] {"OSL", "ROT", "POT"}) {
            warehouse.post("/receipts", """
                            {"site":"%s","dockArrivedAt":"%s","lines":[{"item":"BOLT-8","bin":"DOCK","quantity":"30"},
                             {"item":"NUT-8","bin":"B-1","quantity":"7"}]}""".formatted(site, Instant.now())).require(201);
            warehouse.post("/stock-moves", """
                            {"site":"%s","lines":[{"item":"BOLT-8","fromBin":"DOCK","toBin":"A-3","quantity":"12.5"},
                             {"item":"NUT-8","fromBin":"B-1","toBin":"A-3","quantity":"2"}]}""".formatted(site)).require(201);
        }
        Map<String, BigDecimal> byItem = new TreeMap<>();
        Map<String, BigDecimal> byBin = new TreeMap<>();
        Map<String, BigDecimal> byZone = new TreeMap<>();
        for (String site : new String[] {"OSL", "ROT", "POT"}) {
            for (JsonNode stock :
                    warehouse.get("/stock?site=" + site).require(200).get("items")) {
                add(byItem, site + " " + stock.get("item").asText(), stock.get("onHand"));
            }
            for (JsonNode bin :
                    warehouse.get("/stock/bins?site=" + site).require(200).get("items")) {
                for (JsonNode content : bin.get("contents")) {
                    add(byBin, site + " " + content.get("item").asText(), content.get("onHand"));
                }
            }
            for (JsonNode bin : warehouse
                    .get("/stock/bins?zone=A&site=" + site)
                    .require(200)
                    .get("items")) {
                for (JsonNode content : bin.get("contents")) {
                    add(byZone, site + " " + content.get("item").asText(), content.get("onHand"));
                }
            }
        }
        assertThat(byItem).hasSize(6).isEqualTo(byBin);
        assertThat(byItem).containsEntry("OSL BOLT-8", new BigDecimal("30"));
        assertThat(byZone).hasSize(6).containsEntry("ROT BOLT-8", new BigDecimal("12.5"));
        assertThat(erp.rows("""
                        (select site_id, item_id, sum(quantity) as moved from stock_move group by 1, 2) m
                        join stock s using (site_id, item_id) where m.moved = s.on_hand""")).isEqualTo(6);
        JsonNode face =
                warehouse.get("/stock/bins?zone=A&site=OSL").require(200).at("/items/2");
        assertThat(face.get("bin").asText()).isEqualTo("A-3");
        assertThat(face.get("kind").asText()).isEqualTo("PICK_FACE");
        assertThat(face.get("sequence").asInt()).isEqualTo(12);
        assertThat(new BigDecimal(face.get("room").asText())).isEqualByComparingTo("25.5");
        assertThat(warehouse
                        .get("/stock?site=OSL&item=BOLT-8")
                        .require(200)
                        .at("/items/0/bins/0/zone")
                        .asText())
                .isEqualTo("A");
    }

    private static void add(Map<String, BigDecimal> sums, String key, JsonNode quantity) {
        sums.merge(key, new BigDecimal(quantity.asText()).stripTrailingZeros(), BigDecimal::add);
        sums.computeIfPresent(
                key, (k, sum) -> new BigDecimal(sum.stripTrailingZeros().toPlainString()));
    }

    @Test
    void binsAndRoutesAreSetLaterAndCopiedWithTheSite() {
        JsonNode set = administrator.post("/bins", """
                        {"site":"POT","groups":[{"bins":["C-{01..10}"],"zone":"C","kind":"STORAGE","capacity":"200","sequence":100},
                          {"bins":["B-1"],"kind":"QUALITY"}]}""").require(200);
        assertThat(set.get("set").asInt()).isEqualTo(11);
        assertThat(set.get("bins").asInt()).isEqualTo(15);
        JsonNode bins = warehouse.get("/bins?site=POT&zone=C&limit=3").require(200);
        assertThat(bins.get("items")).hasSize(3);
        assertThat(bins.at("/items/1").toString())
                .contains("C-02")
                .contains("101")
                .contains("200");
        assertThat(bins.get("next").asText()).isEqualTo("C-03");

        administrator
                .post("/sites/POT/routes", "{\"receiveSteps\":3,\"shipSteps\":1}")
                .require(200);
        assertThat(erp.rows("event where type = 'setpoint.organization.routes-set.v1' and site_id = 'POT'"))
                .isEqualTo(2);
        String template =
                administrator.get("/templates/of-site/POT").require(200).toString();
        JsonNode copy =
                administrator.post("/templates/sites", """
                        {"site":"POT2","name":"Like it","zone":"UTC","like":%s}""".formatted(template)).require(201);
        assertThat(copy.get("bins").asInt()).isEqualTo(15);
        assertThat(copy.get("receiveSteps").asInt()).isEqualTo(3);
        assertThat(administrator.get("/templates/of-site/POT2").require(200).toString())
                .isEqualTo(template);
    }

    @Test
    void onlyWhoKeepsMasterDataSetsBinsAndRoutesAndOnlyOfTheirCompany() {
        String bins = "{\"site\":\"%s\",\"groups\":[{\"bins\":[\"X-1\"],\"kind\":\"STORAGE\"}]}";
        int before = erp.rows("bin") + erp.rows("event");
        assertThat(warehouse.post("/bins", bins.formatted("OSL")).problem()).isEqualTo("forbidden");
        assertThat(warehouse
                        .post("/sites/OSL/routes", "{\"receiveSteps\":2,\"shipSteps\":2}")
                        .problem())
                .isEqualTo("forbidden");
        Client south = erp.logIn("founder").in("SOUTH");
        assertThat(south.post("/bins", bins.formatted("OSL")).problem()).isEqualTo("unknown-reference");
        assertThat(south.post("/sites/OSL/routes", "{\"receiveSteps\":2,\"shipSteps\":2}")
                        .problem())
                .isEqualTo("unknown-reference");
        assertThat(south.get("/bins?site=OSL").require(200).get("items")).isEmpty();
        assertThat(administrator
                        .post("/sites/OSL/routes", "{\"receiveSteps\":4,\"shipSteps\":2}")
                        .problem())
                .isIn("invalid", "malformed");
        for (String wrong : new String[] {
            "{\"bins\":[\"A-1\",\"A-1\"],\"kind\":\"STORAGE\"}",
            "{\"bins\":[],\"kind\":\"STORAGE\"}",
            "{\"bins\":[\"A-{1..9}-{1..999}-{1..9}\"],\"kind\":\"STORAGE\"}",
            "{\"bins\":[\"A-1\"],\"kind\":\"STORAGE\",\"capacity\":\"0\"}",
            "{\"bins\":[\"A-1\"],\"kind\":\"STORAGE\",\"zone\":\"no zone\"}",
            "{\"bins\":[\"A-1\"],\"kind\":\"CELLAR\"}",
        }) {
            assertThat(administrator
                            .post("/bins", "{\"site\":\"OSL\",\"groups\":[" + wrong + "]}")
                            .problem())
                    .as(wrong)
                    .isIn("invalid", "malformed");
        }
        assertThat(erp.rows("bin") + erp.rows("event")).isEqualTo(before);
    }
}
