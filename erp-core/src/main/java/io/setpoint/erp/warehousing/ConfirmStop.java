package io.setpoint.erp.warehousing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.WaveClosed;
import io.setpoint.contracts.events.WaveStopConfirmed;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.ShipmentId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.sales.api.OrderView;
import io.setpoint.erp.sales.api.ShippableOrders;
import io.setpoint.erp.shipping.api.PickConfirmation;
import io.setpoint.erp.warehousing.WaveRows.PickRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Says what was taken at a stop of a wave. It goes to the orders by their promised day. An order whose last stop this is
 * gets its shipment by the use case of picks, under its rules; until then a stop can be confirmed anew.
 */
final class ConfirmStop implements UseCase<ConfirmStop.Command, WaveView> {
    record Command(WaveId wave, int stopNo, Found found) {
        BigDecimal taken() {
            return found.taken();
        }

        @Nullable
        String shortReason() {
            return found.shortReason();
        }
    }

    /**
     * What was taken.
     *
     * @param shortReason needed if it is less than the stop requires
     */
    record Found(BigDecimal taken, @Nullable String shortReason) {
        private static final int LONGEST = 100;

        Found {
            if (taken.signum() < 0 || taken.stripTrailingZeros().scale() > Quantity.SCALE) {
                throw new IllegalArgumentException(
                        "needs a taken quantity of zero or more with at most three decimals");
            }
            if (shortReason != null && (shortReason.isBlank() || shortReason.length() > LONGEST)) {
                throw new IllegalArgumentException("has a shortReason of none or more than " + LONGEST + " characters");
            }
        }
    }

    interface Sql {
        @SqlUpdate("""
                update wave_pick p
                   set taken = t.taken, short_reason = t.short_reason, taken_by = :person, taken_at = :now
                  from unnest(:picks, :taken, :reasons) as t (pick_no, taken, short_reason)
                 where p.wave_id = :wave and p.pick_no = t.pick_no
                """)
        void take(
                WaveId wave,
                List<Integer> picks,
                List<BigDecimal> taken,
                List<@Nullable String> reasons,
                PersonId person,
                Instant now);

        @SqlUpdate("update wave_pick set put_back = :putBack where wave_id = :wave and pick_no = :pick")
        void putBack(WaveId wave, int pick, BigDecimal putBack);

        @SqlUpdate("""
                update wave_order
                   set open = false, shipment_id = :shipment
                 where wave_id = :wave and order_id = :order
                """)
        void picked(WaveId wave, OrderId order, @Nullable ShipmentId shipment);

        @SqlUpdate("update wave set version = version + 1 where wave_id = :wave")
        void touch(WaveId wave);
    }

    private final ShippableOrders orders;
    private final StockReservations stock;
    private final PickConfirmation picks;

    ConfirmStop(ShippableOrders orders, StockReservations stock, PickConfirmation picks) {
        this.orders = orders;
        this.stock = stock;
        this.picks = picks;
    }

    @Override
    public Control control() {
        return Control.of(
                        "confirm-wave-stop",
                        "Says what was taken at a stop of a wave, and picks the orders it completes.")
                .publishing(EventType.WAVE_STOP_CONFIRMED, EventType.WAVE_CLOSED)
                .refusing(
                        Problem.NOT_FOUND,
                        Problem.STALE_VERSION,
                        Problem.WRONG_STATE,
                        Problem.MORE_THAN_OPEN,
                        Problem.SHORT_WITHOUT_REASON,
                        Problem.ON_HOLD,
                        Problem.LOT_BLOCKED,
                        Problem.LOT_EXPIRED,
                        Problem.MORE_THAN_ON_HAND);
    }

    @Override
    public Permission permission() {
        return Permission.PICK;
    }

    @Override
    public WaveView run(Command command, Work work) {
        WaveRows.Header wave = WaveRows.lock(work, command.wave(), permission());
        WaveRows.Sql rows = work.sql(WaveRows.Sql.class);
        Map<OrderId, OrderView> locked = new TreeMap<>();
        atStop(rows, command).stream()
                .map(PickRow::orderId)
                .distinct()
                .sorted()
                .forEach(order -> locked.put(order, orders.lock(work, order)));
        // Read again: only now does nobody else change what the orders still want.
        List<PickRow> stop = atStop(rows, command);
        take(command, stop, work);
        publish(command, wave.siteId(), stop, work);
        Map<OrderId, List<PickRow>> done = rows.picks(command.wave()).stream()
                .filter(pick -> locked.containsKey(pick.orderId()))
                .collect(groupingBy(PickRow::orderId, TreeMap::new, toList()));
        done.values().removeIf(lines -> lines.stream().anyMatch(pick -> pick.taken() == null));
        pick(command.wave(), wave.siteId(), done, locked, work);
        finish(command.wave(), wave.siteId(), work);
        return WaveRows.get(work.handle(), command.wave());
    }

    private static List<PickRow> atStop(WaveRows.Sql rows, Command command) {
        List<PickRow> stop = rows.picks(command.wave()).stream()
                .filter(pick -> pick.stopNo() == command.stopNo())
                .toList();
        if (stop.isEmpty()) {
            throw new Refused(Problem.NOT_FOUND, "%s has no stop %d".formatted(command.wave(), command.stopNo()));
        }
        stop.stream().filter(pick -> !pick.open()).findFirst().ifPresent(pick -> {
            throw new Refused(
                    Problem.WRONG_STATE, "%s of stop %d is picked".formatted(pick.orderId(), command.stopNo()));
        });
        return stop;
    }

