package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.SiteOpened;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.OpenSite.Command;
import io.setpoint.erp.organization.OpenSite.SiteView;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Opens a warehouse with its bins and its limits for inventory adjustments. */
final class OpenSite implements UseCase<Command, SiteView> {
    static final int MOST_BINS = 5_000;

    /**
     * The site to open.
     *
     * @param adjustmentLimit absolute value of one adjustment, in company currency, up to which its proposer posts it
     * @param adjustmentDailyLimit the same for all adjustments of one person on one day
     * @param binGroups what bins are for, where they stand and how much they take; all others are storage without limit
     * @param receiveSteps 1 unless it says otherwise: straight into storage
     * @param shipSteps 3 unless it says otherwise: pick, pack, ship
     */
    record Command(
            SiteId site,
            String name,
            String zone,
            List<BinId> bins,
            BigDecimal adjustmentLimit,
            BigDecimal adjustmentDailyLimit,
            @Nullable List<BinGroup> binGroups,
            @Nullable Integer receiveSteps,
            @Nullable Integer shipSteps) {
        Command {
            bins = List.copyOf(bins);
            binGroups = binGroups == null ? List.of() : List.copyOf(binGroups);
            if (!binGroups.isEmpty()) {
                SetBins.requireOnce(binGroups);
            }
            SetRoutes.requireSteps(receiveSteps);
            SetRoutes.requireSteps(shipSteps);
            CreateCompany.requireName(name);
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("needs an IANA time zone", e);
            }
            if (bins.isEmpty() || bins.size() > MOST_BINS || new HashSet<>(bins).size() < bins.size()) {
                throw new IllegalArgumentException("needs 1 to " + MOST_BINS + " bins, each once");
            }
            if (adjustmentLimit.signum() < 0 || adjustmentDailyLimit.signum() < 0) {
                throw new IllegalArgumentException("needs limits of zero or more");
            }
        }

        /** Unless the site receives and ships as most do. */
        Optional<SetRoutes.Command> routes() {
            return receiveSteps == null && shipSteps == null
                    ? Optional.empty()
                    : Optional.of(new SetRoutes.Command(
                            site,
                            Objects.requireNonNullElse(receiveSteps, SetRoutes.RECEIVE_STEPS),
                            Objects.requireNonNullElse(shipSteps, SetRoutes.SHIP_STEPS)));
        }

        SiteView view(int allBins) {
            Optional<SetRoutes.Command> routes = routes();
            return new SiteView(
                    site,
                    name,
                    zone,
                    allBins,
                    adjustmentLimit,
                    adjustmentDailyLimit,
                    routes.map(SetRoutes.Command::receiveSteps).orElse(SetRoutes.RECEIVE_STEPS),
                    routes.map(SetRoutes.Command::shipSteps).orElse(SetRoutes.SHIP_STEPS));
        }
    }

    /** A site with its limits. */
    record SiteView(
            SiteId site,
            String name,
            String zone,
            int bins,
            BigDecimal adjustmentLimit,
            BigDecimal adjustmentDailyLimit,
            int receiveSteps,
            int shipSteps) {}

    private final SetRoutes setRoutes;

    OpenSite(SetRoutes setRoutes) {
        this.setRoutes = setRoutes;
    }

    @Override
    public Control control() {
        return Control.of("open-site", "Opens a warehouse with its bins and its limits for inventory adjustments.")
                .publishing(EventType.SITE_OPENED, EventType.ROUTES_SET)
                .refusing(Problem.ALREADY_EXISTS, Problem.INVALID);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Object detail(Command command) {
        return command.view(command.bins().size());
    }

    @Override
    public SiteView run(Command command, Work work) {
        Sql sql = work.sql(Sql.class);
        if (sql.insert(
                        work.company(),
                        command.site(),
                        command.name(),
                        command.zone(),
                        command.adjustmentLimit(),
                        command.adjustmentDailyLimit(),
                        work.now())
                == 0) {
            throw new Refused(Problem.ALREADY_EXISTS, "There is a site " + command.site() + " already.");
        }
        sql.insertBins(
                work.company(),
                command.site(),
                command.bins().stream().map(BinId::value).toArray(String[]::new));
        work.publish(new SiteOpened(command.site(), command.name(), command.zone(), work.now()), command.site());
        List<BinGroup> groups = Objects.requireNonNull(command.binGroups());
        int bins = groups.isEmpty()
                ? command.bins().size()
                : SetBins.set(work, command.site(), groups).bins();
        command.routes().ifPresent(routes -> work.perform(setRoutes, routes));
        return command.view(bins);
    }

    interface Sql {
        @SqlUpdate("""
                insert into site (company_id, site_id, name, zone, adjustment_limit, adjustment_daily_limit, opened_at)
                values (:company, :site, :name, :zone, :limit, :dailyLimit, :now)
                on conflict on constraint site_pkey do nothing
                """)
        int insert(
                CompanyId company,
                SiteId site,
                String name,
                String zone,
                BigDecimal limit,
                BigDecimal dailyLimit,
                Instant now);

        @SqlUpdate("insert into bin (company_id, site_id, bin_id) select :company, :site, unnest(:bins)")
        void insertBins(CompanyId company, SiteId site, String[] bins);
    }
}
