package io.setpoint.erp.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.inventory.Dock;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Request;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Buyers and approvers of {@link Warehouse#HAM}. The supplier LIND has low risk, a lead time of 7 days, tolerates 10 % over
 * and 5 % under, and sells item A at 10.00; RISKY has high risk. A buyer orders up to 1,000 alone, up to 10,000 with one.
 */
final class Buying implements AutoCloseable {
    static final Actor BEA = Warehouse.person("bea", Role.BUYER);
    static final Actor BO = Warehouse.person("bo", Role.BUYER);
    static final Actor ADA = Warehouse.person("ada", Role.PURCHASING_APPROVER);
    static final Actor ALF = Warehouse.person("alf", Role.PURCHASING_APPROVER);
    /** Raises and approves: the separation has to hold without roles, too. */
    static final Actor EVE = Warehouse.person("eve", Role.BUYER, Role.PURCHASING_APPROVER, Role.WAREHOUSE);

    static final SupplierId LIND = new SupplierId("LIND");
    static final SupplierId RISKY = new SupplierId("RISKY");
    static final LocalDate FRIDAY = LocalDate.parse("2030-03-01");

    final ErpFixture erp;
    final Dock dock;

    Buying() {
        this(ErpFixture.create());
    }

    Buying(ErpFixture erp) {
        this.erp = erp;
        this.dock = new Dock(erp, new PurchaseArrivals());
        Warehouse.build(erp);
        erp.sql("""
                insert into person (person_id, name, machine, created_at) values
                  ('bea', 'Bea', false, now()), ('bo', 'Bo', false, now()), ('ada', 'Ada', false, now()),
                  ('alf', 'Alf', false, now()), ('eve', 'Eve', false, now());
                insert into role_grant values
                  ('NORTH', 'bea', false, 'buyer', null, now(), 'root'),
                  ('NORTH', 'ada', false, 'purchasing-approver', null, now(), 'root'),
                  ('NORTH', 'alf', false, 'purchasing-approver', null, now(), 'root');
                insert into purchase_limit values ('NORTH', 1000, 10000, 'root', now());
                insert into supplier values
                  ('NORTH', 'LIND', 'Lind Metall', 'LOW', 7, 10, 5, 'SC-1'),
                  ('NORTH', 'RISKY', 'Risky Ltd', 'HIGH', 30, 0, 0, 'SC-2');
                insert into supplier_item values
                  ('NORTH', 'LIND', 'ITEM-A', '2020-01-01', 10, null, null, null, 'SC-1'),
                  ('NORTH', 'LIND', 'ITEM-B', '2020-01-01', 8, 3, 0, 0, 'SC-1'),
                  ('NORTH', 'LIND', 'ITEM-B', '2999-01-01', 99, 3, 0, 0, 'SC-1');
                """);
    }

    <C, R> R run(UseCase<C, R> useCase, C command, Actor actor) {
        return erp.useCases().run(useCase, command, actor, null).value();
    }

    static RaisePurchaseOrder.Line line(Sku item, String quantity, String price) {
        return new RaisePurchaseOrder.Line(item, new BigDecimal(quantity), new BigDecimal(price), FRIDAY);
    }

    PurchaseOrderView raise(Actor actor, SupplierId supplier, RaisePurchaseOrder.Line... lines) {
        return run(
                new RaisePurchaseOrder(),
                new RaisePurchaseOrder.Command(Warehouse.HAM, supplier, null, List.of(lines)),
                actor);
    }

    PurchaseOrderView submit(Actor actor, PurchaseOrderId order) {
        return run(new SubmitPurchaseOrder(), new SubmitPurchaseOrder.Command(order), actor);
    }

    PurchaseOrderView approve(Actor actor, PurchaseOrderId order) {
        return erp.useCases()
                .run(
                        new ApprovePurchaseOrder(),
                        new ApprovePurchaseOrder.Command(order, null),
                        new Request(actor, null, read(order).version()))
                .value();
    }

    PurchaseOrderView change(Actor actor, PurchaseOrderId order, String quantity, String price) {
        return run(
                new ChangePurchaseLine(),
                new ChangePurchaseLine.Command(
                        order, 1, new BigDecimal(quantity), new BigDecimal(price), FRIDAY, "demand changed"),
                actor);
    }

    PurchaseOrderView cancel(Actor actor, PurchaseOrderId order) {
        return run(new CancelPurchaseOrder(), new CancelPurchaseOrder.Command(order, "not needed"), actor);
    }

    AcknowledgementView acknowledge(Actor actor, PurchaseOrderId order, String quantity, LocalDate date) {
        return run(
                new RecordAcknowledgement(),
                new RecordAcknowledgement.Command(
                        order,
                        "AB-1",
                        null,
                        List.of(new RecordAcknowledgement.Line(1, new BigDecimal(quantity), date))),
                actor);
    }

    AsnView advise(Actor actor, PurchaseOrderId order, LocalDate date, AdviseShipment.Line... lines) {
        return run(new AdviseShipment(), new AdviseShipment.Command(order, "DN-1", date, List.of(lines)), actor);
    }

    static AdviseShipment.Line advised(int line, Sku item, String quantity) {
        return new AdviseShipment.Line(line, item, new BigDecimal(quantity), "L-1", null, null);
    }

    /** An order of item A that is sent; below the limit. */
    PurchaseOrderId sent(String quantity) {
        PurchaseOrderId order =
                raise(BEA, LIND, line(Warehouse.A, quantity, "1")).order();
        assertThat(submit(BEA, order).state()).isEqualTo(PurchaseState.APPROVED);
        return order;
    }

    PurchaseOrderView read(PurchaseOrderId order) {
        return erp.reads().in(ErpFixture.COMPANY, handle -> PurchaseOrderBook.get(handle, order));
    }

    /** Everything a refused use case must not have written. */
    int written() {
        return Warehouse.written(erp)
                + erp.rows("purchase_order_revision")
                + erp.rows("purchase_approval")
                + erp.rows("acknowledgement")
                + erp.rows("asn")
                + erp.rows("receipt")
                + erp.rows("receipt_discrepancy")
                + erp.rows("supplier_change");
    }

    @Override
    public void close() {
        erp.close();
    }
}
