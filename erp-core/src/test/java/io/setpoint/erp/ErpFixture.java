package io.setpoint.erp;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.fixtures.TestPostgres;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Control;
import io.setpoint.erp.kernel.Database;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.kernel.Reads;
import io.setpoint.erp.kernel.UseCase;
import io.setpoint.erp.kernel.UseCases;
import io.setpoint.erp.kernel.Work;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A migrated database of its own, the kernel on it under the application's role, and a few people. */
public final class ErpFixture implements AutoCloseable {
    /** The company most tests act in. */
    public static final CompanyId COMPANY = new CompanyId("NORTH");

    private static @Nullable String template;

    private final String database;
    private final HikariDataSource pool;
    private final HikariDataSource readPool;
    private final HikariDataSource ownerPool;
    private final Jdbi owner;
    private final Kernel kernel;

    private ErpFixture(String database, Clock clock) {
        this.database = database;
        this.pool = Database.pool(TestPostgres.url(database, "setpoint_app"), "setpoint_app", "", 16);
        this.readPool = Database.readPool(TestPostgres.url(database, "setpoint_app"), "setpoint_app", "", 4);
        Jdbi jdbi = Database.jdbi(pool);
        this.kernel = new Kernel(new UseCases(jdbi, clock), new Reads(Database.jdbi(readPool)), clock);
        this.ownerPool = source(database);
        this.owner = Database.jdbi(ownerPool);
    }

    /** A fresh copy of the migrated schema, without a row. */
    public static ErpFixture create() {
        return create(Clock.systemUTC());
    }

    public static ErpFixture create(Clock clock) {
        return new ErpFixture(migrated(), clock);
    }

    /** The name of a fresh copy of the migrated schema. */
    static String migrated() {
        return TestPostgres.createDatabase(template());
    }

    /** The name of the migrated template, made once in this JVM. */
    private static synchronized String template() {
        String name = template;
        if (name == null) {
            name = TestPostgres.createDatabase();
            Database.migrate(TestPostgres.url(name, "postgres"), "postgres", "", Database.RolePasswords.none());
            template = name;
        }
        return name;
    }

    public Kernel kernel() {
        return kernel;
    }

    public UseCases useCases() {
        return kernel.useCases();
    }

    public Reads reads() {
        return kernel.reads();
    }

    public String database() {
        return database;
    }

    /** Reads and prepares as the owner, past row-level security. */
    public Jdbi owner() {
        return owner;
    }

    /** How many rows a table has in all companies. */
    public int rows(String table) {
        return owner.withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }

    /** Somebody with every permission everywhere in {@link #COMPANY}. */
    public static Actor anybody(String person) {
        return new Actor(new PersonId(person), COMPANY, Set.of(Permission.values()), Map.of());
    }

    /** Somebody with these permissions everywhere in {@link #COMPANY}. */
    public static Actor actor(String person, Permission... permissions) {
        return new Actor(new PersonId(person), COMPANY, Set.of(permissions), Map.of());
    }

    /** Runs a use case to its commit. */
    public <C, R> R run(UseCase<C, R> useCase, C command, Actor actor) {
        return useCases().run(useCase, command, actor, null).value();
    }

    /** Runs it in a transaction, as a use case of another capability would. */
    public String elsewhere(Consumer<Work> action) {
        return run(new Elsewhere(action), "", anybody("sales"));
    }

    /** Runs SQL as the owner. */
    public void sql(String statements) {
        owner.useHandle((Handle handle) -> handle.createScript(statements).execute());
    }

    /** Runs SQL as the owner that fills a table, whose indexes are built anew behind its rows. */
    public void fill(String table, String statements) {
        owner.useHandle((Handle handle) -> {
            Map<String, String> indexes = handle.createQuery("""
                            select relname, pg_get_indexdef(indexrelid)
                            from pg_index i join pg_class c on c.oid = i.indexrelid
                            where indrelid = cast(:table as regclass)
                              and not exists (select from pg_constraint where conindid = indexrelid)""")
                    .bind("table", table)
                    .reduceRows(new HashMap<>(), (found, row) -> {
                        found.put(row.getColumn(1, String.class), row.getColumn(2, String.class));
                        return found;
                    });
            indexes.keySet().forEach(index -> handle.execute("drop index " + index));
            handle.createScript(statements).execute();
            indexes.values().forEach(handle::execute);
        });
    }

    @Override
    public void close() {
        pool.close();
        readPool.close();
        ownerPool.close();
    }

    /** Each statement is a transaction of its own. */
    private static HikariDataSource source(String database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestPostgres.url(database, "postgres"));
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private record Elsewhere(Consumer<Work> action) implements UseCase<String, String> {
        @Override
        public Control control() {
            return Control.of("test-elsewhere", "Stands for another capability.")
                    .publishing(EventType.NEGATIVE_STOCK_INCURRED);
        }

        @Override
        public Permission permission() {
            return Permission.RELEASE_ORDER;
        }

        @Override
        public String run(String command, Work work) {
            action.accept(work);
            return "done";
        }
    }
}
