package io.setpoint.erp.imports;

import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.imports.api.ImportTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What checking a file found.
 *
 * @param faults the first of them, in the order of the file
 */
record ImportCheck(int lines, int fresh, int existing, int errors, List<ImportRow.Fault> faults) {
    private static final int KEPT = 1_000;

    ImportCheck {
        faults = List.copyOf(faults);
    }

    /** Checks every row; the handle may read only. */
    static ImportCheck of(Handle handle, CompanyId company, ImportTarget target, Path file, String mediaType) {
        ImportTarget.Batch batch = target.begin(company);
        Tally tally = new Tally();
        Table.read(file, mediaType, target, rows -> {
            batch.check(handle, rows);
            tally.add(rows);
        });
        return new ImportCheck(tally.lines, batch.fresh(), batch.existing(), tally.errors, tally.faults);
    }

    private static final class Tally {
        private final List<ImportRow.Fault> faults = new ArrayList<>();
        private int lines;
        private int errors;

        void add(List<ImportRow> rows) {
            lines += rows.size();
            for (ImportRow row : rows) {
                for (ImportRow.Fault fault : row.faults()) {
                    errors++;
                    if (faults.size() < KEPT) {
                        faults.add(fault);
                    }
                }
            }
        }
    }
}
