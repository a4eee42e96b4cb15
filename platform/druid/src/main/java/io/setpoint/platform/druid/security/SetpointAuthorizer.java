package io.setpoint.platform.druid.security;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.druid.query.policy.NoRestrictionPolicy;
import org.apache.druid.server.security.Access;
import org.apache.druid.server.security.Action;
import org.apache.druid.server.security.AuthenticationResult;
import org.apache.druid.server.security.Authorizer;
import org.apache.druid.server.security.Resource;
import org.apache.druid.server.security.ResourceType;

/** People read tables, and of them the rows of their companies and sites; the platform may do everything. */
public final class SetpointAuthorizer implements Authorizer {
    /** A quoted name inside of a table function is asked for with its quotes: what was allowed would be another table. */
    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:-]{0,200}");
    /** What a query may say about its own execution. */
    private static final Set<String> CONTEXT = Set.of(
            "sqlQueryId",
            "queryId",
            "sqlTimeZone",
            "sqlStringifyArrays",
            "useApproximateCountDistinct",
            "useApproximateTopN",
            "skipEmptyBuckets");

    @Override
    public Access authorize(AuthenticationResult who, Resource resource, Action action) {
        Identity identity = Identity.of(who);
        if (identity == null) {
            return Access.deny("Nobody is known to ask.");
        }
        boolean readsTable = resource.getType().equals(ResourceType.DATASOURCE) && action == Action.READ;
        Identity.Credentials credentials = identity.credentials();
        if (credentials == null) {
            return readsTable ? Access.allowWithRestriction(NoRestrictionPolicy.instance()) : Access.allow();
        }
        if (resource.getType().equals(ResourceType.QUERY_CONTEXT)) {
            return CONTEXT.contains(resource.getName())
                    ? Access.allow()
                    : Access.deny("The context of a query cannot hold " + resource.getName() + ".");
        }
        if (!readsTable || !TABLE.matcher(resource.getName()).matches()) {
            return Access.deny("People read tables, and nothing else.");
        }
        return readable(credentials);
    }

    /** Asked at every query: a prepared statement outlives the right it was prepared with. */
    private static Access readable(Identity.Credentials credentials) {
        try {
            List<Visible> visible = credentials.visible();
            return visible.isEmpty()
                    ? Access.deny("You have no role in any company.")
                    : Access.allowWithRestriction(new RowPolicy(visible));
        } catch (Identity.NotKnown e) {
            return Access.deny("The credentials are not valid any more.");
        } catch (Identity.ErpCoreAway e) {
            return Access.deny(String.valueOf(e.getMessage()));
        }
    }
}
