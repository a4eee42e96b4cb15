package io.setpoint.erp.purchasing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.AcknowledgementDecided;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.AcknowledgementId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.PurchaseOrderId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Accepts or refuses what a supplier confirmed otherwise than ordered; only accepted it is what is expected. */
final class DecideAcknowledgement implements UseCase<DecideAcknowledgement.Command, AcknowledgementView> {
    record Command(
            AcknowledgementId acknowledgement,
            boolean accept,
            @Nullable String note) {}

    interface Sql {
        @SqlUpdate("""
                update acknowledgement
                   set state = :state, decided_by = :person, decided_at = :now, decision_note = :note
                 where acknowledgement_id = :acknowledgement
                """)
        void decide(
                AcknowledgementId acknowledgement,
                AcknowledgementView.State state,
                PersonId person,
                Instant now,
                @Nullable String note);
    }

    @Override
    public Control control() {
        return Control.of("decide-acknowledgement", "Accepts or refuses what a supplier confirmed otherwise.")
                .publishing(EventType.ACKNOWLEDGEMENT_DECIDED)
                .refusing(Problem.NOT_FOUND, Problem.ALREADY_DECIDED, Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.RAISE_PURCHASE;
    }

    @Override
    public AcknowledgementView run(Command command, Work work) {
        PurchaseOrderId id = AcknowledgementBook.find(work.handle(), command.acknowledgement())
                .orderId();
        PurchaseOrderView order = PurchaseOrderBook.lock(work, id);
        work.requireAt(permission(), order.site());
        AcknowledgementBook.Header waiting = AcknowledgementBook.find(work.handle(), command.acknowledgement());
        if (waiting.state() != AcknowledgementView.State.WAITING) {
            throw new Refused(
                    Problem.ALREADY_DECIDED,
                    "%s was decided by %s at %s"
                            .formatted(command.acknowledgement(), waiting.decidedBy(), waiting.decidedAt()));
        }
        Figures.requireShort("note", command.note());
        if (command.accept()) {
            PurchaseOrderBook.requireSent(order);
            if (waiting.round() != order.round()) {
                throw new Refused(
                        Problem.WRONG_STATE, "%s was changed after it was acknowledged".formatted(order.order()));
            }
            work.sql(AcknowledgementBook.Sql.class).apply(command.acknowledgement(), order.order());
        }
        work.sql(Sql.class)
                .decide(
                        command.acknowledgement(),
                        command.accept() ? AcknowledgementView.State.ACCEPTED : AcknowledgementView.State.REFUSED,
                        work.person(),
                        work.now(),
                        command.note());
        work.publish(
                new AcknowledgementDecided(
                        order.order(),
                        command.acknowledgement(),
                        order.site(),
                        command.accept(),
                        command.note(),
                        work.person(),
                        work.now()),
                order.site());
        PurchaseOrderBook.settle(work, order.order());
        return AcknowledgementBook.get(work.handle(), command.acknowledgement());
    }
}
