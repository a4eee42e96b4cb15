package io.setpoint.erp.kernel;

import java.time.Clock;

/** What each capability is built on. */
public record Kernel(UseCases useCases, Reads reads, Clock clock) {}
