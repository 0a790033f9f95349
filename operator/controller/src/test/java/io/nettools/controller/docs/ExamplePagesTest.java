package io.nettools.controller.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Traces on the pages of docs/ are the files of examples/traces/, which a test runs on a cluster, byte for byte. A trace has the name of its file.
 * {@code -Dupdate=true} writes the files into the pages.
 */
class ExamplePagesTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Path EXAMPLES = Path.of("../../examples/traces");
    private static final Pattern TRACE =
            Pattern.compile("(?m)^```yaml\\n(?<yaml>(?:(?!```).*\\n)*?kind: NetworkTrace\\n(?:(?!```).*\\n)*)```$");
    private static final Pattern NAME = Pattern.compile("(?m)^ {2}name: (.+)$");

    @Test
    void eachTraceOnAPageIsAnExample() throws IOException {
        for (Path page : pages(DOCS)) {
            String text = Yaml.text(page);
            Golden.assertSame(
                    page,
                    TRACE.matcher(text)
                            .replaceAll(trace -> Matcher.quoteReplacement(
                                    "```yaml\n" + Yaml.text(EXAMPLES.resolve(name(trace) + ".yaml")) + "```")));
        }
    }

    @Test
    void eachExampleIsOnAPage() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (Path page : pages(DOCS)) {
            TRACE.matcher(Yaml.text(page)).results().map(ExamplePagesTest::name).forEach(shown::add);
        }
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    shown);
        }
    }

    @Test
    void eachQuestionHasATraceAndAnAnswer() throws IOException {
        for (Path page : pages(DOCS.resolve("questions"))) {
            String text = Yaml.text(page);
            assertTrue(TRACE.matcher(text).find(), page::toString);
            assertTrue(text.contains("\n## Answer\n"), page::toString);
        }
    }

    private static String name(MatchResult trace) {
        Matcher name = NAME.matcher(trace.group(1));
        assertTrue(name.find(), trace::group);
        return name.group(1);
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
