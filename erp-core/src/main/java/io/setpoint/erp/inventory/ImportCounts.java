package io.setpoint.erp.inventory;

import static io.setpoint.contracts.events.EventType.COUNT_COMPLETED;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CountCompleted;
import io.setpoint.contracts.events.CountType;
import io.setpoint.contracts.values.BinId;
import io.setpoint.contracts.values.CountId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.inventory.MasterData.ItemRow;
import io.setpoint.erp.inventory.MasterData.SiteRow;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.Work;
import io.setpoint.erp.organization.api.HistoryGate;
import io.setpoint.erp.organization.api.Imported;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Takes over completed counts of the time before go-live. They change no stock and make no adjustment. */
final class ImportCounts implements UseCase<ImportCounts.Command, Imported> {
    record Command(List<Document> counts) {
        Command {
            counts = List.copyOf(counts);
        }
    }

    record Document(CountId count, SiteId site, CountType countType, Instant completedAt, List<Line> lines) {
        Document {
            lines = List.copyOf(lines);
        }
    }

    record Line(
            int lineNo,
            Sku item,
            BinId bin,
            BigDecimal book,
            BigDecimal counted,
            BigDecimal unitCost,
            PersonId countedBy,
            int round,
            Instant countedAt) {}

    /** What tells whether a document is here already. */
    public record Stored(SiteId siteId, CountType countType, Instant completedAt, int lines, BigDecimal counted) {}

    interface Sql {
        @SqlQuery("""
                select c.site_id, c.count_type, coalesce(c.completed_at, c.opened_at) as completed_at,
                       count(*) as lines, coalesce(sum(l.counted), 0) as counted
                  from cycle_count c join cycle_count_line l using (company_id, count_id)
                 where count_id = :count
                 group by c.site_id, c.count_type, c.completed_at, c.opened_at
                """)
        @RegisterConstructorMapper(Stored.class)
        Optional<Stored> find(CountId count);

        @SqlUpdate("""
                insert into cycle_count (company_id, count_id, site_id, count_type, state, opened_by, opened_at,
                                         completed_by, completed_at, history)
                values (current_company(), :count, :site, :countType, 'COMPLETED', :person, :openedAt,
                        :person, :completedAt, true)
                """)
        void insert(
                CountId count,
                SiteId site,
                CountType countType,
                PersonId person,
                Instant openedAt,
                Instant completedAt);

        @SqlUpdate("""
                insert into cycle_count_line (company_id, count_id, line_no, item_id, bin_id, state, round, counted,
                                              counted_by, counted_at, book, unit_cost, category, abc)
                select current_company(), :count, l.line_no, l.item_id, l.bin_id, 'ACCEPTED', l.round, l.counted,
                       l.counted_by, l.counted_at, l.book, l.unit_cost, l.category, l.abc
                  from unnest(:lineNos, :items, :bins, :rounds, :counted, :countedBy, :countedAt, :books, :costs,
                              :categories, :classes)
                       as l (line_no, item_id, bin_id, round, counted, counted_by, counted_at, book, unit_cost,
                             category, abc)
                """)
        void insertLines(
                CountId count,
                List<Integer> lineNos,
                List<Sku> items,
                List<BinId> bins,
                List<Integer> rounds,
                List<BigDecimal> counted,
                List<PersonId> countedBy,
                List<Instant> countedAt,
                List<BigDecimal> books,
                List<BigDecimal> costs,
                List<String> categories,
                List<String> classes);
    }

    @Override
    public Control control() {
        return Control.of("import-counts", "Takes over completed counts of the time before go-live; moves no stock.")
                .asSensitive()
                .publishing(COUNT_COMPLETED)
                .refusing(Problem.INVALID, Problem.AFTER_GO_LIVE);
    }

    @Override
    public Permission permission() {
        return Permission.IMPORT_HISTORY;
    }

    /** The audit names the documents; their content is in the events. */
    @Override
    public Object detail(Command command) {
        return command.counts().stream().map(Document::count).toList();
    }

    @Override
    public Imported run(Command command, Work work) {
        HistoryGate.enter(work, "counts", command.counts().size());
        Map<SiteId, SiteRow> sites = MasterData.sites(
                work, command.counts().stream().map(Document::site).toList());
        Map<Sku, ItemRow> items = MasterData.items(
                work,
                command.counts().stream()
                        .flatMap(document -> document.lines().stream())
                        .map(Line::item)
                        .toList());
        List<Imported.Result> results = new ArrayList<>();
        for (Document document : command.counts()) {
            results.add(take(work, document, sites, items));
        }
        return new Imported(results);
    }

