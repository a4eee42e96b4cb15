package io.setpoint.erp.warehousing;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code task_claim}: who took which task. */
final class TaskClaims {
    /**
     * A task as a person names it.
     *
     * @param lineNo of the order to pick; zero for a shipment
     */
    record Task(TaskKind kind, String document, int lineNo) {}

    /** An open task, and what was picked of its line. */
    record Open(SiteId siteId, BigDecimal done) {}

    interface Sql {
        @SqlQuery("""
                select o.site_id, l.picked as done
                  from sales_order_line l
                  join sales_order o using (company_id, order_id)
                 where l.order_id = :document and l.line_no = :lineNo and l.reserved > l.picked - l.shipped
                """)
        Optional<Open> toPick(String document, int lineNo);

        @SqlQuery("select site_id, 0 as done from shipment where shipment_id = :document and state = :state")
        Optional<Open> shipment(String document, String state);

        @SqlUpdate("""
                insert into task_claim as t (company_id, kind, document_id, line_no, done, person_id, taken_at)
                values (current_company(), :kind, :document, :lineNo, :done, :person, :now)
                on conflict (company_id, kind, document_id, line_no) do update
                  set done = excluded.done, person_id = excluded.person_id, taken_at = excluded.taken_at
                  where t.done <> excluded.done or t.person_id = excluded.person_id
                """)
        int take(TaskKind kind, String document, int lineNo, BigDecimal done, PersonId person, Instant now);

        @SqlQuery("""
                select person_id
                  from task_claim
                 where kind = :kind and document_id = :document and line_no = :lineNo and done = :done
                   for update
                """)
        Optional<PersonId> takenBy(TaskKind kind, String document, int lineNo, BigDecimal done);

        @SqlUpdate("delete from task_claim where kind = :kind and document_id = :document and line_no = :lineNo")
        void giveBack(TaskKind kind, String document, int lineNo);
    }

    private TaskClaims() {}

    /** The open task, at a site where the actor may do it. */
    static Open open(Work work, Task task) {
        Sql sql = work.sql(Sql.class);
        Open open = (switch (task.kind()) {
                    case PICK -> sql.toPick(task.document(), task.lineNo());
                    case PACK -> sql.shipment(task.document(), "PICKED");
                    case SHIP -> sql.shipment(task.document(), "PACKED");
                })
                .orElseThrow(() -> unknown(task));
        work.requireAt(task.kind().permission(), open.siteId());
        return open;
    }

    static TaskView view(Work work, Open open, Task task) {
        return TaskQueries.find(work.handle(), open.siteId(), task.kind(), task.document(), task.lineNo(), work.now())
                .orElseThrow(() -> unknown(task));
    }

    private static Refused unknown(Task task) {
        return new Refused(
                Problem.NOT_FOUND,
                "There is no open task %s %s%s"
                        .formatted(
                                task.kind(),
                                task.document(),
                                task.kind() == TaskKind.PICK ? " line " + task.lineNo() : ""));
    }
}
