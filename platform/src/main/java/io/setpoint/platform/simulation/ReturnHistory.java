package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryOrder;
import io.setpoint.platform.client.HistoryReturn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What customers of one site sent back: about one delivery in thirty, a few pieces of one line. */
final class ReturnHistory {
    private static final int ONE_IN = 30;

    private record Kind(String reason, String outcome, double weight) {}

    private static final Weighted<Kind> KINDS = new Weighted<>(
            List.of(
                    new Kind("NOT_WANTED", "RESTOCK", 5),
                    new Kind("WRONG_ITEM", "RESTOCK", 3),
                    new Kind("WRONG_QUANTITY", "RESTOCK", 2),
                    new Kind("TOO_LATE", "RESTOCK", 1),
                    new Kind("DAMAGED", "SCRAP", 4),
                    new Kind("DEFECTIVE", "SUPPLIER", 2)),
            Kind::weight);

    private final World.Company company;
    private final World.Site site;
    private final Random random;
    private final Instant until;
    private final WorkingHours hours;

    ReturnHistory(World.Company company, World.Site site, Random random, Instant until) {
        this.company = company;
        this.site = site;
        this.random = random;
        this.until = until;
        this.hours = new WorkingHours(site.zone());
    }

    /** @param orders of the site */
    List<HistoryReturn> plan(List<HistoryOrder> orders) {
        List<HistoryReturn> returns = new ArrayList<>();
        for (HistoryOrder order : orders) {
            for (HistoryOrder.Shipment shipment : order.shipments()) {
                Instant delivered = shipment.deliveredAt();
                if (delivered != null && random.nextInt(ONE_IN) == 0) {
                    HistoryReturn back =
                            back("RT-H" + site.id() + "-" + (10_000 + returns.size()), order, shipment, delivered);
                    if (back.lines().get(0).disposedAt().isBefore(until)) {
                        returns.add(back);
                    }
                }
            }
        }
        return returns;
    }

    private HistoryReturn back(String id, HistoryOrder order, HistoryOrder.Shipment shipment, Instant delivered) {
        HistoryOrder.ShippedLine line =
                shipment.lines().get(random.nextInt(shipment.lines().size()));
        Kind kind = KINDS.draw(random);
        BigDecimal quantity = line.quantity().min(BigDecimal.valueOf(1 + random.nextInt(3)));
        Instant opened = hours.plus(delivered, Duration.ofMinutes(60 + random.nextInt(2_400)));
        Instant received = hours.plus(opened, Duration.ofMinutes(700 + random.nextInt(2_000)));
        Instant disposed = hours.plus(received, Duration.ofMinutes(30 + random.nextInt(900)));
        List<World.Person> people = company.warehousePeople(site);
        return new HistoryReturn(
                id,
                shipment.shipment(),
                "sales",
                opened,
                item(order, line.lineNo()).binAt(site),
                people.get(random.nextInt(people.size())).id(),
                received,
                List.of(new HistoryReturn.Line(
                        line.lineNo(),
                        quantity,
                        kind.reason(),
                        kind.outcome(),
                        company.returnsClerk(site).id(),
                        kind.outcome().equals("RESTOCK")
                                ? null
                                : company.stockController(site).id(),
                        disposed)));
    }

    private World.Item item(HistoryOrder order, int lineNo) {
        String sku = order.lines().stream()
                .filter(line -> line.lineNo() == lineNo)
                .findFirst()
                .orElseThrow()
                .item();
        return company.items().stream()
                .filter(item -> item.sku().equals(sku))
                .findFirst()
                .orElseThrow();
    }
}
