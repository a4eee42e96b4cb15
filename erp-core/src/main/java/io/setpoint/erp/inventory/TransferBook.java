package io.setpoint.erp.inventory;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The lock on a transfer, and its end: it is closed by whatever takes the last of it out of transit. */
final class TransferBook {
    interface Sql {
        @SqlQuery("select transfer_id from transfer where transfer_id = :transfer for no key update")
        Optional<TransferId> lock(TransferId transfer);

        @SqlUpdate("""
                update transfer t
                   set state = 'CLOSED', closed_at = :now, closed_by = :person
                 where t.transfer_id = :transfer
                   and not exists (select from transfer_line l
                                    where l.company_id = t.company_id and l.transfer_id = t.transfer_id
                                      and l.sent > l.received + l.written_off)
                """)
        int closeIfDone(TransferId transfer, Instant now, PersonId person);
    }

    private TransferBook() {}

    /** Locks a transfer until the transaction ends. */
    static TransferView lock(Work work, TransferId transfer) {
        return work.sql(Sql.class)
                .lock(transfer)
                .map(id -> TransferQueries.get(work.handle(), id))
                .orElseThrow(() -> TransferQueries.unknown(transfer));
    }

    /** Refuses unless the transfer is in this state. */
    static void require(TransferView transfer, TransferState state) {
        if (transfer.state() != state) {
            throw new Refused(
                    Problem.WRONG_STATE, "Transfer %s is %s".formatted(transfer.transfer(), transfer.state()));
        }
    }

    static TransferView.Line line(TransferView transfer, int lineNo) {
        return transfer.lines().stream()
                .filter(line -> line.lineNo() == lineNo)
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Problem.UNKNOWN_REFERENCE, "%s has no line %d".formatted(transfer.transfer(), lineNo)));
    }

    /** Closes a transfer of which nothing is left in transit, and says whether it did. */
    static boolean closeIfDone(Work work, TransferId transfer) {
        return work.sql(Sql.class).closeIfDone(transfer, work.now(), work.person()) == 1;
    }
}
