package io.setpoint.platform.client;

/** Hears how far a long piece of work is. */
@FunctionalInterface
public interface Progress {
    /**
     * Called now and then, from any thread.
     *
     * @param share of the work done, 0 to 1
     * @param text what is being done
     */
    void at(double share, String text);
}
