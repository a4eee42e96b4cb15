package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Changes of prices in their two tables. */
final class PriceRows {
    /**
     * How long before they take effect prices are approved at the latest: longer than a transaction can take, so that no
     * order ever misses a price that was approved for its moment.
     */
    static final Duration AHEAD = Duration.ofMinutes(10);

    record Header(
            PriceChangeId priceChangeId,
            PriceListId priceListId,
            String currency,
            PriceChangeState state,
            int version,
            Instant validFrom,
            @Nullable Instant validUntil,
            String why,
            PersonId proposedBy,
            Instant proposedAt,
            @Nullable PersonId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decisionNote) {}

    interface Sql {
        @SqlQuery("select price_change_id from price_change where price_change_id = :change for no key update")
        Optional<PriceChangeId> lock(PriceChangeId change);

        @SqlQuery("""
                select h.price_change_id, h.price_list_id, l.currency, h.state, h.version, h.valid_from, h.valid_until,
                       h.why, h.proposed_by, h.proposed_at, h.decided_by, h.decided_at, h.decision_note
                  from price_change h join price_list l using (company_id, price_list_id)
                 where h.price_change_id = :change
                """)
        Optional<Header> header(PriceChangeId change);

        @SqlQuery("""
                select v.line_no, v.item_id as item, i.unit, v.min_quantity, v.unit_price
                  from price v join item i using (company_id, item_id)
                 where v.price_change_id = :change
                 order by v.line_no
                """)
        List<PriceChangeView.Line> lines(PriceChangeId change);

        @SqlUpdate("""
                update price_change
                   set state = :state, version = version + 1, decided_by = :person, decided_at = :now,
                       decision_note = :note
                 where price_change_id = :change
                """)
        void decide(PriceChangeId change, PriceChangeState state, PersonId person, Instant now, @Nullable String note);
    }

    private PriceRows() {}

    /** Prices are the company's, not a site's: a right at single sites is not enough. */
    static void requireCompanyWide(Work work, Permission permission) {
        if (!work.actor().everywhere().contains(permission)) {
            throw new Refused(
                            Problem.FORBIDDEN,
                            "It needs the permission " + permission.code() + " for the whole company.")
                    .allowing(work.holders(permission, null, Set.of()));
        }
    }

    /** Refuses prices for the past and for the next moments. */
    static void requireAhead(Work work, Instant validFrom) {
        Instant earliest = work.now().plus(AHEAD);
        if (validFrom.isBefore(earliest)) {
            throw new Refused(
                    Problem.TAKES_EFFECT_TOO_SOON,
                    "Prices that are approved now can hold from %s on.".formatted(earliest));
        }
    }

    /** Locks a change, the first lock of every step on it, and reads it. */
    static PriceChangeView lock(Work work, PriceChangeId change) {
        return work.sql(Sql.class)
                .lock(change)
                .flatMap(locked -> find(work.handle(), locked))
                .orElseThrow(() -> unknown(change));
    }

    static Optional<PriceChangeView> find(Handle handle, PriceChangeId change) {
        Sql sql = handle.attach(Sql.class);
        return sql.header(change)
                .map(header -> new PriceChangeView(
                        header.priceChangeId(),
                        header.priceListId(),
                        header.currency(),
                        header.state(),
                        header.version(),
                        header.validFrom(),
                        header.validUntil(),
                        header.why(),
                        header.proposedBy(),
                        header.proposedAt(),
                        header.decidedBy(),
                        header.decidedAt(),
                        header.decisionNote(),
                        sql.lines(change)));
    }

    /** A change this transaction has written. */
    static PriceChangeView written(Work work, PriceChangeId change) {
        return find(work.handle(), change).orElseThrow(() -> unknown(change));
    }

    static void requireUndecided(PriceChangeView view) {
        if (view.state() != PriceChangeState.PROPOSED) {
            throw new Refused(
                    Problem.ALREADY_DECIDED,
                    "%s was %s by %s at %s."
                            .formatted(view.priceChange(), view.state(), view.decidedBy(), view.decidedAt()));
        }
    }

    static Refused unknown(PriceChangeId change) {
        return new Refused(Problem.NOT_FOUND, "There is no change of prices " + change + ".");
    }
}
