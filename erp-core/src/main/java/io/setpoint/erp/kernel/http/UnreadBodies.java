package io.setpoint.erp.kernel.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Reads the body of a request that was refused before anybody looked at it. The server would close the connection instead,
 * and the client's next request could be on its way over it already.
 */
public final class UnreadBodies implements Filter {
    private static final int MOST_BYTES = 1 << 20;
    private static final int FIRST_REFUSAL = 400;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        // Who asked first whether to send a body has been told not to.
        boolean sent = ((HttpServletRequest) request).getHeader("Expect") == null;
        if (sent && ((HttpServletResponse) response).getStatus() >= FIRST_REFUSAL) {
            request.getInputStream().readNBytes(MOST_BYTES);
        }
    }
}
