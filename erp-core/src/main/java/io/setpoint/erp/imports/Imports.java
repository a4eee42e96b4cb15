package io.setpoint.erp.imports;

import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import java.util.List;

/** The capability imports. */
public final class Imports implements Capability {
    private final List<ImportTarget> targets;
    private final RecordImport recordImport;
    private final CommitImport commitImport;
    private final UndoImport undoImport;

    public Imports(List<ImportTarget> targets) {
        this.targets = List.copyOf(targets);
        this.recordImport = new RecordImport(targets);
        this.commitImport = new CommitImport(targets);
        this.undoImport = new UndoImport(targets);
    }

    @Override
    public List<Object> resources() {
        return List.of(new ImportResource(targets, recordImport, commitImport, undoImport));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(recordImport, commitImport, undoImport);
    }
}
