package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.SetBins.BinsView;
import io.setpoint.erp.organization.SetBins.Command;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Says what bins of a site are for, where they stand and how much they take; those the site does not have are added. */
final class SetBins implements UseCase<Command, BinsView> {
    /** Bins of a site. */
    record Command(SiteId site, List<BinGroup> groups) {
        Command {
            groups = List.copyOf(groups);
            requireOnce(groups);
        }
    }

    /** How many bins were said something about, and how many the site has now. */
    record BinsView(SiteId site, int set, int bins) {}

    interface Sql {
        @SqlQuery("select exists (select from site where site_id = :site)")
        boolean known(SiteId site);

        @SqlUpdate("""
                insert into bin (company_id, site_id, bin_id, zone, kind, capacity, sequence)
                select current_company(), :site, b.bin_id, b.zone, b.kind, b.capacity, b.sequence
                  from unnest(:bins, :zones, :kinds, :capacities, :sequences)
                       as b (bin_id, zone, kind, capacity, sequence)
                 order by b.bin_id
                on conflict on constraint bin_pkey
                   do update set zone = excluded.zone, kind = excluded.kind, capacity = excluded.capacity,
                                 sequence = excluded.sequence
                """)
        int set(
                SiteId site,
                List<BinId> bins,
                List<@Nullable String> zones,
                List<String> kinds,
                List<@Nullable BigDecimal> capacities,
                List<@Nullable Integer> sequences);

        @SqlQuery("select count(*) from bin where site_id = :site")
        int count(SiteId site);
    }

    @Override
    public Control control() {
        return Control.of("set-bins", "Says what bins of a site are for, where they stand and how much they take.")
                .refusing(Problem.UNKNOWN_REFERENCE, Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public BinsView run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        if (!work.sql(Sql.class).known(command.site())) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + command.site() + ".");
        }
        return set(work, command.site(), command.groups());
    }

    static BinsView set(Work work, SiteId site, List<BinGroup> groups) {
        List<BinGroup.Bin> bins =
                groups.stream().flatMap(group -> group.each().stream()).toList();
        List<@Nullable String> zones = new ArrayList<>();
        List<@Nullable BigDecimal> capacities = new ArrayList<>();
        List<@Nullable Integer> sequences = new ArrayList<>();
        bins.forEach(bin -> {
            zones.add(bin.zone());
            capacities.add(bin.capacity());
            sequences.add(bin.sequence());
        });
        Sql sql = work.sql(Sql.class);
        int set = sql.set(
                site,
                bins.stream().map(BinGroup.Bin::bin).toList(),
                zones,
                bins.stream().map(bin -> bin.kind().name()).toList(),
                capacities,
                sequences);
        int count = sql.count(site);
        if (count > OpenSite.MOST_BINS) {
            throw new Refused(Problem.INVALID, "A site has at most " + OpenSite.MOST_BINS + " bins.");
        }
        return new BinsView(site, set, count);
    }

    static void requireOnce(List<BinGroup> groups) {
        List<BinId> bins = BinPattern.bins(
                groups.stream().flatMap(group -> group.bins().stream()).toList());
        if (bins.isEmpty() || new HashSet<>(bins).size() < bins.size()) {
            throw new IllegalArgumentException("needs 1 to " + OpenSite.MOST_BINS + " bins, each once");
        }
    }
}
