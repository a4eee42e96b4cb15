package io.setpoint.erp.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.catalog.Catalog;
import io.setpoint.erp.customers.Customers;
import io.setpoint.erp.imports.api.ImportTarget;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.pricing.Pricing;
import io.setpoint.erp.purchasing.Purchasing;
import io.setpoint.erp.units.Units;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportTest {
    private static final Actor ADAM = Warehouse.person("adam", Role.ADMINISTRATOR, Role.BUYER, Role.PRICING);
    private static final String ITEMS = """
            item,name,category,abc,unit,price,cost,barcode,barcodeQuantity
            P-1,Hex bolt M8,Bolts,A,EA,2.50,1.25,4006381333931,1
            P-2,"Washer, steel",Washers,C,EA,0.10,0.04,,
            """;

    private final ErpFixture erp = ErpFixture.create();
    private final List<ImportTarget> targets = List.of(
            new Catalog().itemImport(),
            new Customers().customerImport(),
            new Purchasing(Clock.systemUTC()).supplierImport(),
            new Pricing(Clock.systemUTC()).priceImport(),
            new Units(Clock.systemUTC()).unitImport());

    @BeforeEach
    void build() {
        Warehouse.build(erp);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    private ImportView check(String kind, String csv) {
        return check(ADAM, kind, csv);
    }

    private ImportView check(Actor actor, String kind, String csv) {
        try (Upload upload = Upload.of(new ByteArrayInputStream(csv.getBytes(UTF_8)))) {
            ImportCheck check = erp.reads()
                    .in(
                            actor.company(),
                            handle -> ImportCheck.of(
                                    handle,
                                    actor.company(),
                                    ImportBook.target(targets, kind),
                                    upload.file(),
                                    Table.CSV));
            return erp.run(
                    new RecordImport(targets),
                    new RecordImport.Command(kind, Table.CSV, upload.sha256(), upload.file(), check),
                    actor);
        }
    }

    private ImportView commit(ImportView view) {
        return erp.run(new CommitImport(targets), new CommitImport.Command(view.importId(), view.sha256()), ADAM);
    }

    private ImportView undo(ImportView view) {
        return erp.run(new UndoImport(targets), new UndoImport.Command(view.importId(), "wrong file"), ADAM);
    }

    private <C, R> Refused assertRefused(Problem problem, UseCase<C, R> useCase, C command, Actor actor) {
        String before = written();
        Refused refused = Attempts.refused(problem, () -> erp.run(useCase, command, actor));
        assertThat(written()).isEqualTo(before);
        if (useCase.control().sensitive()) {
            assertThat(erp.rows("audit where outcome = 'REFUSED' and refusal = '" + problem.code() + "'"))
                    .isPositive();
        }
        return refused;
    }

    private String written() {
        return List.of(
                        erp.rows("item"),
                        erp.rows("item_barcode"),
                        erp.rows("customer"),
                        erp.rows("supplier_change where state = 'PROPOSED'"),
                        erp.rows("import_batch where state = 'COMMITTED'"),
                        erp.rows("import_key"),
                        erp.rows("event"),
                        erp.rows("audit where outcome = 'DONE'"))
                .toString();
    }

    @Test
    void aFileIsCheckedWithoutWritingCommittedOnceAndTakenBack() {
        int items = erp.rows("item");
        ImportView checked = check("items", ITEMS);
        assertThat(checked.state()).isEqualTo(ImportState.CHECKED);
        assertThat(checked.lines()).isEqualTo(2);
        assertThat(checked.fresh()).isEqualTo(2);
        assertThat(erp.rows("item")).isEqualTo(items);
        assertThat(erp.rows("event")).isZero();

        ImportView committed = commit(checked);
        assertThat(committed.state()).isEqualTo(ImportState.COMMITTED);
        assertThat(erp.rows("item where item_id = 'P-2' and name = 'Washer, steel'"))
                .isEqualTo(1);
        assertThat(erp.rows("item_barcode where item_id = 'P-1' and barcode = '04006381333931'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.catalog.item-created.v1'"))
                .isEqualTo(2);
        assertThat(erp.rows("audit where command = 'commit-import+create-items'"))
                .isEqualTo(1);

        String before = written();
        ImportView again = commit(committed);
        assertThat(again.importId()).isEqualTo(committed.importId());
        ImportView sentAgain = check("items", ITEMS);
        assertThat(sentAgain.importId()).isEqualTo(committed.importId());
        assertThat(sentAgain.state()).isEqualTo(ImportState.COMMITTED);
        assertThat(written().replaceAll(", \\d+]$", "")).isEqualTo(before.replaceAll(", \\d+]$", ""));

        assertThat(undo(committed).state()).isEqualTo(ImportState.REVERSED);
        assertThat(erp.rows("item")).isEqualTo(items);
        assertThat(erp.rows("item_barcode")).isZero();
        assertThat(erp.rows("event where type = 'setpoint.catalog.item-withdrawn.v1'"))
                .isEqualTo(2);
        assertThat(commit(check("items", ITEMS)).fresh()).isEqualTo(2);
    }

    @Test
    void everyErrorIsNamedWithItsLineAndColumn() {
        erp.sql("insert into item_barcode values ('NORTH', '04006381333931', 'ITEM-A', 1, now())");
        ImportView view = check("items", """
                item,name,category,abc,unit,price,cost,barcode
                P-1,Bolt,Bolts,A,EA,"2,50",1,4006381333931

                bad code!,,Bolts,A,EA,1,1,
                P-3,Three,Bolts,X,EA,1,1,4006381333932
                P-4,Four,Bolts,A,EA,1,1,
                P-4,Four,Bolts,A,EA,1,1,
                P-5,Five,Bolts,A,EA,1,1,4006381333931
                ITEM-A,Another,Bolts,A,EA,1,1,
                """);
        assertThat(view.state()).isEqualTo(ImportState.FAULTY);
        assertThat(view.fresh()).isEqualTo(1);
        assertThat(view.firstErrors().stream()
                        .map(fault -> fault.line() + " " + fault.column() + ": " + fault.message()))
                .containsExactly(
                        "2 price: is no number such as 1234.5",
                        "4 item: not a Sku: bad code!",
                        "4 name: is empty",
                        "5 barcode: " + view.firstErrors().get(3).message(),
                        "5 null: needs the class A, B or C",
                        "7 item: is on line 6 already",
                        "8 barcode: names the item ITEM-A already",
                        "9 item: exists with other content");
        assertThat(view.firstErrors().get(0).cell()).isEqualTo("2,50");
        assertThat(erp.rows("import_error")).isEqualTo(8);
        Refused refused = assertRefused(
                Problem.IMPORT_FAULTY,
                new CommitImport(targets),
                new CommitImport.Command(view.importId(), view.sha256()),
                ADAM);
        assertThat(refused.errors()).hasSize(8);
        assertThat(refused.errors().get(0).field()).isEqualTo("line 2, price");
    }

    @Test
    void whatWentWrongSinceTheCheckIsRefusedAsAWhole() {
        ImportView checked = check("items", ITEMS);
        erp.sql("insert into item (company_id, item_id, name, category, abc, unit, price, cost, created_at)"
                + " values ('NORTH', 'P-2', 'Meanwhile', 'valves', 'A', 'EA', 1, 1, now())");
        Refused refused = assertRefused(
                Problem.IMPORT_FAULTY,
                new CommitImport(targets),
                new CommitImport.Command(checked.importId(), checked.sha256()),
                ADAM);
        assertThat(refused.errors().get(0).message()).isEqualTo("exists with other content");
        assertThat(erp.rows("item where item_id = 'P-1'")).isZero();
    }

    @Test
    void whatIsInUseIsListedAndNothingIsTakenBack() {
        ImportView committed = commit(check("items", ITEMS));
        erp.sql("insert into stock (company_id, site_id, item_id) values ('NORTH', 'HAM', 'P-2')");
        Refused refused = assertRefused(
                Problem.IN_USE,
                new UndoImport(targets),
                new UndoImport.Command(committed.importId(), "wrong file"),
                ADAM);
        assertThat(refused.errors()).hasSize(1);
        assertThat(refused.errors().get(0).message()).isEqualTo("P-2 is used by stock");
        assertRefused(
                Problem.REASON_MISSING,
                new UndoImport(targets),
                new UndoImport.Command(committed.importId(), " "),
                ADAM);
        erp.sql("delete from stock where item_id = 'P-2'");
        undo(committed);
        assertRefused(
                Problem.WRONG_STATE,
                new UndoImport(targets),
                new UndoImport.Command(committed.importId(), "again"),
                ADAM);
        assertRefused(
                Problem.WRONG_STATE,
                new CommitImport(targets),
                new CommitImport.Command(committed.importId(), committed.sha256()),
                ADAM);
    }

    @Test
    void suppliersComeInAsProposalsThatAnotherPersonHasToApprove() {
        ImportView committed = commit(check("suppliers", """
                supplier,name,risk,leadTimeDays,overTolerancePercent,underTolerancePercent
                LIND,Lind Metall,LOW,7,10,5
                RISKY,Risky Ltd,HIGH,30,0,0
                """));
        assertThat(committed.fresh()).isEqualTo(2);
        assertThat(erp.rows("supplier")).isZero();
        assertThat(erp.rows("supplier_change where state = 'PROPOSED' and proposed_by = 'adam'"))
                .isEqualTo(2);
        erp.sql("update supplier_change set state = 'APPROVED', decided_by = 'ada', decided_at = now()"
                + " where supplier_id = 'LIND'");
        Refused refused = assertRefused(
                Problem.IN_USE,
                new UndoImport(targets),
                new UndoImport.Command(committed.importId(), "wrong file"),
                ADAM);
        assertThat(refused.errors().get(0).message()).endsWith(" is approved");
        erp.sql("update supplier_change set state = 'PROPOSED', decided_by = null, decided_at = null");
        undo(committed);
        assertThat(erp.rows("supplier_change where state = 'REJECTED'")).isEqualTo(2);
    }

    @Test
    void customersUnitsAndPricesComeInTheSameWay() {
        assertThat(commit(check("customers", "customer,name,customerClass\nC-9,Nine,B\nCU-1,Alder Clinics,A\n"))
                        .existing())
                .isEqualTo(1);
        assertThat(erp.rows("customer where customer_id = 'C-9'")).isEqualTo(1);
        assertThat(check("units", "item,unit,numerator,denominator\nNOPE,CASE,12,1\nITEM-A,EA,1,1\n")
                        .errors())
                .isEqualTo(2);
        ImportView units =
                commit(check("units", "item,unit,numerator,denominator\nITEM-A,CASE,12,1\nITEM-B,CASE,6,1\n"));
        assertThat(erp.rows("unit_change where state = 'PROPOSED'")).isEqualTo(1);
        undo(units);
        assertThat(erp.rows("unit_change where state = 'REJECTED'")).isEqualTo(1);

        erp.sql("insert into price_list values ('NORTH', 'PL-1', 'List', 'EUR', null, null, now(), 'root')");
        Instant from = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        ImportView prices = commit(check(
                "prices",
                "priceList,item,minQuantity,unitPrice,validFrom\nPL-1,ITEM-A,,12,%1$s\nPL-1,ITEM-A,100,11,%1$s\n"
                        .formatted(from)));
        assertThat(prices.fresh()).isEqualTo(2);
        assertThat(erp.rows("price_change where state = 'PROPOSED'")).isEqualTo(1);
        assertThat(erp.rows("price")).isEqualTo(2);
        assertThat(check(
                                "prices",
                                "priceList,item,unitPrice,validFrom\nPL-9,NOPE,12,%s\nPL-1,ITEM-A,1,2020-01-01T00:00:00Z\n"
                                        .formatted(from))
                        .errors())
                .isEqualTo(3);
        undo(prices);
        assertThat(erp.rows("price_change where state = 'REJECTED'")).isEqualTo(1);
    }

    @Test
    void onlyWhoMayCreateTheRowsImportsThem() {
        ImportView checked = check("items", ITEMS);
        CommitImport.Command command = new CommitImport.Command(checked.importId(), checked.sha256());
        assertRefused(Problem.FORBIDDEN, new CommitImport(targets), command, Warehouse.WANDA);
        assertRefused(
                Problem.FORBIDDEN,
                new CommitImport(targets),
                command,
                Warehouse.personAt("sue", "HAM", Permission.ADMINISTER_MASTER_DATA, Permission.VIEW));
        assertRefused(
                Problem.NOT_FOUND,
                new CommitImport(targets),
                command,
                new Actor(ADAM.person(), new CompanyId("SOUTH"), Set.of(Permission.values()), Map.of()));
        assertRefused(
                Problem.HASH_MISMATCH,
                new CommitImport(targets),
                new CommitImport.Command(checked.importId(), "0".repeat(64)),
                ADAM);
        Attempts.refused(Problem.FORBIDDEN, () -> check(Warehouse.WANDA, "items", ITEMS));
    }

    @Test
    void ofTheSameFileCommittedTwiceAtOnceOneCounts() throws InterruptedException {
        ImportView first = check("suppliers", """
                supplier,name,risk,leadTimeDays,overTolerancePercent,underTolerancePercent
                LIND,Lind Metall,LOW,7,10,5
                """);
        ImportView second = check("suppliers", """
                supplier,name,risk,leadTimeDays,overTolerancePercent,underTolerancePercent
                LIND,Lind Metall,LOW,7,10,5
                """);
        assertThat(second.importId()).isNotEqualTo(first.importId());
        List<Callable<ImportView>> commits = List.of(() -> commit(first), () -> commit(second));
        List<Object> answers = Attempts.inParallel(commits);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(ImportView.class));
        assertThat(erp.rows("supplier_change")).isEqualTo(1);
        assertThat(erp.rows("import_batch where state = 'COMMITTED'")).isEqualTo(1);
    }

    @Test
    void aHundredThousandRowsAreCheckedWithinAMinute() {
        StringBuilder csv = new StringBuilder("item,name,category,abc,unit,price,cost\n");
        for (int i = 0; i < 100_000; i++) {
            csv.append("BULK-%d,Part number %d,Parts,C,EA,%d.25,1\n".formatted(i, i, i % 100));
        }
        Instant begin = Instant.now();
        ImportView checked = check("items", csv.toString());
        Duration took = Duration.between(begin, Instant.now());
        System.out.println("checked 100,000 rows in " + took.toMillis() + " ms");
        assertThat(checked.fresh()).isEqualTo(100_000);
        assertThat(checked.errors()).isZero();
        assertThat(took).isLessThan(Duration.ofSeconds(60));
    }
}
