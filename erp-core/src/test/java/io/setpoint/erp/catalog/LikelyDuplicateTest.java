package io.setpoint.erp.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.catalog.LikelyDuplicates.Likely;
import io.setpoint.erp.catalog.LikelyDuplicates.Named;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LikelyDuplicateTest {
    private static final Actor ADAM = Warehouse.person("adam", Role.ADMINISTRATOR);
    /** The rules were written against the seeds 1 to 3. */
    private static final long UNSEEN = 20_261_123;

    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void build() {
        Warehouse.build(erp);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    private static CreateItems.Item item(String code, String name, @Nullable String barcode, @Nullable String because) {
        return new CreateItems.Item(
                new Sku(code),
                name,
                "valves",
                "A",
                "EA",
                BigDecimal.TEN,
                BigDecimal.ONE,
                null,
                null,
                barcode == null ? null : List.of(new ItemBarcode(new Barcode(barcode), BigDecimal.ONE)),
                because);
    }

    private void create(CreateItems.Item... items) {
        erp.run(new CreateItems(), new CreateItems.Command(Arrays.asList(items)), ADAM);
    }

    private Refused refused(Problem problem, CreateItems.Item... items) {
        int before = erp.rows("item") + erp.rows("item_key") + erp.rows("event") + erp.rows("audit");
        Refused refused = Attempts.refused(problem, () -> {
            create(items);
            return "created";
        });
        assertThat(erp.rows("item") + erp.rows("item_key") + erp.rows("event") + erp.rows("audit"))
                .isEqualTo(before);
        return refused;
    }

    @Test
    void anItemThatLooksLikeAnotherNeedsAReasonThatGoesToTheAudit() {
        create(item("P-1", "Hex bolt stainless steel M8x40", null, null));
        Refused refused = refused(
                Problem.LIKELY_DUPLICATE,
                item("P-8", "Wing nut M8", null, null),
                item("P-9", "SS bolt, hex, M8 x 40 mm", null, null));
        assertThat(refused.errors()).hasSize(1);
        assertThat(refused.errors().get(0).field()).isEqualTo("items[1]");
        assertThat(refused.errors().get(0).message())
                .isEqualTo("P-9 looks like P-1 \"Hex bolt stainless steel M8x40\": the names mean the same.");
        create(item("P-9", "SS bolt, hex, M8 x 40 mm", null, "half thread"));
        assertThat(erp.rows("audit where detail -> 'distinctBecause' ->> 'P-9' = 'half thread'"))
                .isEqualTo(1);
        assertThat(existing()).containsExactly("P-1 P-9");
    }

    @Test
    void aCodeThatReadsLikeAnotherAndANewItemLikeAnotherNewOneAreFound() {
        create(item("AB-10", "Gasket", null, null));
        assertThat(refused(Problem.LIKELY_DUPLICATE, item("ABIO", "Seal kit", null, null))
                        .detail())
                .contains("the codes read the same");
        create(item("ABIO", "Seal kit 4", null, null));
        assertThat(refused(
                                Problem.LIKELY_DUPLICATE,
                                item("X-1", "Pump housing 12", null, null),
                                item("Y-1", "housing pump 12 pcs", null, null))
                        .errors())
                .hasSize(1);
        create(
                item("X-1", "Pump housing 12", null, null),
                item("Y-1", "housing pump 12 pcs", null, "cast, not forged"));
    }

    @Test
    void theSameBarcodeIsRefusedWhateverTheReason() {
        create(item("P-1", "Glove", "4006381333931", null));
        refused(Problem.BARCODE_TAKEN, item("P-2", "Helmet", "4006381333931", "another one"));
    }

    private List<String> existing() {
        return erp
                .reads()
                .in(ErpFixture.COMPANY, handle -> LikelyDuplicates.existing(handle, null, 200))
                .items()
                .stream()
                .map(pair -> pair.item() + " " + pair.like())
                .toList();
    }

    @Test
    void seededDuplicatesAreFoundAndLookAlikesAreNot() {
        for (long seed : List.of(1L, 2L, 3L)) {
            new Seeded(seed).score();
        }
        double[] score = new Seeded(UNSEEN).score();
        assertThat(score[0]).as("recall").isGreaterThanOrEqualTo(0.95);
        assertThat(score[1]).as("precision").isGreaterThanOrEqualTo(0.8);
    }

    /** A catalogue, items that are the same by another spelling, and look-alikes that are not. */
    private static final class Seeded {
        private static final List<String> NOUNS = List.of(
                "ball valve",
                "gate valve",
                "hex bolt",
                "hex nut",
                "flat washer",
                "bearing housing",
                "pump gasket",
                "hose clamp",
                "cable gland",
                "pipe elbow",
                "pressure gauge",
                "safety glove",
                "filter cartridge",
                "drive belt",
                "power supply",
                "mounting bracket",
                "lock ring",
                "shaft seal",
                "check valve",
                "terminal block");
        private static final List<String> STUFF = List.of(
                "stainless steel",
                "galvanised",
                "brass",
                "nylon",
                "rubber",
                "zinc plated",
                "aluminium",
                "copper",
                "heavy duty",
                "plastic");
        private static final List<String> TRAITS = List.of(
                "black",
                "white",
                "red",
                "blue",
                "green",
                "yellow",
                "inner",
                "outer",
                "left",
                "right",
                "male",
                "female",
                "long",
                "short",
                "large",
                "small",
                "standard",
                "premium");
        private static final Map<String, String> SHORT = Map.ofEntries(
                Map.entry("stainless steel", "SS"),
                Map.entry("galvanised", "galv."),
                Map.entry("galvanised ", "glv "),
                Map.entry("heavy duty", "HD"),
                Map.entry("aluminium", "alu"),
                Map.entry("black", "blk"),
                Map.entry("white", "wht"),
                Map.entry("green", "grn"),
                Map.entry("valve", "vlv"),
                Map.entry("washer", "wshr"),
                Map.entry("bearing", "brg"),
                Map.entry("bracket", "brkt"),
                Map.entry("standard", "std"),
                Map.entry("premium", "prem"),
                Map.entry("pressure", "press"),
                Map.entry("cartridge", "cartr"),
                Map.entry("mounting", "mtg"),
                Map.entry("terminal", "term"),
                Map.entry("large", "lg"));

        private final long seed;
        private final Random random;
        private final Set<String> names = new HashSet<>();

        Seeded(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        double[] score() {
            List<Named> catalogue = new ArrayList<>();
            while (catalogue.size() < 600) {
                String name = name();
                if (names.add(name)) {
                    catalogue.add(new Named(new Sku("A" + seed + "-" + catalogue.size()), name));
                }
            }
            Map<Sku, Sku> same = new HashMap<>();
            List<Named> arriving = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                Named original = catalogue.get(i);
                Named again = new Named(new Sku("D" + seed + "X" + i), respelled(original.name()));
                same.put(again.item(), original.item());
                arriving.add(again);
                String other = lookAlike(original.name());
                if (names.add(other)) {
                    arriving.add(new Named(new Sku("L" + seed + "X" + i), other));
                }
            }
            Collections.shuffle(arriving, random);
            LikelyDuplicates duplicates = new LikelyDuplicates();
            List<Likely> noise = duplicates.among(catalogue);
            List<Likely> found = duplicates.among(arriving);
            long right = found.stream()
                    .filter(pair -> pair.like().equals(same.get(pair.item())))
                    .count();
            double recall = (double) right / same.size();
            double precision = (double) right / (found.size() + noise.size());
            System.out.printf(
                    "seed %d: %d of %d duplicates found, %d false: recall %.3f, precision %.3f%n",
                    seed, right, same.size(), found.size() + noise.size() - right, recall, precision);
            return new double[] {recall, precision};
        }

        private String name() {
            return "%s %s %s M%dx%d"
                    .formatted(
                            one(NOUNS),
                            one(STUFF),
                            one(TRAITS),
                            4 + 2 * random.nextInt(8),
                            10 + 5 * random.nextInt(30));
        }

        private String one(List<String> values) {
            return values.get(random.nextInt(values.size()));
        }

        private String respelled(String name) {
            String respelled = name;
            int ways = 1 + random.nextInt(3);
            for (int i = 0; i < ways; i++) {
                respelled = switch (random.nextInt(4)) {
                    case 0 -> mistyped(respelled);
                    case 1 -> reordered(respelled);
                    case 2 -> noisy(respelled);
                    default -> shortened(respelled);
                };
            }
            return respelled.equals(name) ? mistyped(name) : respelled;
        }

        /** One letter of a longer word is lost, doubled, replaced or swapped with its neighbour. */
        private String mistyped(String name) {
            String[] words = name.split(" ", -1);
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(words.length);
                String word = words[at];
                if (word.length() >= 5 && word.chars().allMatch(Character::isLetter)) {
                    int letter = random.nextInt(word.length() - 1);
                    words[at] = switch (random.nextInt(4)) {
                        case 0 -> word.substring(0, letter) + word.substring(letter + 1);
                        case 1 -> word.substring(0, letter) + word.charAt(letter) + word.substring(letter);
                        case 2 ->
                            word.substring(0, letter) + (char) ('a' + random.nextInt(26)) + word.substring(letter + 1);
                        default ->
                            word.substring(0, letter)
                                    + word.charAt(letter + 1)
                                    + word.charAt(letter)
                                    + word.substring(letter + 2);
                    };
                    break;
                }
            }
            return String.join(" ", words);
        }

        private String reordered(String name) {
            List<String> words = new ArrayList<>(List.of(name.split(" ", -1)));
            Collections.shuffle(words, random);
            return String.join(" ", words);
        }

        private String noisy(String name) {
            return switch (random.nextInt(5)) {
                case 0 -> name + " pcs";
                case 1 -> name.replaceAll("M(\\d+)x(\\d+)", "M$1 x $2 mm");
                case 2 -> name.toUpperCase(java.util.Locale.ROOT) + " (EA)";
                case 3 -> name.replaceAll("M(\\d+)x(\\d+)", "M$1.0x$2mm");
                default -> name.replace(" ", ", ") + ".";
            };
        }

        private String shortened(String name) {
            List<String> fitting =
                    SHORT.keySet().stream().filter(name::contains).sorted().toList();
            if (fitting.isEmpty()) {
                return name;
            }
            String longer = one(fitting);
            return name.replace(longer, SHORT.getOrDefault(longer, longer));
        }

        /** Another size, another colour or side, another stuff, another thing. */
        private String lookAlike(String name) {
            return switch (random.nextInt(4)) {
                case 0 -> name.replaceAll("x(\\d+)", "x" + (200 + random.nextInt(100)));
                case 1 -> exchanged(name, TRAITS);
                case 2 -> exchanged(name, STUFF);
                default -> exchanged(name, NOUNS);
            };
        }

        private String exchanged(String name, List<String> values) {
            return values.stream()
                    .filter(value -> (" " + name + " ").contains(" " + value + " "))
                    .findFirst()
                    .map(value -> name.replace(value, one(values)))
                    .orElse(name);
        }
    }
}
