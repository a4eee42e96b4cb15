package io.setpoint.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.setpoint.erp.ErpServer;
import io.setpoint.erp.ErpServer.Answer;
import io.setpoint.erp.ErpServer.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInTest {
    private final ErpServer erp = ErpServer.start();

    @BeforeAll
    void companies() {
        Client founder = erp.logIn("founder");
        for (String company : new String[] {"NORTH", "SOUTH"}) {
            founder.post(
                            "/companies",
                            "{\"company\":\"%s\",\"name\":\"%s Trading\",\"currency\":\"EUR\",\"zone\":\"Europe/Berlin\"}"
                                    .formatted(company, company))
                    .require(201);
        }
        founder.in("NORTH").post("/sites", """
                        {"site":"BER","name":"Berlin","zone":"Europe/Berlin","bins":["A-1","A-2"],
                         "adjustmentLimit":"500","adjustmentDailyLimit":"1500"}""").require(201);
        register("ann", "sales", "null");
        register("will", "warehouse", "\"BER\"");
        register("gus", "sales", "null");
        register("rex", "sales", "null");
    }

    private void register(String person, String role, String site) {
        erp.logIn("founder")
                .in("NORTH")
                .post("/persons", """
                        {"person":"%s","name":"%s","password":"%s","machine":false,
                         "grants":[{"role":"%s","site":%s}]}""".formatted(person, person, ErpServer.PASSWORD, role, site))
                .require(201);
    }

    @AfterAll
    void stop() {
        erp.close();
    }

    private Answer attempt(String person, String password) {
        return erp.anonymous().post("/sessions", "{\"person\":\"%s\",\"password\":\"%s\"}".formatted(person, password));
    }

    @Test
    void aSessionSaysEverythingItsHolderCanTurnTo() {
        JsonNode session = erp.logIn("will").get("/sessions/current").require(200);
        JsonNode company = session.get("companies").get(0);

        assertThat(session.get("person").asText()).isEqualTo("will");
        assertThat(session.get("companies")).hasSize(1);
        assertThat(company.get("company").asText()).isEqualTo("NORTH");
        assertThat(company.get("currency").asText()).isEqualTo("EUR");
        assertThat(company.get("sites").get(0).get("site").asText()).isEqualTo("BER");
        assertThat(company.get("roles").get(0).toString()).isEqualTo("{\"role\":\"warehouse\",\"site\":\"BER\"}");
        assertThat(company.get("permissions").toString())
                .contains("shipping:pick")
                .doesNotContain("orders:place");
    }

    @Test
    void theDatabaseKeepsNeitherThePasswordNorTheToken() {
        String token =
                attempt("ann", ErpServer.PASSWORD).require(201).get("token").asText();

        assertThat(erp.rows("person where password_hash like '$argon2id$v=19$m=64,t=1,p=1$%'"))
                .isGreaterThanOrEqualTo(5);
        assertThat(erp.rows("person where password_hash like '%" + ErpServer.PASSWORD + "%'"))
                .isZero();
        assertThat(erp.rows("session where token_sha256 = sha256(convert_to('" + token + "', 'UTF8'))"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where detail::text like '%" + ErpServer.PASSWORD + "%'"))
                .isZero();
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
        Answer wrong = attempt("ann", "wrong password");
        Answer unknown = attempt("nobody", "wrong password");
        Answer odd = attempt("no body!", "wrong password");

        assertThat(wrong.problem()).isEqualTo("login-failed");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(odd.body()).isEqualTo(wrong.body());
        assertThat(wrong.status()).isEqualTo(401);
    }

    @Test
    void guessingLocksTheNameForAWhileEvenForTheRightPassword() {
        for (int i = 0; i < 7; i++) {
            Answer answer = attempt("gus", "guess " + i);
            assertThat(answer.problem()).isEqualTo(i < 5 ? "login-failed" : "too-many-attempts");
        }
        assertThat(attempt("gus", ErpServer.PASSWORD).status()).isEqualTo(429);
        assertThat(erp.rows("audit where actor = 'gus' and command = 'log-in' and outcome = 'REFUSED'"))
                .isEqualTo(5);

        erp.owner()
                .useHandle(handle -> handle.execute("update person set locked_until = now() where person_id = 'gus'"));
        assertThat(attempt("gus", ErpServer.PASSWORD).status()).isEqualTo(201);
        assertThat(erp.rows("person where person_id = 'gus' and failed_attempts = 0"))
                .isEqualTo(1);
    }

    @Test
    void afterLogOutTheTokenOpensNothing() {
        Client ann = erp.logIn("ann");
        assertThat(ann.get("/sessions/current").status()).isEqualTo(200);
        assertThat(ann.send("DELETE", "/sessions/current", null).status()).isEqualTo(204);
        assertThat(ann.get("/sessions/current").problem()).isEqualTo("unauthenticated");
    }

    @Test
    void anExpiredSessionOpensNothing() {
        Client rex = erp.logIn("rex");
        erp.owner()
                .useHandle(handle -> handle.execute(
                        "update session set expires_at = now() - interval '1 second' where person_id = 'rex'"));
        assertThat(rex.with("x", "y").get("/items").status()).isIn(200, 401);
        assertThat(erp.rows("session where person_id = 'rex' and expires_at < now()"))
                .isEqualTo(1);
        await(() -> rex.get("/items").status() == 401);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void aMachinePrincipalGetsNoPostingRole() {
        Client founder = erp.logIn("founder").in("NORTH");
        String body = """
                {"person":"robot","name":"Robot","password":"%s","machine":true,"grants":[{"role":"%s"}]}""";
        assertThat(founder.post("/persons", body.formatted(ErpServer.PASSWORD, "warehouse"))
                        .problem())
                .isEqualTo("machine-principal");
        assertThat(erp.rows("person where person_id = 'robot'")).isZero();
        founder.post("/persons", body.formatted(ErpServer.PASSWORD, "exception-feed"))
                .require(201);
    }

    @Test
    void nobodyGivesRightsToHimself() {
        Answer answer = erp.logIn("founder").in("NORTH").post("/persons", """
                        {"person":"founder","name":"Fay","machine":false,"grants":[{"role":"inventory-controller"}]}""");
        assertThat(answer.problem()).isEqualTo("self-approval");
        assertThat(erp.rows("audit where command = 'register-person' and refusal = 'self-approval'"))
                .isEqualTo(1);
    }

    @Test
    void somebodyWithoutTheRightFoundsNoCompany() {
        Answer answer = erp.logIn("ann")
                .post("/companies", "{\"company\":\"EVIL\",\"name\":\"E\",\"currency\":\"EUR\",\"zone\":\"UTC\"}");
        assertThat(answer.problem()).isEqualTo("forbidden");
        assertThat(erp.rows("company where company_id = 'EVIL'")).isZero();
    }

    @Test
    void theFounderNamesTheCompanyBecauseHeHasSeveral() {
        Client founder = erp.logIn("founder");
        assertThat(founder.get("/items").problem()).isEqualTo("company-missing");
        assertThat(founder.in("NORTH").get("/items").status()).isEqualTo(200);
        assertThat(erp.logIn("ann").in("SOUTH").get("/items").problem()).isEqualTo("wrong-company");
    }

    @Test
    void peopleAreListedPageByPage() {
        JsonNode first =
                erp.logIn("founder").in("NORTH").get("/persons?limit=2").require(200);
        JsonNode second = erp.logIn("founder")
                .in("NORTH")
                .get("/persons?limit=200&cursor=" + first.get("next").asText())
                .require(200);
        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items").size()).isGreaterThanOrEqualTo(3);
        assertThat(second.has("next")).isFalse();
    }
}
