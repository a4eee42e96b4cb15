package io.setpoint.platform.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    @Test
    void workOfAThreadShowsInTheTimeOfItsProcess() {
        long before = ProcessorTime.millis(ProcessHandle.current().pid());
        long worked = work(300);
        long after = ProcessorTime.millis(ProcessHandle.current().pid());

        // The clock ticks every ten milliseconds.
        assertThat(after - before).isGreaterThanOrEqualTo(worked - 20);
    }

    @Test
    void aChildCountsWhileItRunsAndAfterItHasEnded() throws Exception {
        long before = ProcessorTime.millis(ProcessHandle.current().pid());
        Process child = new ProcessBuilder("bash", "-c", "for ((i = 0; i < 300000; i++)); do :; done; read").start();
        long own = 0;
        while (ProcessorTime.millis(child.pid()) < 200) {
            own += work(20);
        }
        long during = ProcessorTime.millis(ProcessHandle.current().pid()) - before;
        child.getOutputStream().close();
        child.waitFor();
        long afterwards = ProcessorTime.millis(ProcessHandle.current().pid()) - before;

        assertThat(during).isGreaterThanOrEqualTo(own + 150);
        assertThat(afterwards).isGreaterThanOrEqualTo(during - 20);
    }

    @Test
    void whatAVirtualMachineCompilesIsAPartOfItsTime() {
        long pid = ProcessHandle.current().pid();

        assertThat(ProcessorTime.compilerMillis(pid)).isPositive().isLessThan(ProcessorTime.millis(pid));
    }

    @Test
    void aProcessThatIsGoneTakesNone() throws Exception {
        Process child = new ProcessBuilder("true").start();
        child.waitFor();

        assertThat(ProcessorTime.millis(child.pid())).isZero();
        assertThat(ProcessorTime.compilerMillis(child.pid())).isZero();
    }

    /** Works for so many milliseconds of processor time, at least, and says how many they were. */
    private static long work(long millis) {
        var threads = ManagementFactory.getThreadMXBean();
        long from = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - from < millis * 1_000_000) {
            Thread.onSpinWait();
        }
        return (threads.getCurrentThreadCpuTime() - from) / 1_000_000;
    }
}
