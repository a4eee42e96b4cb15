package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.TRANSFER_CREATED;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.TransferCreated;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.units.api.UnitConversions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Plans to move goods to another site of the company. Nothing moves and nothing is reserved until they are sent. */
final class CreateTransfer implements UseCase<CreateTransfer.Command, TransferView> {
    /** How far from today the expected day may lie, in years. */
    private static final int HORIZON_YEARS = 1;

    record Command(
            SiteId fromSite,
            SiteId toSite,
            LocalDate expectedOn,
            @Nullable String note,
            List<Line> lines) {
        Command {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A quantity that leaves a bin.
     *
     * @param lot its lot or serial, if the item is tracked
     * @param unit in which the quantity is; the base unit if none is named
     */
    record Line(
            Sku item,
            BinId bin,
            BigDecimal quantity,
            @Nullable LotNumber lot,
            @Nullable String unit) {
        @JsonCreator
        Line {}

        Line(Sku item, BinId bin, BigDecimal quantity) {
            this(item, bin, quantity, null, null);
        }
    }

    interface Sql {
        @SqlUpdate("""
                insert into transfer (company_id, transfer_id, from_site_id, to_site_id, state, expected_on, note,
                                      created_by, created_at)
                values (current_company(), :transfer, :from, :to, 'CREATED', :expectedOn, :note, :person, :now)
                """)
        void insert(
                TransferId transfer,
                SiteId from,
                SiteId to,
                LocalDate expectedOn,
                @Nullable String note,
                PersonId person,
                Instant now);

        @SqlUpdate("""
                insert into transfer_line (company_id, transfer_id, line_no, item_id, bin_id, quantity, lot_id)
                select current_company(), :transfer, l.n, l.item_id, l.bin_id, l.quantity, l.lot_id
                  from unnest(:items, :bins, :quantities, :lots)
                       with ordinality as l (item_id, bin_id, quantity, lot_id, n)
                """)
        void insertLines(
                TransferId transfer,
                List<Sku> items,
                List<BinId> bins,
                List<BigDecimal> quantities,
                List<@Nullable LotNumber> lots);
    }

    @Override
    public Control control() {
        return Control.of("create-transfer", "Plans to move goods from bins of a site to another site.")
                .publishing(TRANSFER_CREATED)
                .refusing(
                        Problem.INVALID,
                        Problem.UNKNOWN_REFERENCE,
                        Problem.LOT_MISSING,
                        Problem.NOT_BY_LOT,
                        Problem.UNKNOWN_UNIT,
                        Problem.UNIT_NOT_EXACT);
    }

    @Override
    public Permission permission() {
        return Permission.TRANSFER;
    }

    @Override
    public TransferView run(Command command, Work work) {
        work.requireAt(permission(), command.fromSite());
        Figures.requireLines(command.lines());
        Figures.requireShort("note", command.note());
        if (command.fromSite().equals(command.toSite())) {
            throw Figures.invalid("toSite", "A transfer goes to another site");
        }
        for (int i = 0; i < command.lines().size(); i++) {
            Figures.requirePositive(
                    "lines[%d].quantity".formatted(i), command.lines().get(i).quantity());
        }
        UnitConversions units = UnitConversions.of(
                work,
                work.now(),
                "lines[%d].quantity",
                command.lines().stream()
                        .map(line -> new UnitConversions.Typed(line.item(), line.quantity(), line.unit()))
                        .toList());
        List<BigDecimal> quantities = new ArrayList<>();
        for (int i = 0; i < command.lines().size(); i++) {
            Figures.requirePositive("lines[%d].quantity".formatted(i), units.quantity(i));
            quantities.add(units.quantity(i));
        }
        MasterData.site(work, command.fromSite());
        requireNear(command, MasterData.site(work, command.toSite()), work);
        List<Sku> skus = command.lines().stream().map(Line::item).toList();
        List<BinId> bins = command.lines().stream().map(Line::bin).toList();
        Map<Sku, ItemRow> items = MasterData.itemsInBins(work, command.fromSite(), skus, bins);
        List<@Nullable LotNumber> lots = new ArrayList<>();
        command.lines().forEach(line -> lots.add(line.lot()));
        LotLedger.requireNamed(work, items, skus, lots);

        TransferId transfer = new TransferId(work.number("TR"));
        Sql sql = work.sql(Sql.class);
        sql.insert(
                transfer,
                command.fromSite(),
                command.toSite(),
                command.expectedOn(),
                command.note(),
                work.person(),
                work.now());
        sql.insertLines(transfer, skus, bins, quantities, lots);
        units.keep(work, transfer.value());
        List<TransferCreated.Line> lines = new ArrayList<>();
        for (Line line : command.lines()) {
            lines.add(new TransferCreated.Line(
                    lines.size() + 1,
                    line.item(),
                    line.bin(),
                    MasterData.known(items, line.item()).quantity(quantities.get(lines.size()))));
        }
        work.publish(
                new TransferCreated(
                        transfer,
                        command.fromSite(),
                        command.toSite(),
                        command.expectedOn(),
                        work.person(),
                        work.now(),
                        lines),
                command.fromSite());
        return TransferQueries.get(work.handle(), transfer);
    }

    private static void requireNear(Command command, SiteRow destination, Work work) {
        LocalDate today = LocalDate.ofInstant(work.now(), ZoneId.of(destination.zone()));
        if (command.expectedOn().isBefore(today.minusYears(HORIZON_YEARS))
                || command.expectedOn().isAfter(today.plusYears(HORIZON_YEARS))) {
            throw Figures.invalid(
                    "expectedOn", "The expected day lies within %d year of today".formatted(HORIZON_YEARS));
        }
    }
}
