package io.setpoint.erp.organization;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Json;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.organization.SetShippingMode.ShippingMode;
import io.setpoint.erp.organization.api.CategoryDays;
import io.setpoint.erp.organization.api.PurchaseLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Templates that come with Setpoint, and those made of a company or a warehouse as it is. */
final class Templates {
    /** The templates Setpoint comes with, by name. */
    record Shipped(Map<String, SiteTemplate> sites, Map<String, CompanyTemplate> companies) {
        Shipped {
            sites = Map.copyOf(sites);
            companies = Map.copyOf(companies);
        }
    }

    record SiteRow(
            SiteId siteId,
            String name,
            String zone,
            BigDecimal adjustmentLimit,
            BigDecimal adjustmentDailyLimit,
            int receiveSteps,
            int shipSteps) {}

    interface Sql {
        @SqlQuery("""
                select site_id, name, zone, adjustment_limit, adjustment_daily_limit, receive_steps, ship_steps
                  from site
                 where :site::text is null or site_id = :site
                 order by site_id
                """)
        List<SiteRow> sites(@Nullable SiteId site);

        @SqlQuery("select bin_id from bin where site_id = :site order by bin_id")
        List<String> bins(SiteId site);

        @SqlQuery("""
                select bin_id as bin, zone, kind, capacity, sequence
                  from bin
                 where site_id = :site
                   and (zone is not null or kind <> 'STORAGE' or capacity is not null or sequence is not null)
                 order by sequence nulls last, zone, kind, capacity, bin_id
                """)
        List<BinGroup.Bin> described(SiteId site);

        @SqlQuery("select shipping_mode, standard_days from shipping_mode order by shipping_mode")
        List<ShippingMode> shippingModes();
    }

    private static final Shipped SHIPPED = read();

    private Templates() {}

    static Shipped shipped() {
        return SHIPPED;
    }

    static SiteTemplate site(String name) {
        return Optional.ofNullable(SHIPPED.sites().get(name)).orElseThrow(() -> unknown(name, SHIPPED.sites()));
    }

    static CompanyTemplate company(String name) {
        return Optional.ofNullable(SHIPPED.companies().get(name)).orElseThrow(() -> unknown(name, SHIPPED.companies()));
    }

    /** A warehouse as it is, bin by bin. */
    static SiteTemplate of(Handle handle, SiteId site) {
        Sql sql = handle.attach(Sql.class);
        return sql.sites(site).stream()
                .findFirst()
                .map(row -> template(sql, row))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND, "There is no site " + site + "."));
    }

    /** A company as it is, without its people, its items and its partners. */
    static CompanyTemplate of(Handle handle, CategoryDays categories, PurchaseLimits limits) {
        Sql sql = handle.attach(Sql.class);
        return new CompanyTemplate(
                sql.shippingModes(),
                categories.all(handle),
                limits.find(handle),
                sql.sites(null).stream()
                        .map(row -> new CompanyTemplate.Site(row.siteId(), row.name(), row.zone(), template(sql, row)))
                        .toList());
    }

    private static SiteTemplate template(Sql sql, SiteRow row) {
        return new SiteTemplate(
                sql.bins(row.siteId()),
                row.adjustmentLimit(),
                row.adjustmentDailyLimit(),
                groups(sql.described(row.siteId())),
                row.receiveSteps(),
                row.shipSteps());
    }

    /** Bins that are alike and follow each other make one group. */
    private static List<BinGroup> groups(List<BinGroup.Bin> bins) {
        List<BinGroup> groups = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= bins.size(); i++) {
            if (i == bins.size() || !bins.get(i).follows(bins.get(i - 1))) {
                BinGroup.Bin bin = bins.get(first);
                groups.add(new BinGroup(
                        bins.subList(first, i).stream()
                                .map(one -> one.bin().value())
                                .toList(),
                        bin.zone(),
                        bin.kind(),
                        bin.capacity(),
                        bin.sequence()));
                first = i;
            }
        }
        return groups;
    }

    private static Refused unknown(String name, Map<String, ?> known) {
        return new Refused(Problem.UNKNOWN_REFERENCE, "There is no template " + name + ".")
                .allowing(known.keySet().stream().sorted().toList());
    }

    private static Shipped read() {
        try (InputStream yaml = Objects.requireNonNull(Templates.class.getResourceAsStream("templates.yml"))) {
            return Json.http().readValue(new YAMLFactory().createParser(yaml), Shipped.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
