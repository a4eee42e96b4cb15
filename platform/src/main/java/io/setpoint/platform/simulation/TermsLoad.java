package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a company agrees with suppliers and customers and how it replenishes: each proposed by one person and decided by
 * another, the mistakes they find included. A repeat changes nothing.
 */
final class TermsLoad {
    private static final String CONTRACTS_SINCE = "2020-01-01";
    private static final int MOST_LINES = 500;
    private static final int CASES_ON_A_PALLET = 40;
    /** Longer than pricing wants a price to be known before it holds. */
    private static final Duration PRICES_HOLD_IN = Duration.ofMinutes(12);

    private final World.Company company;
    private final ErpSession administrator;
    private final ErpSession buyer;
    private final ErpSession approver;
    private final ErpSession pricing;
    private final ErpSession pricing2;
    private final ErpSession controller;
    private final String key;

    TermsLoad(ErpApi api, World.Company company, ErpSession administrator, String key) {
        this.company = company;
        this.administrator = administrator;
        this.buyer = Simulation.logIn(api, company, "buyer");
        this.approver = Simulation.logIn(api, company, "approver");
        this.pricing = Simulation.logIn(api, company, "pricing");
        this.pricing2 = Simulation.logIn(api, company, "pricing2");
        this.controller = Simulation.logIn(api, company, "controller");
        this.key = key;
    }

    void agree() {
        suppliers();
        units();
        prices();
        overrideLimit();
        replenishment();
    }

    private void suppliers() {
        World.Supplier first = company.suppliers().get(0);
        decide(
                approver,
                "/supplier-changes/",
                buyer.post("/supplier-changes", terms(first, 90), key + "wrong terms")
                        .body()
                        .path("change")
                        .asText(),
                "reject",
                Map.of("why", "Nobody agreed to ninety days"));
        for (World.Supplier supplier : company.suppliers()) {
            decide(
                    approver,
                    "/supplier-changes/",
                    buyer.post("/supplier-changes", terms(supplier, supplier.leadTimeDays()), key + supplier.id())
                            .body()
                            .path("change")
                            .asText(),
                    "approve",
                    Map.of());
        }
    }

    private Map<String, Object> terms(World.Supplier supplier, int leadTimeDays) {
        return Map.of(
                "supplier",
                supplier.id(),
                "terms",
                Map.of(
                        "name",
                        supplier.name(),
                        "risk",
                        supplier.risk(),
                        "leadTimeDays",
                        leadTimeDays,
                        "overTolerancePercent",
                        "5",
                        "underTolerancePercent",
                        "2"),
                "items",
                company.itemsOf(supplier).stream()
                        .map(item -> Map.of(
                                "item", item.sku(),
                                "validFrom", CONTRACTS_SINCE,
                                "unitPrice", item.cost().toPlainString()))
                        .toList());
    }

