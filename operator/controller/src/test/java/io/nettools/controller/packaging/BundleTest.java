package io.nettools.controller.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Golden;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
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

/** The bundle is what deploy/, crds/ and examples/ give. {@code -Dupdate=true} writes it; cluster/packages-test has OLM's own validators read it. */
class BundleTest {
    private static final Map<String, String> FILES = Bundle.files();
    private static final JsonNode CSV =
            Yaml.tree(FILES.get("manifests/networktrace-operator.clusterserviceversion.yaml"));

    @Test
    void filesAreThoseOfDeploy() throws IOException {
        FILES.forEach((path, text) -> Golden.assertSame(Bundle.FOLDER.resolve(path), text));
        Set<String> lying = new TreeSet<>();
        for (String folder : List.of("manifests", "admin")) {
            try (Stream<Path> files = Files.list(Bundle.FOLDER.resolve(folder))) {
                files.forEach(file -> lying.add(folder + "/" + file.getFileName()));
            }
        }
        assertEquals(FILES.keySet(), lying, "files without an object in deploy/ have to go");
    }

    @Test
    void allNamespacesIsTheOnlyInstallMode() {
        assertEquals(
                List.of("AllNamespaces"),
                Manifests.items(CSV.at("/spec/installModes"))
                        .filter(mode -> mode.path("supported").asBoolean())
                        .map(mode -> mode.path("type").asText())
                        .toList());
    }

    @Test
    void everyImageOfTheDeploymentIsRelated() {
        JsonNode container = CSV.at("/spec/install/spec/deployments/0/spec/template/spec/containers/0");
        Set<String> images = Manifests.items(container.path("env"))
                .map(variable -> variable.path("value").asText())
                .filter(value -> value.contains("/"))
                .collect(Collectors.toCollection(TreeSet::new));
        images.add(container.path("image").asText());
        assertEquals(2, images.size());
        assertEquals(
                images,
                Manifests.items(CSV.at("/spec/relatedImages"))
                        .map(image -> image.path("image").asText())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Pods of the trace namespace may be privileged, so that OLM gives the operator rights in its own namespace alone. */
    @Test
    void olmGivesNoRightToWritePods() {
        for (String permissions : List.of("clusterPermissions", "permissions")) {
            Manifests.items(CSV.at("/spec/install/spec/" + permissions + "/0/rules"))
                    .filter(rule -> Manifests.texts(rule.path("resources")).contains("pods"))
                    .forEach(rule -> assertEquals(List.of("get", "list"), Manifests.texts(rule.path("verbs"))));
        }
    }

    @Test
    void thePoliciesAndTheTraceNamespaceAreTheAdmins() {
        String admin = FILES.get("admin/cluster.yaml");
        for (JsonNode object :
                Manifests.ofKind("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "Namespace")) {
            assertTrue(admin.contains("\n  name: " + Manifests.name(object) + "\n"), Manifests.name(object));
        }
    }

    @Test
    void theBundlesImageHasTheAnnotationsAsLabels() {
        List<String> labels = Yaml.text(Bundle.FOLDER.resolve("Dockerfile"))
                .lines()
                .filter(line -> line.startsWith("LABEL "))
                .map(line -> line.substring("LABEL ".length()))
                .toList();
        assertEquals(
                Yaml.tree(Bundle.FOLDER.resolve("metadata/annotations.yaml")).path("annotations").properties().stream()
                        .map(one -> one.getKey() + "=" + one.getValue().asText())
                        .toList(),
                labels);
    }
}
