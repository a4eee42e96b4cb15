package io.setpoint.erp.warehousing;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.events.WaveCancelled;
import io.setpoint.contracts.values.OrderId;
import io.setpoint.contracts.values.WaveId;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import java.util.List;

/** Calls a wave off before anything of it was confirmed. */
final class CancelWave implements UseCase<CancelWave.Command, WaveView> {
    record Command(WaveId wave) {}

    @Override
    public Control control() {
        return Control.of("cancel-wave", "Calls off a wave of which nothing was confirmed.")
                .publishing(EventType.WAVE_CANCELLED)
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
                .filter(pick -> pick.taken() != null)
                .findFirst()
                .ifPresent(pick -> {
                    throw new Refused(
                            Problem.WRONG_STATE,
                            "Stop %d is confirmed; close the wave instead".formatted(pick.stopNo()));
                });
        List<OrderId> left = WaveRows.open(work, command.wave());
        sql.leaveOut(command.wave());
        sql.close(command.wave(), WaveState.CANCELLED, work.person(), work.now());
        work.publish(new WaveCancelled(command.wave(), wave.siteId(), left, work.person(), work.now()), wave.siteId());
        return WaveRows.get(work.handle(), command.wave());
    }
}
