package io.nettools.controller.docs;

import io.nettools.controller.fixture.AScrape;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Yaml;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/monitoring.md lists the metrics that there are. {@code -Dupdate=true} writes the list. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("../../docs/monitoring.md");
    private static final Pattern LIST = Pattern.compile("(?s)(\\| metric \\| .*?\\n)\\n");
    private static final Pattern META = Pattern.compile("(?m)^# (HELP|TYPE) (\\S+) (.*)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @Test
    void eachMetricIsListed() {
        String page = Yaml.text(PAGE);
        Golden.assertSame(
                PAGE, LIST.matcher(page).replaceFirst(Matcher.quoteReplacement(table(AScrape.everything()) + "\n")));
    }

    private static String table(String text) {
        Map<String, String> helps = of("HELP", text);
        return "| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n"
                + of("TYPE", text).entrySet().stream()
                        .map(metric -> "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        metric.getKey(),
                                        metric.getValue(),
                                        labels(metric.getKey(), text),
                                        helps.get(metric.getKey()).replace("<", "\\<")))
                        .collect(Collectors.joining());
    }

    private static Map<String, String> of(String kind, String text) {
        return META.matcher(text)
                .results()
                .filter(line -> line.group(1).equals(kind))
                .collect(Collectors.toMap(line -> line.group(2), line -> line.group(3), (one, _) -> one, TreeMap::new));
    }

    private static String labels(String metric, String text) {
        return text
                .lines()
                .filter(line -> line.matches(Pattern.quote(metric) + "(_bucket)?\\{.*"))
                .flatMap(line -> LABEL.matcher(line).results())
                .map((MatchResult label) -> label.group(1))
                .filter(label -> !label.equals("le"))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", "));
    }
}
