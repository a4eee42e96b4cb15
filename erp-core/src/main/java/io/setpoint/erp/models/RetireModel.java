package io.setpoint.erp.models;

import static io.setpoint.contracts.events.EventType.MODEL_RETIRED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ModelRetired;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;

/** Switches a model off; rules take over. One person suffices, because it has to be fast. */
final class RetireModel implements UseCase<RetireModel.Command, ModelView> {
    record Command(String sha256) {}

    @Override
    public Control control() {
        return Control.of("retire-model", "Switches a model off; rules take over.")
                .asSensitive()
                .publishing(MODEL_RETIRED)
                .refusing(Problem.WRONG_STATE, Problem.STALE_VERSION);
    }

    @Override
    public Permission permission() {
        return Permission.PROMOTE_MODEL;
    }

    @Override
    public ModelView run(Command command, Work work) {
        ModelStore.Row model = ModelStore.lock(work, command.sha256());
        work.requireVersion(model.version());
        if (model.state() == ModelState.RETIRED) {
            throw new Refused(Problem.WRONG_STATE, "The model is retired");
        }
        work.sql(ModelStore.Sql.class).retire(model.sha256(), work.person(), work.now());
        work.publish(
                new ModelRetired(model.sha256(), model.kind(), model.modelVersion(), work.person(), work.now()), null);
        return ModelQueries.view(work.handle(), model.sha256());
    }
}
