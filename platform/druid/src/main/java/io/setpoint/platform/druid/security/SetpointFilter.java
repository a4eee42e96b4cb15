package io.setpoint.platform.druid.security;

import java.io.IOException;
import java.util.Set;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.druid.server.security.AuthConfig;

/**
 * Says who a request comes from. A request without credentials goes on and is refused by Druid, unless its path is open to
 * everybody. People may send queries, and nothing else, and to the broker only.
 */
final class SetpointFilter implements Filter {
    private static final Set<String> QUERIES = Set.of("/druid/v2", "/druid/v2/", "/druid/v2/sql", "/druid/v2/sql/");

    private final SetpointAuthenticator authenticator;

    SetpointFilter(SetpointAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void init(FilterConfig configuration) {
        // Nothing is configured by the servlet container.
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        String authorization = asked.getHeader("Authorization");
        if (authorization == null) {
            chain.doFilter(request, response);
            return;
        }
        Identity identity = authenticator.identity(authorization);
        if (identity == null) {
            refuse(answer);
        } else if (identity.credentials() == null) {
            admit(identity, request, response, chain);
        } else if (!authenticator.admitsPeople()
                || !asked.getMethod().equals("POST")
                || !QUERIES.contains(asked.getRequestURI())) {
            answer.sendError(403, "People may send queries to the broker, and nothing else.");
        } else {
            try {
                identity.credentials().visible();
            } catch (Identity.NotKnown e) {
                refuse(answer);
                return;
            } catch (Identity.ErpCoreAway e) {
                answer.sendError(503, e.getMessage());
                return;
            }
            admit(identity, request, response, chain);
        }
    }

    private void admit(Identity identity, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(AuthConfig.DRUID_AUTHENTICATION_RESULT, authenticator.result(identity));
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletResponse answer) throws IOException {
        answer.setHeader("WWW-Authenticate", authenticator.getAuthChallengeHeader());
        answer.sendError(401, "The credentials are not valid, or not any more.");
    }

    @Override
    public void destroy() {
        // Nothing is held.
    }
}
