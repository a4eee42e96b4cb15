package io.setpoint.platform.simulation;

import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.LogIn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Founds the companies of a world: sites, people, items, customers; {@link TermsLoad} does the rest. A repeat changes nothing. */
final class MasterDataLoad {
    private static final int BATCH = 250;

    private final ErpApi api;
    private final LogIn administrator;
    private final LogIn feed;
    private final String key;

    MasterDataLoad(ErpApi api, LogIn administrator, LogIn feed, String key) {
        this.api = api;
        this.administrator = administrator;
        this.feed = feed;
        this.key = key;
    }

    void found(World.Company company) {
        create(
                api.logIn(administrator.person(), administrator.password()),
                "/companies",
                Map.of(
                        "company", company.id(),
                        "name", company.name(),
                        "currency", company.currency(),
                        "zone", company.zone().getId()),
                company.id());
        ErpSession session =
                api.logIn(administrator.person(), administrator.password()).in(company.id());
        for (World.Site site : company.sites()) {
            create(
                    session,
                    "/sites",
                    Map.of(
                            "site", site.id(),
                            "name", site.name(),
                            "zone", site.zone().getId(),
                            "bins", site.bins(),
                            "adjustmentLimit", site.limit().toPlainString(),
                            "adjustmentDailyLimit", site.dailyLimit().toPlainString()),
                    site.id());
        }
        for (ShippingMode mode : ShippingMode.values()) {
            session.post(
                    "/shipping-modes",
                    Map.of("shippingMode", mode.name(), "standardDays", mode.promiseDays()),
                    key + company.id() + mode);
        }
        // side by side: a password hash is meant to take its time
        company.people().parallelStream().forEach(person -> register(session, company, person));
        inBatches(
                session,
                company,
                "items",
                company.items().stream().map(item -> item(company, item)).toList());
        inBatches(
                session,
                company,
                "customers",
                company.customers().stream()
                        .map(customer -> Map.of(
                                "customer", customer.id(),
                                "name", customer.name(),
                                "customerClass", customer.customerClass()))
                        .toList());
        for (World.Customer customer : company.customers()) {
            if (customer.shipComplete()) {
                session.post(
                        "/customers/" + customer.id() + "/delivery-policy",
                        Map.of("shipComplete", true),
                        key + company.id() + customer.id());
            }
        }
        session.post("/channels", Map.of("channel", "EDI", "name", "Orders by EDI"), key + company.id() + "channel");
        session.post("/allocations/policy", Map.of("policy", "COMMIT_DATE"), key + company.id() + "allocation");
        session.post(
                "/purchase-limits",
                Map.of(
                        "limit",
                        company.largestLimit().multiply(BigDecimal.TEN).toPlainString(),
                        "secondLimit",
                        company.largestLimit().multiply(BigDecimal.valueOf(60)).toPlainString()),
                key + company.id() + "limits");
        new TermsLoad(api, company, session, key + company.id()).agree();
    }

    private static Map<String, Object> item(World.Company company, World.Item item) {
        Map<String, Object> body = new HashMap<>();
        body.put("item", item.sku());
        body.put("name", item.name());
        body.put("category", item.category());
        body.put("abc", item.abc());
        body.put("unit", "EA");
        body.put("distinctBecause", "every simulated item is another one");
        body.put("price", item.price().toPlainString());
        body.put("cost", item.cost().toPlainString());
        body.put("barcodes", List.of(Map.of("barcode", item.gtin(company.gtinPrefix()), "quantity", "1")));
        if (item.byLot()) {
            body.put("tracking", "LOT");
            body.put("expires", true);
        }
        return body;
    }

    private void register(ErpSession session, World.Company company, World.Person person) {
        boolean isFeed = person.grants().stream().anyMatch(grant -> grant.role().equals("exception-feed"));
        List<Map<String, String>> grants = new ArrayList<>();
        for (World.Grant grant : person.grants()) {
            String site = grant.site();
            grants.add(site == null ? Map.of("role", grant.role()) : Map.of("role", grant.role(), "site", site));
        }
        Map<String, Object> body = new HashMap<>();
        body.put("person", isFeed ? feed.person() : person.id());
        body.put("name", person.name());
        body.put("machine", person.machine());
        body.put("grants", grants);
        String password = isFeed ? feed.password() : person.password();
        if (password != null && company.id().equals(homeOf(person, company))) {
            body.put("password", password);
        }
        session.post("/persons", body, key + company.id() + person.id());
    }

    /** The company that registers a person with a password; any other only gives roles. */
    private static String homeOf(World.Person person, World.Company company) {
        boolean everywhere = person.grants().stream().allMatch(grant -> grant.site() == null);
        return everywhere ? World.FIRST_COMPANY : company.id();
    }

    private void inBatches(ErpSession session, World.Company company, String what, List<? extends Map<String, ?>> all) {
        for (int from = 0; from < all.size(); from += BATCH) {
            session.post(
                    "/" + what,
                    Map.of(what, all.subList(from, Math.min(all.size(), from + BATCH))),
                    key + company.id() + what + from);
        }
    }

    private void create(ErpSession session, String path, Map<String, Object> body, String name) {
        try {
            session.post(path, body, key + path + name);
        } catch (ErpRefusal refusal) {
            if (!refusal.code().equals("already-exists")) {
                throw refusal;
            }
        }
    }
}