    private static Imported.Result take(
            Work work, Document document, Map<SiteId, SiteRow> sites, Map<Sku, ItemRow> items) {
        String id = document.count().value();
        try {
            Optional<Stored> stored = work.sql(Sql.class).find(document.count());
            if (stored.isPresent()) {
                if (same(stored.get(), document)) {
                    return new Imported.Result(id, Imported.Status.ALREADY_IMPORTED, null);
                }
                throw new Refused(Problem.ALREADY_EXISTS, "%s exists with other content".formatted(id));
            }
            SiteRow site = sites.get(document.site());
            if (site == null) {
                throw new Refused(Problem.UNKNOWN_REFERENCE, "There is no site " + document.site());
            }
            check(work, document, items);
            write(work, document, site, items);
            return new Imported.Result(id, Imported.Status.IMPORTED, null);
        } catch (Refused refused) {
            // Each check stands before the first write of its document, so the others are not touched.
            return new Imported.Result(
                    id, Imported.Status.REFUSED, refused.problem().code() + ": " + refused.detail());
        }
    }

    private static void check(Work work, Document document, Map<Sku, ItemRow> items) {
        Figures.requireLines(document.lines());
        if (document.completedAt().isAfter(work.now())) {
            throw new Refused(Problem.AFTER_GO_LIVE, "Completed at %s, after now".formatted(document.completedAt()));
        }
        Set<BinId> bins = MasterData.bins(
                work, document.site(), document.lines().stream().map(Line::bin).toList());
        Set<Integer> numbers = new HashSet<>();
        Set<StartCount.Line> places = new HashSet<>();
        for (Line line : document.lines()) {
            Figures.requireNotNegative("book", line.book());
            Figures.requireNotNegative("counted", line.counted());
            Figures.requireAmount("unitCost", line.unitCost());
            if (!items.containsKey(line.item()) || !bins.contains(line.bin())) {
                throw new Refused(
                        Problem.UNKNOWN_REFERENCE,
                        "There is no item %s or no bin %s at %s".formatted(line.item(), line.bin(), document.site()));
            }
            if (line.round() < 1 || line.round() > 2) {
                throw new Refused(Problem.INVALID, "Line %d has the round %d".formatted(line.lineNo(), line.round()));
            }
            if (!numbers.add(line.lineNo()) || !places.add(new StartCount.Line(line.item(), line.bin()))) {
                throw new Refused(Problem.INVALID, "Line %d stands there twice".formatted(line.lineNo()));
            }
            if (line.countedAt().isAfter(document.completedAt())) {
                throw new Refused(
                        Problem.OUT_OF_SEQUENCE,
                        "Line %d was counted after the count was completed".formatted(line.lineNo()));
            }
        }
    }

    private static void write(Work work, Document document, SiteRow site, Map<Sku, ItemRow> items) {
        Instant completedAt = document.completedAt().truncatedTo(ChronoUnit.MICROS);
        List<Line> lines = document.lines();
        List<ItemRow> rows =
                lines.stream().map(line -> MasterData.known(items, line.item())).toList();
        List<Instant> times = lines.stream()
                .map(line -> line.countedAt().truncatedTo(ChronoUnit.MICROS))
                .toList();
        Sql sql = work.sql(Sql.class);
        Instant openedAt = times.stream().min(Instant::compareTo).orElse(completedAt);
        sql.insert(document.count(), site.siteId(), document.countType(), work.person(), openedAt, completedAt);
        sql.insertLines(
                document.count(),
                lines.stream().map(Line::lineNo).toList(),
                lines.stream().map(Line::item).toList(),
                lines.stream().map(Line::bin).toList(),
                lines.stream().map(Line::round).toList(),
                lines.stream().map(Line::counted).toList(),
                lines.stream().map(Line::countedBy).toList(),
                times,
                lines.stream().map(Line::book).toList(),
                lines.stream().map(Line::unitCost).toList(),
                rows.stream().map(ItemRow::category).toList(),
                rows.stream().map(ItemRow::abc).toList());
        List<CountCompleted.Line> completed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            ItemRow item = rows.get(i);
            completed.add(new CountCompleted.Line(
                    line.lineNo(),
                    line.item(),
                    item.category(),
                    item.abc(),
                    line.bin(),
                    item.quantity(line.book()),
                    item.quantity(line.counted()),
                    site.money(line.unitCost()),
                    line.round(),
                    line.countedBy(),
                    null));
        }
        work.publish(
                new CountCompleted(
                        document.count(), site.siteId(), site.zone(), document.countType(), completedAt, completed),
                site.siteId());
    }

    private static boolean same(Stored stored, Document document) {
        BigDecimal counted = document.lines().stream().map(Line::counted).reduce(BigDecimal.ZERO, BigDecimal::add);
        return stored.siteId().equals(document.site())
                && stored.countType() == document.countType()
                && stored.completedAt().equals(document.completedAt().truncatedTo(ChronoUnit.MICROS))
                && stored.lines() == document.lines().size()
                && stored.counted().compareTo(counted) == 0;
    }
}
