package io.setpoint.erp.organization;

import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.Quantity;
import io.setpoint.erp.organization.api.BinKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bins that are alike.
 *
 * @param bins their ids, or patterns such as {@code A-{01..12}-{1..4}}
 * @param zone the part of the site they stand in
 * @param capacity of each, in base units of whatever stands in it; absent for no limit
 * @param sequence where the first of them comes on a walk through the site; each further one comes one later
 */
record BinGroup(
        List<String> bins,
        @Nullable String zone,
        BinKind kind,
        @Nullable BigDecimal capacity,
        @Nullable Integer sequence) {
    private static final Pattern ZONE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");
    private static final BigDecimal MOST = new BigDecimal("999999999");
    private static final int LAST = 1_000_000;

    BinGroup {
        bins = List.copyOf(bins);
        if (zone != null && !ZONE.matcher(zone).matches()) {
            throw new IllegalArgumentException("needs zones of 1 to 32 capitals, digits and hyphens");
        }
        if (capacity != null
                && (capacity.signum() <= 0
                        || capacity.compareTo(MOST) > 0
                        || capacity.stripTrailingZeros().scale() > Quantity.SCALE)) {
            throw new IllegalArgumentException("needs capacities above zero with at most three decimals");
        }
        if (sequence != null && (sequence < 0 || sequence > LAST)) {
            throw new IllegalArgumentException("needs sequences of 0 to " + LAST);
        }
    }

    /** The bins one by one. */
    List<Bin> each() {
        List<BinId> ids = BinPattern.bins(bins);
        return IntStream.range(0, ids.size())
                .mapToObj(i -> new Bin(ids.get(i), zone, kind, capacity, sequence == null ? null : sequence + i))
                .toList();
    }

    /** One bin. */
    record Bin(
            BinId bin,
            @Nullable String zone,
            BinKind kind,
            @Nullable BigDecimal capacity,
            @Nullable Integer sequence) {
        /** Whether this one may follow the other in a group. */
        boolean follows(Bin other) {
            return Objects.equals(zone, other.zone)
                    && kind == other.kind
                    && same(capacity, other.capacity)
                    && Objects.equals(sequence, other.sequence == null ? null : Integer.valueOf(other.sequence + 1));
        }

        private static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
            return a == null ? b == null : b != null && a.compareTo(b) == 0;
        }
    }
}
