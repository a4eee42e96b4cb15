package io.setpoint.erp.chains;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A chain costs what it is long, not what the company has behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainHistoryTest {
    private static final int ORDERS = 20_000;
    private static final Duration BOUND = Duration.ofMillis(300);
    private static final Actor ANN = ErpFixture.anybody("ann");

    private final ErpFixture erp = ErpFixture.create();

    @BeforeAll
    void generate() {
        Warehouse.build(erp);
        erp.owner().useHandle(handle -> {
            handle.execute("set session_replication_role = replica");
            handle.createScript(ClasspathSqlLocator.create()
                            .locate("io/setpoint/erp/chains/history")
                            .replace("20000", String.valueOf(ORDERS)))
                    .execute();
            handle.execute("set session_replication_role = origin");
            handle.execute("analyze");
        });
    }

    @AfterAll
    void close() {
        erp.close();
    }

    @Test
    void noStepOfTheWalkReadsATableFromEndToEnd() {
        Map<String, String> statements = Map.of(
                "links", Relation.LINKS,
                "documents", located("documents"),
                "steps", located("steps"));
        statements.forEach((name, sql) -> {
            String plan = explained(sql);
            assertThat(plan).as(name).contains("Index");
            assertThat(plan.lines().filter(line -> line.contains("Seq Scan")).filter(line -> !small(line)))
                    .as(name + "\n" + plan)
                    .isEmpty();
        });
    }

    @Test
    void fromEveryKindOfDocumentTheChainIsThereInTime() {
        for (DocumentType type : DocumentType.values()) {
            String id = switch (type) {
                case ORDER -> "SO-10000";
                case PRICE_OVERRIDE -> "PR-10000";
                case SHIPMENT -> "SH-10000";
                case RETURN -> "RT-10000";
                case DISPOSITION -> "RT-10000-1";
                case INVOICE -> "IN-10000";
                case CREDIT_NOTE -> "CN-10000";
                case PURCHASE_ORDER -> "PO-10000";
                case ACKNOWLEDGEMENT -> "ACK-10000";
                case ASN -> "ASN-10000";
                case RECEIPT -> "RC-10000";
                case TRANSFER -> "TR-10000";
                case WRITE_OFF -> "WO-10000";
                case COUNT -> "CC-10000";
                case ADJUSTMENT -> "ADJ-10000";
                case HOLD -> "HO-10000";
                case EXCEPTION -> "EX-10000";
            };
            ChainView chain = chain(type, id);
            assertThat(fastest(type, id)).as(type.code()).isLessThan(BOUND);
            assertThat(chain.complete()).isTrue();
            assertThat(chain.documents()).hasSizeBetween(1, 10);
        }
    }

    @Test
    void aChainBeyondTheLimitIsCutAndSaysSo() {
        ChainView chain = chain(DocumentType.COUNT, "CC-ALL");
        assertThat(chain.complete()).isFalse();
        assertThat(chain.documents()).hasSize(ChainQueries.MOST);
    }

    /** Of five, because the machine has other things to do as well. */
    private Duration fastest(DocumentType type, String id) {
        return IntStream.range(0, 5)
                .mapToObj(run -> {
                    long began = System.nanoTime();
                    chain(type, id);
                    return Duration.ofNanos(System.nanoTime() - began);
                })
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private ChainView chain(DocumentType type, String id) {
        return erp.reads().in(ErpFixture.COMPANY, handle -> ChainQueries.chain(handle, ANN, type, id));
    }

    private String explained(String sql) {
        List<String> types =
                List.of(DocumentType.values()).stream().map(DocumentType::code).toList();
        List<String> ids = List.of(DocumentType.values()).stream()
                .map(type -> type.name().toUpperCase(Locale.ROOT) + "-1")
                .toList();
        return erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        (Handle handle) -> String.join(
                                "\n",
                                handle.createQuery("explain " + sql)
                                        .bindArray("types", String.class, types)
                                        .bindArray("ids", String.class, ids)
                                        .bindArray("owners", String.class, ids)
                                        .bindArray("every", String.class, types)
                                        .configure(SqlStatements.class, each -> each.setUnusedBindingAllowed(true))
                                        .mapTo(String.class)
                                        .list()));
    }

    private static String located(String name) {
        return ClasspathSqlLocator.create().locate("io/setpoint/erp/chains/ChainSql/" + name);
    }

    /** Tables that stay small: reading them whole is what an index would do. */
    private static boolean small(String line) {
        return line.contains(" on person ")
                || line.contains(" on role_grant ")
                || line.contains(" on customer ")
                || line.contains(" on supplier ");
    }
}
