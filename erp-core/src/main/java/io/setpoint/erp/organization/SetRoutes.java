package io.setpoint.erp.organization;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.RoutesSet;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.SetRoutes.Command;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Says in how many steps a site receives and ships; holds for receipts and shipments from now on. */
final class SetRoutes implements UseCase<Command, Command> {
    static final int RECEIVE_STEPS = 1;
    static final int SHIP_STEPS = 3;
    private static final int MOST = 3;

    /**
     * The routes of a site.
     *
     * @param receiveSteps 1: straight into storage; 2: put away from a receiving bin; 3: checked before it is put away
     * @param shipSteps 3: pick, pack, ship; 2: pick, ship; 1: both in one
     */
    record Command(SiteId site, int receiveSteps, int shipSteps) {
        Command {
            requireSteps(receiveSteps);
            requireSteps(shipSteps);
        }
    }

    interface Sql {
        @SqlUpdate("""
                update site set receive_steps = :receiveSteps, ship_steps = :shipSteps where site_id = :site
                """)
        int set(SiteId site, int receiveSteps, int shipSteps);
    }

    @Override
    public Control control() {
        return Control.of("set-routes", "Says in how many steps a site receives and ships.")
                .publishing(EventType.ROUTES_SET)
                .refusing(Problem.UNKNOWN_REFERENCE);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Command run(Command command, Work work) {
        work.requireAt(permission(), command.site());
        if (work.sql(Sql.class).set(command.site(), command.receiveSteps(), command.shipSteps()) == 0) {
            throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + command.site() + ".");
        }
        work.publish(
                new RoutesSet(command.site(), command.receiveSteps(), command.shipSteps(), work.person(), work.now()),
                command.site());
        return command;
    }

    static void requireSteps(@Nullable Integer steps) {
        if (steps != null && (steps < 1 || steps > MOST)) {
            throw new IllegalArgumentException("needs routes of 1 to " + MOST + " steps");
        }
    }
}
