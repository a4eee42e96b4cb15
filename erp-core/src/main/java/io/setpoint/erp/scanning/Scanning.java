package io.setpoint.erp.scanning;

import io.setpoint.erp.inventory.api.ScannedStock;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.shipping.api.PickConfirmation;
import java.time.Clock;
import java.util.List;

/** The capability scanning. */
public final class Scanning implements Capability {
    private final OpenScans openScans = new OpenScans();
    private final AddScan addScan = new AddScan();
    private final UndoScan undoScan = new UndoScan();
    private final ConfirmScans confirmScans;
    private final Clock clock;

    public Scanning(ScannedStock stock, PickConfirmation picks, Clock clock) {
        this.confirmScans = new ConfirmScans(stock, picks);
        this.clock = clock;
    }

    @Override
    public List<Object> resources() {
        return List.of(new ScanResource(openScans, addScan, undoScan, confirmScans, clock));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(openScans, addScan, undoScan, confirmScans);
    }
}
