package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.DeclineQuote.Command;

/** Notes that a customer does not want a quote, or takes one back that was not sent. */
final class DeclineQuote implements UseCase<Command, QuoteView> {
    record Command(QuoteId quote, String why) {
        Command {
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
        }
    }

    @Override
    public Control control() {
        return Control.of("decline-quote", "Notes that a customer does not want a quote.")
                .publishing(EventType.QUOTE_DECIDED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.REASON_MISSING, Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.PLACE_ORDER;
    }

    @Override
    public QuoteView run(Command command, Work work) {
        QuoteView quote = QuoteRows.lock(work, command.quote());
        work.requireAt(permission(), quote.site());
        work.requireVersion(quote.version());
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why it is declined.");
        }
        if (quote.state() != QuoteState.MADE) {
            QuoteRows.require(quote, QuoteState.SENT);
        }
        return QuoteRows.decide(work, quote, QuoteState.DECLINED, command.why(), null);
    }
}
