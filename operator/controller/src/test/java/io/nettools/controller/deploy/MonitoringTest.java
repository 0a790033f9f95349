package io.nettools.controller.deploy;

import static io.nettools.controller.fixture.Manifests.MONITORING;
import static io.nettools.controller.fixture.Manifests.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.fixture.AScrape;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin's Prometheus and Grafana get: it asks only for what there is, and each alert says what to do. */
class MonitoringTest {
    private static final Path RUNBOOKS = Path.of("../../docs/runbooks");
    private static final Path CASES = Path.of("src/test/resources/monitoring/alerts-test.yaml");
    private static final Pattern METRIC = Pattern.compile("\\b(networktrace|process)_[a-z_]+\\b");

    /** Rules in the file that promtool reads: the spec of the PrometheusRule. */
    private static final JsonNode RULES =
            Yaml.tree(MONITORING.resolve("91-prometheusrule-operator.yaml")).path("spec");

    private static List<JsonNode> alerts() {
        return items(RULES.path("groups"))
                .flatMap(group -> items(group.path("rules")))
                .toList();
    }

    private static JsonNode dashboard() {
        return Yaml.tree(MONITORING.resolve("dashboard.json"));
    }

    /** As Prometheus reads them: with the suffixes of histograms. */
    private static Set<String> metrics() {
        return AScrape.names(AScrape.everything());
    }

    private static Set<String> unknown(Stream<String> expressions) {
        Set<String> asked = expressions
                .flatMap(expression -> METRIC.matcher(expression).results().map(found -> found.group()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(asked.size() > 5, asked::toString);
        asked.removeAll(metrics());
        return asked;
    }

    private static Stream<String> expressionsOfPanels() {
        return items(dashboard().path("panels"))
                .flatMap(panel -> items(panel.path("targets")))
                .map(target -> target.path("expr").asText());
    }

    @Test
    void alertsAskForMetricsThatThereAre() {
        assertEquals(Set.of(), unknown(alerts().stream().map(alert -> alert.path("expr")
                .asText())));
    }

    @Test
    void panelsAskForMetricsThatThereAre() {
        assertEquals(Set.of(), unknown(expressionsOfPanels()));
    }

    @Test
    void panelsAskTheDataSourceThatTheUserChooses() {
        assertEquals("datasource", dashboard().at("/templating/list/0/type").asText());
        assertEquals("datasource", dashboard().at("/templating/list/0/name").asText());
        Set<Integer> numbers = new HashSet<>();
        items(dashboard().path("panels")).forEach(panel -> {
            assertEquals(
                    "${datasource}",
                    panel.at("/datasource/uid").asText(),
                    panel.path("title").asText());
            assertTrue(numbers.add(panel.path("id").asInt()), "panel numbers");
        });
    }

    @Test
    void eachAlertSaysHowSevereItIsAndWhatItMeans() {
        for (JsonNode alert : alerts()) {
            String name = alert.path("alert").asText();
            assertTrue(
                    List.of("critical", "warning")
                            .contains(alert.at("/labels/severity").asText()),
                    name);
            assertTrue(alert.at("/annotations/summary").asText().endsWith("."), name);
            assertTrue(alert.at("/annotations/description").asText().endsWith("."), name);
            assertTrue(alert.at("/annotations/runbook_url").asText().endsWith("/docs/runbooks/" + name + ".md"), name);
        }
    }

    @Test
    void eachAlertHasARunbookAndEachRunbookAnAlert() throws IOException {
        Set<String> names =
                alerts().stream().map(alert -> alert.path("alert").asText()).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            Set<String> pages = files.map(file -> file.getFileName().toString().replaceFirst("\\.md$", ""))
                    .collect(Collectors.toSet());
            assertEquals(names, pages);
        }
    }

    @Test
    void aRunbookHasFourParts() {
        for (JsonNode alert : alerts()) {
            String name = alert.path("alert").asText();
            List<String> headings = Yaml.text(RUNBOOKS.resolve(name + ".md"))
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .toList();
            assertEquals(List.of("# " + name, "## Meaning", "## Impact", "## Diagnosis", "## Mitigation"), headings);
        }
    }

    /** prometheus-operator takes the rules as they are; promtool is Prometheus' own. */
    @Test
    void promtoolAcceptsTheRulesAndTheirCases(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), Yaml.of(RULES));
        Files.copy(CASES, folder.resolve("alerts-test.yaml"));
        promtool(folder, "check", "rules", "rules.yaml");
        promtool(folder, "test", "rules", "alerts-test.yaml");
    }

    /** Or a rule that never fires would pass. */
    @Test
    void eachAlertHasACase() {
        String cases = Yaml.text(CASES);
        alerts().stream()
                .map(alert -> alert.path("alert").asText())
                .forEach(name -> assertTrue(
                        Pattern.compile("(alertname: |\\||\")" + name + "\\b")
                                .matcher(cases)
                                .find(),
                        name));
    }

    @Test
    void promtoolAcceptsTheMetrics(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("metrics"), AScrape.everything());
        promtool(folder, "check", "metrics");
    }

    /** promtool says nothing about metrics that follow Prometheus' conventions, and reads them from standard input. */
    private static void promtool(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        ProcessBuilder promtool =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        if (Files.exists(folder.resolve("metrics"))) {
            promtool.redirectInput(folder.resolve("metrics").toFile());
        }
        Process process = promtool.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + ": " + said);
        assertTrue(said.isEmpty() || said.contains("SUCCESS"), () -> command + ": " + said);
    }

    @Test
    void theServiceFindsThePortAndTheMonitorTheService() {
        ObjectNode service = (ObjectNode) Manifests.only("Service");
        JsonNode pod = Manifests.only("Deployment").at("/spec/template");
        assertEquals(pod.at("/metadata/labels"), service.at("/spec/selector"));
        JsonNode port = service.at("/spec/ports/0");
        assertEquals(Health.PORT, port.path("port").asInt());
        assertEquals(
                port.path("targetPort").asText(),
                pod.at("/spec/containers/0/ports/0/name").asText());
        JsonNode monitor = Yaml.tree(MONITORING.resolve("90-servicemonitor-operator.yaml"));
        assertEquals(service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels"));
        assertEquals(service.at("/metadata/namespace"), monitor.at("/metadata/namespace"));
        assertEquals(
                port.path("name").asText(), monitor.at("/spec/endpoints/0/port").asText());
    }
}
