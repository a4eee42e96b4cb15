package io.setpoint.erp.access;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Reads;
import io.setpoint.erp.kernel.http.Principal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A session with everything its holder can turn to. */
final class SessionQueries {
    private final Reads reads;

    SessionQueries(Reads reads) {
        this.reads = reads;
    }

    /**
     * A session.
     *
     * @param token on log-in only
     * @param founder whether its holder may found companies
     */
    record SessionView(
            @Nullable String token,
            PersonId person,
            String name,
            boolean machine,
            boolean founder,
            Instant expiresAt,
            List<CompanyView> companies) {}

    record CompanyView(
            CompanyId company,
            String name,
            String currency,
            String zone,
            List<SiteView> sites,
            List<RoleView> roles,
            List<String> permissions) {}

    record SiteView(SiteId site, String name, String zone) {}

    record RoleView(String role, @Nullable SiteId site) {}

    SessionView find(Principal principal, @Nullable String token) {
        List<CompanyView> companies = principal.byCompany().entrySet().stream()
                .map(entry -> reads.in(entry.getKey(), handle -> company(handle, entry.getKey(), entry.getValue())))
                .toList();
        return new SessionView(
                token,
                principal.person(),
                principal.name(),
                principal.machine(),
                principal.founder(),
                principal.expiresAt(),
                companies);
    }

    private static CompanyView company(Handle handle, CompanyId company, List<Principal.Grant> grants) {
        List<SiteView> sites = handle.createQuery(
                        "select site_id, name, zone from site where company_id = :company order by site_id")
                .bind("company", company)
                .map((row, context) -> new SiteView(new SiteId(row.getString(1)), row.getString(2), row.getString(3)))
                .list();
        List<RoleView> roles = grants.stream()
                .map(grant -> new RoleView(grant.role().code(), grant.site()))
                .toList();
        List<String> permissions = grants.stream()
                .map(Principal.Grant::role)
                .map(Role::permissions)
                .flatMap(java.util.Set::stream)
                .distinct()
                .sorted()
                .map(Permission::code)
                .toList();
        return handle.createQuery("select name, currency, zone from company where company_id = :company")
                .bind("company", company)
                .map((row, context) -> new CompanyView(
                        company, row.getString(1), row.getString(2), row.getString(3), sites, roles, permissions))
                .one();
    }
}
