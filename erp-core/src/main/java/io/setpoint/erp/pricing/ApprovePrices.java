package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PricesApproved;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.ApprovePrices.Command;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets prices hold that another person proposed, from their time on. */
final class ApprovePrices implements UseCase<Command, PriceChangeView> {
    record Command(PriceChangeId priceChange, @Nullable String note) {
        Command {
            if (note != null && note.length() > 500) {
                throw new IllegalArgumentException("has a note of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("approve-prices", "Lets prices hold that another person proposed, never for the past.")
                .asSensitive()
                .publishing(EventType.PRICES_APPROVED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.SELF_APPROVAL,
                        Problem.STALE_VERSION,
                        Problem.ALREADY_DECIDED,
                        Problem.TAKES_EFFECT_TOO_SOON);
    }

    @Override
    public Permission permission() {
        return Permission.APPROVE_PRICES;
    }

    @Override
    public Separation separation(Command command, Work work) {
        return new Separation(Set.of(PriceRows.lock(work, command.priceChange()).proposedBy()), null);
    }

    @Override
    public PriceChangeView run(Command command, Work work) {
        PriceChangeView view = PriceRows.lock(work, command.priceChange());
        PriceRows.requireCompanyWide(work, permission());
        work.requireVersion(view.version());
        PriceRows.requireUndecided(view);
        PriceRows.requireAhead(work, view.validFrom());
        work.sql(PriceRows.Sql.class)
                .decide(view.priceChange(), PriceChangeState.APPROVED, work.person(), work.now(), command.note());
        work.publish(
                new PricesApproved(
                        view.priceChange(),
                        view.priceList(),
                        view.validFrom(),
                        view.validUntil(),
                        view.proposedBy(),
                        work.person(),
                        work.now()),
                null);
        return PriceRows.written(work, view.priceChange());
    }
}
