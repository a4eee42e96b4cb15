package io.setpoint.erp.access;

import io.setpoint.contracts.values.PersonId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.access.RegisterPerson.Grant;
import io.setpoint.erp.access.RegisterPerson.PersonView;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Page;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.http.Caller;
import io.setpoint.erp.kernel.http.Creates;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** People, machine principals and their roles in the company. */
@Path("persons")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PersonResource {
    private final RegisterPerson registerPerson;

    PersonResource(RegisterPerson registerPerson) {
        this.registerPerson = registerPerson;
    }

    @POST
    @Creates
    public Receipt<PersonView> register(@Context Caller caller, RegisterPerson.@Nullable Command command) {
        return caller.run(registerPerson, command);
    }

    @GET
    public Page<PersonView> list(
            @Context Caller caller,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Page.limit(limit);
        return caller.read((handle, actor) -> Page.of(
                persons(handle, actor, cursor, size + 1),
                size,
                person -> person.person().value()));
    }

    private static List<PersonView> persons(Handle handle, Actor actor, @Nullable String cursor, int rows) {
        Map<PersonId, PersonView> persons = new LinkedHashMap<>();
        handle.createQuery("""
                        select p.person_id, p.name, p.machine, g.role, g.site_id
                        from (
                          select distinct person_id from role_grant
                          where company_id = :company and person_id > coalesce(cast(:cursor as text), '')
                          order by person_id limit :rows) as shown
                        join person p on p.person_id = shown.person_id
                        join role_grant g on g.person_id = p.person_id and g.company_id = :company
                        order by p.person_id, g.role, g.site_id
                        """)
                .bind("company", actor.company())
                .bind("cursor", cursor)
                .bind("rows", rows)
                .map((row, context) -> {
                    String site = row.getString(5);
                    return new PersonView(
                            new PersonId(row.getString(1)),
                            row.getString(2),
                            row.getBoolean(3),
                            List.of(new Grant(row.getString(4), site == null ? null : new SiteId(site))));
                })
                .forEach(row -> persons.merge(row.person(), row, PersonResource::merged));
        return List.copyOf(persons.values());
    }

    private static PersonView merged(PersonView first, PersonView second) {
        List<Grant> grants = new java.util.ArrayList<>(first.grants());
        grants.addAll(second.grants());
        return new PersonView(first.person(), first.name(), first.machine(), grants);
    }
}
