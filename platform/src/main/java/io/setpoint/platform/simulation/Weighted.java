package io.setpoint.platform.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Draws from a list by weight. */
final class Weighted<T> {
    private final List<T> choices;
    private final double[] upTo;

    Weighted(List<T> choices, ToDoubleFunction<T> weight) {
        this.choices = List.copyOf(choices);
        this.upTo = new double[choices.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weight.applyAsDouble(choices.get(i));
            upTo[i] = sum;
        }
    }

    T draw(Random random) {
        int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return choices.get(Math.min(at >= 0 ? at + 1 : -at - 1, choices.size() - 1));
    }
}
