package io.setpoint.dashboards.sessions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.setpoint.dashboards.problems.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is calling and what of each company that person may see, as the ERP core says. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Caller(String person, String name, List<Company> companies) {
    public Caller {
        companies = List.copyOf(companies);
    }

    /** A company the person works in. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Company(
            String company,
            String name,
            String currency,
            String zone,
            List<Site> sites,
            List<Grant> roles,
            Set<String> permissions) {
        public Company {
            sites = List.copyOf(sites);
            roles = List.copyOf(roles);
            permissions = Set.copyOf(permissions);
        }

        /** The sites whose numbers the person may see. */
        public List<String> visibleSites() {
            boolean everywhere = roles.stream().anyMatch(grant -> grant.site() == null);
            Set<String> granted =
                    roles.stream().map(Grant::site).filter(Objects::nonNull).collect(Collectors.toSet());
            return sites.stream()
                    .map(Site::site)
                    .filter(site -> everywhere || granted.contains(site))
                    .toList();
        }

        /**
         * The sites to answer for.
         *
         * @param site the one asked for, or null or empty for all the person may see
         */
        public List<String> sitesOrAll(@Nullable String site) {
            List<String> visible = visibleSites();
            if (site == null || site.isEmpty()) {
                return visible;
            }
            if (!visible.contains(site)) {
                throw Refused.forbidden("You have no role at site " + site + " of company " + company
                        + ". An administrator of the company can grant one.");
            }
            return List.of(site);
        }

        /**
         * The latest local day of the sites to answer for: numbers are kept by the day of their site, and a site to the
         * east is already in tomorrow while the company's own zone is not.
         *
         * @param site the one asked for, or null or empty for all the person may see
         */
        public LocalDate today(@Nullable String site, Instant now) {
            List<String> asked = sitesOrAll(site);
            return sites.stream()
                    .filter(each -> asked.contains(each.site()))
                    .map(each -> day(each.zone(), now))
                    .max(Comparator.naturalOrder())
                    .orElseGet(() -> day(zone, now));
        }

        private LocalDate day(String zone, Instant now) {
            try {
                return LocalDate.ofInstant(now, ZoneId.of(zone));
            } catch (DateTimeException e) {
                throw new IllegalStateException("company " + company + " has a zone Java does not know: " + zone, e);
            }
        }
    }

    /** A warehouse. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Site(String site, String name, String zone) {}

    /** A role at a site, or at all sites if there is none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Grant(String role, @Nullable String site) {}

    /**
     * The company to answer for.
     *
     * @param asked its id; may be null if the person works in one company only
     */
    public Company company(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            if (companies.size() == 1) {
                return companies.get(0);
            }
            throw Refused.malformed("Name the company in the header Setpoint-Company.");
        }
        Optional<Company> found =
                companies.stream().filter(each -> each.company().equals(asked)).findFirst();
        return found.orElseThrow(() -> Refused.forbidden("You have no role in company " + asked + "."));
    }
}
