package io.setpoint.erp.inventory;

import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.LotNumber;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.kernel.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a counter gets: where to count what. It has no book quantity and no earlier result, because counts are blind. */
public record CountSheet(
        CountId count, SiteId site, CountType countType, CountState state, int version, List<Line> lines)
        implements Versioned {
    public CountSheet {
        lines = List.copyOf(lines);
    }

    /**
     * One line to count.
     *
     * @param round 1, or 2 where another person has to count again
     * @param lot its lot or serial, if the item is tracked
     * @param open whether it still has to be counted
     */
    public record Line(
            int lineNo,
            Sku item,
            BinId bin,
            int round,
            boolean open,
            @Nullable LotNumber lot) {}
}