    private void units() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (World.Item item : company.items()) {
            if (item.caseSize() > 1 && lines.size() < MOST_LINES - 1) {
                lines.add(unit(item, "CASE", item.caseSize()));
                if (item.abc().equals("A")) {
                    lines.add(unit(item, "PALLET", item.caseSize() * CASES_ON_A_PALLET));
                }
            }
        }
        World.Item first = company.items().get(0);
        decide(
                controller,
                "/unit-changes/",
                buyer.post(
                                "/unit-changes",
                                Map.of("why", "Packing list", "lines", List.of(unit(first, "CASE", 120))),
                                key + "wrong units")
                        .body()
                        .path("unitChange")
                        .asText(),
                "reject",
                Map.of("why", "A case holds twelve"));
        decide(
                controller,
                "/unit-changes/",
                buyer.post("/unit-changes", Map.of("why", "As the suppliers pack", "lines", lines), key + "units")
                        .body()
                        .path("unitChange")
                        .asText(),
                "approve",
                Map.of());
        administrator.post(
                "/items/" + first.sku() + "/barcodes",
                Map.of("barcode", "CASE-" + first.sku(), "quantity", Integer.toString(first.caseSize())),
                key + "case barcode");
        administrator.post(
                "/items/" + first.sku() + "/barcodes",
                Map.of("barcode", "OLD-" + first.sku(), "quantity", "1"),
                key + "old barcode");
        administrator.post(
                "/items/" + first.sku() + "/barcodes/withdraw",
                Map.of("barcode", "OLD-" + first.sku()),
                key + "old barcode withdrawn");
    }

    private static Map<String, Object> unit(World.Item item, String unit, int pieces) {
        return Map.of("item", item.sku(), "unit", unit, "numerator", pieces, "denominator", 1);
    }

    /** Prices never hold at once, so a repeat would propose others: what stands is left. */
    private void prices() {
        String list = pricing.post(
                        "/price-lists",
                        Map.of("name", "Large customers", "currency", company.currency(), "customerClass", "A"),
                        key + "price list")
                .body()
                .path("priceList")
                .asText();
        if (!pricing.get("/price-changes?state=APPROVED&priceList=" + list)
                .path("items")
                .isEmpty()) {
            return;
        }
        Instant holds = Clock.systemUTC().instant().plus(PRICES_HOLD_IN);
        decide(
                pricing2,
                "/price-changes/",
                proposedPrices(list, holds, "0.5"),
                "reject",
                Map.of("why", "Half the price is a slip of the pen"));
        decide(pricing2, "/price-changes/", proposedPrices(list, holds, "0.95"), "approve", Map.of());
    }

    private String proposedPrices(String list, Instant holds, String share) {
        return pricing.post(
                        "/price-changes",
                        Map.of(
                                "priceList",
                                list,
                                "validFrom",
                                holds.toString(),
                                "why",
                                "Yearly agreement",
                                "lines",
                                company.items().stream()
                                        .filter(item -> item.abc().equals("A"))
                                        .map(item -> Map.of(
                                                "item",
                                                item.sku(),
                                                "minQuantity",
                                                Integer.toString(item.caseSize()),
                                                "unitPrice",
                                                World.share(item.price(), share).toPlainString()))
                                        .toList()))
                .body()
                .path("priceChange")
                .asText();
    }

    private void overrideLimit() {
        decide(pricing2, "/override-limits/", overrideLimit("40"), "reject", Map.of("why", "Too far off the list"));
        decide(pricing2, "/override-limits/", overrideLimit("12"), "approve", Map.of());
    }

    private String overrideLimit(String percent) {
        return pricing.post(
                        "/override-limits",
                        Map.of("percent", percent, "why", "What sales managers may allow"),
                        key + "override limit " + percent)
                .body()
                .path("overrideLimit")
                .asText();
    }

    /** What sells fast is ordered by policy, each site in its own way; the rest when a buyer sees it run out. */
    private void replenishment() {
        for (World.Site site : company.sites()) {
            String today = LocalDate.ofInstant(Clock.systemUTC().instant(), site.zone())
                    .toString();
            company.items().parallelStream()
                    .filter(item -> item.abc().equals("A"))
                    .forEach(item -> buyer.post(
                            "/replenishment/policies",
                            policy(site, item, today),
                            key + site.id() + item.sku() + today));
        }
    }

    private Map<String, Object> policy(World.Site site, World.Item item, String validFrom) {
        Map<String, Object> policy = new HashMap<>();
        policy.put("site", site.id());
        policy.put("item", item.sku());
        policy.put("validFrom", validFrom);
        policy.put("supplier", company.supplierOf(item).id());
        policy.put("demandDays", 28);
        policy.put("orderMultiple", Integer.toString(item.caseSize()));
        policy.put("orderMinimum", Integer.toString(item.caseSize()));
        if (item.index() % 20 == 1) {
            policy.put("kind", "COVER_DAYS");
            policy.put("coverDays", 14);
        } else {
            boolean fills = site.discipline() == World.Discipline.STAGES_FOR_HOURS;
            policy.put("kind", fills ? "MIN_MAX" : "REORDER_POINT");
            policy.put("low", Integer.toString(item.reorderPoint()));
            policy.put(
                    "target",
                    Integer.toString(fills ? item.reorderPoint() + item.orderQuantity() : item.orderQuantity()));
        }
        return policy;
    }

    private void decide(ErpSession person, String path, String document, String verdict, Map<String, String> body) {
        person.post(path + document + "/" + verdict, body, key + document + verdict);
    }
}
