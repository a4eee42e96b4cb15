package io.setpoint.streaming.facts;

import static io.setpoint.streaming.facts.Orders.each;
import static io.setpoint.streaming.facts.Orders.numerator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.events.AdjustmentPosted;
import io.setpoint.contracts.events.AdjustmentReason;
import io.setpoint.contracts.kpi.Kpi;
import io.setpoint.contracts.values.AdjustmentId;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Money;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdjustmentDocumentTest {
    @Test
    void g18AReversedAdjustmentCountsTwiceInAbsoluteValueAndNotAtAllNetOfReversals() {
        AdjustmentDocument document = AdjustmentDocument.NONE
                .apply("HALDEN", posted("ADJ-1", null, 10), 1)
                .apply("HALDEN", posted("ADJ-2", "ADJ-1", -10), 2);

        assertThat(numerator(Kpi.ADJUSTMENT_VALUE_NET, document.facts())).isZero();
        assertThat(numerator(Kpi.ADJUSTMENT_VALUE_ABSOLUTE, document.facts())).isEqualTo(2_000_000);
        assertThat(numerator(Kpi.ADJUSTMENT_VALUE_ABSOLUTE_NET_OF_REVERSALS, document.facts()))
                .isZero();
        assertThat(numerator(Kpi.ADJUSTMENT_COUNT, document.facts())).isEqualTo(2);
    }

    @Test
    void anAdjustmentThatStandsCountsInAll() {
        AdjustmentDocument document = AdjustmentDocument.NONE.apply("HALDEN", posted("ADJ-1", null, -10), 1);

        assertThat(numerator(Kpi.ADJUSTMENT_VALUE_NET, document.facts())).isEqualTo(-1_000_000);
        assertThat(numerator(Kpi.ADJUSTMENT_VALUE_ABSOLUTE, document.facts())).isEqualTo(1_000_000);
        assertThat(numerator(Kpi.ADJUSTMENT_VALUE_ABSOLUTE_NET_OF_REVERSALS, document.facts()))
                .isEqualTo(1_000_000);
        assertThat(document.facts().get(0).toFact().measure("minus")).isEqualTo(1_000_000);
        assertThat(document.facts().get(0).toFact().measure("plus")).isZero();
    }

    @Test
    void anAdjustmentIsPostedOnce() {
        AdjustmentDocument document = AdjustmentDocument.NONE.apply("HALDEN", posted("ADJ-1", null, -10), 1);

        assertThatThrownBy(() -> document.apply("HALDEN", posted("ADJ-1", null, -10), 2))
                .hasMessageContaining("posted before");
    }

    private static AdjustmentPosted posted(String id, @Nullable String reversalOf, int quantity) {
        Money cost = Money.of("10", "EUR");
        return new AdjustmentPosted(
                new AdjustmentId(id),
                new SiteId("GOT1"),
                Orders.ZONE,
                new Sku("item-1"),
                "Safety",
                new BinId("C-14-2"),
                each(quantity),
                cost,
                cost.times(each(quantity)),
                AdjustmentReason.DAMAGE,
                reversalOf == null ? null : new AdjustmentId(reversalOf),
                new PersonId("k.lind"),
                null,
                Orders.MONDAY_NINE);
    }
}
