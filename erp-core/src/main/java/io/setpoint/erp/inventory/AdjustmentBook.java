package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.inventory.TolerancePolicy.Tolerance;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.RoundTrip;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The one place where adjustments are entered and posted, whatever the way in: a person's proposal, a completed count,
 * a reversal out of the exception queue.
 */
final class AdjustmentBook {
    /** How far the rolling total looks back. */
    static final Duration ROLLING = Duration.ofHours(24);

    /**
     * What is to be entered.
     *
     * @param unitCost the item's cost now; for a reversal that of the original, so that the pair nets to zero
     * @param occurredAt business time of the proposal
     * @param movedAt from when on the corrected quantity is the true one
     */
    record Proposal(
            SiteRow site,
            ItemRow item,
            BinId bin,
            @Nullable LotNumber lot,
            BigDecimal quantity,
            BigDecimal unitCost,
            AdjustmentReason reason,
            @Nullable String note,
            boolean photo,
            @Nullable CountId count,
            @Nullable PersonId countedBy,
            @Nullable AdjustmentId reversalOf,
            PersonId proposedBy,
            Instant occurredAt,
            Instant movedAt) {}

    /** What posting needs of a proposed adjustment. */
    public record Entry(
            AdjustmentId adjustmentId,
            AdjustmentState state,
            SiteId siteId,
            String zone,
            String currency,
            Sku itemId,
            String unit,
            String category,
            BinId binId,
            @Nullable LotNumber lotId,
            BigDecimal quantity,
            BigDecimal unitCost,
            BigDecimal value,
            AdjustmentReason reason,
            @Nullable PersonId countedBy,
            @Nullable AdjustmentId reversalOf,
            PersonId proposedBy,
            Instant movedAt,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable AdjustmentId reversedBy) {
        Quantity units() {
            return new Quantity(quantity, unit);
        }

        Money money(BigDecimal amount) {
            return new Money(amount, Currency.getInstance(currency));
        }
    }

    private static final String LOCK_TOTAL =
            "select pg_advisory_xact_lock(hashtextextended(current_company() || '|adjustments|' || ?, 0))::text";
    private static final String TOTAL = """
            select coalesce(sum(abs(value)), 0)
              from (select value, proposed_at
                      from adjustment
                     where proposed_by = ? and proposed_at > ? and state <> 'REJECTED'
                    union all
                    select value, proposed_at
                      from transfer_write_off
                     where proposed_by = ? and proposed_at > ? and state <> 'REJECTED'
                    union all
                    select value, proposed_at
                      from return_disposition
                     where proposed_by = ? and proposed_at > ? and state <> 'REJECTED') given_up
             where ?::timestamptz is null or proposed_at <= ?::timestamptz""";
    private static final String ON_HAND = """
            select coalesce((select on_hand
                               from stock_bin
                              where site_id = ? and item_id = ? and bin_id = ?), 0)""";
    private static final String ON_HAND_OF_LOT = """
            select coalesce((select on_hand
                               from stock_lot
                              where site_id = ? and item_id = ? and bin_id = ? and lot_id = ?), 0)""";
    private static final String LOCK = "select adjustment_id from adjustment where adjustment_id = ? for no key update";
    private static final String ENTRY = """
            select a.adjustment_id, a.state, a.site_id, s.zone, c.currency, a.item_id, i.unit, i.category, a.bin_id,
                   a.lot_id, a.quantity, a.unit_cost, a.value, a.reason, a.counted_by, a.reversal_of, a.proposed_by,
                   a.moved_at, a.decided_by, a.decided_at,
                   (select r.adjustment_id
                      from adjustment r
                     where r.reversal_of = a.adjustment_id and r.state <> 'REJECTED') as reversed_by
              from adjustment a
              join site s using (company_id, site_id)
              join company c using (company_id)
              join item i using (company_id, item_id)
             where a.adjustment_id = ?""";

    private AdjustmentBook() {}

    /** Locks an adjustment until the transaction ends. */
    static Entry lock(Work work, AdjustmentId adjustment) {
        // Two statements: only one that begins behind the lock sees what the last holder of the lock did elsewhere.
        return find(work.trip().then(LOCK, adjustment.value()), adjustment, true)
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no adjustment " + adjustment));
    }

    /** Without locking it. */
    static Optional<Entry> find(Handle handle, AdjustmentId adjustment) {
        return find(RoundTrip.on(handle), adjustment, false);
    }

    private static Optional<Entry> find(RoundTrip trip, AdjustmentId adjustment, boolean locked) {
        return trip.then(ENTRY, adjustment.value()).answer(answers -> {
            if (locked) {
                answers.rows();
            }
            return answers.first(Entry.class);
        });
    }

    /** Locks the rolling totals of several people, before any stock is locked. */
    static void lockTotals(Work work, SortedSet<PersonId> people) {
        people.forEach(person -> work.trip().then(LOCK_TOTAL, person.value()).answer(RoundTrip.Answers::rows));
    }

