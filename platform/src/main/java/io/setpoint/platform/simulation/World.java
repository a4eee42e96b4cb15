package io.setpoint.platform.simulation;

import io.setpoint.contracts.events.SupplierRisk;
import io.setpoint.contracts.values.Barcode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Who and what the simulated distributor consists of: a pure function of the seed. */
record World(long seed, List<Company> companies) {
    World {
        companies = List.copyOf(companies);
    }

    /** How a warehouse receives, picks and counts. The three are not comparable, and the KPIs should show it. */
    enum Discipline {
        /** Posts each receipt as it leaves the dock, straight into storage; picks in waves; recounts what differs. */
        POSTS_AT_ONCE(1),
        /** Stages receipts for hours before it posts them, and checks them before they are put away. */
        STAGES_FOR_HOURS(3),
        /** Puts away what came in without a look at it; skips a part of its counts and all recounts. */
        SKIPS_CHECKS(2);

        private final int receiveSteps;

        Discipline(int receiveSteps) {
            this.receiveSteps = receiveSteps;
        }

        int receiveSteps() {
            return receiveSteps;
        }
    }

    /** @param limit value of one adjustment from which a second person must approve, in company currency */
    record Site(
            String id,
            String name,
            ZoneId zone,
            List<String> bins,
            BigDecimal limit,
            BigDecimal dailyLimit,
            Discipline discipline,
            int ordersPerWorkday) {
        /** Where goods come in that are put away later. */
        static final String DOCK = "DOCK-1";
        /** Where goods stand aside for a while. */
        static final String OVERFLOW = "X-01-1";

        private static final int RESERVE_AISLES = 24;
        private static final int RESERVE_LEVELS = 4;

        Site {
            bins = List.copyOf(bins);
        }

        /** Whether it keeps pick faces and fills them from reserve: where goods are put away, not received into them. */
        boolean putsAway() {
            return discipline.receiveSteps() > 1;
        }

        /** Whether it picks in walks through the warehouse what can wait for one. */
        boolean picksInWaves() {
            return discipline == Discipline.POSTS_AT_ONCE;
        }

        /** All reserve bins. */
        static String reserve() {
            return "R-{01..%d}-{1..%d}".formatted(RESERVE_AISLES, RESERVE_LEVELS);
        }

        private static String reserve(int number) {
            return String.format(
                    Locale.ROOT,
                    "R-%02d-%d",
                    1 + number / RESERVE_LEVELS % RESERVE_AISLES,
                    1 + number % RESERVE_LEVELS);
        }
    }

    /** @param popularity relative share of order lines */
    record Item(
            int index,
            String sku,
            String name,
            String category,
            String abc,
            BigDecimal price,
            BigDecimal cost,
            double popularity) {
        /** Where it lies at a site. */
        String binAt(Site site) {
            return site.bins().get(index % site.bins().size());
        }

        /** Where a delivery of it comes in at a site. */
        String arrivesAt(Site site) {
            return site.putsAway() ? Site.DOCK : binAt(site);
        }

        /** Whether a site that puts away keeps it at a pick face, with the rest in reserve. */
        boolean hasPickFace() {
            return abc.equals("A") && !byLot();
        }

        /** Where its reserve stands when a site opens; two of ten items have one. */
        String reserveBin() {
            return Site.reserve(index / 10 * 2 + index % 10);
        }

        /** Whether each delivery of it is a lot that expires. */
        boolean byLot() {
            return category.equals(LOTS);
        }

        /** Pieces in a case; 1 for what comes by the piece only. */
        int caseSize() {
            return switch (abc) {
                case "A" -> 12;
                case "B" -> 6;
                default -> 1;
            };
        }

        /** At or below this position a site orders again. */
        int reorderPoint() {
            return switch (abc) {
                case "A" -> 540;
                case "B" -> 90;
                default -> 12;
            };
        }

        /** What a site orders at a time: whole cases. */
        int orderQuantity() {
            return switch (abc) {
                case "A" -> 480;
                case "B" -> 120;
                default -> 40;
            };
        }

        /** The number in its barcode, from the range that GS1 leaves to each company itself. */
        String gtin(String companyPrefix) {
            String digits = String.format(Locale.ROOT, "20%s%09d", companyPrefix, index);
            for (int check = 0; ; check++) {
                if (Barcode.checks(digits + check)) {
                    return digits + check;
                }
            }
        }
    }

