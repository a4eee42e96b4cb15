package io.setpoint.erp.replenishment;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.SuggestionDismissed;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.purchasing.api.OpenPurchases;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Refuses a suggestion until it asks for more, or snoozes it until a day. */
final class DismissSuggestion implements UseCase<DismissSuggestion.Command, SuggestionView> {
    private static final int LONGEST_DAYS = 90;

    /**
     * The suggestion.
     *
     * @param quantity what was shown; refused if it suggests something else by now
     * @param until the day on which it is shown again; null to refuse it
     */
    record Command(
            SiteId site,
            Sku item,
            BigDecimal quantity,
            @Nullable LocalDate until,
            String why) {
        Command {
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    private final OpenPurchases purchases;

    DismissSuggestion(OpenPurchases purchases) {
        this.purchases = purchases;
    }

    @Override
    public Control control() {
        return Control.of(
                        "dismiss-suggestion", "Refuses a suggestion until it asks for more, or snoozes it until a day.")
                .publishing(EventType.SUGGESTION_DISMISSED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.REASON_MISSING, Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.PLAN_REPLENISHMENT;
    }

    @Override
    public SuggestionView run(Command command, Work work) {
        SuggestionView suggestion =
                Decisions.lock(work, purchases, permission(), command.site(), command.item(), command.quantity());
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why it is not ordered.");
        }
        LocalDate today = work.sql(Decisions.Sql.class).today(command.site(), work.now());
        LocalDate until = command.until();
        if (until != null && (!until.isAfter(today) || until.isAfter(today.plusDays(LONGEST_DAYS)))) {
            throw new Refused(Problem.INVALID, "A suggestion is snoozed for 1 to " + LONGEST_DAYS + " days.");
        }
        Decisions.keep(
                work,
                suggestion,
                until == null ? Decisions.Outcome.REFUSED : Decisions.Outcome.SNOOZED,
                null,
                until,
                command.why());
        work.publish(
                new SuggestionDismissed(
                        command.site(),
                        command.item(),
                        new Quantity(suggestion.quantity(), suggestion.unit()),
                        until,
                        command.why(),
                        work.person(),
                        work.now()),
                command.site());
        return suggestion;
    }
}
