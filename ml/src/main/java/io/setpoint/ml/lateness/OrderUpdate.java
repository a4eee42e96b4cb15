package io.setpoint.ml.lateness;

import java.util.List;

/**
 * What one event changed at a site.
 *
 * @param toScore order units to be scored now
 * @param outcomes order units whose commit day has ended
 * @param closed orders of which nothing is open any more
 */
public record OrderUpdate(List<OrderFacts> toScore, List<OrderOutcome> outcomes, List<String> closed) {
    public OrderUpdate {
        toScore = List.copyOf(toScore);
        outcomes = List.copyOf(outcomes);
        closed = List.copyOf(closed);
    }
}
