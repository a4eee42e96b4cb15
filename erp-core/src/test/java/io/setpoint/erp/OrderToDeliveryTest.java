package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An order's whole way, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderToDeliveryTest {
    private final ErpServer erp = ErpServer.start();
    private TradingCompany company = new TradingCompany(erp);

    @BeforeAll
    void found() {
        company.found();
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    @Test
    void anOrderIsPlacedReleasedPickedPackedShippedAndDelivered() {
        company.stock("BOLT-8", "A-1", 10);
        Client sales = company.sales();
        Client warehouse = company.warehouse();

        Answer placed = sales.post("/orders", company.order("BOLT-8", 4));
        JsonNode order = placed.require(201);
        String id = order.get("order").asText();
        assertThat(order.get("state").asText()).isEqualTo("PLACED");
        assertThat(order.get("total").asText()).isEqualTo("10");
        assertThat(placed.headers().get("etag")).isEqualTo("\"1\"");
        assertThat(new BigDecimal(placed.headers().get("setpoint-position"))).isPositive();

        JsonNode released = sales.with("If-Match", "\"1\"")
                .post("/orders/" + id + "/release", null)
                .require(200);
        assertThat(released.get("lines").get(0).get("reserved").asText()).isEqualTo("4");
        assertThat(company.stock("BOLT-8")).isEqualTo("10.000 on hand, 4.000 reserved");

        JsonNode shipment = warehouse.post("/orders/" + id + "/picks", """
                        {"lines":[{"lineNo":1,"bin":"A-1","picked":"3","shortReason":"BIN_EMPTY"}]}""").require(201);
        String shipmentId = shipment.get("shipment").asText();
        warehouse.post("/shipments/" + shipmentId + "/pack", "{\"parcels\":0}").require(422);
        warehouse.post("/shipments/" + shipmentId + "/pack", "{\"parcels\":1}").require(200);
        warehouse
                .post("/shipments/" + shipmentId + "/ship", "{\"carrier\":\"DHL\"}")
                .require(200);
        assertThat(company.stock("BOLT-8")).isEqualTo("7.000 on hand, 1.000 reserved");
        assertThat(sales.get("/orders/" + id).require(200).get("state").asText())
                .isEqualTo("PARTIALLY_SHIPPED");

        sales.post("/orders/" + id + "/lines/1/cancel", "{\"quantity\":\"1\",\"reason\":\"SHORTAGE\"}")
                .require(200);
        assertThat(company.stock("BOLT-8")).isEqualTo("7.000 on hand, 0.000 reserved");
        warehouse
                .post("/shipments/" + shipmentId + "/delivery", "{\"receivedBy\":\"Mr Smith\"}")
                .require(200);

        JsonNode delivered = sales.get("/orders/" + id).require(200);
        assertThat(delivered.get("state").asText()).isEqualTo("DELIVERED");
        JsonNode line = delivered.get("lines").get(0);
        assertThat(line.get("shipped").asText()).isEqualTo("3");
        assertThat(line.get("cancelled").asText()).isEqualTo("1");

        JsonNode chain = sales.get("/orders/" + id + "/chain").require(200);
        assertThat(chain.get("documents")).hasSize(2);
        assertThat(chain.get("events").findValuesAsText("summary"))
                .containsExactly(
                        "Placed with 1 line",
                        "Released, 4 reserved, 0 backordered",
                        "Picked 3 of 4",
                        "Packed into 1 parcels",
                        "Shipped 3 with DHL",
                        "Line 1: 1 EA cancelled, SHORTAGE",
                        "Delivered to Mr Smith");
        assertThat(erp.rows("audit where detail ->> 'order' = '" + id + "' and outcome = 'DONE'"))
                .isEqualTo(3);
    }

    @Test
    void whatCameBackStandsInTheChainOfItsOrder() {
        company.stock("PIN-8", "A-1", 4);
        Client sales = company.sales();
        Client warehouse = company.warehouse();
        String order = sales.post("/orders", company.order("PIN-8", 4))
                .require(201)
                .get("order")
                .asText();
        sales.post("/orders/" + order + "/release", null).require(200);
        String shipment = warehouse
                .post("/orders/" + order + "/picks", "{\"lines\":[{\"lineNo\":1,\"bin\":\"A-1\",\"picked\":\"4\"}]}")
                .require(201)
                .get("shipment")
                .asText();
        warehouse.post("/shipments/" + shipment + "/pack", "{\"parcels\":1}").require(200);
        warehouse
                .post("/shipments/" + shipment + "/ship", "{\"carrier\":\"DHL\"}")
                .require(200);

        assertThat(sales.post(
                                "/returns",
                                "{\"shipment\":\"" + shipment + "\",\"lines\":[{\"lineNo\":1,\"quantity\":\"3\"}]}")
                        .problem())
                .isEqualTo("malformed");
        Answer opened = sales.post(
                "/returns",
                "{\"shipment\":\"" + shipment
                        + "\",\"lines\":[{\"lineNo\":1,\"quantity\":\"3\",\"reason\":\"DEFECTIVE\"}]}");
        String id = opened.require(201).get("returnId").asText();
        assertThat(sales.post("/returns/" + id + "/receive", "{\"bin\":\"A-2\"}")
                        .problem())
                .isEqualTo("forbidden");
        warehouse
                .with("If-Match", "\"1\"")
                .post("/returns/" + id + "/receive", "{\"bin\":\"A-2\"}")
                .require(200);
        JsonNode stock =
                sales.get("/stock?item=PIN-8").require(200).get("items").get(0);
        assertThat(stock.get("onHand").asText()).isEqualTo("3");
        assertThat(stock.get("held").asText()).isEqualTo("3");
        assertThat(stock.get("available").asText()).isEqualTo("0");
        assertThat(warehouse
                        .with("If-Match", "\"1\"")
                        .post(
                                "/returns/" + id + "/dispositions",
                                "{\"lineNo\":1,\"quantity\":\"3\",\"outcome\":\"SCRAP\"}")
                        .problem())
                .isEqualTo("stale-version");
        warehouse
                .post("/returns/" + id + "/dispositions", "{\"lineNo\":1,\"quantity\":\"3\",\"outcome\":\"SCRAP\"}")
                .require(201);

        assertThat(sales.get("/returns/" + id).require(200).get("state").asText())
                .isEqualTo("CLOSED");
        assertThat(sales.get("/returns?order=" + order).require(200).get("items"))
                .hasSize(1);
        JsonNode chain = sales.get("/orders/" + order + "/chain").require(200);
        assertThat(chain.get("documents").findValuesAsText("kind")).containsExactly("order", "shipment", "return");
        assertThat(chain.get("events").findValuesAsText("summary"))
                .contains(
                        "Return of 3 announced",
                        "Return of 3 received in bin A-2",
                        "3 EA of the return disposed of: SCRAP");
    }

    @Test
    void whatIsNotInStockIsBackorderedAndAllocatedWhenItComes() {
        company.stock("NUT-8", "A-2", 2);
        Client sales = company.sales();
        JsonNode order = sales.post("/orders", company.order("NUT-8", 5)).require(201);
        String id = order.get("order").asText();
        JsonNode released = sales.post("/orders/" + id + "/release", null).require(200);
        assertThat(released.get("lines").get(0).get("reserved").asText()).isEqualTo("2");
        assertThat(released.get("lines").get(0).get("backordered").asText()).isEqualTo("3");
        assertThat(sales.post("/orders/" + id + "/allocate", null).problem()).isEqualTo("nothing-to-do");

        company.stock("NUT-8", "A-2", 2);
        JsonNode allocated = sales.post("/orders/" + id + "/allocate", null).require(200);
        assertThat(allocated.get("lines").get(0).get("reserved").asText()).isEqualTo("4");
        assertThat(allocated.get("lines").get(0).get("backordered").asText()).isEqualTo("1");
        assertThat(allocated.get("version").asInt()).isEqualTo(3);

        JsonNode cancelled = sales.post(
                        "/orders/" + id + "/cancel", "{\"reason\":\"CUSTOMER_CANCELLED\",\"why\":\"too late\"}")
                .require(200);
        assertThat(cancelled.get("state").asText()).isEqualTo("CANCELLED");
        assertThat(company.stock("NUT-8")).isEqualTo("4.000 on hand, 0.000 reserved");
        assertThat(erp.rows("reservation where order_id = '" + id + "'")).isZero();
    }
}
