package io.setpoint.erp.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.events.Tracking;
import io.setpoint.contracts.values.Barcode;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.Sku;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.ErpFixture;
import io.setpoint.erp.Warehouse;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.UseCase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BarcodeTest {
    private static final Actor ADMINISTRATOR = ErpFixture.actor("adam", Permission.ADMINISTER_MASTER_DATA);
    private static final Barcode PIECE = new Barcode("4006381333931");
    private static final Barcode CASE = new Barcode("14006381333938");
    private static final Sku GLOVES = new Sku("GLOVES");

    private final ErpFixture erp = ErpFixture.create();

    @BeforeEach
    void company() {
        Warehouse.build(erp);
    }

    @AfterEach
    void close() {
        erp.close();
    }

    @Test
    void anItemIsCreatedWithItsTrackingAndItsBarcodes() {
        create(item(GLOVES, Tracking.LOT, true, code(PIECE, "1"), code(CASE, "12")));

        assertThat(erp.rows("item where item_id = 'GLOVES' and tracking = 'LOT' and expires"))
                .isEqualTo(1);
        assertThat(erp.rows("item_barcode where item_id = 'GLOVES' and barcode = '14006381333938' and quantity = 12"))
                .isEqualTo(1);
        assertThat(
                        erp.rows(
                                "event where type = 'setpoint.catalog.item-created.v1' and payload::jsonb @>"
                                        + " '{\"tracking\": \"LOT\", \"expires\": true, \"barcodes\": [{\"barcode\": \"04006381333931\"}]}'"))
                .isEqualTo(1);
    }

    @Test
    void anItemWithoutThemIsNotTrackedAndARepeatIsPassedOver() {
        create(item(GLOVES, null, null));
        assertThat(create(item(GLOVES, Tracking.NONE, false)).existing()).isEqualTo(1);

        assertThat(erp.rows("item where item_id = 'GLOVES' and tracking = 'NONE' and not expires"))
                .isEqualTo(1);
    }

    @Test
    void aRepeatWithTheSameBarcodesIsPassedOverAlsoWhenTheItemGotMore() {
        CreateItems.Item gloves = item(GLOVES, Tracking.NONE, false, code(PIECE, "1"));
        create(gloves);
        add(GLOVES, code(CASE, "12"));

        assertThat(create(gloves).existing()).isEqualTo(1);
        refused(Problem.ALREADY_EXISTS, () -> create(item(GLOVES, Tracking.NONE, false, code(PIECE, "2"))));
        refused(Problem.ALREADY_EXISTS, () -> create(item(GLOVES, Tracking.LOT, false, code(PIECE, "1"))));
    }

    @Test
    void aBarcodeThatNamesAnotherItemIsRefusedWithTheNameOfThatItem() {
        create(item(GLOVES, null, null, code(PIECE, "1")));

        assertThat(refused(Problem.BARCODE_TAKEN, () -> create(item(new Sku("MASKS"), null, null, code(PIECE, "1"))))
                        .detail())
                .isEqualTo("The barcode 04006381333931 names the item GLOVES");
        assertThat(refused(Problem.BARCODE_TAKEN, () -> add(Warehouse.A, code(PIECE, "5")))
                        .detail())
                .contains("GLOVES");
        refused(
                Problem.BARCODE_TAKEN,
                () -> create(
                        item(new Sku("X-1"), null, null, code(CASE, "1")),
                        item(new Sku("X-2"), null, null, code(CASE, "1"))));
    }

    @Test
    void aBarcodeIsAddedWithdrawnAndGivenToAnotherItem() {
        add(Warehouse.A, code(PIECE, "1"));
        withdraw(Warehouse.A, PIECE);
        add(Warehouse.B, code(PIECE, "3"));

        assertThat(erp.rows("item_barcode where item_id = 'ITEM-B' and quantity = 3"))
                .isEqualTo(1);
        assertThat(erp.rows("item_barcode")).isEqualTo(1);
        assertThat(erp.rows("event where type = 'setpoint.catalog.barcode-added.v1'"))
                .isEqualTo(2);
        assertThat(erp.rows("event where type = 'setpoint.catalog.barcode-withdrawn.v1' and aggregateid = 'ITEM-A'"))
                .isEqualTo(1);
    }

    @Test
    void anUnknownItemOrABarcodeItDoesNotHaveIsRefused() {
        add(Warehouse.A, code(PIECE, "1"));

        refused(Problem.NOT_FOUND, () -> add(new Sku("GHOST"), code(CASE, "1")));
        refused(Problem.NOT_FOUND, () -> withdraw(Warehouse.B, PIECE));
        refused(Problem.NOT_FOUND, () -> withdraw(Warehouse.A, CASE));
    }

    @Test
    void onlyWhoAdministersMasterDataChangesBarcodes() {
        refused(
                Problem.FORBIDDEN,
                () -> run(new AddBarcode(), new AddBarcode.Command(Warehouse.A, code(PIECE, "1")), Warehouse.WANDA));
        refused(
                Problem.FORBIDDEN,
                () -> run(new WithdrawBarcode(), new WithdrawBarcode.Command(Warehouse.A, PIECE), Warehouse.WANDA));
    }

    @Test
    void anotherCompanyMayUseTheSameBarcodeAndSeesNoneOfOurs() {
        Actor south = new Actor(
                ADMINISTRATOR.person(), new CompanyId("SOUTH"), Set.of(Permission.ADMINISTER_MASTER_DATA), Map.of());
        add(Warehouse.A, code(PIECE, "1"));
        refused(
                Problem.NOT_FOUND,
                () -> run(new WithdrawBarcode(), new WithdrawBarcode.Command(Warehouse.A, PIECE), south));
        run(new CreateItems(), new CreateItems.Command(List.of(item(GLOVES, null, null, code(PIECE, "1")))), south);

        assertThat(erp.rows("item_barcode")).isEqualTo(2);
    }

    @Test
    void ofManyWhoWantOneBarcodeAtOnceOneGetsItAndTheOthersLearnWho() throws InterruptedException {
        List<Callable<Object>> attempts = new ArrayList<>();
        for (Sku item : List.of(Warehouse.A, Warehouse.B, Warehouse.C)) {
            for (int i = 0; i < 5; i++) {
                attempts.add(() -> add(item, code(PIECE, "1")));
            }
        }
        List<Object> answers = Attempts.inParallel(attempts);

        assertThat(answers.stream().filter(ItemBarcode.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Refused.class::isInstance).map(Refused.class::cast))
                .hasSize(14)
                .allSatisfy(refused -> {
                    assertThat(refused.problem()).isEqualTo(Problem.BARCODE_TAKEN);
                    assertThat(refused.detail()).contains("names the item ITEM-");
                });
    }

    private CreateItems.Created create(CreateItems.Item... items) {
        return run(new CreateItems(), new CreateItems.Command(List.of(items)), ADMINISTRATOR);
    }

    private ItemBarcode add(Sku item, ItemBarcode code) {
        return run(new AddBarcode(), new AddBarcode.Command(item, code), ADMINISTRATOR);
    }

    private ItemBarcode withdraw(Sku item, Barcode barcode) {
        return run(new WithdrawBarcode(), new WithdrawBarcode.Command(item, barcode), ADMINISTRATOR);
    }

    private <C, R> R run(UseCase<C, R> useCase, C command, Actor actor) {
        return erp.useCases().run(useCase, command, actor, null).value();
    }

    /** Refused, and nothing is written. */
    private Refused refused(Problem problem, Callable<?> action) {
        int before = Warehouse.written(erp) + erp.rows("item") + erp.rows("item_barcode");
        Refused refused = Attempts.refused(problem, action);
        assertThat(Warehouse.written(erp) + erp.rows("item") + erp.rows("item_barcode"))
                .isEqualTo(before);
        return refused;
    }

    private static ItemBarcode code(Barcode barcode, String quantity) {
        return new ItemBarcode(barcode, new BigDecimal(quantity));
    }

    private static CreateItems.Item item(
            Sku sku, @Nullable Tracking tracking, @Nullable Boolean expires, ItemBarcode... codes) {
        return new CreateItems.Item(
                sku,
                "Nitrile gloves",
                "safety",
                "A",
                "EA",
                new BigDecimal("12.5"),
                new BigDecimal("7.25"),
                tracking,
                expires,
                List.of(codes));
    }
}
