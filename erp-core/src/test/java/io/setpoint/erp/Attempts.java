package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Attempts that are refused, and attempts made at the same moment. */
public final class Attempts {
    private Attempts() {}

    /** Runs it and expects this refusal. */
    public static Refused refused(Problem problem, Callable<?> action) {
        try {
            Object answer = action.call();
            throw new AssertionError("not refused: " + answer);
        } catch (Refused refused) {
            assertThat(refused.problem()).isEqualTo(problem);
            return refused;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Starts them all at once and gives back answers and exceptions in their order. */
    public static <T> List<Object> inParallel(List<Callable<T>> actions) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            List<Object> answers = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(actions)) {
                try {
                    answers.add(future.get());
                } catch (ExecutionException e) {
                    answers.add(e.getCause());
                }
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
