package io.setpoint.platform.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the strict Content-Security-Policy and the house rules ask of the interface's sources. */
final class UiSourcesTest {
    private static final Pattern STYLE_ATTRIBUTE = Pattern.compile("<[a-z][^>]*\\sstyle=");
    private static final Pattern INLINE_HANDLER = Pattern.compile("<[a-z][^>]*\\son[a-z]+=");
    private static final Pattern EVAL = Pattern.compile("\\beval\\(|new Function\\(|\\.innerHTML\\b|document\\.write");
    private static final Pattern INLINE_SCRIPT = Pattern.compile("<script(?![^>]*\\ssrc=)([^>]*)>");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*'(\\.[^']+)'");
    private static final Pattern FLOAT_OF_AMOUNT = Pattern.compile("parseFloat\\(|Number\\.parseFloat");

    @Test
    void nothingIsInlineButTheImportMap() throws Exception {
        Map<String, String> sources = sources(path -> path.endsWith(".js") || path.endsWith(".html"));

        assertThat(sources).hasSizeGreaterThan(30);
        assertThat(matches(sources, STYLE_ATTRIBUTE)).as("style attributes").isEmpty();
        assertThat(matches(sources, INLINE_HANDLER)).as("inline handlers").isEmpty();
        assertThat(matches(sources, EVAL)).as("text turned into code or markup").isEmpty();
        assertThat(INLINE_SCRIPT
                        .matcher(requireNonNull(sources.get("index.html")))
                        .results()
                        .map(found -> found.group(1).strip()))
                .containsExactly("type=\"importmap\"");
    }

    @Test
    void amountsAreNeverParsedToFloats() throws Exception {
        assertThat(matches(sources(path -> path.endsWith(".js")), FLOAT_OF_AMOUNT))
                .isEmpty();
    }

    @Test
    void everyModuleImportsModulesThatExist() throws Exception {
        Map<String, String> sources = sources(path -> path.endsWith(".js"));
        List<String> missing = new ArrayList<>();
        sources.forEach((path, text) -> {
            Matcher matcher = IMPORT.matcher(text);
            while (matcher.find()) {
                String target = URI.create(path).resolve(matcher.group(1)).toString();
                if (!sources.containsKey(target)) {
                    missing.add(path + " imports " + target);
                }
            }
        });

        assertThat(missing).isEmpty();
    }

    private static List<String> matches(Map<String, String> sources, Pattern pattern) {
        return sources.entrySet().stream()
                .filter(source -> pattern.matcher(source.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The interface's files by their path below {@code /ui}, from a folder of classes or from a jar. */
    private static Map<String, String> sources(Predicate<String> which) throws IOException, URISyntaxException {
        URL index = requireNonNull(UiSourcesTest.class.getResource("/ui/index.html"), "no interface");
        if (!index.getProtocol().equals("jar")) {
            return read(Path.of(index.toURI()).resolveSibling(""), which);
        }
        try (FileSystem jar = FileSystems.newFileSystem(index.toURI(), Map.of())) {
            return read(jar.getPath("/ui"), which);
        }
    }

    private static Map<String, String> read(Path root, Predicate<String> which) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Map<String, String> sources = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (which.test(path)) {
                    sources.put(path, Files.readString(file, UTF_8));
                }
            }
            return sources;
        }
    }
}