    /** Locks a person's total of adjustments, write-offs in transit and disposed returns; checks a value against it. */
    static Tolerance tolerance(Work work, SiteRow site, PersonId person, Money value) {
        return tolerance(site, value, lockingTotal(work, person).answer(AdjustmentBook::lockedTotal));
    }

    private static Tolerance tolerance(SiteRow site, Money value, BigDecimal earlier) {
        return TolerancePolicy.check(
                value,
                site.money(earlier),
                site.money(site.adjustmentLimit()),
                site.money(site.adjustmentDailyLimit()));
    }

    /** The beginning of a round trip that locks a person's total and reads it. */
    private static RoundTrip lockingTotal(Work work, PersonId person) {
        // Without an upper bound: who waited for the lock has read the clock before those who held it wrote.
        return asking(
                work.trip().then(LOCK_TOTAL, person.value()), person, work.now().minus(ROLLING), null);
    }

    private static BigDecimal lockedTotal(RoundTrip.Answers answers) throws SQLException {
        answers.rows();
        return amount(answers);
    }

    /** What a person proposed within the day before a moment, as its total stood then. */
    static BigDecimal totalAt(Work work, PersonId person, Instant until) {
        return asking(work.trip(), person, until.minus(ROLLING), until).answer(AdjustmentBook::amount);
    }

    private static RoundTrip asking(RoundTrip trip, PersonId person, Instant after, @Nullable Instant until) {
        String who = person.value();
        return trip.then(TOTAL, who, after, who, after, who, after, until, until);
    }

    private static BigDecimal amount(RoundTrip.Answers answers) throws SQLException {
        ResultSet row = answers.rows();
        row.next();
        return row.getBigDecimal(1);
    }

    /** What a proposal is judged by: what its person proposed before, and what stands where it wants to change stock. */
    private record Ground(BigDecimal total, boolean stocked, BigDecimal onHand) {}

    /** Locks the person's total, then the stock, and reads both. */
    private static Ground lockGround(Work work, Proposal proposal) {
        SiteId site = proposal.site().siteId();
        Sku item = proposal.item().itemId();
        RoundTrip trip = StockLedger.locking(lockingTotal(work, proposal.proposedBy()), site, List.of(item));
        return askingOnHand(trip, site, item, proposal.bin(), proposal.lot())
                .answer(answers -> new Ground(
                        lockedTotal(answers), !StockLedger.locked(answers).isEmpty(), amount(answers)));
    }

    /** What stands where an adjustment changes stock. */
    static BigDecimal onHand(Handle handle, Entry entry) {
        return askingOnHand(RoundTrip.on(handle), entry.siteId(), entry.itemId(), entry.binId(), entry.lotId())
                .answer(AdjustmentBook::amount);
    }

    private static RoundTrip askingOnHand(RoundTrip trip, SiteId site, Sku item, BinId bin, @Nullable LotNumber lot) {
        return lot == null
                ? trip.then(ON_HAND, site.value(), item.value(), bin.value())
                : trip.then(ON_HAND_OF_LOT, site.value(), item.value(), bin.value(), lot.value());
    }

    /**
     * Enters an adjustment and, if it is within tolerance, posts it at once.
     *
     * @param wait whether one that the bin cannot take now stays proposed; otherwise it is refused
     */
    static AdjustmentId propose(Work work, Proposal proposal, boolean wait) {
        SiteRow site = proposal.site();
        Money unitCost = site.money(proposal.unitCost());
        Quantity quantity = proposal.item().quantity(proposal.quantity());
        Money value = unitCost.times(quantity);
        Ground ground = lockGround(work, proposal);
        Tolerance tolerance = tolerance(site, value, ground.total());

        if (!ground.stocked()) {
            StockLedger.lock(work, site.siteId(), List.of(proposal.item().itemId()));
        }
        requireLot(work, proposal);
        BigDecimal onHand = ground.onHand();
        boolean fits = onHand.add(quantity.value()).signum() >= 0;
        if (!fits && !wait) {
            throw StockLedger.negative(proposal.bin(), proposal.item().itemId(), onHand, quantity.value());
        }

        AdjustmentId id = new AdjustmentId(work.number("ADJ"));
        insert(work, id, proposal, unitCost, quantity, value, tolerance);
        work.publish(
                new AdjustmentProposed(
                        id,
                        site.siteId(),
                        site.zone(),
                        proposal.item().itemId(),
                        proposal.item().category(),
                        proposal.bin(),
                        quantity,
                        unitCost,
                        value,
                        proposal.reason(),
                        proposal.note(),
                        proposal.photo(),
                        proposal.count(),
                        proposal.countedBy(),
                        proposal.reversalOf(),
                        proposal.proposedBy(),
                        tolerance.limit(),
                        tolerance.rollingTotal(),
                        tolerance.over(),
                        proposal.occurredAt(),
                        proposal.lot()),
                site.siteId());
        if (!tolerance.over() && fits) {
            post(work, lock(work, id), null, null);
        }
        return id;
    }

