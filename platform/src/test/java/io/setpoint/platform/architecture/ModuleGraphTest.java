package io.setpoint.platform.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.setpoint.contracts.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md is true: its picture is the import graph, its list of packages is complete. */
class ModuleGraphTest {
    private static final Path ARCHITECTURE = Path.of("../ARCHITECTURE.md");
    private static final Pattern EDGE = Pattern.compile("^ {2}([a-z-]+) --> ([a-z-]+)$", Pattern.MULTILINE);
    private static final Pattern PACKAGE_DOCUMENT =
            Pattern.compile("/\\*\\*(.*?)\\*/.*?^package ([a-z.]+);", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String BEGIN = "<!-- packages -->\n";
    private static final String END = "<!-- /packages -->";

    /** Second part of the package name to the module that owns it. */
    private static final Map<String, String> MODULES = Map.of(
            "contracts", "contracts",
            "erp", "erp-core",
            "ingest", "ingest",
            "ml", "ml",
            "streaming", "streaming",
            "dashboards", "dashboards-api",
            "platform", "platform");

    @Test
    void thePictureIsTheImportGraph() throws IOException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.setpoint");
        assertThat(classes.stream().flatMap(type -> moduleOf(type).stream()).collect(Collectors.toSet()))
                .as("modules on this test's class path")
                .containsExactlyInAnyOrderElementsOf(MODULES.values());

        assertThat(edgesOf(classes)).isEqualTo(drawnEdges());
    }

    @Test
    void anEdgeThatIsNotDrawnIsFound() throws IOException {
        JavaClasses withThisTest =
                new ClassFileImporter().importPackages("io.setpoint.platform", "io.setpoint.contracts");

        assertThat(edgesOf(withThisTest)).contains("platform --> contracts").isNotEqualTo(drawnEdges());
    }

    @Test
    void everyPackageIsListedWithWhatItIsFor() throws IOException {
        String text = Files.readString(ARCHITECTURE, UTF_8);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String generated = text.substring(0, begin) + packageList() + text.substring(text.indexOf(END));

        Golden.assertMatches(ARCHITECTURE, generated);
    }

    private static Set<String> edgesOf(JavaClasses classes) {
        Set<String> edges = new TreeSet<>();
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                Optional<String> from = moduleOf(type);
                Optional<String> to = moduleOf(dependency.getTargetClass());
                if (from.isPresent() && to.isPresent() && !from.equals(to)) {
                    edges.add(from.get() + " --> " + to.get());
                }
            }
        }
        return edges;
    }

    private static Set<String> drawnEdges() throws IOException {
        Set<String> edges = new TreeSet<>();
        Matcher matcher = EDGE.matcher(Files.readString(ARCHITECTURE, UTF_8));
        while (matcher.find()) {
            edges.add(matcher.group(1) + " --> " + matcher.group(2));
        }
        return edges;
    }

    private static Optional<String> moduleOf(JavaClass type) {
        String[] names = type.getPackageName().split("\\.", -1);
        return names.length > 2 && names[0].equals("io") && names[1].equals("setpoint")
                ? Optional.ofNullable(MODULES.get(names[2]))
                : Optional.empty();
    }

    private static String packageList() throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (String module : MODULES.values()) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file : files.filter(found -> found.endsWith("package-info.java"))
                        .toList()) {
                    Matcher matcher = PACKAGE_DOCUMENT.matcher(Files.readString(file, UTF_8));
                    assertThat(matcher.find())
                            .as("%s says what its package is for", file)
                            .isTrue();
                    String says = matcher.group(1)
                            .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                            .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`");
                    String name = matcher.group(2);
                    lines.put(
                            name,
                            "- [`%s`](%s/src/main/java/%s): %s%n"
                                    .formatted(name, module, name.replace('.', '/'), says.strip()));
                }
            }
        }
        return String.join("", lines.values());
    }
}
