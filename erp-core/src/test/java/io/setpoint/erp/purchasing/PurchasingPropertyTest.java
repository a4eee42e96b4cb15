package io.setpoint.erp.purchasing;

import static io.setpoint.erp.Warehouse.A;
import static io.setpoint.erp.Warehouse.B;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.purchasing.Buying.ADA;
import static io.setpoint.erp.purchasing.Buying.ALF;
import static io.setpoint.erp.purchasing.Buying.BEA;
import static io.setpoint.erp.purchasing.Buying.BO;
import static io.setpoint.erp.purchasing.Buying.EVE;
import static io.setpoint.erp.purchasing.Buying.FRIDAY;
import static io.setpoint.erp.purchasing.Buying.LIND;
import static io.setpoint.erp.purchasing.Buying.RISKY;
import static io.setpoint.erp.purchasing.Buying.advised;
import static io.setpoint.erp.purchasing.Buying.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.DiscrepancyKind;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.inventory.api.OrderedGoods;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever buyers, approvers and the dock do, and however many at once: the controls hold. */
class PurchasingPropertyTest {
    private static final List<Actor> PEOPLE = List.of(EVE, BEA, ADA, ALF, WANDA, BO);

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void nothingIsReceivedUnapprovedOrBeyondToleranceWhateverFourDoAtOnce(@ForAll long seed) throws Exception {
        try (Buying buying = new Buying()) {
            List<Callable<Integer>> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed + i);
                people.add(() -> work(buying, random));
            }
            List<Object> done = Attempts.inParallel(people);

