package io.setpoint.dashboards.sessions;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The browser's session: a cookie that scripts cannot read and that other sites' requests do not carry.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265</a>
 */
public final class SessionCookie {
    private static final String NAME = "setpoint_session";

    private SessionCookie() {}

    static @Nullable String read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    /** Value of the {@code Set-Cookie} header that begins a session. */
    public static String begin(String token, Duration lifetime, boolean secure) {
        return NAME + "=" + token + "; Path=/; Max-Age=" + Math.max(0, lifetime.toSeconds())
                + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    /** Value of the {@code Set-Cookie} header that ends the session. */
    public static String end(boolean secure) {
        return begin("", Duration.ZERO, secure);
    }
}
