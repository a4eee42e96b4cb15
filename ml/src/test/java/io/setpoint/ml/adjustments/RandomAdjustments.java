package io.setpoint.ml.adjustments;

import static io.setpoint.contracts.events.AdjustmentReason.CORRECTION;
import static io.setpoint.contracts.events.AdjustmentReason.COUNT;
import static io.setpoint.contracts.events.AdjustmentReason.DAMAGE;
import static io.setpoint.contracts.events.AdjustmentReason.EXPIRY;
import static io.setpoint.contracts.events.AdjustmentReason.FOUND;

import io.setpoint.contracts.events.AdjustmentReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A made-up site with honest people, among whose adjustments some look like a pattern, and a few dishonest ones. Seeded:
 * equal seeds give equal logs.
 */
record RandomAdjustments(AdjustmentLog log, List<AdjustmentEvaluation.Label> labels) {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int PEOPLE = 10;
    private static final int ITEMS = 300;

    static RandomAdjustments of(long seed, int days) {
        Writer writer = new Writer(new Random(seed));
        for (int day = 0; day < days; day++) {
            writer.day(day);
            if (day >= 20 && day < days - 12 && day % 6 == 0) {
                writer.scheme(day);
            }
        }
        return new RandomAdjustments(writer.log, writer.labels);
    }

    private static final class Writer {
        private final Random random;
        private final AdjustmentLog log = new AdjustmentLog();
        private final List<AdjustmentEvaluation.Label> labels = new ArrayList<>();
        private int number = 1000;
        private int schemes;

        Writer(Random random) {
            this.random = random;
        }

        void day(int day) {
            for (int i = 0; i < 40; i++) {
                // a few items sell every day
                log.shipped(
                        item((int) (ITEMS * StrictMath.pow(random.nextDouble(), 3))),
                        1 + random.nextInt(5),
                        shift(day, 0));
            }
            for (int person = 0; person < PEOPLE; person++) {
                for (int i = 0; i < 6; i++) {
                    log.worked(person(person), shift(day, person));
                }
            }
            for (int i = 0; i < 25; i++) {
                honest(day);
            }
        }

        private void honest(int day) {
            int person = random.nextInt(PEOPLE);
            int item = random.nextInt(ITEMS);
            Instant at = shift(day, person);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> {
                    int variance = random.nextInt(9) - 4;
                    String count = "CC-" + ++number;
                    log.counted(count, item(item), 50, 50 + variance, person(person), at);
                    if (variance != 0) {
                        adjust(random.nextInt(PEOPLE), item, variance, COUNT, at.plusSeconds(900))
                                .count(count, person(person))
                                .propose();
                    }
                }
                case 3 -> adjust(person, item, 1 + random.nextInt(4), FOUND, at).propose();
                case 4 ->
                    adjust(person, item, -1 - random.nextInt(9), EXPIRY, at)
                            .note("Past date")
                            .propose();
                case 5 -> {
                    // looks like a pattern, but with a note: near the limit, late, or two of one truck
                    int units = Math.max(1, (int) (480 / cost(item)));
                    adjust(person, item, -units, DAMAGE, random.nextBoolean() ? at : at.plusSeconds(36_000))
                            .note("Pallet fell from the rack")
                            .propose();
                }
                default -> {
                    AdjustmentLog.Draft damage = adjust(person, item, -1 - random.nextInt(4), DAMAGE, at);
                    (random.nextInt(4) > 0 ? damage.note("Packaging crushed") : damage).propose();
                }
            }
        }

        void scheme(int day) {
            int person = random.nextInt(PEOPLE);
            int dear = dear();
            Instant at = shift(day, person);
            String scheme = "scheme-" + ++schemes;
            switch (schemes % 8) {
                case 0 ->
                    twice(day, d -> suspicious("JUST_UNDER", scheme, person, dear(), -1, DAMAGE, shift(d, person)));
                case 1 ->
                    twice(
                            day,
                            d -> suspicious(
                                    "AFTER_HOURS",
                                    scheme,
                                    person,
                                    dear(),
                                    3,
                                    DAMAGE,
                                    shift(d, person).plusSeconds(12 * 3600)));
                case 2 -> {
                    suspicious("PAIR", scheme, person, dear, 4, DAMAGE, at);
                    int units = 4;
                    label("PAIR", scheme);
                    adjust(person, dear, units, CORRECTION, at.plus(Duration.ofDays(2)))
                            .propose();
                }
                case 3 -> twice(day, d -> suspicious("NO_COUNT", scheme, person, dear(), 6, COUNT, shift(d, person)));
                case 4 -> {
                    suspicious("BEFORE_COUNT", scheme, person, dear, 4, DAMAGE, at);
                    log.counted(
                            "CC-" + ++number, item(dear), 50, 50, person(random.nextInt(PEOPLE)), at.plusSeconds(5400));
                }
                case 5 -> {
                    for (int i = 0; i < 5; i++) {
                        suspicious("REPEAT", scheme, person, dear, 1, DAMAGE, shift(day + 2 * i, person));
                    }
                }
                case 6 -> {
                    suspicious("THEN_SHIPPED", scheme, person, dear, 3, DAMAGE, at);
                    log.shipped(item(dear), 3, at.plusSeconds(3 * 3600));
                }
                default -> {
                    for (int i = 0; i < 3; i++) {
                        suspicious("SPLIT", scheme, person, dear, -1, DAMAGE, at.plusSeconds(400L * i));
                    }
                }
            }
        }

        private void suspicious(
                String pattern, String scheme, int person, int item, int units, AdjustmentReason reason, Instant at) {
            int quantity = units > 0 ? units : Math.max(1, (int) (495 / cost(item)));
            label(pattern, scheme);
            adjust(person, item, -quantity, reason, at).propose();
        }

        private void label(String pattern, String scheme) {
            labels.add(new AdjustmentEvaluation.Label("ADJ-" + (number + 1), pattern, scheme));
        }

        private void twice(int day, java.util.function.IntConsumer once) {
            once.accept(day);
            once.accept(day + 3);
        }

        private AdjustmentLog.Draft adjust(int person, int item, int quantity, AdjustmentReason reason, Instant at) {
            return log.adjustment(
                    "ADJ-" + ++number,
                    person(person),
                    item(item),
                    quantity,
                    String.format(Locale.ROOT, "%.2f", cost(item)),
                    reason,
                    at);
        }

        private int dear() {
            return ITEMS - 1 - random.nextInt(60);
        }

        /** The last items are the dear ones, and sell rarely. */
        private static double cost(int item) {
            return 2 + 90.0 * item / ITEMS * item / ITEMS;
        }

        private static String item(int item) {
            return "IT-" + item;
        }

        private static String person(int person) {
            return "person" + person;
        }

        /** Half of the people work from 6, the others from 14. */
        private Instant shift(int day, int person) {
            return START.plus(Duration.ofDays(day))
                    .plus(Duration.ofHours(person % 2 == 0 ? 6 : 14))
                    .plusSeconds(random.nextInt(8 * 3600));
        }
    }
}
