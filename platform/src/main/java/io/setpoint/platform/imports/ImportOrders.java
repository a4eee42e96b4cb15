package io.setpoint.platform.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.platform.client.ErpApi;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.client.ErpSession;
import io.setpoint.platform.client.HistoryOrder;
import io.setpoint.platform.client.Imported;
import io.setpoint.platform.client.LogIn;
import io.setpoint.platform.client.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings the orders of a file into the platform: founds the company and the site if they are not there, creates the
 * items and customers that are missing, and imports each order whole. A repeat finds everything there and adds nothing.
 */
public final class ImportOrders {
    private static final int BATCH = 100;

    private final ErpApi api;
    private final LogIn administrator;
    private final LogIn importer;

    /**
     * Who does what.
     *
     * @param administrator founds the company and registers people
     * @param importer is registered in the company with the right to import history
     */
    public ImportOrders(ErpApi api, LogIn administrator, LogIn importer) {
        this.api = api;
        this.administrator = administrator;
        this.importer = importer;
    }

    /** Reads the file and, unless it is a dry run, brings it in. */
    public ImportSummary run(Path file, Path mappingFile, boolean dryRun, Progress progress) throws BadInput {
        Mapping mapping = Mapping.read(mappingFile);
        progress.at(0, "reading " + file.getFileName());
        List<Row> rows = OrderFile.read(file, mapping);
        MappedOrders mapped = MappedOrders.of(rows, mapping);
        if (dryRun) {
            return ImportSummary.dryRun(rows.size(), mapped);
        }
        ErpSession founder = found(mapping);
        createMissing(founder, "items", "item", mapped.items().values(), MappedOrders.Item::item);
        createMissing(founder, "customers", "customer", mapped.customers().values(), MappedOrders.Customer::customer);
        ErpSession session = api.logIn(importer.person(), importer.password())
                .in(mapping.company().id());
        Set<String> in = new HashSet<>();
        Set<String> there = new HashSet<>();
        List<Imported.Refused> refused = new ArrayList<>();
        List<HistoryOrder> orders = mapped.orders();
        for (int from = 0; from < orders.size(); from += BATCH) {
            List<HistoryOrder> batch = orders.subList(from, Math.min(orders.size(), from + BATCH));
            Imported answer = Imported.of(session.post("/history/orders", Map.of("orders", batch)));
            in.addAll(answer.imported());
            there.addAll(answer.alreadyThere());
            refused.addAll(answer.refused());
            progress.at((double) (from + batch.size()) / orders.size(), (from + batch.size()) + " orders");
        }
        return ImportSummary.of(rows.size(), mapped, in, there, refused);
    }

    private ErpSession found(Mapping mapping) {
        Mapping.Company company = mapping.company();
        Mapping.Site site = mapping.site();
        ErpSession session = api.logIn(administrator.person(), administrator.password());
        boolean isNew = unlessThere(
                session,
                "/companies",
                Map.of(
                        "company", company.id(),
                        "name", company.name(),
                        "currency", company.currency(),
                        "zone", company.zone()));
        ErpSession founder =
                api.logIn(administrator.person(), administrator.password()).in(company.id());
        unlessThere(
                founder,
                "/sites",
                Map.of(
                        "site", site.id(),
                        "name", site.name(),
                        "zone", site.zone(),
                        "bins", List.of(site.bin()),
                        "adjustmentLimit", site.adjustmentLimit().toPlainString(),
                        "adjustmentDailyLimit", site.adjustmentDailyLimit().toPlainString()));
        registerImporter(founder);
        if (isNew) {
            for (Mapping.Grant grant : mapping.access()) {
                founder.post(
                        "/persons",
                        Map.of(
                                "person", grant.person(),
                                "name", grant.person(),
                                "machine", Boolean.TRUE.equals(grant.machine()),
                                "grants", List.of(Map.of("role", grant.role()))));
            }
        }
        return founder;
    }

    /** Who was registered before, here or in another company, only gets the role. */
    private void registerImporter(ErpSession founder) {
        Map<String, Object> person = new HashMap<>();
        person.put("person", importer.person());
        person.put("name", "Data import");
        person.put("machine", false);
        person.put("grants", List.of(Map.of("role", "data-migration")));
        Map<String, Object> withPassword = new HashMap<>(person);
        withPassword.put("password", importer.password());
        if (!unlessThere(founder, "/persons", withPassword)) {
            founder.post("/persons", person);
        }
    }

    /** True if it was created now. */
    private static boolean unlessThere(ErpSession session, String path, Map<String, Object> body) {
        try {
            session.post(path, body);
            return true;
        } catch (ErpRefusal refusal) {
            if (refusal.code().equals("already-exists")) {
                return false;
            }
            throw refusal;
        }
    }

    private static <T> void createMissing(
            ErpSession session, String what, String idField, Collection<T> wanted, Function<T, String> id) {
        Set<String> there = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = session.get("/" + what + "?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(item -> there.add(item.path(idField).asText()));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        List<T> missing = wanted.stream()
                .filter(candidate -> !there.contains(id.apply(candidate)))
                .sorted(Comparator.comparing(id))
                .toList();
        for (int from = 0; from < missing.size(); from += BATCH) {
            session.post("/" + what, Map.of(what, missing.subList(from, Math.min(missing.size(), from + BATCH))));
        }
    }
}
