package io.setpoint.erp.imports.api;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One kind of file: its columns, and what its rows become. */
public interface ImportTarget {
    /** As it stands in the address, such as {@code items}. */
    String kind();

    /** What one needs, for the whole company, to check, commit and take back such a file. */
    Permission permission();

    /** The columns a file must have. */
    List<String> needed();

    /** The columns a file may have besides. */
    List<String> possible();

    /** The use cases its rows go through. */
    List<UseCase<?, ?>> useCases();

    /** A new file of a company. */
    Batch begin(CompanyId company);

    /** Says, a sentence each, what was built meanwhile on what a file created. */
    List<String> builtOn(Work work, List<String> keys);

    /** Takes back what a file created, on which nothing was built. */
    void undo(Work work, List<String> keys, String why);

    /** The rows of one file, some hundred at a time, in their order. */
    interface Batch {
        /** Finds what is wrong with rows, also with each other and with those before; writes nothing. */
        void check(Handle handle, List<ImportRow> rows);

        /** Writes the rows that were checked last and are right. */
        void write(Work work);

        /** How many rows were new. */
        int fresh();

        /** How many say what is there already. */
        int existing();

        /** What was created, by keys the target knows again. */
        List<String> created();
    }
}
