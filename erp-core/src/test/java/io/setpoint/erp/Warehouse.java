package io.setpoint.erp;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Actor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One company with the warehouse {@code HAM}, where one adjustment may be worth 500 and a person's day 1,500; items of
 * each class at 10.00 a piece; a counter, two controllers and a machine.
 */
public final class Warehouse {
    public static final SiteId HAM = new SiteId("HAM");
    public static final Sku A = new Sku("ITEM-A");
    public static final Sku B = new Sku("ITEM-B");
    public static final Sku C = new Sku("ITEM-C");
    public static final BinId BIN_1 = new BinId("A-01-1");
    public static final BinId BIN_2 = new BinId("A-01-2");
    public static final Actor WANDA = person("wanda", Role.WAREHOUSE);
    public static final Actor WILL = person("will", Role.WAREHOUSE);
    public static final Actor CARLA = person("carla", Role.INVENTORY_CONTROLLER);
    public static final Actor CONRAD = person("conrad", Role.INVENTORY_CONTROLLER);
    public static final Actor PIA = person("pia", Role.PLANNER);
    public static final Actor FEED = person("feed", Role.EXCEPTION_FEED);

    private Warehouse() {}

    /** Writes it all into a fresh database. */
    public static void build(ErpFixture erp) {
        erp.sql("""
                insert into company values ('NORTH', 'North Supply', 'EUR', 'Europe/Berlin', now(), 'root');
                insert into company values ('SOUTH', 'South Supply', 'EUR', 'Europe/Berlin', now(), 'root');
                insert into site values ('NORTH', 'HAM', 'Hamburg', 'Europe/Berlin', 500, 1500, now());
                insert into site values ('NORTH', 'ROT', 'Rotterdam', 'Europe/Amsterdam', 500, 1500, now());
                insert into bin values ('NORTH', 'HAM', 'A-01-1'), ('NORTH', 'HAM', 'A-01-2'), ('NORTH', 'ROT', 'R-01');
                insert into item_category values ('NORTH', 'valves', 7);
                insert into item values
                  ('NORTH', 'ITEM-A', 'Valve A', 'valves', 'A', 'EA', 15, 10, now()),
                  ('NORTH', 'ITEM-B', 'Valve B', 'valves', 'B', 'EA', 15, 10, now()),
                  ('NORTH', 'ITEM-C', 'Valve C', 'valves', 'C', 'EA', 15, 10, now());
                insert into customer values ('NORTH', 'CU-1', 'Alder Clinics', 'A', now());
                insert into person (person_id, name, machine, created_at) values
                  ('wanda', 'Wanda', false, now()), ('will', 'Will', false, now()), ('carla', 'Carla', false, now()),
                  ('conrad', 'Conrad', false, now()), ('pia', 'Pia', false, now()), ('feed', 'Feed', true, now());
                insert into role_grant values
                  ('NORTH', 'wanda', false, 'warehouse', null, now(), 'root'),
                  ('NORTH', 'will', false, 'warehouse', null, now(), 'root'),
                  ('NORTH', 'carla', false, 'inventory-controller', null, now(), 'root'),
                  ('NORTH', 'conrad', false, 'inventory-controller', null, now(), 'root'),
                  ('NORTH', 'pia', false, 'planner', null, now(), 'root'),
                  ('NORTH', 'feed', true, 'exception-feed', null, now(), 'root');
                """);
    }

    /** Everything the refused use cases of a test must not have written. */
    public static int written(ErpFixture erp) {
        return erp.rows("event")
                + erp.rows("audit where outcome = 'DONE'")
                + erp.rows("stock_move")
                + erp.rows("adjustment")
                + erp.rows("idempotency_key");
    }

    /** Somebody with the permissions of these roles at all sites. */
    public static Actor person(String id, Role... roles) {
        Set<Permission> permissions = new HashSet<>();
        Arrays.stream(roles).forEach(role -> permissions.addAll(role.permissions()));
        return new Actor(new PersonId(id), ErpFixture.COMPANY, permissions, Map.of());
    }

    /** Somebody with permissions at one site only. */
    public static Actor personAt(String id, String site, Permission... permissions) {
        return new Actor(new PersonId(id), ErpFixture.COMPANY, Set.of(), Map.of(new SiteId(site), Set.of(permissions)));
    }

    /** Placed orders SO-1, SO-2, ... of the customer CU-1, each with one line over 100 of an item. */
    public static void orders(ErpFixture erp, int number, Sku item) {
        erp.sql("""
                insert into sales_order (company_id, order_id, site_id, customer_id, channel, shipping_mode, state,
                                         requested_date, placed_at, placed_by)
                select 'NORTH', 'SO-' || n, 'HAM', 'CU-1', 'web', 'ground', 'PLACED', current_date, now(), 'sam'
                  from generate_series(1, %d) n;
                insert into sales_order_line (company_id, order_id, line_no, item_id, quantity, unit_price, unit_cost,
                                              requested_date, commit_date)
                select 'NORTH', 'SO-' || n, 1, '%s', 100, 15, 10, current_date, current_date
                  from generate_series(1, %d) n;
                """.formatted(number, item, number));
    }

    /** An adjustment of item A in bin 1, where 100 pieces are; a posted one is taken as posted before. */
    public static void adjustment(ErpFixture erp, String id, String proposedBy, String state, int quantity) {
        erp.sql("""
                insert into stock values ('NORTH', 'HAM', 'ITEM-A', 100, 0) on conflict do nothing;
                insert into stock_bin values ('NORTH', 'HAM', 'A-01-1', 'ITEM-A', 100) on conflict do nothing;
                insert into adjustment (company_id, adjustment_id, site_id, item_id, bin_id, quantity, unit_cost, value,
                                        reason, photo, state, proposed_by, proposed_at, occurred_at, moved_at,
                                        limit_value, daily_limit, rolling_total, over_tolerance, posted_at, decided_by)
                select 'NORTH', '%s', 'HAM', 'ITEM-A', 'A-01-1', q, 10, 10 * q, 'DAMAGE', false, s, '%s', now(), now(),
                       now(), 500, 1500, abs(10 * q), abs(10 * q) > 500, case s when 'POSTED' then now() end,
                       case when s = 'POSTED' and abs(10 * q) > 500 then 'conrad' end
                  from (values (%d, '%s')) v (q, s);
                """.formatted(id, proposedBy, quantity, state));
    }
}
