package io.setpoint.erp.kernel;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who acts in one company.
 *
 * @param everywhere what this person may do at every site and for the company as a whole
 * @param bySite what this person may do at single sites only
 */
public record Actor(
        PersonId person, CompanyId company, Set<Permission> everywhere, Map<SiteId, Set<Permission>> bySite) {
    public Actor {
        everywhere = Set.copyOf(everywhere);
        Map<SiteId, Set<Permission>> copy = new HashMap<>();
        bySite.forEach((site, permissions) -> copy.put(site, Set.copyOf(permissions)));
        bySite = Map.copyOf(copy);
    }

    /** Whether this person may do it somewhere in the company. */
    public boolean may(Permission permission) {
        return everywhere.contains(permission)
                || bySite.values().stream().anyMatch(permissions -> permissions.contains(permission));
    }

    /** Whether this person may do it at this site. */
    public boolean mayAt(Permission permission, SiteId site) {
        return everywhere.contains(permission)
                || bySite.getOrDefault(site, Set.of()).contains(permission);
    }

    /** The sites a permission is limited to; empty if it holds at all of them. */
    public Optional<Set<SiteId>> sitesOf(Permission permission) {
        if (everywhere.contains(permission)) {
            return Optional.empty();
        }
        Set<SiteId> sites = new TreeSet<>();
        bySite.forEach((site, permissions) -> {
            if (permissions.contains(permission)) {
                sites.add(site);
            }
        });
        return Optional.of(sites);
    }
}
