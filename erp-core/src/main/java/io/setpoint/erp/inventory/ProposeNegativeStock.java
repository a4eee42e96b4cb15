package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_PROPOSED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.NegativeStockProposed;
import io.setpoint.contracts.values.NegativeStockId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Asks that shipments of a site may take bins below zero for a while, because goods are there that are not booked yet;
 * another person has to approve it.
 */
final class ProposeNegativeStock implements UseCase<ProposeNegativeStock.Command, NegativeStockView> {
    private static final Duration LONGEST = Duration.ofDays(31);

    record Command(SiteId site, Instant from, Instant until, String why) {}

    @Override
    public Control control() {
        return Control.of(
                        "propose-negative-stock", "Asks that shipments of a site may take bins below zero for a while.")
                .asSensitive()
                .publishing(NEGATIVE_STOCK_PROPOSED)
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE, Problem.REASON_MISSING);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_ADJUSTMENT;
    }

    @Override
    public NegativeStockView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requireSaid("why", command.why());
        Instant from = command.from().truncatedTo(ChronoUnit.MICROS);
        Instant until = command.until().truncatedTo(ChronoUnit.MICROS);
        if (!until.isAfter(from) || !until.isAfter(work.now())) {
            throw Figures.invalid("until", "until lies after from and ahead of now");
        }
        if (until.isAfter(from.plus(LONGEST))) {
            throw Figures.invalid("until", "It holds for at most " + LONGEST.toDays() + " days");
        }
        MasterData.site(work, command.site());
        NegativeStockId id = new NegativeStockId(work.number("NS"));
        work.sql(NegativeStock.Sql.class)
                .insert(id, command.site(), from, until, command.why(), work.person(), work.now());
        work.publish(
                new NegativeStockProposed(id, command.site(), from, until, command.why(), work.person(), work.now()),
                command.site());
        return NegativeStock.get(work.handle(), id);
    }
}
