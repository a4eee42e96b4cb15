package io.setpoint.erp.kernel.http;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the session.
 *
 * @param founder may found companies
 * @param grants all roles, in all companies
 */
public record Principal(
        PersonId person, String name, boolean machine, boolean founder, Instant expiresAt, List<Grant> grants) {
    public Principal {
        grants = List.copyOf(grants);
    }

    /**
     * A role held.
     *
     * @param site null for all sites of the company
     */
    public record Grant(
            CompanyId company, Role role, @Nullable SiteId site) {}

    /** The companies this person holds a role in, in the order of their codes. */
    public List<CompanyId> companies() {
        return grants.stream().map(Grant::company).distinct().sorted().toList();
    }

    /** This person inside one company; without any right where there is no role. */
    public Actor in(CompanyId company) {
        Set<Permission> everywhere = EnumSet.noneOf(Permission.class);
        Map<SiteId, Set<Permission>> bySite = new HashMap<>();
        for (Grant grant : grants) {
            if (grant.company().equals(company)) {
                SiteId site = grant.site();
                Set<Permission> target = site == null
                        ? everywhere
                        : bySite.computeIfAbsent(site, key -> EnumSet.noneOf(Permission.class));
                target.addAll(grant.role().permissions());
            }
        }
        return new Actor(person, company, everywhere, bySite);
    }

    /** The grants of each company. */
    public Map<CompanyId, List<Grant>> byCompany() {
        Map<CompanyId, List<Grant>> result = new TreeMap<>();
        for (Grant grant : grants) {
            result.computeIfAbsent(grant.company(), key -> new ArrayList<>()).add(grant);
        }
        return result;
    }
}
