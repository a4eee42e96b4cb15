package io.setpoint.erp.returns;

import static io.setpoint.erp.Warehouse.BIN_1;
import static io.setpoint.erp.Warehouse.CARLA;
import static io.setpoint.erp.Warehouse.CONRAD;
import static io.setpoint.erp.Warehouse.WANDA;
import static io.setpoint.erp.Warehouse.WILL;
import static io.setpoint.erp.returns.ReturnsFixture.SAM;
import static io.setpoint.erp.returns.ReturnsFixture.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.contracts.events.ReturnOutcome;
import io.setpoint.contracts.values.ReturnId;
import io.setpoint.erp.Attempts;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever people do with returns, and however many at once: nothing comes back that was not shipped. */
class ReturnPropertyTest {
    private static final List<Actor> PEOPLE = List.of(WANDA, WILL, CARLA, CONRAD);
    private static final List<ReturnOutcome> OUTCOMES = List.of(ReturnOutcome.values());

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void returnedNeverExceedsShippedAndStockIsTheSumOfMoves(@ForAll long seed) throws Exception {
        try (ReturnsFixture returns = new ReturnsFixture()) {
            List<Callable<Integer>> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed + i);
                people.add(() -> work(returns, random));
            }
            List<Object> done = Attempts.inParallel(people);

            assertThat(done).allSatisfy(answer -> assertThat(answer).isInstanceOf(Integer.class));
            assertThat(done.stream().mapToInt(answer -> (Integer) answer).sum())
                    .as("steps that were not refused")
                    .isGreaterThan(20);
            assertThat(returns.contradictions()).isEmpty();
        }
    }

    /** Runs random steps; a refusal is an answer, anything else fails the property. */
    private static int work(ReturnsFixture returns, Random random) {
        int done = 0;
        for (int i = 0; i < 40; i++) {
            try {
                act(returns, random);
                done++;
            } catch (Refused refused) {
                assertThat(refused.problem().status()).isIn(403, 404, 422);
            }
        }
        return done;
    }

    private static void act(ReturnsFixture returns, Random random) {
        Actor actor = PEOPLE.get(random.nextInt(PEOPLE.size()));
        String quantity = BigDecimal.valueOf(1 + random.nextInt(20_000), 3).toPlainString();
        List<ReturnId> opened = opened(returns);
        if (opened.isEmpty()) {
            returns.open(line(1, quantity));
            return;
        }
        ReturnId known = opened.get(random.nextInt(opened.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> returns.open(line(1 + random.nextInt(2), quantity), line(1, "0.5"));
            case 2 -> returns.run(returns.cancelReturn, new CancelReturn.Command(known, "no"), SAM);
            case 3, 4 ->
                returns.run(
                        returns.receiveReturn,
                        new ReceiveReturn.Command(
                                known,
                                BIN_1,
                                null,
                                random.nextBoolean()
                                        ? null
                                        : List.of(new ReceiveReturn.Line(1, new BigDecimal("0.25")))),
                        actor);
            case 5, 6 ->
                returns.run(
                        returns.disposeReturn,
                        new DisposeReturn.Command(
                                known,
                                1 + random.nextInt(2),
                                new BigDecimal(random.nextBoolean() ? "0.25" : quantity),
                                OUTCOMES.get(random.nextInt(3)),
                                null,
                                null),
                        actor);
            default -> {
                if (random.nextBoolean()) {
                    returns.approve(actor, known, 1 + random.nextInt(2));
                } else {
                    returns.reject(actor, known, 1 + random.nextInt(2), "no");
                }
            }
        }
    }

    private static List<ReturnId> opened(ReturnsFixture returns) {
        return returns.erp()
                .owner()
                .withHandle(handle -> handle.createQuery("select return_id from customer_return order by 1")
                        .mapTo(ReturnId.class)
                        .list());
    }
}
