package io.setpoint.erp.sales;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.QuoteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.AcceptQuote.Command;
import io.setpoint.erp.sales.PlaceOrder.Quoted;
import io.setpoint.erp.sales.PlaceOrder.QuotedPrice;
import io.setpoint.erp.sales.api.OrderView;

/** Makes an order of a quote, once and while it is valid, at the quoted prices; its days are promised now. */
final class AcceptQuote implements UseCase<Command, QuoteView> {
    private final PlaceOrder placeOrder;

    AcceptQuote(PlaceOrder placeOrder) {
        this.placeOrder = placeOrder;
    }

    record Command(QuoteId quote) {}

    @Override
    public Control control() {
        return Control.of(
                        "accept-quote", "Makes an order of a quote, once and while it is valid, at the quoted prices.")
                .asSensitive()
                .publishing(EventType.QUOTE_DECIDED, EventType.ORDER_PLACED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE, Problem.UNKNOWN_REFERENCE);
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
        QuoteRows.require(quote, QuoteState.SENT);
        OrderView order = placeOrder.place(
                new PlaceOrder.Command(
                        quote.customer(),
                        quote.site(),
                        quote.channel(),
                        quote.shippingMode(),
                        quote.customerReference(),
                        quote.requestedDate(),
                        null,
                        null,
                        quote.lines().stream()
                                .map(line -> new PlaceOrder.Line(line.item(), line.quantity(), null, null, null))
                                .toList()),
                new Quoted(
                        quote.quote(),
                        quote.pricedAt(),
                        quote.lines().stream()
                                .map(line -> new QuotedPrice(
                                        line.unitPrice(), line.priceList(), line.priceChange(), line.priceLine()))
                                .toList()),
                work);
        return QuoteRows.decide(work, quote, QuoteState.ACCEPTED, null, order.order());
    }
}
