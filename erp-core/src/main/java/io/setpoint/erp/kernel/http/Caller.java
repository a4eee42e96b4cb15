package io.setpoint.erp.kernel.http;

import io.setpoint.contracts.controls.Permission;
import io.setpoint.contracts.controls.Role;
import io.setpoint.contracts.events.EventType;
import io.setpoint.contracts.values.CompanyId;
import io.setpoint.contracts.values.SiteId;
import io.setpoint.erp.kernel.Actor;
import io.setpoint.erp.kernel.Kernel;
import io.setpoint.erp.kernel.Problem;
import io.setpoint.erp.kernel.Reads;
import io.setpoint.erp.kernel.Receipt;
import io.setpoint.erp.kernel.Refused;
import io.setpoint.erp.kernel.Request;
import io.setpoint.erp.kernel.UseCase;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who sent the running request, in which company, and the way into use cases and reads. */
public final class Caller {
    /** Names the company where a person works in several. */
    public static final String COMPANY = "Setpoint-Company";
    /** Makes a repeated POST harmless. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 200;

    private final ContainerRequestContext request;
    private final Kernel kernel;
    private final Sessions sessions;

    Caller(ContainerRequestContext request, Kernel kernel, Sessions sessions) {
        this.request = request;
        this.kernel = kernel;
        this.sessions = sessions;
    }

    public Principal principal() {
        if (request.getProperty(Authentication.PRINCIPAL) instanceof Principal principal) {
            return principal;
        }
        throw new Refused(Problem.UNAUTHENTICATED, "Log in first.");
    }

    /** The caller inside the company of the request. */
    public Actor actor() {
        Principal principal = principal();
        List<CompanyId> companies = principal.companies();
        String header = request.getHeaderString(COMPANY);
        if (header == null) {
            if (companies.size() == 1) {
                return principal.in(companies.get(0));
            }
            if (companies.isEmpty()) {
                throw new Refused(Problem.WRONG_COMPANY, "You hold no role in any company.");
            }
            throw new Refused(Problem.COMPANY_MISSING, "You work in several companies; send " + COMPANY + ".")
                    .allowing(companies.stream().map(CompanyId::value).toList());
        }
        return companies.stream()
                .filter(company -> company.value().equals(header))
                .findFirst()
                .map(principal::in)
                .orElseThrow(() -> new Refused(Problem.WRONG_COMPANY, "You hold no role in that company."));
    }

    /** Runs a use case in the caller's company, under the request's Idempotency-Key and If-Match. */
    public <C, R> Receipt<R> run(UseCase<C, R> useCase, @Nullable C command) {
        return run(useCase, command, actor());
    }

    /** Founds a company: before there is any role the founder acts in it as the administrator he becomes. */
    public <C, R> Receipt<R> runAsFounder(UseCase<C, R> useCase, @Nullable C command, CompanyId company) {
        Principal principal = principal();
        Set<Permission> rights = EnumSet.noneOf(Permission.class);
        if (principal.founder()) {
            rights.addAll(Role.ADMINISTRATOR.permissions());
        }
        return run(useCase, command, new Actor(principal.person(), company, rights, Map.of()));
    }

    /** Reads in the caller's company; needs the right to view there. */
    public <R> R read(BiFunction<Handle, Actor, R> query) {
        Actor actor = viewer();
        return kernel.reads().in(actor.company(), handle -> query.apply(handle, actor));
    }

    /** Reads of a site that the caller has the right to view; refuses if none is named. */
    public <R> R readAt(@Nullable SiteId site, BiFunction<Handle, SiteId, R> query) {
        if (site == null) {
            throw new Refused(Problem.INVALID, "Name a site.");
        }
        return read((handle, actor) -> {
            if (!actor.mayAt(Permission.VIEW, site)) {
                throw new Refused(Problem.NOT_FOUND, "There is no site " + site + ".");
            }
            return query.apply(handle, site);
        });
    }

    /** Reads in the caller's company; the query is given its ways to ask and the caller, who has the right to view. */
    public <R> R readWith(BiFunction<Reads, Actor, R> query) {
        return query.apply(kernel.reads(), viewer());
    }

    private Actor viewer() {
        Actor actor = actor();
        if (!actor.may(Permission.VIEW)) {
            throw new Refused(Problem.FORBIDDEN, "It needs the permission " + Permission.VIEW.code() + ".");
        }
        return actor;
    }

    /** Reads in one of the caller's companies, whichever the request is in. */
    public <R> R readIn(CompanyId company, Function<Handle, R> query) {
        if (!principal().in(company).may(Permission.VIEW)) {
            throw new Refused(Problem.WRONG_COMPANY, "You hold no role in that company.");
        }
        return kernel.reads().in(company, query);
    }

    /** The codes of the sites the caller may view; null if there is no limit. */
    public static String @Nullable [] sitesSeen(Actor actor) {
        return actor.sitesOf(Permission.VIEW)
                .map(sites -> sites.stream().map(SiteId::value).toArray(String[]::new))
                .orElse(null);
    }

    private <C, R> Receipt<R> run(UseCase<C, R> useCase, @Nullable C command, Actor actor) {
        if (command == null) {
            throw new Refused(Problem.MALFORMED, "The body is missing.");
        }
        Receipt<R> receipt = kernel.useCases().run(useCase, command, new Request(actor, idempotencyKey(), ifMatch()));
        if (useCase.control().events().contains(EventType.ROLE_GRANTED)) {
            sessions.forget();
        }
        return receipt;
    }

    private String idempotencyKey() {
        String key = request.getHeaderString(IDEMPOTENCY_KEY);
        if (key == null || key.isBlank()) {
            throw new Refused(
                    Problem.IDEMPOTENCY_KEY_MISSING, "Send a fresh " + IDEMPOTENCY_KEY + " with each new request.");
        }
        if (key.length() > LONGEST_KEY) {
            throw new Refused(Problem.INVALID, IDEMPOTENCY_KEY + " has at most " + LONGEST_KEY + " characters.");
        }
        return key;
    }

    private @Nullable Integer ifMatch() {
        String header = request.getHeaderString(HttpHeaders.IF_MATCH);
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new Refused(Problem.MALFORMED, "If-Match carries the version of the document, such as \"3\".");
        }
    }
}