    private static void take(Command command, List<PickRow> stop, Work work) {
        BigDecimal required = WaveRows.sum(stop, PickRow::required);
        String of = "%s of %s are to be taken at stop %d"
                .formatted(plain(command.taken()), plain(required), command.stopNo());
        if (command.taken().compareTo(required) > 0) {
            throw new Refused(Problem.MORE_THAN_OPEN, of);
        }
        if (command.taken().compareTo(required) < 0 != (command.shortReason() != null)) {
            throw new Refused(
                    Problem.SHORT_WITHOUT_REASON, of + "; a reason belongs to a short pick, and to nothing else");
        }
        BigDecimal left = command.taken();
        List<BigDecimal> taken = new ArrayList<>();
        List<@Nullable String> reasons = new ArrayList<>();
        for (PickRow pick : stop) {
            BigDecimal share = left.min(pick.required());
            left = left.subtract(share);
            taken.add(share);
            reasons.add(share.compareTo(pick.required()) < 0 ? command.shortReason() : null);
        }
        work.sql(Sql.class)
                .take(
                        command.wave(),
                        stop.stream().map(PickRow::pickNo).toList(),
                        taken,
                        reasons,
                        work.person(),
                        work.now());
    }

    private static void publish(Command command, SiteId site, List<PickRow> stop, Work work) {
        PickRow first = stop.get(0);
        work.publish(
                new WaveStopConfirmed(
                        command.wave(),
                        site,
                        command.stopNo(),
                        first.binId(),
                        first.itemId(),
                        first.lotId(),
                        new Quantity(WaveRows.sum(stop, PickRow::required), first.unit()),
                        new Quantity(command.taken(), first.unit()),
                        command.shortReason(),
                        work.person(),
                        work.now()),
                site);
    }

    private void pick(
            WaveId wave, SiteId site, Map<OrderId, List<PickRow>> done, Map<OrderId, OrderView> locked, Work work) {
        if (done.size() > 1) {
            // Each pick locks the stock of its order; locked one after another they could be waited for in a circle.
            stock.lock(
                    work,
                    site,
                    done.values().stream()
                            .flatMap(List::stream)
                            .map(PickRow::itemId)
                            .distinct()
                            .toList());
        }
        done.forEach((order, lines) -> {
            Sql sql = work.sql(Sql.class);
            Map<Integer, BigDecimal> asked = new HashMap<>();
            List<PickConfirmation.Taken> taken = new ArrayList<>();
            lines.stream()
                    .collect(groupingBy(PickRow::lineNo, TreeMap::new, toList()))
                    .forEach((lineNo, ofLine) -> {
                        BigDecimal pickable = Objects.requireNonNull(locked.get(order)).lines().stream()
                                .filter(line -> line.lineNo() == lineNo)
                                .map(OrderView.Line::pickable)
                                .findFirst()
                                .orElseThrow();
                        taken.addAll(ofLine(wave, lineNo, ofLine, pickable, asked, sql));
                    });
            ShipmentId shipment = taken.isEmpty() ? null : picks.confirm(work, order, taken, asked);
            work.sql(Sql.class).picked(wave, order, shipment);
        });
    }

    /**
     * What goes into the shipment for a line: no more than its order still wants, the rest is put back. Who found less at
     * a stop was sent for all that is planned; else more may be reserved by now than he was sent for.
     */
    private static List<PickConfirmation.Taken> ofLine(
            WaveId wave,
            int lineNo,
            List<PickRow> picks,
            BigDecimal pickable,
            Map<Integer, BigDecimal> asked,
            Sql sql) {
        List<PickRow> from = new ArrayList<>();
        List<BigDecimal> quantities = new ArrayList<>();
        BigDecimal got = BigDecimal.ZERO;
        for (PickRow pick : picks) {
            BigDecimal found = Objects.requireNonNull(pick.taken());
            BigDecimal wanted = found.min(pickable.subtract(got));
            if (wanted.compareTo(found) < 0) {
                sql.putBack(wave, pick.pickNo(), found.subtract(wanted));
            }
            if (wanted.signum() > 0) {
                from.add(pick);
                quantities.add(wanted);
                got = got.add(wanted);
            }
        }
        String reason = picks.stream()
                .map(PickRow::shortReason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        BigDecimal sentFor =
                reason == null ? got : WaveRows.sum(picks, PickRow::quantity).min(pickable);
        boolean less = got.compareTo(sentFor) < 0;
        if (less && from.isEmpty()) {
            from.add(picks.get(0));
            quantities.add(BigDecimal.ZERO);
        }
        asked.put(lineNo, sentFor);
        List<PickConfirmation.Taken> taken = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            PickRow pick = from.get(i);
            taken.add(new PickConfirmation.Taken(
                    lineNo,
                    pick.binId(),
                    quantities.get(i),
                    less && i == from.size() - 1 ? reason : null,
                    pick.lotId(),
                    pick.lotReason()));
        }
        return taken;
    }

    /** A wave whose orders are all picked is closed. */
    private static void finish(WaveId wave, SiteId site, Work work) {
        if (WaveRows.open(work, wave).isEmpty()) {
            work.sql(WaveRows.Sql.class).close(wave, WaveState.CLOSED, work.person(), work.now());
            work.publish(new WaveClosed(wave, site, List.of(), work.person(), work.now()), site);
        } else {
            work.sql(Sql.class).touch(wave);
        }
    }

    private static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
