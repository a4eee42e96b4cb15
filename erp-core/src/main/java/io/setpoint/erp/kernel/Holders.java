package io.setpoint.erp.kernel;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who could do what somebody may not, so that a refusal and a disabled button can name them. */
public final class Holders {
    private Holders() {}

    /** The names of the people who hold a permission, at a site or for the company, without some of them. */
    public static List<String> of(
            Handle handle, CompanyId company, Permission permission, @Nullable SiteId site, Set<PersonId> except) {
        String[] roles = Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .map(Role::code)
                .toArray(String[]::new);
        String[] excluded = except.stream().map(PersonId::value).toArray(String[]::new);
        return handle.createQuery("""
                        select distinct p.name
                        from role_grant g join person p on p.person_id = g.person_id
                        where g.company_id = :company and g.role = any(:roles) and not g.machine
                          and (g.site_id is null or g.site_id = cast(:site as text))
                          and p.person_id <> all(:excluded)
                        order by p.name
                        """)
                .bind("company", company.value())
                .bind("roles", roles)
                .bind("site", site == null ? null : site.value())
                .bind("excluded", excluded)
                .mapTo(String.class)
                .list();
    }
}
