package io.setpoint.platform.simulation;

/**
 * What the simulator knows about a document and no module may read.
 *
 * @param kind {@code adjustment} or {@code order}
 * @param document its id
 * @param pattern a {@link SuspiciousPattern} or a {@link LatenessCause}
 * @param occurrence documents of one scheme share it
 * @param genuine false for an innocent document that only looks like the pattern
 */
record Label(String kind, String document, String pattern, String occurrence, boolean genuine) {}
