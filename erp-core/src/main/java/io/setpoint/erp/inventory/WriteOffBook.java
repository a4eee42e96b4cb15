package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.TransferWrittenOff;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.contracts.values.TransferId;
import io.setpoint.contracts.values.WriteOffId;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Where write-offs of goods in transit are posted, at once or approved. */
final class WriteOffBook {
    /** A write-off under the lock of its transfer. */
    record Entry(TransferView transfer, WriteOffView writeOff) {}

    interface Sql {
        @SqlQuery("select transfer_id from transfer_write_off where write_off_id = :writeOff")
        Optional<TransferId> transferOf(WriteOffId writeOff);

        @SqlUpdate("""
                update transfer_line
                   set written_off = written_off + :quantity
                 where transfer_id = :transfer and line_no = :lineNo
                """)
        void take(TransferId transfer, int lineNo, BigDecimal quantity);

        @SqlUpdate("""
                update transfer_write_off
                   set state = 'POSTED', posted_at = :now, decided_by = :approvedBy,
                       decided_at = case when :approvedBy::text is null then null else :now::timestamptz end,
                       decision_note = :note, version = version + 1
                 where write_off_id = :writeOff
                """)
        void posted(WriteOffId writeOff, Instant now, @Nullable PersonId approvedBy, @Nullable String note);

        @SqlUpdate("update transfer set version = version + 1 where transfer_id = :transfer")
        void changed(TransferId transfer);
    }

    private WriteOffBook() {}

    /** Locks the transfer of a write-off until the transaction ends. */
    static Entry lock(Work work, WriteOffId writeOff) {
        TransferId transfer =
                work.sql(Sql.class).transferOf(writeOff).orElseThrow(() -> WriteOffQueries.unknown(writeOff));
        TransferView locked = TransferBook.lock(work, transfer);
        return new Entry(locked, WriteOffQueries.get(work.handle(), writeOff));
    }

    /** Who had the goods in their hands, or wants them written off, does not approve it. */
    static Set<PersonId> excluded(Entry entry) {
        Set<PersonId> excluded = new HashSet<>();
        excluded.add(entry.writeOff().proposedBy());
        PersonId sentBy = entry.transfer().sentBy();
        if (sentBy != null) {
            excluded.add(sentBy);
        }
        entry.transfer().arrivals().forEach(arrival -> excluded.add(arrival.receivedBy()));
        return excluded;
    }

    static void requireUndecided(WriteOffView writeOff) {
        if (writeOff.state() != WriteOffState.PROPOSED) {
            throw new Refused(Problem.ALREADY_DECIDED, "%s is %s".formatted(writeOff.writeOff(), writeOff.state()));
        }
    }

    /** Takes goods out of transit. The caller has made sure that {@code approvedBy} may. */
    static void post(
            Work work,
            TransferView transfer,
            WriteOffView writeOff,
            @Nullable PersonId approvedBy,
            @Nullable String note) {
        BigDecimal inTransit = TransferBook.line(transfer, writeOff.lineNo()).inTransit();
        if (writeOff.quantity().compareTo(inTransit) > 0) {
            throw new Refused(
                    Problem.MORE_THAN_OPEN,
                    "%s of line %d of %s are in transit"
                            .formatted(StockLedger.plain(inTransit), writeOff.lineNo(), writeOff.transfer()));
        }
        Sql sql = work.sql(Sql.class);
        sql.take(writeOff.transfer(), writeOff.lineNo(), writeOff.quantity());
        sql.posted(writeOff.writeOff(), work.now(), approvedBy, note);
        sql.changed(writeOff.transfer());
        boolean closed = TransferBook.closeIfDone(work, writeOff.transfer());
        Currency currency = Currency.getInstance(writeOff.currency());
        work.publish(
                new TransferWrittenOff(
                        writeOff.writeOff(),
                        writeOff.transfer(),
                        writeOff.lineNo(),
                        writeOff.fromSite(),
                        writeOff.toSite(),
                        writeOff.item(),
                        new Quantity(writeOff.quantity(), writeOff.unit()),
                        new Money(writeOff.unitCost(), currency),
                        new Money(writeOff.value(), currency),
                        writeOff.reason(),
                        writeOff.proposedBy(),
                        approvedBy,
                        closed,
                        work.now()),
                writeOff.toSite());
    }
}
