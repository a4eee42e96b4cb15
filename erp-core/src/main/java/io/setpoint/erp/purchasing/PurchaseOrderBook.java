package io.setpoint.erp.purchasing;

import io.setpoint.contracts.events.PurchaseOrderReleased;
import io.setpoint.contracts.events.PurchaseOrderSubmitted;
import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.SupplierId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Purchase orders in their tables: locking, sending for approval, and the state that follows from the lines. */
final class PurchaseOrderBook {
    /** Why somebody counts as an author of an order, who cannot approve it. */
    enum Authorship {
        RAISED,
        CHANGED,
        SUBMITTED
    }

    /** The header of an order. */
    record Header(
            PurchaseOrderId orderId,
            PurchaseState state,
            int version,
            SiteId siteId,
            String zone,
            SupplierId supplierId,
            String supplierName,
            SupplierRisk risk,
            boolean expedite,
            @Nullable String expediteReason,
            BigDecimal amount,
            BigDecimal premium,
            String currency,
            PersonId raisedBy,
            Instant raisedAt,
            int round,
            int approvalsNeeded,
            @Nullable Instant firstReleasedAt,
            @Nullable Instant releasedAt) {}

    interface Sql {
        @SqlUpdate("""
                insert into purchase_order_revision (company_id, order_id, revision, kind, round, person_id, why, amount,
                                                     recorded_at)
                select o.company_id, o.order_id,
                       (select count(*) + 1 from purchase_order_revision r where r.order_id = o.order_id),
                       :kind, o.round, :person, :why, o.amount, :now
                  from purchase_order o
                 where o.order_id = :order
                """)
        void revise(PurchaseOrderId order, Authorship kind, PersonId person, @Nullable String why, Instant now);

        @SqlQuery("""
                select pg_advisory_xact_lock(hashtextextended(current_company() || '|purchases|' || :person, 0))::text
                """)
        String lockTotal(PersonId person);

        @SqlQuery("""
                select coalesce(sum(amount), 0)
                  from purchase_order
                 where routed_by = :person and routed_at > :after and order_id <> :order
                   and state not in ('REJECTED', 'CANCELLED')
                """)
        BigDecimal total(PersonId person, Instant after, PurchaseOrderId order);

        @SqlUpdate("""
                update purchase_order
                   set state = 'PENDING_APPROVAL', round = :round, approvals_needed = :approvals, routed_by = :person,
                       routed_at = :now, released_at = null
                 where order_id = :order
                """)
        void pending(PurchaseOrderId order, int round, int approvals, PersonId person, Instant now);

        @SqlUpdate("""
                update purchase_order
                   set released_at = :now, first_released_at = coalesce(first_released_at, :now), state = 'APPROVED'
                 where order_id = :order
                """)
        void released(PurchaseOrderId order, Instant now);

        @SqlUpdate("""
                update purchase_order o
                   set amount = l.amount, premium = l.premium
                  from (select sum(round(quantity * unit_price, 4)) as amount, sum(premium) as premium
                          from purchase_order_line
                         where order_id = :order) l
                 where o.order_id = :order
                """)
        void total(PurchaseOrderId order);
    }

    private static final String LOCK = "select order_id from purchase_order where order_id = ? for no key update";
    private static final String HEADER = """
            select o.order_id, o.state, o.version, o.site_id, t.zone, o.supplier_id, s.name as supplier_name, s.risk,
                   o.expedite, o.expedite_reason, o.amount, o.premium, c.currency, o.raised_by, o.raised_at, o.round,
                   o.approvals_needed, o.first_released_at, o.released_at
              from purchase_order o
              join supplier s using (company_id, supplier_id)
              join site t using (company_id, site_id)
              join company c using (company_id)
             where o.order_id = ?""";
    private static final String AUTHORS = "select distinct person_id from purchase_order_revision where order_id = ?";
    private static final String APPROVERS = """
            select a.person_id
              from purchase_approval a
              join purchase_order o using (company_id, order_id, round)
             where a.order_id = ?
             order by a.recorded_at, a.person_id""";
    private static final String LINES = """
            select l.line_no, l.item_id as item, i.name as item_name, i.category, i.unit, l.quantity, l.unit_price,
                   l.contract_price, l.premium, l.lead_time_days, l.over_tolerance_percent,
                   l.under_tolerance_percent, l.requested_date, l.acknowledged_quantity, l.acknowledged_date,
                   l.received, l.damaged, l.cancelled
              from purchase_order_line l
              join item i using (company_id, item_id)
             where l.order_id = ?
             order by l.line_no""";

    private PurchaseOrderBook() {}

    /** Locks an order until the transaction ends: the first lock of every step on it. */
    static PurchaseOrderView lock(Work work, PurchaseOrderId order) {
        // A statement of its own: only those that begin behind the lock see what its last holder did.
        return reading(work.trip().then(LOCK, order.value()), order)
                .answer(answers -> answers.first(PurchaseOrderId.class).isEmpty()
                        ? Optional.<PurchaseOrderView>empty()
                        : read(answers))
                .orElseThrow(() -> unknown(order));
    }

    /** An order with the people who count as its authors. */
    record Authored(PurchaseOrderView order, Set<PersonId> authors) {}

    /** Locks an order, if there is one, and reads its authors as well. */
    static Optional<Authored> lockAuthored(Work work, PurchaseOrderId order) {
        return reading(work.trip().then(LOCK, order.value()), order)
                .then(AUTHORS, order.value())
                .answer(answers -> answers.first(PurchaseOrderId.class).isEmpty()
                        ? Optional.<Authored>empty()
                        : authored(read(answers), answers));
    }

