package io.setpoint.erp.customers;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.erp.customers.SetDeliveryPolicy.Command;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Says whether a customer takes orders as a whole only; holds for orders placed from now on that say nothing else. */
final class SetDeliveryPolicy implements UseCase<Command, Command> {
    record Command(CustomerId customer, boolean shipComplete) {}

    interface Sql {
        @SqlUpdate("update customer set ship_complete = :shipComplete where customer_id = :customer")
        int set(CustomerId customer, boolean shipComplete);
    }

    @Override
    public Control control() {
        return Control.of("set-delivery-policy", "Says whether a customer takes orders as a whole only.")
                .refusing(Problem.NOT_FOUND);
    }

    @Override
    public Permission permission() {
        return Permission.ADMINISTER_MASTER_DATA;
    }

    @Override
    public Command run(Command command, Work work) {
        work.requireEverywhere(permission());
        if (work.sql(Sql.class).set(command.customer(), command.shipComplete()) == 0) {
            throw new Refused(Problem.NOT_FOUND, "There is no customer " + command.customer() + ".");
        }
        return command;
    }
}
