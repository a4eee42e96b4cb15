package io.setpoint.streaming.facts;

/** Whether the book was right, by the tolerance of the item's class (KPI.md: ira): A 1%, B 3%, C 5%, any other 0%. */
final class CountAccuracy {
    private CountAccuracy() {}

    /** Exact: {@code |counted - book| <= tolerance x book}, and a book of 0 requires a count of 0. */
    static boolean isAccurate(String abc, long book, long counted) {
        long variance = Math.abs(Math.subtractExact(counted, book));
        return variance == 0 || Math.multiplyExact(variance, 100L) <= Math.multiplyExact(percent(abc), book);
    }

    private static long percent(String abc) {
        return switch (abc) {
            case "A" -> 1;
            case "B" -> 3;
            case "C" -> 5;
            default -> 0;
        };
    }
}