    /**
     * Who sells to a company.
     *
     * @param leadTimeDays as agreed
     * @param delays how many days more it takes now and then
     */
    record Supplier(String id, String name, SupplierRisk risk, int leadTimeDays, int delays) {}

    /** @param shipComplete takes its orders as a whole only */
    record Customer(String id, String name, String customerClass, double popularity, boolean shipComplete) {}

    /** @param site null: at all sites of the company */
    record Grant(String role, @Nullable String site) {}

    /**
     * @param password null: known by name only, cannot log in
     * @param shiftStart local hour at which this person's eight hours begin
     */
    record Person(
            String id, String name, @Nullable String password, boolean machine, List<Grant> grants, int shiftStart) {
        Person {
            grants = List.copyOf(grants);
        }

        boolean worksAt(Site site, String role) {
            return grants.stream()
                    .anyMatch(grant -> grant.role().equals(role) && site.id().equals(grant.site()));
        }
    }

    record Company(
            String id,
            String name,
            String currency,
            ZoneId zone,
            List<Site> sites,
            List<Item> items,
            List<Supplier> suppliers,
            List<Customer> customers,
            List<Person> people) {
        Company {
            sites = List.copyOf(sites);
            items = List.copyOf(items);
            suppliers = List.copyOf(suppliers);
            customers = List.copyOf(customers);
            people = List.copyOf(people);
        }

        /** The largest of the limits of its warehouses. */
        BigDecimal largestLimit() {
            return sites.stream()
                    .map(Site::limit)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        /** What tells the barcodes of its items from those of another company. */
        String gtinPrefix() {
            return Integer.toString(Math.floorMod(id.hashCode(), 9));
        }

        List<Person> warehousePeople(Site site) {
            return people.stream()
                    .filter(person -> person.worksAt(site, "warehouse"))
                    .toList();
        }

        /** Whom it buys this item from. */
        Supplier supplierOf(Item item) {
            return suppliers.get(item.index() % suppliers.size());
        }

        List<Item> itemsOf(Supplier supplier) {
            return items.stream()
                    .filter(item -> supplierOf(item).equals(supplier))
                    .toList();
        }

        /** Who says what becomes of returned goods. */
        Person returnsClerk(Site site) {
            return people.stream()
                    .filter(person -> person.id().equals(site.id().toLowerCase(Locale.ROOT) + "-returns"))
                    .findFirst()
                    .orElseThrow();
        }

        Person stockController(Site site) {
            return people.stream()
                    .filter(person -> person.worksAt(site, "inventory-controller"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The two controllers who decide for a whole company; one of them is never the proposer. */
    static final List<String> APPROVERS = List.of("controller", "controller2");

    /** The category whose items come in lots. */
    static final String LOTS = "Lubricants";

    /** The company in which people who work in both are registered. */
    static final String FIRST_COMPANY = "NORDHAVN";

    private static final List<String> CATEGORIES = List.of(
            "Bearings",
            "Belts",
            "Fasteners",
            "Filters",
            "Fittings",
            "Hoses",
            LOTS,
            "Pumps",
            "Seals",
            "Sensors",
            "Tools",
            "Valves");
    private static final List<String> FORMS = List.of(
            "compact", "heavy duty", "stainless", "sealed", "high flow", "low noise", "metric", "flanged", "threaded");
    private static final List<String> CUSTOMER_KINDS =
            List.of("Marine", "Agri", "Workshop", "Mining", "Energy", "Foods", "Rail", "Plant Hire", "Paper", "Steel");
    private static final List<String> NORDIC_NAMES = List.of(
            "Sund", "Berg", "Holm", "Vik", "Lund", "Dal", "Fjell", "Norr", "Ask", "Ek", "Koski", "Saari", "Niemi");
    private static final List<String> IBERIAN_NAMES = List.of(
            "Ebro", "Duero", "Sierra", "Costa", "Levante", "Moncayo", "Alba", "Rioja", "Tajo", "Olivar", "Pinar");
    private static final List<String> SUPPLIER_NAMES = List.of(
            "Harz Walzlager",
            "Brescia Fluidi",
            "Kymi Seals",
            "Delft Sensoren",
            "Rhein Ketten",
            "Lodz Tools",
            "Aarhus Pumper",
            "Gijon Valvulas",
            "Tartu Fastenings",
            "Lyon Filtration",
            "Porto Mangueiras",
            "Graz Schmierstoffe");
    private static final List<String> FIRST_NAMES = List.of(
            "Aino", "Bengt", "Carmen", "Diego", "Elsa", "Frida", "Gorka", "Hanna", "Iker", "Johan", "Kaisa", "Lucia",
            "Mikael", "Nuria", "Olavi", "Pilar", "Rasmus", "Sofia", "Tomas", "Vera");

    static World of(long seed) {
        Random random = new Random(seed * 31 + 7);
        Company nordic = company(
                random,
                FIRST_COMPANY,
                "Nordhavn Industrial Supply",
                "SEK",
                "Europe/Stockholm",
                10.0,
                List.of(
                        site("GOT", "Gothenburg", "Europe/Stockholm", "5000", Discipline.POSTS_AT_ONCE, 34),
                        site("TKU", "Turku", "Europe/Helsinki", "5000", Discipline.STAGES_FOR_HOURS, 20)),
                500,
                90,
                NORDIC_NAMES);
        Company iberian = company(
                random,
                "IBERLUZ",
                "Iberluz Recambios",
                "EUR",
                "Europe/Madrid",
                1.0,
                List.of(site("ZAZ", "Zaragoza", "Europe/Madrid", "500", Discipline.SKIPS_CHECKS, 24)),
                300,
                60,
                IBERIAN_NAMES);
        return new World(seed, List.of(nordic, iberian));
    }

    /** People of the demo who log in, the same in both companies. */
    static List<Person> demoPeople() {
        List<Person> people = new ArrayList<>();
        people.add(demo("executive", "Elin Marklund", "executive"));
        people.add(demo("planner", "Paula Ibarra", "planner"));
        people.add(demo("controller", "Ingrid Thorsen", "inventory-controller"));
        people.add(demo("controller2", "Marcos Vidal", "inventory-controller"));
        people.add(demo("sales", "Sanna Rautio", "sales"));
        people.add(demo("salesmanager", "Sture Lindqvist", "sales-manager"));
        people.add(demo("pricing", "Petra Nyman", "pricing"));
        people.add(demo("pricing2", "Pau Ferrer", "pricing"));
        people.add(demo("buyer", "Birgit Aalto", "buyer"));
        people.add(demo("buyer2", "Blanca Soto", "buyer"));
        people.add(demo("approver", "Arvid Strand", "purchasing-approver"));
        people.add(demo("approver2", "Amaia Etxeberria", "purchasing-approver"));
        people.add(demo("accountant", "Astrid Nyberg", "accountant"));
        people.add(demo("accountant2", "Andoni Garay", "accountant"));
        people.add(demo("analyst", "Anders Quist", "analyst"));
        people.add(demo("modelowner", "Marta Olsen", "model-owner"));
        people.add(demo("administrator", "Agneta Lind", "administrator"));
        people.add(demo("migration", "Data migration", "data-migration"));
        people.add(new Person("exception-feed", "Exception feed", "setpoint-feed", true, grants("exception-feed"), 0));
        people.add(new Person("trainer", "Model trainer", "setpoint-trainer", true, grants("trainer"), 0));
        return people;
    }

    private static Person demo(String role, String name, String grant) {
        return new Person(role, name, "setpoint-" + role, false, grants(grant), 7);
    }

    private static List<Grant> grants(String role) {
        return List.of(new Grant(role, null));
    }

    private static Site site(
            String id, String name, String zone, String limit, Discipline discipline, int ordersPerWorkday) {
        List<String> bins = new ArrayList<>();
        for (char aisle = 'A'; aisle <= 'F'; aisle++) {
            for (int bay = 1; bay <= 10; bay++) {
                for (int level = 1; level <= 2; level++) {
                    bins.add(String.format(Locale.ROOT, "%c-%02d-%d", aisle, bay, level));
                }
            }
        }
        BigDecimal value = new BigDecimal(limit);
        return new Site(
                id,
                name,
                ZoneId.of(zone),
                bins,
                value,
                value.multiply(BigDecimal.valueOf(3)),
                discipline,
                ordersPerWorkday);
    }

    private static Company company(
            Random random,
            String id,
            String name,
            String currency,
            String zone,
            double priceLevel,
            List<Site> sites,
            int items,
            int customers,
            List<String> places) {
        return new Company(
                id,
                name,
                currency,
                ZoneId.of(zone),
                sites,
                items(random, id, priceLevel, items),
                suppliers(id),
                customers(random, id, customers, places),
                people(random, sites));
    }

    private static List<Item> items(Random random, String company, double priceLevel, int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String abc = i % 10 < 2 ? "A" : i % 10 < 5 ? "B" : "C";
            double popularity = switch (abc) {
                case "A" -> 12 + 8 * random.nextDouble();
                case "B" -> 2 + 2 * random.nextDouble();
                default -> 0.3 + 0.5 * random.nextDouble();
            };
            double cost = Math.min(600, Math.max(0.8, Math.exp(2.5 + 1.1 * random.nextGaussian()))) * priceLevel;
            double margin = 1.25 + 0.5 * random.nextDouble();
            String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
            String form = FORMS.get(random.nextInt(FORMS.size()));
            items.add(new Item(
                    i,
                    String.format(Locale.ROOT, "%s-%04d", company.substring(0, 1), 1000 + i),
                    String.format(
                            Locale.ROOT,
                            "%s %s %d",
                            category.endsWith("s") ? category.substring(0, category.length() - 1) : category,
                            form,
                            10 + random.nextInt(90)),
                    category,
                    abc,
                    money(cost * margin),
                    money(cost),
                    popularity));
        }
        return items;
    }

    private static List<Supplier> suppliers(String company) {
        List<Supplier> suppliers = new ArrayList<>();
        for (int i = 0; i < SUPPLIER_NAMES.size(); i++) {
            suppliers.add(new Supplier(
                    String.format(Locale.ROOT, "S%s%02d", company.substring(0, 1), 10 + i),
                    SUPPLIER_NAMES.get(i),
                    i == 0 ? SupplierRisk.HIGH : i < 4 ? SupplierRisk.MEDIUM : SupplierRisk.LOW,
                    4 + 2 * (i % 5),
                    i % 4));
        }
        return suppliers;
    }

    private static List<Customer> customers(Random random, String company, int count, List<String> places) {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String customerClass = i % 10 < 2 ? "A" : i % 10 < 5 ? "B" : "C";
            double popularity = switch (customerClass) {
                case "A" -> 8 + 6 * random.nextDouble();
                case "B" -> 3 + 2 * random.nextDouble();
                default -> 0.5 + random.nextDouble();
            };
            customers.add(new Customer(
                    String.format(Locale.ROOT, "C%s%03d", company.substring(0, 1), 100 + i),
                    places.get(random.nextInt(places.size())) + " "
                            + CUSTOMER_KINDS.get(random.nextInt(CUSTOMER_KINDS.size())) + " " + (i + 1),
                    customerClass,
                    popularity,
                    i % 15 == 14));
        }
        return customers;
    }

    private static List<Person> people(Random random, List<Site> sites) {
        List<Person> people = new ArrayList<>(demoPeople());
        for (Site site : sites) {
            String prefix = site.id().toLowerCase(Locale.ROOT);
            for (int i = 1; i <= 8; i++) {
                // Turku works at night too: late hours are nothing unusual for its night shift.
                int shift = i <= 4 ? 6 : i <= 6 || !site.id().equals("TKU") ? 13 : 21;
                String id = prefix + "-w" + i;
                people.add(new Person(
                        id,
                        FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())) + " (" + site.name() + " warehouse " + i
                                + ")",
                        i <= 2 ? "setpoint-" + id : null,
                        false,
                        List.of(new Grant("warehouse", site.id())),
                        shift));
            }
            people.add(new Person(
                    prefix + "-stock",
                    FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())) + " (" + site.name() + " stock controller)",
                    "setpoint-" + prefix + "-stock",
                    false,
                    List.of(new Grant("inventory-controller", site.id())),
                    7));
            people.add(new Person(
                    prefix + "-returns",
                    "Robin (" + site.name() + " returns clerk)",
                    null,
                    false,
                    List.of(new Grant("inventory-controller", site.id())),
                    7));
        }
        return people;
    }

    /** This share of a price, in whole cents. */
    static BigDecimal share(BigDecimal price, String share) {
        return price.multiply(new BigDecimal(share)).setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
    }
}
