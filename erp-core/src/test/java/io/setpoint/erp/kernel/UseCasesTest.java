package io.setpoint.erp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.CustomerCreated;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.CustomerId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.erp.ErpFixture;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UseCasesTest {
    private final ErpFixture erp = ErpFixture.create();
    private final Actor ann = ErpFixture.actor("ann", Permission.PLACE_ORDER);

    @BeforeEach
    void company() {
        erp.sql("insert into company values ('NORTH', 'North', 'EUR', 'Europe/Berlin', now(), 'ann')");
    }

    @AfterEach
    void close() {
        erp.close();
    }

    record Command(String customer, boolean refuse) {}

    record Result(String customer) {}

    /** Writes without looking at counts, then asks in the same round trip. */
    private static final class WriteAndAsk implements UseCase<Command, Result> {
        @Override
        public Control control() {
            return Control.of("test-write-and-ask", "Writes and asks for the test.");
        }

        @Override
        public Permission permission() {
            return Permission.PLACE_ORDER;
        }

        @Override
        public Result run(Command command, Work work) {
            String insert = "insert into customer values (current_company(), ?, 'name', 'A', now())";
            work.write(insert, command.customer());
            work.write(insert, command.customer() + "-2");
            return work.trip()
                    .then("update customer set name = 'other' where customer_id = ?", command.customer())
                    .then("select customer_id as customer from customer order by customer_id")
                    .answer(answers -> {
                        assertThat(answers.count()).isEqualTo(1);
                        List<Result> found = answers.list(Result.class);
                        assertThat(found)
                                .containsExactly(new Result(command.customer()), new Result(command.customer() + "-2"));
                        return found.get(0);
                    });
        }
    }

    /** Keeps an SQL object and a handle over writes nobody waits for. */
    private static final class WriteBesideKeptObjects implements UseCase<Command, Result> {
        interface Sql {
            @SqlQuery("select count(*) from customer")
            int customers();
        }

        @Override
        public Control control() {
            return Control.of("test-write-beside", "Writes beside objects it keeps, for the test.");
        }

        @Override
        public Permission permission() {
            return Permission.PLACE_ORDER;
        }

        @Override
        public Result run(Command command, Work work) {
            String insert = "insert into customer values (current_company(), ?, 'name', 'A', now())";
            Sql sql = work.sql(Sql.class);
            Handle handle = work.handle();
            assertThat(sql.customers()).isZero();
            work.write(insert, command.customer());
            assertThat(sql.customers()).isEqualTo(1);
            work.write(insert, command.customer() + "-2");
            return new Result(
                    handle.createQuery("select string_agg(customer_id, ' ' order by customer_id) from customer")
                            .mapTo(String.class)
                            .one());
        }
    }

    private static final class Rename implements UseCase<Command, Result> {
        private final Set<PersonId> excluded;
        private final boolean sensitive;

        Rename(boolean sensitive, PersonId... excluded) {
            this.sensitive = sensitive;
            this.excluded = Set.of(excluded);
        }

        @Override
        public Control control() {
            Control control = Control.of("test-rename", "Renames for the test.").publishing(EventType.CUSTOMER_CREATED);
            return sensitive ? control.asSensitive() : control;
        }

        @Override
        public Permission permission() {
            return Permission.PLACE_ORDER;
        }

        @Override
        public Separation separation(Command command, Work work) {
            return new Separation(excluded, null);
        }

        @Override
        public Result run(Command command, Work work) {
            work.handle()
                    .execute(
                            "insert into customer values (?, ?, 'name', 'A', now())",
                            work.company().value(),
                            command.customer());
            work.publish(new CustomerCreated(new CustomerId(command.customer()), "name", "A", work.now()), null);
            if (command.refuse()) {
                throw new Refused(Problem.WRONG_STATE, "no");
            }
            return new Result(command.customer());
        }
    }

    @Test
    void whatWaitsToBeWrittenGoesBeforeAStatementOfAnObjectThatWasThereEarlier() {
        Receipt<Result> receipt = erp.useCases().run(new WriteBesideKeptObjects(), new Command("C1", false), ann, null);

        assertThat(receipt.value()).isEqualTo(new Result("C1 C1-2"));
    }

    @Test
    void stateEventAuditAndKeyAreWrittenTogether() {
        Receipt<Result> receipt = erp.useCases().run(new Rename(false), new Command("C1", false), ann, "k1");

        assertThat(receipt.value()).isEqualTo(new Result("C1"));
        assertThat(receipt.position()).isPositive();
        assertThat(erp.rows("customer where company_id = 'NORTH' and customer_id = 'C1'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where aggregateid = 'C1' and seq = 0 and actor = 'ann'"
                        + " and type = 'setpoint.customers.customer-created.v1'"))
                .isEqualTo(1);
        assertThat(erp.rows("audit a join event e on a.event_ids = array[e.id]"
                        + " where a.command = 'test-rename' and a.outcome = 'DONE' and a.detail ->> 'customer' = 'C1'"))
                .isEqualTo(1);
        assertThat(erp.rows("idempotency_key where key = 'k1'")).isEqualTo(1);
    }

    @Test
    void whatWaitsToBeWrittenGoesBeforeTheQuestionsOfTheNextRoundTripAndAnswersNone() {
        erp.sql("grant update on customer to setpoint_app");

        Receipt<Result> receipt = erp.useCases().run(new WriteAndAsk(), new Command("C1", false), ann, null);

        assertThat(receipt.value()).isEqualTo(new Result("C1"));
        assertThat(erp.rows("customer where name in ('name', 'other')")).isEqualTo(2);
    }

    @Test
    void aReadOfOneRoundTripSeesItsCompanyOnlyAndCannotWrite() {
        erp.useCases().run(new Rename(false), new Command("C1", false), ann, null);
        String customers = "select customer_id as customer from customer";

        for (int i = 0; i < 3; i++) {
            assertThat(erp.reads()
                            .<List<Result>>once(
                                    ErpFixture.COMPANY,
                                    trip -> trip.then(customers),
                                    answers -> answers.list(Result.class)))
                    .containsExactly(new Result("C1"));
            assertThat(erp.reads()
                            .<List<Result>>once(
                                    new CompanyId("SOUTH"),
                                    trip -> trip.then(customers),
                                    answers -> answers.list(Result.class)))
                    .isEmpty();
        }
        assertThatThrownBy(() -> erp.reads()
                        .once(
                                ErpFixture.COMPANY,
                                trip -> trip.then("insert into customer values ('NORTH', 'C2', 'name', 'A', now())"),
                                RoundTrip.Answers::count))
                .hasStackTraceContaining("read-only transaction");
    }

    @Test
    void aRefusalLeavesNothingBehind() {
        assertThatThrownBy(() -> erp.useCases().run(new Rename(false), new Command("C1", true), ann, "k1"))
                .isInstanceOf(Refused.class);

        assertThat(erp.rows("customer") + erp.rows("event") + erp.rows("audit") + erp.rows("idempotency_key"))
                .isZero();
    }

    @Test
    void aRefusedAttemptOnASensitiveFunctionIsAudited() {
        assertThatThrownBy(() -> erp.useCases().run(new Rename(true), new Command("C1", true), ann, "k1"))
                .isInstanceOf(Refused.class);

        assertThat(erp.rows("customer")).isZero();
        assertThat(erp.rows("audit where outcome = 'REFUSED' and refusal = 'wrong-state' and actor = 'ann'"))
                .isEqualTo(1);
    }

    @Test
    void whoLacksTheRightIsRefused() {
        Actor bob = ErpFixture.actor("bob", Permission.VIEW);
        assertThatThrownBy(() -> erp.useCases().run(new Rename(true), new Command("C1", false), bob, "k1"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(Problem.FORBIDDEN));
        assertThat(erp.rows("audit where outcome = 'REFUSED' and refusal = 'forbidden' and actor = 'bob'"))
                .isEqualTo(1);
    }

    @Test
    void whoTookAnEarlierStepIsRefusedAndToldWhoCan() {
        erp.sql("""
                insert into person (person_id, name, machine, created_at) values ('ann', 'Ann', false, now()), ('bea', 'Bea', false, now());
                insert into role_grant values
                  ('NORTH', 'ann', false, 'sales', null, now(), 'ann'), ('NORTH', 'bea', false, 'sales', null, now(), 'ann')""");
        assertThatThrownBy(() ->
                        erp.useCases().run(new Rename(false, new PersonId("ann")), new Command("C1", false), ann, "k1"))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(Problem.SELF_APPROVAL);
                    assertThat(refused.allowed()).containsExactly("Bea");
                });
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndWritesNothing() {
        Receipt<Result> first = erp.useCases().run(new Rename(false), new Command("C1", false), ann, "k1");
        Receipt<Result> second = erp.useCases().run(new Rename(false), new Command("C1", false), ann, "k1");

        assertThat(second.replayed()).isTrue();
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.version()).as("a result without a version").isNull();
        assertThat(erp.rows("event")).isEqualTo(1);
        assertThat(erp.rows("audit")).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyOrPersonIsAConflict() {
        erp.useCases().run(new Rename(false), new Command("C1", false), ann, "k1");
        Actor bob = ErpFixture.actor("bob", Permission.PLACE_ORDER);
        assertThatThrownBy(() -> erp.useCases().run(new Rename(false), new Command("C2", false), ann, "k1"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.IDEMPOTENCY_CONFLICT));
        assertThatThrownBy(() -> erp.useCases().run(new Rename(false), new Command("C1", false), bob, "k1"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.IDEMPOTENCY_CONFLICT));
        assertThat(erp.rows("customer")).isEqualTo(1);
    }

    @Test
    void parallelRepeatsRunOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> once = () -> erp.useCases()
                    .run(new Rename(false), new Command("C1", false), ann, "k1")
                    .json();
            List<Future<String>> answers = threads.invokeAll(List.of(once, once, once, once, once, once, once, once));
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("{\"customer\":\"C1\"}");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(erp.rows("customer")).isEqualTo(1);
        assertThat(erp.rows("event")).isEqualTo(1);
    }

    @Test
    void theApplicationsRoleSeesOneCompanyAndCannotChangeTheLog() {
        erp.useCases().run(new Rename(false), new Command("C1", false), ann, null);
        Integer seen = erp.reads()
                .in(
                        ErpFixture.COMPANY,
                        handle -> handle.createQuery("select count(*) from event")
                                .mapTo(Integer.class)
                                .one());
        Integer other = erp.reads()
                .in(
                        new io.setpoint.contracts.values.CompanyId("SOUTH"),
                        handle -> handle.createQuery("select count(*) from event")
                                .mapTo(Integer.class)
                                .one());
        assertThat(seen).isEqualTo(1);
        assertThat(other).isZero();
        assertThat(
                        erp.rows(
                                "information_schema.role_table_grants where grantee = 'setpoint_app'"
                                        + " and table_name in ('event', 'audit') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')"))
                .isZero();
    }
}
