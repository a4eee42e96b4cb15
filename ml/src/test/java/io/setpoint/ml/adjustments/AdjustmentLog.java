package io.setpoint.ml.adjustments;

import io.setpoint.contracts.events.AdjustmentProposed;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.events.DomainEvent;
import io.setpoint.contracts.events.GoodsReceived;
import io.setpoint.contracts.events.ShipmentShipped;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ReceiptId;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.ml.events.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A made-up log of one site in UTC, written document by document. */
final class AdjustmentLog {
    static final String LIMIT = "500";
    private static final SiteId SITE = new SiteId("WH1");

    final List<LoggedEvent> events = new ArrayList<>();
    private long stamp = 1_000_000;

    /** An adjustment in the making: what is not said is absent. */
    final class Draft {
        private final String id;
        private final String person;
        private final String item;
        private final int quantity;
        private final String unitCost;
        private final AdjustmentReason reason;
        private final Instant at;
        private @Nullable String note;
        private @Nullable String count;
        private @Nullable String countedBy;
        private @Nullable String reversalOf;

        Draft(
                String id,
                String person,
                String item,
                int quantity,
                String unitCost,
                AdjustmentReason reason,
                Instant at) {
            this.id = id;
            this.person = person;
            this.item = item;
            this.quantity = quantity;
            this.unitCost = unitCost;
            this.reason = reason;
            this.at = at;
        }

        Draft note(String text) {
            note = text;
            return this;
        }

        Draft count(String of, String by) {
            count = of;
            countedBy = by;
            return this;
        }

        Draft reverses(String original) {
            reversalOf = original;
            return this;
        }

        void propose() {
            Money cost = Money.of(unitCost, "EUR");
            Quantity units = Quantity.of(quantity, "EA");
            add(new AdjustmentProposed(
                    new AdjustmentId(id),
                    SITE,
                    "UTC",
                    new Sku(item),
                    "Tools",
                    bin(item),
                    units,
                    cost,
                    cost.times(units),
                    reason,
                    note,
                    false,
                    count == null ? null : new CountId(count),
                    countedBy == null ? null : new PersonId(countedBy),
                    reversalOf == null ? null : new AdjustmentId(reversalOf),
                    new PersonId(person),
                    Money.of(LIMIT, "EUR"),
                    cost.times(units).abs(),
                    false,
                    at));
        }
    }

    Draft adjustment(
            String id, String person, String item, int quantity, String unitCost, AdjustmentReason reason, Instant at) {
        return new Draft(id, person, item, quantity, unitCost, reason, at);
    }

    void counted(String count, String item, int book, int counted, String by, Instant at) {
        add(new CountCompleted(
                new CountId(count),
                SITE,
                "UTC",
                CountType.PLANNED,
                at,
                List.of(new CountCompleted.Line(
                        1,
                        new Sku(item),
                        "Tools",
                        "A",
                        bin(item),
                        Quantity.of(book, "EA"),
                        Quantity.of(counted, "EA"),
                        Money.of("10", "EUR"),
                        1,
                        new PersonId(by),
                        null))));
    }

    void shipped(String item, int quantity, Instant at) {
        String number = Integer.toString(events.size());
        add(new ShipmentShipped(
                new ShipmentId("SH-" + number),
                new OrderId("SO-" + number),
                SITE,
                "UTC",
                "DHL",
                null,
                at,
                List.of(new ShipmentShipped.Line(1, new Sku(item), Quantity.of(quantity, "EA")))));
    }

    /** A person does something ordinary: it shows when the person works. */
    void worked(String person, Instant at) {
        add(new GoodsReceived(
                new ReceiptId("RC-" + events.size()), SITE, "UTC", null, at, new PersonId(person), at, List.of()));
    }

    void add(DomainEvent event) {
        stamp++;
        events.add(new LoggedEvent("e" + stamp, stamp, 0, "ACME", SITE.value(), event));
    }

    private static BinId bin(String item) {
        return new BinId("BIN-" + item);
    }

    /** The facts of an adjustment after all events. */
    AdjustmentFacts facts(String adjustment) {
        return TrainSuspiciousAdjustmentModel.facts(events).stream()
                .filter(facts -> facts.adjustment().equals(adjustment))
                .findFirst()
                .orElseThrow();
    }

    double feature(String adjustment, String name) {
        return facts(adjustment).features().number(name);
    }
}
