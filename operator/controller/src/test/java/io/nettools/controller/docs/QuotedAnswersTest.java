package io.nettools.controller.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.agent.analyse.Analyse;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a page of docs/ quotes behind {@code $ nettrace analyse FILE} is what the command prints about a capture of the repository; a page may
 * stop after some lines. {@code -Dupdate=true} writes as many lines as there are.
 */
class QuotedAnswersTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern QUOTE =
            Pattern.compile("(?m)^```\\n(?<command>(?:\\$ cd (?<folder>\\S+)\\n)?\\$ nettrace analyse (?<file>\\S+)\\n)"
                    + "(?<lines>(?:(?!```).*\\n)*)```$");

    @Test
    void eachQuoteIsWhatTheCommandPrints() throws IOException {
        List<String> quoted = new ArrayList<>();
        for (Path page : pages()) {
            String text = Yaml.text(page);
            Golden.assertSame(page, QUOTE.matcher(text).replaceAll(quote -> {
                quoted.add(quote.group());
                return Matcher.quoteReplacement("```\n" + quote.group(1) + printed(quote) + "```");
            }));
        }
        assertFalse(quoted.isEmpty(), "no page quotes the command");
    }

    private static String printed(MatchResult quote) {
        String folder = quote.group(2) == null ? "" : quote.group(2);
        String file = quote.group(3);
        String path = ROOT.resolve(folder).resolve(file).toString();
        long lines = quote.group(4).lines().count();
        return run(path).replace(path, file).lines().limit(lines).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String run(String file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = new Analyse(InputStream.nullInputStream(), printed, printed, false).run(List.of(file));
        String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, text);
        return text;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