    private static Optional<Authored> authored(Optional<PurchaseOrderView> order, RoundTrip.Answers answers)
            throws SQLException {
        Set<PersonId> authors = Set.copyOf(answers.list(PersonId.class));
        return order.map(found -> new Authored(found, authors));
    }

    static PurchaseOrderView get(Handle handle, PurchaseOrderId order) {
        return get(RoundTrip.on(handle), order);
    }

    /** Behind what this transaction has changed of it. */
    static PurchaseOrderView get(Work work, PurchaseOrderId order) {
        return get(work.trip(), order);
    }

    private static PurchaseOrderView get(RoundTrip trip, PurchaseOrderId order) {
        return reading(trip, order).answer(PurchaseOrderBook::read).orElseThrow(() -> unknown(order));
    }

    private static RoundTrip reading(RoundTrip trip, PurchaseOrderId order) {
        return trip.then(HEADER, order.value()).then(APPROVERS, order.value()).then(LINES, order.value());
    }

    private static Optional<PurchaseOrderView> read(RoundTrip.Answers answers) throws SQLException {
        Optional<Header> header = answers.first(Header.class);
        List<PersonId> approvers = answers.list(PersonId.class);
        List<PurchaseOrderView.Line> lines = answers.list(PurchaseOrderView.Line.class);
        return header.map(found -> view(found, approvers, lines));
    }

    private static PurchaseOrderView view(Header header, List<PersonId> approvers, List<PurchaseOrderView.Line> lines) {
        return new PurchaseOrderView(
                header.orderId(),
                header.state(),
                header.version(),
                header.siteId(),
                header.zone(),
                header.supplierId(),
                header.supplierName(),
                header.risk(),
                header.expedite(),
                header.expediteReason(),
                header.amount(),
                header.premium(),
                header.currency(),
                header.raisedBy(),
                header.raisedAt(),
                header.round(),
                header.approvalsNeeded(),
                approvers,
                header.firstReleasedAt(),
                header.releasedAt(),
                lines);
    }

    static Set<PersonId> authors(Work work, PurchaseOrderId order) {
        return authors(work.trip(), order);
    }

    static Set<PersonId> authors(Handle handle, PurchaseOrderId order) {
        return authors(RoundTrip.on(handle), order);
    }

    private static Set<PersonId> authors(RoundTrip trip, PurchaseOrderId order) {
        return trip.then(AUTHORS, order.value()).answer(answers -> Set.copyOf(answers.list(PersonId.class)));
    }

    static void revise(Work work, PurchaseOrderId order, Authorship kind, @Nullable String why) {
        work.sql(Sql.class).revise(order, kind, work.person(), why, work.now());
    }

    /** Sends an order for the approvals its amount and supplier ask for; without any it is released at once. */
    static void route(Work work, PurchaseOrderId id, int round) {
        Sql sql = work.sql(Sql.class);
        PurchaseOrderView order = get(work, id);
        sql.lockTotal(work.person());
        // Without an upper bound: who waited for the lock has read the clock before those who held it wrote.
        BigDecimal rollingTotal = sql.total(work.person(), work.now().minus(ApprovalPolicy.ROLLING), id)
                .add(order.amount());
        int approvals = ApprovalPolicy.approvalsNeeded(
                rollingTotal,
                order.amount(),
                order.risk(),
                work.sql(SetPurchaseLimits.Sql.class).find().orElse(SetPurchaseLimits.Limits.NONE));
        sql.pending(id, round, approvals, work.person(), work.now());
        revise(work, id, Authorship.SUBMITTED, null);
        work.publish(
                new PurchaseOrderSubmitted(
                        id,
                        order.site(),
                        order.supplier(),
                        round,
                        order.money(order.amount()),
                        order.money(rollingTotal),
                        approvals,
                        work.person(),
                        work.now()),
                order.site());
        if (approvals == 0) {
            release(work, get(work, id));
        }
    }

    /** The last approval was given: from now on the order counts as sent. */
    static void release(Work work, PurchaseOrderView order) {
        work.sql(Sql.class).released(order.order(), work.now());
        work.publish(
                new PurchaseOrderReleased(
                        order.order(),
                        order.site(),
                        order.supplier(),
                        order.round(),
                        order.money(order.amount()),
                        work.now()),
                order.site());
    }

    /** Ends a step: the version rises, and the state of a released order follows from its lines. */
    static PurchaseOrderView settle(Work work, PurchaseOrderId id) {
        PurchaseOrderView order = get(work, id);
        return settle(work, id, order.releasedAt() == null ? order.state() : PurchaseState.of(order.lines()));
    }

    static PurchaseOrderView settle(Work work, PurchaseOrderId id, PurchaseState state) {
        become(work, id, state);
        return get(work, id);
    }

    /** Ends a step of somebody who need not read the order again. */
    static void become(Work work, PurchaseOrderId id, PurchaseState state) {
        work.write("""
                update purchase_order
                   set state = ?, closed_at = case when ?::boolean then coalesce(closed_at, ?) end, version = version + 1
                 where order_id = ?""", state.name(), state.closed(), work.now(), id.value());
    }

    static void requireSent(PurchaseOrderView order) {
        if (!order.state().sent()) {
            throw wrongState(order);
        }
    }

    static Refused wrongState(PurchaseOrderView order) {
        return new Refused(Problem.WRONG_STATE, "%s is %s".formatted(order.order(), order.state()));
    }

    private static Refused unknown(PurchaseOrderId order) {
        return new Refused(Problem.NOT_FOUND, "There is no purchase order " + order);
    }
}
