package io.setpoint.erp.models;

import static io.setpoint.contracts.events.EventType.MODEL_PROMOTED;
import static io.setpoint.contracts.events.EventType.MODEL_RETIRED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.ModelPromoted;
import io.setpoint.contracts.events.ModelRetired;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Separation;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.Set;

/**
 * Lets a model score, in place of the one of its kind that did. Somebody else than its trainer does that. The file
 * travels in the event, so that a replay of the log scores with the same bytes from the same commit on. A retired model
 * can be promoted again: that is the way back.
 */
final class PromoteModel implements UseCase<PromoteModel.Command, ModelView> {
    record Command(String sha256) {}

    @Override
    public Control control() {
        return Control.of("promote-model", "Lets a model score that another one trained.")
                .asSensitive()
                .publishing(MODEL_PROMOTED, MODEL_RETIRED)
                .refusing(Problem.SELF_APPROVAL, Problem.WRONG_STATE, Problem.STALE_VERSION);
    }

    @Override
    public Permission permission() {
        return Permission.PROMOTE_MODEL;
    }

    @Override
    public Separation separation(Command command, Work work) {
        return new Separation(Set.of(ModelStore.lock(work, command.sha256()).trainedBy()), null);
    }

    @Override
    public ModelView run(Command command, Work work) {
        ModelStore.Row model = ModelStore.lock(work, command.sha256());
        work.requireVersion(model.version());
        if (model.state() == ModelState.LIVE) {
            throw new Refused(Problem.WRONG_STATE, "The model is live");
        }
        ModelStore.Sql sql = work.sql(ModelStore.Sql.class);
        sql.live(model.kind()).ifPresent(live -> {
            sql.retire(live.sha256(), work.person(), work.now());
            work.publish(
                    new ModelRetired(live.sha256(), live.kind(), live.modelVersion(), work.person(), work.now()), null);
        });
        sql.promote(model.sha256(), work.person(), work.now());
        work.publish(
                new ModelPromoted(
                        model.sha256(),
                        model.kind(),
                        model.modelVersion(),
                        // PostgreSQL breaks Base64 into lines.
                        sql.content(model.sha256()).replace("\n", ""),
                        model.trainedBy(),
                        work.person(),
                        work.now()),
                null);
        return ModelQueries.view(work.handle(), model.sha256());
    }
}
