package io.setpoint.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.setpoint.platform.browser.Chromium.Screen;
import io.setpoint.platform.client.ErpRefusal;
import io.setpoint.platform.fixtures.PlatformFixture;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An adjustment over tolerance from its proposal to the posting, with two people at two screens. */
final class DecideAdjustmentIT {
    private static TradingCompany company;
    private static Chromium chromium;
    private static PlatformFixture platform;

    @BeforeAll
    static void found() {
        chromium = Chromium.open();
        platform = PlatformFixture.shared();
        company = TradingCompany.found(platform, "DEC");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void anAdjustmentOverToleranceIsPostedOnceByAnotherPersonThanItsProposer() throws SQLException {
        BigDecimal before = new BigDecimal(company.onHand("88-1204"));

        // Rita proposes on her screen; the form says before sending that it will wait
        Page proposer = chromium.signedIn(Screen.DESK, company, "controller", "/adjustments/new?item=88-1204");
        proposer.fill("#bin", TradingCompany.BIN);
        proposer.fill("#quantity", "-25");
        proposer.selectOption("#reason", "DAMAGE");
        proposer.fill("#note", "Pallet dropped from the rack");
        proposer.waitForSelector("#tolerance:has-text('Over tolerance')");
        proposer.click("[data-act=send]");
        proposer.waitForSelector(".outcome");
        assertThat(proposer.innerText(".outcome")).contains("waits for a second person", "Marco Silva");
        String adjustment = company.session("controller")
                .get("/adjustments?state=PROPOSED")
                .path("items")
                .path(0)
                .path("adjustment")
                .asText();
        assertThat(company.onHand("88-1204"))
                .satisfies(now -> assertThat(new BigDecimal(now)).isEqualByComparingTo(before));

        // it stands in the queue with its evidence; Rita sees why she cannot approve it, and who can
        proposer.navigate(company.address("/queue?tab=unassigned"));
        proposer.waitForSelector(".q tbody tr");
        proposer.waitForSelector(".ev [data-act=approve]");
        assertThat(proposer.innerText(".ev"))
                .contains(adjustment, "What happened", "Why it was flagged", "Evidence", "adjustment proposed");
        assertThat(proposer.getAttribute(".ev [data-act=approve]", "aria-disabled"))
                .isEqualTo("true");
        assertThat(proposer.innerText(".ev footer")).contains("You proposed this adjustment", "Marco Silva can");
        String exception = proposer.getAttribute(".q tbody tr", "data-id");
        ErpRefusal refused = catchThrowableOfType(
                ErpRefusal.class,
                () -> company.session("controller")
                        .postIfMatch(
                                "/exceptions/" + exception + "/decisions",
                                Map.of("decision", "APPROVED", "remedy", "APPROVE_ADJUSTMENT"),
                                "\""
                                        + company.session("controller")
                                                .get("/exceptions/" + exception)
                                                .path("version")
                                                .asInt()
                                        + "\""));
        assertThat(refused.code()).isEqualTo("self-approval");
        assertThat(audited("refused", adjustment, exception))
                .as("the refused attempt is audited")
                .isPositive();

        // Marco approves on his screen; only Ctrl Enter posts
        Page approver = chromium.signedIn(Screen.DESK, company, "second", "/queue?tab=unassigned&id=" + exception);
        approver.waitForSelector(".ev [data-act=approve]");
        approver.keyboard().press("y");
        approver.waitForSelector("dialog[open] [data-act=post]");
        assertThat(approver.innerText("dialog")).contains(adjustment, "\u221225", "You did not propose");
        approver.keyboard().press("Control+Enter");
        approver.waitForSelector(".toast");
        assertThat(approver.innerText(".toast")).contains(adjustment, "approved");

        assertThat(new BigDecimal(company.onHand("88-1204")))
                .isEqualByComparingTo(before.subtract(BigDecimal.valueOf(25)));
        assertThat(events(adjustment, "setpoint.inventory.adjustment-posted.v1"))
                .isEqualTo(1);
        assertThat(events(exception, "setpoint.exceptions.exception-decided.v1"))
                .isEqualTo(1);
        assertThat(count(
                        "select count(*) from stock_move where company_id = ? and kind = 'ADJUSTMENT' and document_id"
                                + " = ?",
                        company.id(),
                        adjustment))
                .as("stock moves of the adjustment")
                .isEqualTo(1);

        // whoever comes late is told that it is decided, and stock stays
        proposer.waitForSelector(
                ".q tbody tr", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        ErpRefusal late = catchThrowableOfType(
                ErpRefusal.class, () -> company.session("second").post("/adjustments/" + adjustment + "/approve"));
        assertThat(late.status()).isEqualTo(422);
        assertThat(new BigDecimal(company.onHand("88-1204")))
                .isEqualByComparingTo(before.subtract(BigDecimal.valueOf(25)));
        proposer.context().close();
        approver.context().close();
    }

    private static long events(String subject, String type) throws SQLException {
        return count(
                "select count(*) from event where company_id = ? and aggregateid = ? and type = ?",
                company.id(),
                subject,
                type);
    }

    private static long audited(String outcome, String... mentioned) throws SQLException {
        long found = 0;
        for (String each : mentioned) {
            found += count(
                    "select count(*) from audit where company_id = ? and lower(outcome) like ? and detail::text like ?",
                    company.id(),
                    "%" + outcome + "%",
                    "%" + each + "%");
        }
        return found;
    }

    private static long count(String sql, String... values) throws SQLException {
        try (Connection connection = platform.installation().oracle();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setString(at + 1, values[at]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
