package io.setpoint.platform.simulation;

import io.setpoint.platform.client.HistoryOrder;
import org.jspecify.annotations.Nullable;

/** @param cause why it was late or short, null if it was neither */
record PlannedOrder(HistoryOrder document, @Nullable LatenessCause cause) {}
