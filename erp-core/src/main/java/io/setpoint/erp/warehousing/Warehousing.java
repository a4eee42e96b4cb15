package io.setpoint.erp.warehousing;

import io.setpoint.erp.inventory.api.StockReservations;
import io.setpoint.erp.kernel.Capability;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.sales.api.ShippableOrders;
import io.setpoint.erp.shipping.api.PickConfirmation;
import java.time.Clock;
import java.util.List;

/** The capability warehousing. */
public final class Warehousing implements Capability {
    private final TakeTask takeTask = new TakeTask();
    private final GiveBackTask giveBackTask = new GiveBackTask();
    private final CreateWave createWave = new CreateWave();
    private final ConfirmStop confirmStop;
    private final CloseWave closeWave = new CloseWave();
    private final CancelWave cancelWave = new CancelWave();
    private final Clock clock;

    public Warehousing(ShippableOrders orders, StockReservations stock, PickConfirmation picks, Clock clock) {
        this.confirmStop = new ConfirmStop(orders, stock, picks);
        this.clock = clock;
    }

    @Override
    public List<Object> resources() {
        return List.of(
                new TaskResource(takeTask, giveBackTask, clock),
                new WaveResource(createWave, confirmStop, closeWave, cancelWave));
    }

    @Override
    public List<UseCase<?, ?>> useCases() {
        return List.of(takeTask, giveBackTask, createWave, confirmStop, closeWave, cancelWave);
    }
}
