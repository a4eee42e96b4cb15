package io.setpoint.erp.inventory;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Says which bins are pick faces of which items, and between which quantities they are kept from reserve. */
final class SetPickFaces implements UseCase<SetPickFaces.Command, SetPickFaces.Command> {
    /** Pick faces of a site; those that are not named stay as they are. */
    record Command(SiteId site, List<Face> faces) {
        Command {
            faces = List.copyOf(faces);
        }
    }

    /**
     * A pick face of an item.
     *
     * @param minimum in base units; below it the face is to be filled; absent, with the maximum, for a face no longer
     * @param maximum up to which it is filled
     */
    record Face(
            Sku item,
            BinId bin,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum) {
        boolean kept() {
            return minimum != null && maximum != null;
        }
    }

    interface Sql {
        @SqlUpdate("""
                insert into pick_face (company_id, site_id, item_id, bin_id, minimum, maximum)
                select current_company(), :site, f.item_id, f.bin_id, f.minimum, f.maximum
                  from unnest(:items, :bins, :minima, :maxima) as f (item_id, bin_id, minimum, maximum)
                 order by f.item_id, f.bin_id
                on conflict on constraint pick_face_pkey
                   do update set minimum = excluded.minimum, maximum = excluded.maximum
                """)
        void set(SiteId site, List<Sku> items, List<BinId> bins, List<BigDecimal> minima, List<BigDecimal> maxima);

        @SqlUpdate("""
                delete from pick_face f
                 using unnest(:items, :bins) as d (item_id, bin_id)
                 where f.site_id = :site and f.item_id = d.item_id and f.bin_id = d.bin_id
                """)
        void remove(SiteId site, List<Sku> items, List<BinId> bins);
    }

    @Override
    public Control control() {
        return Control.of("set-pick-faces", "Says between which quantities pick faces are kept from reserve.")
                .refusing(Problem.INVALID, Problem.UNKNOWN_REFERENCE, Problem.WRONG_BIN);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Command run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        MasterData.site(work, command.site());
        requireQuantities(command);
        requireKnown(command, work);
        List<Face> kept = command.faces().stream().filter(Face::kept).toList();
        List<Face> gone = command.faces().stream().filter(face -> !face.kept()).toList();
        Sql sql = work.sql(Sql.class);
        sql.set(
                command.site(),
                kept.stream().map(Face::item).toList(),
                kept.stream().map(Face::bin).toList(),
                kept.stream()
                        .map(face -> Objects.requireNonNull(face.minimum()))
                        .toList(),
                kept.stream()
                        .map(face -> Objects.requireNonNull(face.maximum()))
                        .toList());
        sql.remove(
                command.site(),
                gone.stream().map(Face::item).toList(),
                gone.stream().map(Face::bin).toList());
        return command;
    }

    private static void requireQuantities(Command command) {
        if (command.faces().isEmpty() || command.faces().size() > Figures.LINES) {
            throw Figures.invalid("faces", "Name 1 to " + Figures.LINES + " pick faces");
        }
        Set<StockLedger.Place> places = new HashSet<>();
        for (int i = 0; i < command.faces().size(); i++) {
            Face face = command.faces().get(i);
            String field = "faces[%d].".formatted(i);
            BigDecimal minimum = face.minimum();
            BigDecimal maximum = face.maximum();
            if (!places.add(new StockLedger.Place(face.item(), face.bin()))) {
                throw Figures.invalid(field + "bin", "%s in %s is named twice".formatted(face.item(), face.bin()));
            }
            if ((minimum == null) != (maximum == null)) {
                throw Figures.invalid(field + "maximum", "A pick face has a minimum and a maximum");
            }
            if (minimum != null && maximum != null) {
                Figures.requirePositive(field + "minimum", minimum);
                Figures.requirePositive(field + "maximum", maximum);
                if (minimum.compareTo(maximum) > 0) {
                    throw Figures.invalid(field + "minimum", "The minimum is above the maximum");
                }
            }
        }
    }

    private static void requireKnown(Command command, Work work) {
        Set<Sku> items = MasterData.items(
                        work, command.faces().stream().map(Face::item).toList())
                .keySet();
        Map<BinId, BinRoom.Row> bins = BinRoom.bins(
                work, command.site(), command.faces().stream().map(Face::bin).toList());
        List<Refused.FieldError> errors = new ArrayList<>();
        for (int i = 0; i < command.faces().size(); i++) {
            Face face = command.faces().get(i);
            String field = "faces[%d].".formatted(i);
            BinRoom.Row bin = bins.get(face.bin());
            if (!items.contains(face.item())) {
                errors.add(new Refused.FieldError(field + "item", "There is no item " + face.item()));
            }
            if (bin == null) {
                errors.add(new Refused.FieldError(
                        field + "bin", "There is no bin %s at %s".formatted(face.bin(), command.site())));
            } else if (face.kept() && bin.kind() != BinKind.PICK_FACE) {
                throw new Refused(
                        Problem.WRONG_BIN, "Bin %s is for %s and no pick face".formatted(face.bin(), bin.kind()));
            }
        }
        if (!errors.isEmpty()) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, errors.get(0).message()).at(errors);
        }
    }
}
