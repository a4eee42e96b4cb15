package io.setpoint.erp.kernel.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Reads the body of a request that was refused before anybody looked at it, or that needs none. The server would close the
 * connection instead, and the client's next request could be on its way over it already.
 */
public final class UnreadBodies implements Filter {
    private static final int MOST_BYTES = 1 << 20;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        ServletInputStream body = request.getInputStream();
        // Who asked first whether to send a body has been told not to.
        if (!body.isFinished() && ((HttpServletRequest) request).getHeader("Expect") == null) {
            body.skip(MOST_BYTES);
        }
    }
}
