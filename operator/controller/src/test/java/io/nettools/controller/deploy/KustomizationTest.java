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
import org.junit.jupiter.api.Test;

class KustomizationTest {
    private static final Path OPENSHIFT = Manifests.DEPLOY.resolve("openshift");

    @Test
    void everyFileIsAppliedInTheOrderOfItsNumber() {
        assertEquals(Manifests.lying(Manifests.DEPLOY), Manifests.listed(Manifests.DEPLOY));
        List<String> openshift = new ArrayList<>(List.of("../"));
        openshift.addAll(Manifests.lying(OPENSHIFT));
        assertEquals(openshift, Manifests.listed(OPENSHIFT));
        Path requestedBy = Manifests.DEPLOY.resolve("requested-by");
        assertEquals(Manifests.lying(requestedBy), Manifests.listed(requestedBy));
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
