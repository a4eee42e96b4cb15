package io.setpoint.erp.organization;

import io.setpoint.contracts.values.BinId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bins by pattern: {@code A-{01..12}-{1..4}} is A-01-1 to A-12-4. The digits of the first bound say how wide it is. */
final class BinPattern {
    private static final Pattern RANGE = Pattern.compile("\\{([0-9]{1,4})\\.\\.([0-9]{1,4})}");

    private BinPattern() {}

    /** All bins of these patterns; refuses more than a site may have. */
    static List<BinId> bins(List<String> patterns) {
        List<BinId> bins = new ArrayList<>();
        patterns.forEach(pattern -> expand(pattern, bins));
        return bins;
    }

    private static void expand(String pattern, List<BinId> bins) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            if (bins.size() == OpenSite.MOST_BINS) {
                throw new IllegalArgumentException("describes more than " + OpenSite.MOST_BINS + " bins");
            }
            bins.add(new BinId(pattern));
            return;
        }
        String width = "%0" + range.group(1).length() + "d";
        for (int i = Integer.parseInt(range.group(1)); i <= Integer.parseInt(range.group(2)); i++) {
            expand(pattern.substring(0, range.start()) + width.formatted(i) + pattern.substring(range.end()), bins);
        }
    }
}
