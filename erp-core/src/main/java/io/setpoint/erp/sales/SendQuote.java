package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.QuoteSent;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.SendQuote.Command;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Notes that a quote went to its customer, who can accept it from now on. */
final class SendQuote implements UseCase<Command, QuoteView> {
    record Command(QuoteId quote) {}

    interface Sql {
        @SqlUpdate("""
                update quote set state = 'SENT', version = version + 1, sent_at = :now where quote_id = :quote
                """)
        void send(QuoteId quote, Instant now);
    }

    @Override
    public Control control() {
        return Control.of("send-quote", "Notes that a quote went to its customer.")
                .publishing(EventType.QUOTE_SENT)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE);
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
        QuoteRows.require(quote, QuoteState.MADE);
        work.sql(Sql.class).send(quote.quote(), work.now());
        work.publish(new QuoteSent(quote.quote(), quote.site(), work.person(), work.now()), quote.site());
        return QuoteRows.read(work.handle(), quote.quote(), work.now());
    }
}
