package io.setpoint.platform.imports;

import io.setpoint.platform.client.HistoryOrder;
import io.setpoint.platform.client.Imported;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a file. Each row is in exactly one of: in, already there, refused.
 *
 * @param dryRun nothing was written; what counts as in is what would be tried
 * @param refusals a sentence each, with the line of the file
 */
public record ImportSummary(
        boolean dryRun,
        int rowsRead,
        int ordersIn,
        int ordersAlreadyThere,
        int linesIn,
        int linesAlreadyThere,
        int linesRefused,
        List<String> refusals) {
    public ImportSummary {
        refusals = List.copyOf(refusals);
    }

    static ImportSummary dryRun(int rowsRead, MappedOrders mapped) {
        Set<String> all = mapped.orders().stream().map(HistoryOrder::order).collect(Collectors.toSet());
        return of(true, rowsRead, mapped, all, Set.of(), List.of());
    }

    /**
     * Adds up what the platform answered.
     *
     * @param in orders that came in
     * @param there orders that were there already
     * @param refused orders the platform did not take
     */
    static ImportSummary of(
            int rowsRead, MappedOrders mapped, Set<String> in, Set<String> there, List<Imported.Refused> refused) {
        return of(false, rowsRead, mapped, in, there, refused);
    }

    private static ImportSummary of(
            boolean dryRun,
            int rowsRead,
            MappedOrders mapped,
            Set<String> in,
            Set<String> there,
            List<Imported.Refused> refused) {
        Map<String, String> reasons = new HashMap<>();
        refused.forEach(refusal -> reasons.put(refusal.document(), refusal.reason()));
        List<MappedOrders.Refusal> lines = new ArrayList<>(mapped.refusals());
        reasons.forEach((order, reason) -> mapped.linesOfOrder()
                .getOrDefault(order, List.of())
                .forEach(line -> lines.add(new MappedOrders.Refusal(line, order, reason))));
        lines.sort(Comparator.comparingLong(MappedOrders.Refusal::line));
        return new ImportSummary(
                dryRun,
                rowsRead,
                in.size(),
                there.size(),
                lines(mapped, in),
                lines(mapped, there),
                lines.size(),
                lines.stream()
                        .map(line -> "line " + line.line() + (line.order().isEmpty() ? "" : " (" + line.order() + ")")
                                + ": " + line.reason())
                        .toList());
    }

    private static int lines(MappedOrders mapped, Set<String> orders) {
        return mapped.orders().stream()
                .filter(order -> orders.contains(order.order()))
                .mapToInt(order -> order.lines().size())
                .sum();
    }
}