            assertThat(done).allSatisfy(answer -> assertThat(answer).isInstanceOf(Integer.class));
            assertThat(done.stream().mapToInt(answer -> (Integer) answer).sum())
                    .as("commands that were not refused")
                    .isPositive();
            assertControlsHeld(buying);
        }
    }

    /** Runs random commands; a refusal is an answer, anything else fails the property. */
    private static int work(Buying buying, Random random) {
        int done = 0;
        for (int i = 0; i < 40; i++) {
            try {
                act(buying, random);
                done++;
            } catch (Refused refused) {
                assertThat(refused.problem().status()).isIn(403, 404, 412, 422);
            }
        }
        return done;
    }

    private static void act(Buying buying, Random random) {
        List<String> orders = buying.erp
                .owner()
                .withHandle(handle -> handle.createQuery("select order_id from purchase_order order by 1")
                        .mapTo(String.class)
                        .list());
        Actor actor = PEOPLE.get(random.nextInt(PEOPLE.size()));
        if (orders.size() < 4 || random.nextInt(10) == 0) {
            PurchaseOrderId order = buying.raise(
                            random.nextBoolean() ? EVE : BEA,
                            random.nextInt(4) == 0 ? RISKY : LIND,
                            line(A, quantity(random), price(random)),
                            line(B, quantity(random), "1"))
                    .order();
            buying.submit(random.nextBoolean() ? EVE : BEA, order);
            return;
        }
        PurchaseOrderId order = new PurchaseOrderId(orders.get(random.nextInt(orders.size())));
        int line = 1 + random.nextInt(2);
        switch (random.nextInt(12)) {
            case 0 -> buying.change(random.nextBoolean() ? EVE : BEA, order, quantity(random), price(random));
            case 1, 2, 3 -> buying.approve(actor, order);
            case 4 -> {
                AcknowledgementView recorded = buying.acknowledge(
                        BEA, order, quantity(random), random.nextBoolean() ? FRIDAY : FRIDAY.plusDays(2));
                if (recorded.state() == AcknowledgementView.State.WAITING) {
                    buying.run(
                            new DecideAcknowledgement(),
                            new DecideAcknowledgement.Command(recorded.acknowledgement(), random.nextBoolean(), null),
                            BO);
                }
            }
            case 5 -> {
                AsnView asn = buying.advise(BEA, order, FRIDAY, advised(line, line == 1 ? A : B, quantity(random)));
                buying.dock.deliver(WANDA, order, asn.asn(), line, line == 1 ? A : B, quantity(random));
            }
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    buying.cancel(BEA, order);
                }
            }
            case 7 ->
                buying.dock.deliver(
                        WANDA,
                        order,
                        null,
                        line,
                        line == 1 ? A : B,
                        random.nextBoolean() ? quantity(random) : null,
                        new OrderedGoods.Discrepancy(
                                line, DiscrepancyKind.DAMAGED, new BigDecimal(quantity(random)), null, "wet", true));
            default ->
                buying.dock.receive(
                        random.nextBoolean() ? WANDA : EVE, order, line, line == 1 ? A : B, quantity(random));
        }
    }

    private static void assertControlsHeld(Buying buying) {
        assertThat(buying.erp.rows("""
                        purchase_order_line where received > quantity * (1 + over_tolerance_percent / 100)""")).as("lines beyond their tolerance").isZero();
        assertThat(buying.erp.rows("""
                        purchase_approval a join purchase_order o using (company_id, order_id, round) where exists
                          (select from purchase_order_revision r
                            where r.order_id = a.order_id and r.person_id = a.person_id)"""))
                .as("approvals that count, by somebody who wrote the order")
                .isZero();
        assertThat(buying.erp.rows("""
                        receipt r where purchase_order_id is not null and not exists
                          (select from event e
                            where e.aggregateid = r.purchase_order_id
                              and e.type = 'setpoint.purchasing.purchase-order-released.v1')"""))
                .as("receipts of orders that were never released")
                .isZero();
        assertThat(buying.erp.rows("""
                        purchase_order o where released_at is not null and approvals_needed >
                          (select count(*) from purchase_approval a where a.order_id = o.order_id and a.round = o.round)"""))
                .as("orders released with too few approvals")
                .isZero();
        assertThat(buying.erp.rows("""
                        (select o.order_id, l.line_no, l.received
                           from purchase_order o join purchase_order_line l using (company_id, order_id)
                          where l.received > 0
                         except
                         select r.purchase_order_id, rl.purchase_line_no, sum(rl.quantity)
                           from receipt r join receipt_line rl using (company_id, receipt_id) group by 1, 2) x"""))
                .as("lines whose receipts do not add up to what they say")
                .isZero();
        assertThat(buying.erp.rows("""
                        (select site_id, item_id, on_hand from stock where on_hand > 0
                         except select site_id, item_id, sum(quantity) from stock_move group by 1, 2) x"""))
                .as("stock that is not the sum of its moves")
                .isZero();
        assertThat(buying.erp.rows("stock_move where kind = 'RECEIPT'"))
                .isEqualTo(buying.erp.rows("receipt_line where purchase_line_no is not null"));
        assertThat(buying.erp.rows("""
                        receipt r where exists
                          (select from purchase_order_revision v
                            where v.order_id = r.purchase_order_id and v.person_id = r.received_by
                              and v.revision <= 2)"""))
                .as("receipts by somebody who raised or submitted the order")
                .isZero();
        for (String id : buying.erp
                .owner()
                .withHandle(handle -> handle.createQuery("select order_id from purchase_order")
                        .mapTo(String.class)
                        .list())) {
            PurchaseOrderView order = buying.read(new PurchaseOrderId(id));
            if (order.releasedAt() != null) {
                assertThat(order.state()).isEqualTo(PurchaseState.of(order.lines()));
            } else {
                assertThat(order.state().sent()).as(id + " is " + order.state()).isFalse();
            }
            assertThat(order.amount())
                    .isEqualByComparingTo(order.lines().stream()
                            .map(line -> line.quantity().multiply(line.unitPrice()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    private static String quantity(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(60_000), 3).toPlainString();
    }

    private static String price(Random random) {
        return String.valueOf(1 + random.nextInt(40));
    }
}
