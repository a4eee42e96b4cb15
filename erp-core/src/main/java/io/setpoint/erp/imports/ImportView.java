package io.setpoint.erp.imports;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.imports.api.ImportRow;
import io.setpoint.erp.kernel.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import.
 *
 * @param sha256 of the file; a commit names it
 * @param fresh rows that are or were new
 * @param existing rows that say what was there already
 * @param errors how many there are; the first of them are shown
 */
record ImportView(
        String importId,
        String kind,
        String mediaType,
        String sha256,
        ImportState state,
        int version,
        int lines,
        int fresh,
        int existing,
        int errors,
        PersonId checkedBy,
        Instant checkedAt,
        @Nullable PersonId committedBy,
        @Nullable Instant committedAt,
        @Nullable PersonId reversedBy,
        @Nullable Instant reversedAt,
        @Nullable String why,
        List<ImportRow.Fault> firstErrors)
        implements Versioned {
    ImportView {
        firstErrors = List.copyOf(firstErrors);
    }
}
