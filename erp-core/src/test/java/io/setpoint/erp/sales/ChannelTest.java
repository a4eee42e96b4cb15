package io.setpoint.erp.sales;

import static io.setpoint.erp.sales.SalesFixture.BOLT;
import static io.setpoint.erp.sales.SalesFixture.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.setpoint.erp.Attempts;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.sales.api.OrderView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private final SalesFixture sales = new SalesFixture();

    @AfterEach
    void close() {
        sales.close();
    }

    private OrderView placeBy(String channel) {
        PlaceOrder.Command wanted = SalesFixture.command(line(BOLT, 3), line(BOLT, 3));
        return sales.erp()
                .useCases()
                .run(
                        sales.placeOrder,
                        new PlaceOrder.Command(
                                wanted.customer(),
                                wanted.site(),
                                channel,
                                wanted.shippingMode(),
                                wanted.customerReference(),
                                wanted.requestedDate(),
                                null,
                                null,
                                wanted.lines()),
                        sales.actor,
                        null)
                .value();
    }

    @Test
    void oneOrderGetsTheSameAnswerByEachChannelAndOneStreamOfEvents() {
        List<List<LocalDate>> promises = new ArrayList<>();
        for (String channel : List.of("desk", "WEB", "Edi")) {
            sales.erp().sql("update order_line_promise set open = 0");
            sales.erp().sql("delete from stock where item_id = 'BOLT-8'");
            sales.stock(BOLT, 4);
            OrderView order = placeBy(channel);
            promises.add(order.lines().stream().map(OrderView.Line::commitDate).toList());
            assertThat(order.channel()).isEqualTo(channel.toUpperCase(java.util.Locale.ROOT));
            assertThat(sales.erp()
                            .rows("event where aggregateid = '" + order.order()
                                    + "' and type = 'setpoint.sales.order-placed.v1' and payload::jsonb ->> 'channel' = '"
                                    + order.channel() + "'"))
                    .isEqualTo(1);
            assertThat(sales.leansOn(order)).containsExactly("3 ON_HAND +0", "1 ON_HAND +0", "2 LEAD_TIME +7");
        }
        assertThat(promises).hasSize(3).allSatisfy(days -> assertThat(days).isEqualTo(promises.get(0)));
    }

    @Test
    void anOrderByAChannelTheCompanyDoesNotHaveIsRefused() {
        int before = sales.everything();
        Attempts.refused(Problem.UNKNOWN_REFERENCE, () -> placeBy("FAX"));
        assertThat(sales.everything()).isEqualTo(before);
    }
}
