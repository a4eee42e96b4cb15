package io.setpoint.erp.warehousing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.WaveClosed;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.List;

/** Ends a wave: orders of which nothing was taken are left out of it. */
final class CloseWave implements UseCase<CloseWave.Command, WaveView> {
    record Command(WaveId wave) {}

    @Override
    public Control control() {
        return Control.of("close-wave", "Ends a wave and leaves out the orders of which nothing was taken.")
                .publishing(EventType.WAVE_CLOSED)
                .refusing(Problem.NOT_FOUND, Problem.STALE_VERSION, Problem.WRONG_STATE);
    }

    @Override
    public Permission permission() {
        return Permission.PLAN_WAVES;
    }

    @Override
    public WaveView run(Command command, Work work) {
        WaveRows.Header wave = WaveRows.lock(work, command.wave(), permission());
        WaveRows.Sql sql = work.sql(WaveRows.Sql.class);
        sql.picks(command.wave()).stream()
                .filter(pick ->
                        pick.open() && pick.taken() != null && pick.taken().signum() > 0)
                .findFirst()
                .ifPresent(pick -> {
                    throw new Refused(
                            Problem.WRONG_STATE,
                            "Goods of %s are taken; confirm its other stops first".formatted(pick.orderId()));
                });
        List<OrderId> left = WaveRows.open(work, command.wave());
        sql.leaveOut(command.wave());
        sql.close(command.wave(), WaveState.CLOSED, work.person(), work.now());
        work.publish(new WaveClosed(command.wave(), wave.siteId(), left, work.person(), work.now()), wave.siteId());
        return WaveRows.get(work.handle(), command.wave());
    }
}
