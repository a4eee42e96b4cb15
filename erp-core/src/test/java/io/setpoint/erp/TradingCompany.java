package io.setpoint.erp;

import io.setpoint.erp.ErpServer.Client;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A company that works: a site with two bins, items, a customer and people in their roles; made over HTTP. */
public final class TradingCompany {
    private final ErpServer erp;

    public TradingCompany(ErpServer erp) {
        this.erp = erp;
    }

    /** Founds it as NORTH, with the site BER. */
    public void found() {
        found("NORTH");
    }

    /** Founds it under another code; its people carry the code in their names. */
    public void found(String company) {
        Client founder = erp.logIn("founder");
        founder.post(
                        "/companies",
                        "{\"company\":\"%s\",\"name\":\"%s Trading\",\"currency\":\"EUR\",\"zone\":\"Europe/Berlin\"}"
                                .formatted(company, company))
                .require(201);
        Client administrator = founder.in(company);
        administrator.post("/sites", """
                        {"site":"BER","name":"Berlin","zone":"Europe/Berlin","bins":["A-1","A-2"],
                         "adjustmentLimit":"500","adjustmentDailyLimit":"1500"}""").require(201);
        administrator.post("/items", """
                        {"items":[
                          {"item":"BOLT-8","name":"Bolt M8","category":"Bolts","abc":"A","unit":"EA","price":"2.50","cost":"1.25"},
                          {"item":"NUT-8","name":"Nut M8","category":"Nuts","abc":"B","unit":"EA","price":"0.50","cost":"0.20"},
                          {"item":"PIN-8","name":"Pin M8","category":"Pins","abc":"C","unit":"EA","price":"1","cost":"0.40"}]}""").require(201);
        administrator
                .post(
                        "/customers",
                        "{\"customers\":[{\"customer\":\"C-1\",\"name\":\"First Customer\",\"customerClass\":\"A\"}]}")
                .require(201);
        register(administrator, "sam." + company.toLowerCase(java.util.Locale.ROOT), "sales", null);
        register(administrator, "will." + company.toLowerCase(java.util.Locale.ROOT), "warehouse", "BER");
        register(administrator, "mia." + company.toLowerCase(java.util.Locale.ROOT), "data-migration", null);
        register(administrator, "ann." + company.toLowerCase(java.util.Locale.ROOT), "analyst", null);
    }

    /** Registers somebody with one role. */
    public static void register(
            Client administrator, String person, String role, @org.jspecify.annotations.Nullable String site) {
        administrator
                .post("/persons", """
                        {"person":"%s","name":"%s","password":"%s","machine":false,"grants":[{"role":"%s","site":%s}]}""".formatted(
                                person, person, ErpServer.PASSWORD, role, site == null ? "null" : '"' + site + '"'))
                .require(201);
    }

    public Client administrator() {
        return erp.logIn("founder").in("NORTH");
    }

    public Client sales() {
        return erp.logIn("sam.north");
    }

    public Client warehouse() {
        return erp.logIn("will.north");
    }

    public Client migration() {
        return erp.logIn("mia.north");
    }

    public Client analyst() {
        return erp.logIn("ann.north");
    }

    /** The body of an order of one line. */
    public String order(String item, int quantity) {
        return """
                {"customer":"C-1","site":"BER","channel":"web","shippingMode":"STANDARD","requestedDate":"%s",
                 "lines":[{"item":"%s","quantity":"%d"}]}""".formatted(LocalDate.now(ZoneOffset.UTC), item, quantity);
    }

    /** Puts goods into stock, past the receiving dock. */
    public void stock(String item, String bin, int quantity) {
        erp.owner().useTransaction(handle -> {
            handle.execute("""
                    insert into stock as s (company_id, site_id, item_id, on_hand) values ('NORTH', 'BER', ?, ?)
                    on conflict on constraint stock_pkey do update set on_hand = s.on_hand + excluded.on_hand""", item, quantity);
            handle.execute("""
                    insert into stock_bin as b (company_id, site_id, bin_id, item_id, on_hand) values ('NORTH', 'BER', ?, ?, ?)
                    on conflict on constraint stock_bin_pkey do update set on_hand = b.on_hand + excluded.on_hand""", bin, item, quantity);
        });
    }

    /** What stands in stock of an item. */
    public String stock(String item) {
        return erp.owner()
                .withHandle(handle -> handle.createQuery(
                                "select on_hand || ' on hand, ' || reserved || ' reserved' from stock where item_id = :item")
                        .bind("item", item)
                        .mapTo(String.class)
                        .one());
    }
}
