package io.setpoint.platform.simulation;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Draws by weight like {@link Weighted}, but each choice once before, so that the first minutes show them all. */
final class Deck<T> {
    private final List<T> choices;
    private final Weighted<T> weighted;
    private int shown;

    Deck(List<T> choices, ToDoubleFunction<T> weight) {
        this.choices = List.copyOf(choices);
        this.weighted = new Weighted<>(choices, weight);
    }

    T draw(Random random) {
        return shown < choices.size() ? choices.get(shown++) : weighted.draw(random);
    }
}
