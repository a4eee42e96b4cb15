package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PricesProposed;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceChangeId;
import io.setpoint.contracts.values.PriceListId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.ProposePrices.Command;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Proposes new or changed prices of one list. They hold once another person approved them, and never for the past. */
final class ProposePrices implements UseCase<Command, PriceChangeView> {
    private static final int MOST_LINES = 500;
    private static final int DIGITS_BEFORE_POINT = 12;

    /**
     * The prices.
     *
     * @param validUntil the first moment at which they hold no more; null if they have no end
     */
    record Command(
            PriceListId priceList,
            Instant validFrom,
            @Nullable Instant validUntil,
            String why,
            List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
            if (lines.isEmpty() || lines.size() > MOST_LINES) {
                throw new IllegalArgumentException("needs 1 to " + MOST_LINES + " lines");
            }
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
            validFrom = validFrom.truncatedTo(ChronoUnit.MICROS);
            validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.MICROS);
            if (validUntil != null && !validUntil.isAfter(validFrom)) {
                throw new IllegalArgumentException("ends before it begins");
            }
        }
    }

    /**
     * One price.
     *
     * @param minQuantity from which quantity of an order line on it holds; null for any
     */
    record Line(Sku item, @Nullable BigDecimal minQuantity, BigDecimal unitPrice) {
        Line {
            minQuantity =
                    fixed("minimum quantity", minQuantity == null ? BigDecimal.ZERO : minQuantity, Quantity.SCALE);
            unitPrice = fixed("price", unitPrice, Money.SCALE);
        }

        BigDecimal from() {
            return minQuantity == null ? BigDecimal.ZERO : minQuantity;
        }

        private static BigDecimal fixed(String what, BigDecimal value, int scale) {
            if (value.signum() < 0 || value.precision() - value.scale() > DIGITS_BEFORE_POINT) {
                throw new IllegalArgumentException("has a " + what + " that is negative or too large");
            }
            try {
                return value.setScale(scale, RoundingMode.UNNECESSARY);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("has a " + what + " with more than " + scale + " decimals", e);
            }
        }
    }

    record Item(Sku itemId, String unit) {}

    interface Sql {
        @SqlQuery("select currency from price_list where price_list_id = :list")
        Optional<String> currency(PriceListId list);

        @SqlQuery("select item_id, unit from item where item_id = any(:items)")
        List<Item> items(Set<Sku> items);

        @SqlUpdate("""
                insert into price_change (company_id, price_change_id, price_list_id, valid_from, valid_until, why, state,
                                          proposed_by, proposed_at)
                values (current_company(), :change, :list, :from, :until, :why, 'PROPOSED', :person, :now)
                """)
        void insert(
                PriceChangeId change,
                PriceListId list,
                Instant from,
                @Nullable Instant until,
                String why,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into price (company_id, price_change_id, line_no, item_id, min_quantity, unit_price)
                select current_company(), :change, l.n, l.item_id, l.min_quantity, l.unit_price
                  from unnest(:items, :quantities, :prices)
                       with ordinality as l (item_id, min_quantity, unit_price, n)
                """)
        void insertLines(PriceChangeId change, List<Sku> items, List<BigDecimal> quantities, List<BigDecimal> prices);
    }

    @Override
    public Control control() {
        return Control.of("propose-prices", "Proposes new or changed prices of a list; another person has to approve.")
                .asSensitive()
                .publishing(EventType.PRICES_PROPOSED)
                .refusing(
                        Problem.UNKNOWN_REFERENCE,
                        Problem.INVALID,
                        Problem.REASON_MISSING,
                        Problem.TAKES_EFFECT_TOO_SOON);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_PRICES;
    }

    @Override
    public PriceChangeView run(Command command, Work work) {
        PriceRows.requireCompanyWide(work, permission());
        Sql sql = work.sql(Sql.class);
        Currency currency = sql.currency(command.priceList())
                .map(Currency::getInstance)
                .orElseThrow(() ->
                        new Refused(Problem.UNKNOWN_REFERENCE, "There is no price list " + command.priceList() + "."));
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why these prices change.");
        }
        PriceRows.requireAhead(work, command.validFrom());
        Map<Sku, String> units = new HashMap<>();
        Set<Sku> asked = new HashSet<>();
        command.lines().forEach(line -> asked.add(line.item()));
        sql.items(asked).forEach(item -> units.put(item.itemId(), item.unit()));

        PriceChangeId change = new PriceChangeId(work.number("PC"));
        List<PricesProposed.Line> lines = new ArrayList<>();
        Set<List<Object>> said = new HashSet<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Line line = command.lines().get(i);
            String unit = units.get(line.item());
            if (unit == null) {
                throw refused(Problem.UNKNOWN_REFERENCE, i, "There is no item " + line.item() + ".");
            }
            if (!said.add(List.of(line.item(), line.from()))) {
                throw refused(Problem.INVALID, i, "Item " + line.item() + " has two prices from one quantity on.");
            }
            lines.add(new PricesProposed.Line(
                    i + 1, line.item(), new Quantity(line.from(), unit), new Money(line.unitPrice(), currency)));
        }
        sql.insert(
                change,
                command.priceList(),
                command.validFrom(),
                command.validUntil(),
                command.why(),
                work.person(),
                work.now());
        sql.insertLines(
                change,
                command.lines().stream().map(Line::item).toList(),
                command.lines().stream().map(Line::from).toList(),
                command.lines().stream().map(Line::unitPrice).toList());
        work.publish(
                new PricesProposed(
                        change,
                        command.priceList(),
                        command.validFrom(),
                        command.validUntil(),
                        command.why(),
                        work.person(),
                        work.now(),
                        lines),
                null);
        return PriceRows.written(work, change);
    }

    private static Refused refused(Problem problem, int line, String detail) {
        return new Refused(problem, detail)
                .at(List.of(new Refused.FieldError("lines[%d].item".formatted(line), detail)));
    }
}
