package io.setpoint.erp.replenishment;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What people decided on suggestions, with the arithmetic they saw. */
final class Decisions {
    enum Outcome {
        ORDERED,
        REFUSED,
        SNOOZED
    }

    interface Sql {
        @SqlQuery("""
                select pg_advisory_xact_lock(
                  hashtextextended(current_company() || '|replenishment|' || :site || '|' || :item, 0))::text
                """)
        String lock(SiteId site, Sku item);

        @SqlQuery("select (:now::timestamptz at time zone zone)::date from site where site_id = :site")
        LocalDate today(SiteId site, Instant now);

        @SqlUpdate("""
                insert into replenishment_decision (company_id, site_id, item_id, decided_at, outcome, quantity, order_id,
                                                    snoozed_until, why, arithmetic, decided_by)
                values (current_company(), :site, :item, :now, :outcome, :quantity, :order, :until, :why, :arithmetic,
                        :person)
                """)
        void insert(
                SiteId site,
                Sku item,
                Instant now,
                Outcome outcome,
                BigDecimal quantity,
                @Nullable PurchaseOrderId order,
                @Nullable LocalDate until,
                @Nullable String why,
                String arithmetic,
                PersonId person);
    }

    private Decisions() {}

    /** Locks an item at a site, so that of two who decide at once the second sees what the first did. */
    static SuggestionView lock(
            Work work, OpenPurchases purchases, Permission permission, SiteId site, Sku item, BigDecimal shown) {
        work.requireAt(permission, site);
        work.sql(Sql.class).lock(site, item);
        SuggestionView now = Suggestions.one(work.handle(), purchases, site, item, work.now());
        if (now.quantity().compareTo(shown) != 0 || shown.signum() == 0) {
            throw new Refused(
                    Problem.STALE_VERSION,
                    "It was decided on %s; now it suggests %s."
                            .formatted(shown.toPlainString(), now.quantity().toPlainString()));
        }
        return now;
    }

    static void keep(
            Work work,
            SuggestionView suggestion,
            Outcome outcome,
            @Nullable PurchaseOrderId order,
            @Nullable LocalDate until,
            @Nullable String why) {
        StringBuilder arithmetic = new StringBuilder();
        suggestion
                .steps()
                .forEach(step -> arithmetic
                        .append(step.what())
                        .append(' ')
                        .append(step.value().stripTrailingZeros().toPlainString())
                        .append('\n'));
        work.sql(Sql.class)
                .insert(
                        suggestion.site(),
                        suggestion.item(),
                        work.now(),
                        outcome,
                        suggestion.quantity(),
                        order,
                        until,
                        why,
                        arithmetic.toString(),
                        work.person());
    }
}
