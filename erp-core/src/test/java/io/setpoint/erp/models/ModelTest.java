package io.setpoint.erp.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.setpoint.contracts.controls.Role;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final Actor TRAINER = Warehouse.person("trainer", Role.TRAINER);
    private static final Actor OLGA = Warehouse.person("olga", Role.MODEL_OWNER);
    private static final Actor OTTO = Warehouse.person("otto", Role.MODEL_OWNER, Role.TRAINER);

    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void people() {
        Warehouse.build(erp);
        erp.sql("""
                insert into person (person_id, name, machine, created_at) values
                  ('olga', 'Olga', false, now()), ('otto', 'Otto', false, now());
                insert into role_grant values
                  ('NORTH', 'olga', false, 'model-owner', null, now(), 'root'),
                  ('NORTH', 'otto', false, 'model-owner', null, now(), 'root');
                """);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void registeringKeepsTheFileWithEventAndAuditAndScoresNothing() throws Exception {
        ModelView view = register(TRAINER, "late-order", "weights 1");

        assertThat(view.state()).isEqualTo(ModelState.PROPOSED);
        assertThat(view.modelVersion()).isEqualTo(1);
        assertThat(view.metrics().get("auc").asDouble()).isEqualTo(0.75);
        assertThat(erp.rows("model where convert_from(content, 'UTF8') = 'weights 1' and state = 'PROPOSED'"))
                .isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.models.model-registered.v1' and aggregateid = '"
                        + view.sha256() + "'"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'register-model' and detail ->> 'sha256' = '" + view.sha256()
                        + "' and not jsonb_exists(detail, 'content')"))
                .isEqualTo(1);
    }

    @Test
    void promotingPutsTheFileIntoTheLogAndRetiresTheOneBefore() throws Exception {
        ModelView first = register(TRAINER, "late-order", "weights 1");
        ModelView second = register(TRAINER, "late-order", "weights 2");
        ModelView other = register(TRAINER, "suspicious-adjustment", "trees");
        promote(OLGA, first);
        promote(OLGA, other);
        ModelView live = promote(OTTO, second);

        assertThat(second.modelVersion()).isEqualTo(2);
        assertThat(live.state()).isEqualTo(ModelState.LIVE);
        assertThat(erp.rows("model where state = 'LIVE'")).isEqualTo(2);
        assertThat(erp.rows("model where state = 'RETIRED' and sha256 = '" + first.sha256() + "'"))
                .isEqualTo(1);
        assertThat(
                        erp.rows(
                                "event r join event p on r.recorded_at = p.recorded_at and r.seq = 0 and p.seq = 1"
                                        + " where r.type = 'setpoint.models.model-retired.v1' and r.aggregateid = '"
                                        + first.sha256()
                                        + "' and p.type = 'setpoint.models.model-promoted.v1' and p.aggregateid = '"
                                        + second.sha256()
                                        + "' and convert_from(decode(p.payload::jsonb ->> 'content', 'base64'), 'UTF8') = 'weights 2'"
                                        + " and p.payload::jsonb ->> 'trainedBy' = 'trainer' and p.payload::jsonb ->> 'promotedBy' = 'otto'"))
                .isEqualTo(1);
        assertThat(erp.rows("audit where command = 'promote-model' and outcome = 'DONE'"))
                .isEqualTo(3);
    }

    @Test
    void aLargeFileArrivesInTheLogUnbroken() throws Exception {
        String content = "0123456789".repeat(60_000);
        ModelView view = register(TRAINER, "late-order", content);
        promote(OLGA, view);
        assertThat(erp.rows("event where type = 'setpoint.models.model-promoted.v1'"
                        + " and position(chr(10) in payload::jsonb ->> 'content') = 0"
                        + " and encode(sha256(decode(payload::jsonb ->> 'content', 'base64')), 'hex') = aggregateid"))
                .isEqualTo(1);
    }

    @Test
    void theWayBackIsToPromoteTheRetiredOneAgain() throws Exception {
        ModelView first = register(TRAINER, "late-order", "weights 1");
        ModelView second = register(TRAINER, "late-order", "weights 2");
        promote(OLGA, first);
        promote(OLGA, second);
        assertThat(promote(OLGA, first).retiredBy()).isNull();
        assertThat(erp.rows("model where state = 'LIVE' and sha256 = '" + first.sha256() + "'"))
                .isEqualTo(1);
    }

    @Test
    void whoTrainedItCannotPromoteItAndIsToldWhoCan() throws Exception {
        ModelView view = register(OTTO, "late-order", "weights 1");
        int before = Warehouse.written(erp);
        assertThat(Attempts.refused(Problem.SELF_APPROVAL, () -> promote(OTTO, view))
                        .allowed())
                .containsExactly("Olga");
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        assertThat(erp.rows("model where state = 'PROPOSED'")).isEqualTo(1);
        assertThat(erp.rows("audit where command = 'promote-model' and refusal = 'self-approval'"))
                .isEqualTo(1);
        Attempts.refused(Problem.FORBIDDEN, () -> promote(TRAINER, view));
    }

    @Test
    void retiringIsImmediateAndDoneOnce() throws Exception {
        ModelView view = register(TRAINER, "late-order", "weights 1");
        promote(OLGA, view);
        assertThat(retire(OTTO, view).state()).isEqualTo(ModelState.RETIRED);
        assertThat(erp.rows("event where type = 'setpoint.models.model-retired.v1' and actor = 'otto'"))
                .isEqualTo(1);
        Attempts.refused(Problem.WRONG_STATE, () -> retire(OTTO, view));
        Attempts.refused(
                Problem.NOT_FOUND,
                () -> erp.useCases().run(new RetireModel(), new RetireModel.Command("00"), OTTO, null));
    }

    @Test
    void promotingTwoOfAKindAtOnceLeavesOneLive() throws Exception {
        List<ModelView> views = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            views.add(register(TRAINER, "late-order", "weights " + i));
        }
        List<Callable<ModelView>> all = new ArrayList<>();
        views.forEach(view -> all.add(() -> promote(OLGA, view)));
        assertThat(Attempts.inParallel(all))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(ModelView.class));

        assertThat(erp.rows("model where state = 'LIVE'")).isEqualTo(1);
        assertThat(erp.rows("model where state = 'RETIRED'")).isEqualTo(5);
        assertThat(erp.useCases().retries()).isZero();
    }

    @Test
    void whatDoesNotMatchOrFitIsRefusedAndNothingIsWritten() throws Exception {
        RegisterModel.Command good = command("late-order", "weights");
        run(TRAINER, good);
        int before = Warehouse.written(erp);
        Attempts.refused(Problem.ALREADY_EXISTS, () -> run(TRAINER, good));
        Attempts.refused(Problem.HASH_MISMATCH, () -> run(TRAINER, with(good, "late-order", "dGFtcGVyZWQ=")));
        Attempts.refused(Problem.INVALID, () -> run(TRAINER, with(good, "late-order", "not base64!")));
        Attempts.refused(Problem.INVALID, () -> run(TRAINER, with(good, "late-order", "")));
        assertThat(Attempts.refused(Problem.INVALID, () -> run(TRAINER, with(good, "horoscope", good.content())))
                        .allowed())
                .containsExactly("late-order", "suspicious-adjustment");
        Attempts.refused(
                Problem.INVALID, () -> run(TRAINER, command("late-order", "x".repeat(RegisterModel.MOST_BYTES + 1))));
        Attempts.refused(Problem.FORBIDDEN, () -> run(OLGA, good));
        assertThat(Warehouse.written(erp)).isEqualTo(before);
        assertThat(erp.rows("model")).isEqualTo(1);
    }

    @Test
    void theFileOfARegisteredModelCannotBeChangedNotEvenByTheOwner() throws Exception {
        register(TRAINER, "late-order", "weights 1");
        assertThatThrownBy(() -> erp.sql("update model set content = 'other'"))
                .hasMessageContaining("model_content_matches_hash");
        assertThatThrownBy(() -> erp.sql("update model set state = 'LIVE', promoted_by = trained_by"))
                .hasMessageContaining("model_four_eyes");
        assertThat(
                        erp.rows(
                                "information_schema.column_privileges where grantee = 'setpoint_app' and table_name = 'model'"
                                        + " and privilege_type = 'UPDATE' and column_name in ('content', 'sha256', 'trained_by')"))
                .isZero();
    }

    @Test
    void theListIsPagedNewestFirst() throws Exception {
        for (int i = 0; i < 3; i++) {
            register(TRAINER, "late-order", "weights " + i);
        }
        Page<ModelView> first = list(null);
        Page<ModelView> second = list(first.next());
        assertThat(first.items()).extracting(ModelView::modelVersion).containsExactly(3, 2);
        assertThat(second.items()).extracting(ModelView::modelVersion).containsExactly(1);
        assertThat(second.next()).isNull();
    }

    private Page<ModelView> list(@Nullable String cursor) {
        return erp.reads().in(ErpFixture.COMPANY, handle -> ModelQueries.list(handle, cursor, 2));
    }

    private ModelView register(Actor actor, String kind, String content) throws Exception {
        return run(actor, command(kind, content));
    }

    private ModelView run(Actor actor, RegisterModel.Command command) {
        return erp.useCases().run(new RegisterModel(), command, actor, null).value();
    }

    private static RegisterModel.Command command(String kind, String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        ObjectNode metrics = JsonNodeFactory.instance.objectNode().put("auc", 0.75);
        return new RegisterModel.Command(
                kind,
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                metrics,
                JsonNodeFactory.instance.objectNode().put("rows", 1000),
                "Ranks open orders by their risk to miss the commit date.");
    }

    private static RegisterModel.Command with(RegisterModel.Command command, String kind, String content) {
        return new RegisterModel.Command(
                kind, content, command.sha256(), command.metrics(), command.provenance(), command.card());
    }

    private ModelView promote(Actor actor, ModelView model) {
        return erp.useCases()
                .run(new PromoteModel(), new PromoteModel.Command(model.sha256()), actor, null)
                .value();
    }

    private ModelView retire(Actor actor, ModelView model) {
        return erp.useCases()
                .run(new RetireModel(), new RetireModel.Command(model.sha256()), actor, null)
                .value();
    }
}