    /** A tracked item is adjusted by lot, and the lot is one that is known. */
    private static void requireLot(Work work, Proposal proposal) {
        ItemRow item = proposal.item();
        LotNumber lot = proposal.lot();
        if (item.tracking() == Tracking.NONE) {
            if (lot != null) {
                throw LotLedger.untracked(item.itemId());
            }
            return;
        }
        if (lot == null) {
            throw LotLedger.missing(item.itemId(), item.tracking());
        }
        LotLedger.lock(work, List.of(new LotLedger.Lot(item.itemId(), lot)));
    }

    private static void insert(
            Work work,
            AdjustmentId id,
            Proposal proposal,
            Money unitCost,
            Quantity quantity,
            Money value,
            Tolerance tolerance) {
        LotNumber lot = proposal.lot();
        CountId count = proposal.count();
        PersonId countedBy = proposal.countedBy();
        AdjustmentId reversalOf = proposal.reversalOf();
        work.write(
                """
                insert into adjustment (company_id, adjustment_id, site_id, item_id, bin_id, lot_id, quantity, unit_cost, value,
                                        reason, note, photo, count_id, counted_by, reversal_of, state, proposed_by,
                                        proposed_at, occurred_at, moved_at, limit_value, daily_limit, rolling_total,
                                        over_tolerance)
                values (current_company(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?, ?, ?, ?, ?, ?)""",
                id.value(),
                proposal.site().siteId().value(),
                proposal.item().itemId().value(),
                proposal.bin().value(),
                lot == null ? null : lot.value(),
                quantity.value(),
                unitCost.amount(),
                value.amount(),
                proposal.reason().name(),
                proposal.note(),
                proposal.photo(),
                count == null ? null : count.value(),
                countedBy == null ? null : countedBy.value(),
                reversalOf == null ? null : reversalOf.value(),
                proposal.proposedBy().value(),
                work.now(),
                proposal.occurredAt(),
                proposal.movedAt(),
                tolerance.limit().amount(),
                tolerance.dailyLimit().amount(),
                tolerance.rollingTotal().amount(),
                tolerance.over());
    }

    /** Changes stock as an adjustment says. The caller has made sure that {@code approvedBy} may. */
    static void post(Work work, Entry entry, @Nullable PersonId approvedBy, @Nullable String note) {
        StockLedger.post(
                work,
                entry.siteId(),
                StockLedger.Kind.ADJUSTMENT,
                entry.adjustmentId().value(),
                List.of(new StockLedger.Move(
                        1, entry.itemId(), entry.binId(), entry.lotId(), entry.quantity(), entry.movedAt())));
        work.write(
                """
                update adjustment
                   set state = 'POSTED', posted_at = ?, decided_by = ?, decided_at = ?::timestamptz,
                       decision_note = ?, version = version + 1
                 where adjustment_id = ?""",
                work.now(),
                approvedBy == null ? null : approvedBy.value(),
                approvedBy == null ? null : work.now(),
                note,
                entry.adjustmentId().value());
        work.publish(
                new AdjustmentPosted(
                        entry.adjustmentId(),
                        entry.siteId(),
                        entry.zone(),
                        entry.itemId(),
                        entry.category(),
                        entry.binId(),
                        entry.units(),
                        entry.money(entry.unitCost()),
                        entry.money(entry.value()),
                        entry.reason(),
                        entry.reversalOf(),
                        entry.proposedBy(),
                        approvedBy,
                        work.now(),
                        entry.lotId()),
                entry.siteId());
    }

    /** Refuses unless the adjustment still waits for a decision. */
    static void requireUndecided(Entry entry) {
        if (entry.state() != AdjustmentState.PROPOSED) {
            throw new Refused(Problem.ALREADY_DECIDED, decided(entry));
        }
    }

    /** Refuses unless the adjustment is posted and was not taken back yet. */
    static void requireReversible(Entry entry) {
        if (entry.state() != AdjustmentState.POSTED) {
            throw new Refused(Problem.WRONG_STATE, "%s is not posted".formatted(entry.adjustmentId()));
        }
        if (entry.reversedBy() != null) {
            throw new Refused(
                    Problem.WRONG_STATE, "%s is taken back by %s".formatted(entry.adjustmentId(), entry.reversedBy()));
        }
    }

    static String decided(Entry entry) {
        String done = entry.state() == AdjustmentState.POSTED ? "posted" : "rejected";
        PersonId by = entry.decidedBy();
        return by == null
                ? "%s was %s within tolerance".formatted(entry.adjustmentId(), done)
                : "%s was %s by %s at %s".formatted(entry.adjustmentId(), done, by, entry.decidedAt());
    }
}
