package io.setpoint.contracts.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.fixtures.EventJson;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @Property
    void whatIsAddedCanBeTakenAwayAndThousandthsAreExact(@ForAll @IntRange int a, @ForAll @IntRange int b) {
        Quantity first = Quantity.ofThousandths(a, "EA");
        Quantity second = Quantity.ofThousandths(b, "EA");

        assertThat(first.plus(second).minus(second)).isEqualTo(first);
        assertThat(first.plus(second).thousandths()).isEqualTo((long) a + b);
        assertThat(first.min(second).thousandths()).isEqualTo(Math.min(a, b));
    }

    @Test
    void unitsDoNotMix() {
        assertThatThrownBy(() -> Quantity.of(1, "EA").plus(Quantity.of(1, "CS")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EA and CS");
    }

    @Test
    void aQuantityIsTextOnTheWireAndReadsBack() throws Exception {
        String json = EventJson.mapper().writeValueAsString(Quantity.of("-2.5", "KG"));

        assertThat(json).isEqualTo("{\"value\":\"-2.500\",\"unit\":\"KG\"}");
        assertThat(EventJson.mapper().readValue(json, Quantity.class)).isEqualTo(Quantity.of("-2.5", "KG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SO-", "so-1", "SO-1;DROP", "SO-1 "})
    void anIdentifierRefusesWhatItsPatternDoesNotAllow(String text) {
        assertThatThrownBy(() -> new OrderId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
