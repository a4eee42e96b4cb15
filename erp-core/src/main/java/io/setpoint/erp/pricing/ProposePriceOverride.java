package io.setpoint.erp.pricing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.PriceOverrideProposed;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PriceOverrideId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.pricing.ProposePriceOverride.Command;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Asks for another price than the list's, for one order line; another person has to approve it before it is used. */
final class ProposePriceOverride implements UseCase<Command, OverrideView> {
    /** How long it can be used. */
    static final Duration VALID = Duration.ofDays(14);

    private static final int DIGITS_BEFORE_POINT = 12;

    /**
     * The price.
     *
     * @param quantity the most the line may be over
     */
    record Command(SiteId site, CustomerId customer, Sku item, BigDecimal quantity, BigDecimal unitPrice, String why) {
        Command {
            quantity = fixed("quantity", quantity, Quantity.SCALE);
            unitPrice = fixed("price", unitPrice, Money.SCALE);
            if (quantity.signum() == 0) {
                throw new IllegalArgumentException("needs a quantity above zero");
            }
            if (why.length() > 500) {
                throw new IllegalArgumentException("has a reason of more than 500 characters");
            }
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

    interface Sql {
        @SqlQuery("select unit from item where item_id = :item")
        Optional<String> unit(Sku item);

        @SqlQuery("select exists (select from site where site_id = :site)")
        boolean site(SiteId site);

        @SqlUpdate("""
                insert into price_override (company_id, price_override_id, state, site_id, customer_id, item_id, quantity,
                                            list_price, unit_price, percent_off, why, proposed_by, proposed_at,
                                            valid_until)
                values (current_company(), :id, 'PROPOSED', :site, :customer, :item, :quantity, :listPrice, :unitPrice,
                        :percentOff, :why, :person, :now, :until)
                """)
        void insert(
                PriceOverrideId id,
                SiteId site,
                CustomerId customer,
                Sku item,
                BigDecimal quantity,
                BigDecimal listPrice,
                BigDecimal unitPrice,
                BigDecimal percentOff,
                String why,
                PersonId person,
                Instant now,
                Instant until);
    }

    @Override
    public Control control() {
        return Control.of("propose-price-override", "Asks for another price than the list's for one order line.")
                .asSensitive()
                .publishing(EventType.PRICE_OVERRIDE_PROPOSED)
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.REASON_MISSING, Problem.NOTHING_TO_DO);
    }

    @Override
    public Permission permission() {
        return Permission.PROPOSE_PRICE_OVERRIDE;
    }

    @Override
    public OverrideView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        if (command.why().isBlank()) {
            throw new Refused(Problem.REASON_MISSING, "Say why the customer gets another price.");
        }
        Sql sql = work.sql(Sql.class);
        if (!sql.site(command.site())) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + command.site() + ".");
        }
        BigDecimal listPrice = PriceQueries.find(
                        work.handle(), command.customer(), command.item(), command.quantity(), work.now())
                .orElseThrow(() -> new Refused(
                        Problem.UNKNOWN_REFERENCE,
                        "There is no customer " + command.customer() + " or no item " + command.item() + "."))
                .unitPrice();
        if (listPrice.compareTo(command.unitPrice()) == 0) {
            throw new Refused(Problem.NOTHING_TO_DO, "That is the price of the list.");
        }
        String unit = sql.unit(command.item()).orElseThrow();
        BigDecimal percentOff = OverridePolicy.percentOff(listPrice, command.unitPrice());
        Instant until = work.now().plus(VALID);
        PriceOverrideId id = new PriceOverrideId(work.number("OV"));
        sql.insert(
                id,
                command.site(),
                command.customer(),
                command.item(),
                command.quantity(),
                listPrice,
                command.unitPrice(),
                percentOff,
                command.why(),
                work.person(),
                work.now(),
                until);
        work.publish(
                new PriceOverrideProposed(
                        id,
                        command.site(),
                        command.customer(),
                        command.item(),
                        new Quantity(command.quantity(), unit),
                        new Money(listPrice, work.currency()),
                        new Money(command.unitPrice(), work.currency()),
                        percentOff,
                        command.why(),
                        work.person(),
                        until,
                        work.now()),
                command.site());
        return OverrideRows.written(work, id);
    }
}
