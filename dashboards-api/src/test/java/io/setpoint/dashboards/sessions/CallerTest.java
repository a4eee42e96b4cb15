package io.setpoint.dashboards.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setpoint.dashboards.problems.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CallerTest {
    private static final Instant AN_HOUR_BEFORE_MIDNIGHT_UTC = Instant.parse("2026-11-23T22:30:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 24);

    @Test
    void theDayOfACompanyIsThatOfItsEasternmostSite() {
        Caller.Company everywhere = company(new Caller.Grant("executive", null));
        assertThat(everywhere.today(null, AN_HOUR_BEFORE_MIDNIGHT_UTC)).isEqualTo(TUESDAY);
        assertThat(everywhere.today("", AN_HOUR_BEFORE_MIDNIGHT_UTC)).isEqualTo(TUESDAY);
        assertThat(everywhere.today("TKU", AN_HOUR_BEFORE_MIDNIGHT_UTC)).isEqualTo(TUESDAY);
        assertThat(everywhere.today("LIS", AN_HOUR_BEFORE_MIDNIGHT_UTC)).isEqualTo(MONDAY);
    }

    @Test
    void onlySitesThePersonMaySeeCount() {
        Caller.Company inLisbon = company(new Caller.Grant("planner", "LIS"));
        assertThat(inLisbon.today(null, AN_HOUR_BEFORE_MIDNIGHT_UTC)).isEqualTo(MONDAY);
        assertThatThrownBy(() -> inLisbon.today("TKU", AN_HOUR_BEFORE_MIDNIGHT_UTC))
                .isInstanceOf(Refused.class);
    }

    @Test
    void withoutASiteItIsTheCompanysOwnDay() {
        Caller.Company founded = new Caller.Company("NEW", "New", "EUR", "Asia/Tokyo", List.of(), List.of(), Set.of());
        assertThat(founded.today(null, AN_HOUR_BEFORE_MIDNIGHT_UTC)).isEqualTo(TUESDAY);
    }

    private static Caller.Company company(Caller.Grant grant) {
        return new Caller.Company(
                "NORDHAVN",
                "Nordhavn",
                "EUR",
                "Etc/UTC",
                List.of(
                        new Caller.Site("LIS", "Lisbon", "Europe/Lisbon"),
                        new Caller.Site("TKU", "Turku", "Europe/Helsinki")),
                List.of(grant),
                Set.of());
    }
}
