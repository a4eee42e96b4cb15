package io.setpoint.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.values.CompanyId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Companies are kept apart by the database, not by remembering a condition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLevelSecurityTest {
    private static final String UNGUARDED = """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p')
              and (not c.relrowsecurity or not c.relforcerowsecurity
                or not exists (select from pg_policy p where p.polrelid = c.oid))
              and (has_table_privilege('setpoint_app', c.oid, 'select, insert, update, delete, truncate')
                or has_any_column_privilege('setpoint_app', c.oid, 'select, insert, update'))
            order by 1""";

    private final ErpFixture erp = ErpFixture.create();

    @AfterAll
    void close() {
        erp.close();
    }

    private List<String> unguarded() {
        return erp.owner()
                .withHandle(handle ->
                        handle.createQuery(UNGUARDED).mapTo(String.class).list());
    }

    @Test
    void everyTableTheApplicationCanReachHasAForcedPolicy() {
        assertThat(unguarded()).isEmpty();
        assertThat(erp.rows("pg_policy")).isGreaterThan(20);
    }

    @Test
    void aTableWithoutAPolicyWouldBeFound() {
        erp.sql("create table naked (company_id text); grant select on naked to setpoint_app");
        try {
            assertThat(unguarded()).containsExactly("naked");
        } finally {
            erp.sql("drop table naked");
        }
    }

    @Test
    void theApplicationsRoleIsNoSuperuserAndBypassesNothing() {
        assertThat(erp.rows("pg_roles where rolname = 'setpoint_app' and (rolsuper or rolbypassrls or rolreplication)"))
                .isZero();
    }

    @Test
    void oneCompanySeesNothingOfAnother() {
        erp.sql("""
                insert into company (company_id, name, currency, zone, created_at, created_by) values
                  ('EAST', 'East', 'EUR', 'UTC', now(), 'x'), ('WEST', 'West', 'EUR', 'UTC', now(), 'x');
                insert into customer values ('EAST', 'C-1', 'One', 'A', now()), ('WEST', 'C-2', 'Two', 'A', now());
                """);
        assertThat(customers("EAST")).containsExactly("C-1");
        assertThat(customers("WEST")).containsExactly("C-2");
        assertThat(customers("NONE")).isEmpty();
    }

    private List<String> customers(String company) {
        return erp.reads()
                .in(
                        new CompanyId(company),
                        handle -> handle.createQuery("select customer_id from customer")
                                .mapTo(String.class)
                                .list());
    }
}
