package io.setpoint.dashboards.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.setpoint.dashboards.problems.Problem;
import io.setpoint.dashboards.problems.ProblemWriter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the web interface. Every address that is a place in the interface answers with its one page, so that a link
 * into it works. Libraries carry their version in the path, and the page names the interface's own files by a path with a
 * digest of them all: a browser keeps both for good and asks for none of them twice.
 */
public final class Pages extends HttpServlet {
    private static final Pattern PLACE = Pattern.compile(
            "/|/(login|board|parity|queue|orders|returns|customers|purchasing|suppliers|receiving|stock|items"
                    + "|transfers|tasks|waves|slow-movers|invoices|counts|scan|adjustments|chains|workbench)(/[^/]+)*/?");
    private static final Pattern FILE = Pattern.compile("/(ui|webjars)(/[A-Za-z0-9_@-][A-Za-z0-9_@.+-]*)+");
    private static final String INDEX = "/ui/index.html";
    private static final Pattern VERSIONED = Pattern.compile("/ui(/v-[A-Za-z0-9_-]+)(/.*)");
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final transient ProblemWriter problems;
    private final transient Map<String, Asset> assets = new ConcurrentHashMap<>();
    private final String version = "/v-" + digestOfAllFiles();

    private static final class Asset {
        private final byte[] bytes;
        private final String type;
        private final String tag;

        private Asset(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
            this.tag = "\"" + base64(sha256(bytes)).substring(0, 22) + "\"";
        }
    }

    public Pages(ObjectMapper json) {
        this.problems = new ProblemWriter(json);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        boolean place = PLACE.matcher(path).matches();
        Matcher versioned = VERSIONED.matcher(path);
        String file = place ? INDEX : versioned.matches() ? "/ui" + versioned.group(2) : path;
        // a page from before an upgrade still asks for its version: it gets today's file, but not to keep
        boolean forGood = path.startsWith("/webjars/")
                || (versioned.matches() && versioned.group(1).equals(version));
        Optional<Asset> found = FILE.matcher(file).matches() ? asset(file) : Optional.empty();
        if (found.isEmpty()) {
            problems.write(
                    response,
                    Problem.of(404, "not-found", "There is nothing here", "No page or file at " + path + "."));
            return;
        }
        Asset asset = found.get();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("ETag", asset.tag);
        response.setHeader("Cache-Control", forGood ? "public, max-age=31536000, immutable" : "no-cache");
        if (asset.type.startsWith("text/html")) {
            response.setHeader("Content-Security-Policy", policy(new String(asset.bytes, UTF_8)));
        }
        if (asset.tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type);
        response.setContentLength(asset.bytes.length);
        response.getOutputStream().write(asset.bytes);
    }

    /** Nothing but this site's own files; an inline script of the page itself only by its hash. */
    static String policy(String page) {
        StringBuilder scripts = new StringBuilder("'self'");
        Matcher inline = INLINE_SCRIPT.matcher(page);
        while (inline.find()) {
            scripts.append(" 'sha256-")
                    .append(base64(sha256(inline.group(1).getBytes(UTF_8))))
                    .append("'");
        }
        return String.join(
                "; ",
                List.of(
                        "default-src 'none'",
                        "script-src " + scripts,
                        "style-src 'self'",
                        "img-src 'self' data:",
                        "font-src 'self'",
                        "connect-src 'self'",
                        "manifest-src 'self'",
                        "base-uri 'none'",
                        "form-action 'self'",
                        "frame-ancestors 'none'"));
    }

    private Optional<Asset> asset(String path) throws IOException {
        Asset known = assets.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String resource = path.startsWith("/webjars/") ? "/META-INF/resources" + path : path;
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream stream = Pages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return Optional.empty();
            }
            byte[] bytes = stream.readAllBytes();
            Asset read = new Asset(path.equals(INDEX) ? withVersion(bytes) : bytes, type);
            assets.put(path, read);
            return Optional.of(read);
        }
    }

    private byte[] withVersion(byte[] page) {
        return new String(page, UTF_8)
                .replace("\"/ui/", "\"/ui" + version + "/")
                .getBytes(UTF_8);
    }

    private static String digestOfAllFiles() {
        URL index = requireNonNull(Pages.class.getResource(INDEX), "the interface is not on the class path");
        try {
            if (index.openConnection() instanceof JarURLConnection jar) {
                Path archive = Path.of(jar.getJarFileURL().toURI());
                try (FileSystem files = FileSystems.newFileSystem(archive)) {
                    return digestOf(files.getPath("/ui"));
                }
            }
            return digestOf(requireNonNull(Path.of(index.toURI()).getParent(), "no folder"));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the files of the interface at " + index + " cannot be read", e);
        }
    }

    private static String digestOf(Path folder) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.write(folder.relativize(file).toString().getBytes(UTF_8));
                all.write(sha256(Files.readAllBytes(file)));
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(all.toByteArray()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
