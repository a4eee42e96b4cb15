package io.setpoint.dashboards.sessions;

import io.setpoint.dashboards.problems.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Protection against requests forged by other sites. Only what a browser sends by itself needs it: a write that is
 * authorised by the cookie, and a log-in. A program that sends its token in {@code Authorization} has no other site in it.
 */
public final class SameOrigin {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private SameOrigin() {}

    /** Refuses a write that does not come from this site's own pages. */
    public static void check(HttpServletRequest request) {
        if (READS.contains(request.getMethod())) {
            return;
        }
        boolean byCookie = request.getHeader("Authorization") == null && SessionCookie.read(request) != null;
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (site != null && !site.equals("same-origin")) {
            throw refusal("it comes from another site");
        }
        if (origin != null && !isOwn(origin, request)) {
            throw refusal("it comes from " + origin);
        }
        if (byCookie && site == null && origin == null) {
            throw refusal("it uses the cookie, but says neither Origin nor Sec-Fetch-Site");
        }
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        String host = authority(origin);
        return host != null && host.equalsIgnoreCase(request.getHeader("Host"));
    }

    private static @Nullable String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Refused refusal(String reason) {
        return new Refused(
                403,
                "cross-site",
                "The request was not sent by this site's own pages",
                "Refused, because " + reason + ".");
    }
}
