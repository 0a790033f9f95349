package io.nettools.controller.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.ops.SettingsReader.MistakenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart is what deploy/ and crds/ give. {@code -Dupdate=true} writes it; cluster/packages-test has helm render it. */
class ChartTest {
    private static final Path TEMPLATES = Chart.FOLDER.resolve("templates");
    private static final Path SCHEMA = Chart.FOLDER.resolve("values.schema.json");
    private static final JsonNode DEPLOYMENT = Manifests.only("Deployment");
    private static final Set<String> BY_HAND = Set.of("_helpers.tpl", "NOTES.txt", "monitoring/dashboard.yaml");

    /** One of each form, right and wrong. */
    private static final List<String> SAMPLES = List.of(
            "",
            "?",
            "two words",
            "0",
            "5",
            "+5",
            "1.5",
            "200Mi",
            "1e3",
            "0s",
            "10m",
            "1h30m",
            "25h",
            "soon",
            "true",
            "yes",
            "capabilities",
            "root",
            "shown",
            "none",
            "Always",
            "Upper_Case",
            "kube-system, monitoring",
            "500m");

    @Test
    void templatesAreThoseOfDeploy() throws IOException {
        Map<String, String> templates = Chart.templates();
        templates.forEach((path, text) -> Golden.assertSame(TEMPLATES.resolve(path), text));
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            Set<String> lying = files.filter(Files::isRegularFile)
                    .map(file -> TEMPLATES.relativize(file).toString())
                    .filter(file -> !BY_HAND.contains(file))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(templates.keySet(), lying, "templates without a file in deploy/ have to go");
        }
    }

    @Test
    void theDashboardIsThatOfDeploy() {
        Golden.assertSame(
                Chart.FOLDER.resolve("files/dashboard.json"),
                Yaml.text(Manifests.DEPLOY.resolve("monitoring/dashboard.json")));
    }

    @Test
    void everyOverlayHasAValueThatAsksForIt() throws IOException {
        try (Stream<Path> folders = Files.list(Manifests.DEPLOY)) {
            assertEquals(
                    folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .collect(Collectors.toSet()),
                    Seams.OVERLAYS.keySet());
        }
    }

    @Test
    void valuesHaveEachSettingWithItsCommentAndDefault() {
        Path values = Chart.FOLDER.resolve("values.yaml");
        Golden.assertSame(values, Chart.values(Yaml.text(values)));
        assertEquals(Manifests.only("ConfigMap").path("data"), Yaml.tree(values).path("settings"));
    }

    @Test
    void otherValuesAreByDefaultThoseOfDeploy() {
        JsonNode values = Yaml.tree(Chart.FOLDER.resolve("values.yaml"));
        JsonNode container = DEPLOYMENT.at("/spec/template/spec/containers/0");
        assertEquals(container.path("resources"), values.path("resources"));
        assertEquals(DEPLOYMENT.at("/spec/replicas"), values.path("replicas"));
        String version =
                Yaml.tree(Chart.FOLDER.resolve("Chart.yaml")).path("appVersion").asText();
        assertEquals(
                container.path("image").asText(), values.at("/image/repository").asText() + ":" + version);
    }

    @Test
    void theSchemaHasEachSetting() throws IOException {
        ObjectNode schema = (ObjectNode) Yaml.tree(SCHEMA);
        ((ObjectNode) schema.path("properties")).set("settings", SettingsSchema.schema());
        Golden.assertSame(
                SCHEMA, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
    }

    @Test
    void theSchemaKnowsEachValue() {
        assertEquals(
                names(Yaml.tree(Chart.FOLDER.resolve("values.yaml"))),
                names(Yaml.tree(SCHEMA).path("properties")));
    }

    /** A value that the operator takes has to be one that Helm lets through. */
    @Test
    void theSchemaIsNotStricterThanTheOperator() {
        SettingsSchema.schema().path("properties").properties().forEach(property -> SAMPLES.stream()
                .filter(value -> taken(property.getKey(), value))
                .forEach(value -> assertTrue(
                        SettingsSchema.takes(property.getValue(), value), property.getKey() + ": " + value)));
    }

    @ParameterizedTest
    @CsvSource({
        "maxPackets, many",
        "maxBytes, 200 MB",
        "maxDuration, soon",
        "profile, root",
        "payloadAllowed, yes",
        "image, two words",
        "traceNamespace, Upper_Case",
        "captureCpu, unlimited",
        "hostNetworkNamespaces, *",
        "paths, some"
    })
    void aValueOfAnotherFormIsRefused(String key, String value) {
        assertFalse(
                SettingsSchema.takes(SettingsSchema.schema().path("properties").path(key), value));
    }

    private static boolean taken(String key, String value) {
        try {
            SettingsReader.read(Map.of(key, value), "image");
            return true;
        } catch (MistakenException wrong) {
            return false;
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("global"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
