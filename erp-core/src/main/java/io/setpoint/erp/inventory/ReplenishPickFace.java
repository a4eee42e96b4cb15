package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.NEGATIVE_STOCK_CLEARED;
import static io.setpoint.contracts.events.EventType.PICK_FACE_REPLENISHED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.PickFaceReplenished;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.MoveId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.PickFaceQueries.Reserve;
import io.setpoint.erp.inventory.StockLedger.Place;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Brings stock from a reserve bin to a pick face, up to its maximum; the lot that expires first comes first. */
final class ReplenishPickFace implements UseCase<ReplenishPickFace.Command, ReplenishPickFace.Replenished> {
    /**
     * What a person brings.
     *
     * @param pickFace the bin it comes to
     * @param quantity in base units
     * @param reason why another lot is brought than the one that expires first
     */
    record Command(
            SiteId site,
            Sku item,
            BinId pickFace,
            BinId fromBin,
            @Nullable LotNumber lot,
            BigDecimal quantity,
            @Nullable String reason,
            @Nullable Instant occurredAt) {}

    /** What the pick face holds now. */
    public record Replenished(MoveId move, SiteId site, Sku item, BinId pickFace, BigDecimal onFace) {}

    interface Sql {
        @SqlQuery("""
                select maximum from pick_face
                 where site_id = :site and item_id = :item and bin_id = :bin
                   for no key update
                """)
        Optional<BigDecimal> lock(SiteId site, Sku item, BinId bin);
    }

    @Override
    public Control control() {
        return Control.of("replenish-pick-face", "Brings stock from a reserve bin to a pick face.")
                .publishing(PICK_FACE_REPLENISHED, NEGATIVE_STOCK_CLEARED)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.WRONG_BIN,
                        Problem.MORE_THAN_OPEN,
                        Problem.MORE_THAN_ON_HAND,
                        Problem.ON_HOLD,
                        Problem.BIN_FULL,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT,
                        Problem.LOT_BLOCKED,
                        Problem.NOT_FIRST_EXPIRED,
                        Problem.IN_THE_FUTURE);
    }

    @Override
    public Permission permission() {
        return Permission.MOVE_STOCK;
    }

    @Override
    public Replenished run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        Figures.requirePositive("quantity", command.quantity());
        Figures.requireShort("reason", command.reason());
        Instant occurredAt = work.occurredAt(command.occurredAt());
        BigDecimal maximum = work.sql(Sql.class)
                .lock(command.site(), command.item(), command.pickFace())
                .orElseThrow(() -> new Refused(
                        Problem.UNKNOWN_REFERENCE,
                        "%s is no pick face of %s at %s"
                                .formatted(command.pickFace(), command.item(), command.site())));
        ItemRow item = requireReserve(command, work);
        StockLedger.lock(work, command.site(), List.of(command.item()));
        BigDecimal onFace = onFace(command, work);
        BigDecimal after = onFace.add(command.quantity());
        if (after.compareTo(maximum) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_OPEN,
                    "%s holds %s of %s, %s more are too many"
                            .formatted(
                                    command.pickFace(),
                                    StockLedger.plain(onFace),
                                    StockLedger.plain(maximum),
                                    StockLedger.plain(command.quantity())));
        }
        requireFirstExpired(command, work);
        MoveId move = new MoveId(work.number("MV"));
        work.sql(MoveStock.Sql.class)
                .insert(move, command.site(), command.reason(), work.person(), occurredAt, work.now());
        BinMoves.post(
                work,
                command.site(),
                move.value(),
                List.of(new BinMoves.Line(
                        1, command.item(), command.lot(), command.fromBin(), command.pickFace(), command.quantity())),
                Map.of(),
                occurredAt);
        work.publish(
                new PickFaceReplenished(
                        move,
                        command.site(),
                        command.item(),
                        command.lot(),
                        command.fromBin(),
                        command.pickFace(),
                        item.quantity(command.quantity()),
                        item.quantity(after),
                        work.person(),
                        occurredAt),
                command.site());
        return new Replenished(move, command.site(), command.item(), command.pickFace(), after);
    }

    private static ItemRow requireReserve(Command command, Work work) {
        BinRoom.Row from =
                BinRoom.bins(work, command.site(), List.of(command.fromBin())).get(command.fromBin());
        if (from == null) {
            throw new Refused(
                    Problem.UNKNOWN_REFERENCE, "There is no bin %s at %s".formatted(command.fromBin(), command.site()));
        }
        if (from.kind() != BinKind.STORAGE) {
            throw new Refused(
                    Problem.WRONG_BIN,
                    "Bin %s is for %s; pick faces are filled from storage".formatted(command.fromBin(), from.kind()));
        }
        ItemRow item = MasterData.item(work, command.item());
        LotLedger.requireNamed(
                work, Map.of(item.itemId(), item), List.of(item.itemId()), Collections.singletonList(command.lot()));
        return item;
    }

    private static BigDecimal onFace(Command command, Work work) {
        StockLedger.BinRow row = StockLedger.bins(work, command.site(), List.of(command.item()))
                .get(new Place(command.item(), command.pickFace()));
        return row == null ? BigDecimal.ZERO : row.onHand();
    }

    private static void requireFirstExpired(Command command, Work work) {
        if (command.lot() == null
                || (command.reason() != null && !command.reason().isBlank())) {
            return;
        }
        List<Reserve> reserve = PickFaceQueries.reserve(work.handle(), command.site(), List.of(command.item()));
        reserve.stream()
                .filter(row -> Objects.equals(row.lot(), command.lot()))
                .findFirst()
                .ifPresent(own -> {
                    Reserve first = reserve.get(0);
                    if (first.expiry() != null && !first.expiry().equals(own.expiry())) {
                        throw new Refused(
                                Problem.NOT_FIRST_EXPIRED,
                                "Lot %s in %s expires on %s; bring it first, or say why not"
                                        .formatted(first.lot(), first.bin(), first.expiry()));
                    }
                });
    }
}
