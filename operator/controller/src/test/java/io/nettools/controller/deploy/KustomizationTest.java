package io.nettools.controller.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KustomizationTest {
    private static final Pattern DEEPER = Pattern.compile("(?m): >-\\n( +)\\S.*\\n(\\1\\S.*\\n)*\\1 +\\S");

    @Test
    void everyFileIsAppliedInTheOrderOfItsNumber() {
        assertEquals(Manifests.lying(Manifests.DEPLOY), Manifests.listed(Manifests.DEPLOY));
        for (String folder : List.of("openshift", "requested-by")) {
            Path overlay = Manifests.DEPLOY.resolve(folder);
            assertEquals(Manifests.lying(overlay), Manifests.listed(overlay));
        }
    }

    /** kustomize renders a folded text with deeper lines with an empty line in it. */
    @Test
    void noFoldedTextHasDeeperLines() {
        for (String folder : List.of("", "openshift", "requested-by")) {
            Path overlay = Manifests.DEPLOY.resolve(folder);
            Manifests.lying(overlay)
                    .forEach(file -> assertFalse(
                            DEEPER.matcher(Yaml.text(overlay.resolve(file))).find(), file));
        }
    }

    @Test
    void theObjectsOfMonitoringAreApplied() {
        List<String> files = new ArrayList<>(Manifests.listed(Manifests.MONITORING));
        assertEquals(
                List.of("dashboard.json"),
                Manifests.texts(Yaml.tree(Manifests.MONITORING.resolve("kustomization.yaml"))
                        .at("/configMapGenerator/0/files")));
        files.add("dashboard.json");
        assertEquals(Manifests.lying(Manifests.MONITORING), files);
    }

    @Test
    void filesAreNumberedAndHoldOneObjectEach() {
        for (String file : Manifests.listed(Manifests.DEPLOY)) {
            assertTrue(file.matches("\\d\\d-[a-z]+(-[a-z]+)*\\.yaml"), file);
            assertFalse(Yaml.text(Manifests.DEPLOY.resolve(file)).contains("\n---"), file);
            JsonNode object = Yaml.tree(Manifests.DEPLOY.resolve(file));
            assertFalse(object.path("kind").asText().isEmpty(), file);
            assertFalse(Manifests.name(object).isEmpty(), file);
        }
    }

    @Test
    void whatANamespaceHoldsComesAfterIt() {
        Set<String> made = new HashSet<>();
        for (JsonNode object : Manifests.all()) {
            if (object.path("kind").asText().equals("Namespace")) {
                made.add(Manifests.name(object));
            }
            String namespace = object.at("/metadata/namespace").asText();
            assertTrue(namespace.isEmpty() || made.contains(namespace), () -> Manifests.name(object));
        }
    }

    @Test
    void nothingSecretIsApplied() {
        assertEquals(List.of(), Manifests.ofKind("Secret"));
    }
}
