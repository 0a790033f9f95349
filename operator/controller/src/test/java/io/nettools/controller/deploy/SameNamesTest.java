package io.nettools.controller.deploy;

import static io.nettools.controller.fixture.Manifests.items;
import static io.nettools.controller.fixture.Manifests.name;
import static io.nettools.controller.fixture.Manifests.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nettools.controller.Main;
import io.nettools.controller.election.LeaseStore;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.health.Health;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The manifests and the code speak of the same namespaces, accounts, settings, paths and ports. */
class SameNamesTest {
    private static final JsonNode DEPLOYMENT = Manifests.only("Deployment");
    private static final JsonNode TRACE_POD =
            Yaml.tree(Path.of("src/test/resources/rendered-pods/capabilities-everything.yaml"));

    @Test
    void theShippedSettingsAreReadAndAreTheDefaults() {
        String image = variable(SettingsReader.IMAGE_VARIABLE).path("value").asText();
        assertEquals(SettingsReader.read(Map.of("image", image)), SettingsReader.read(settings(), image));
        assertEquals(SettingsReader.read(Map.of(), image), SettingsReader.read(settings(), image));
    }

    /** OLM would put shipped settings back with each update, so that without a ConfigMap the defaults hold. */
    @Test
    void theOperatorStartsWithoutAConfigMap() {
        assertTrue(DEPLOYMENT
                .at("/spec/template/spec/volumes/0/configMap/optional")
                .asBoolean());
    }

    @Test
    void theShippedSettingsNameAllThatThereAre() {
        var told = assertThrows(
                SettingsReader.MistakenException.class,
                () -> SettingsReader.read(Map.of("image", "image", "unknown", "")));
        String known = told.getMessage().replaceFirst(".*the settings are \\[(.*)\\]", "$1");
        assertEquals(known, String.join(", ", new TreeSet<>(settings().keySet())));
    }

    @Test
    void theSettingsAreMountedWhereTheOperatorReadsThem() {
        JsonNode spec = DEPLOYMENT.at("/spec/template/spec");
        assertEquals("nettrace-settings", name(Manifests.only("ConfigMap")));
        assertEquals("nettrace-settings", spec.at("/volumes/0/configMap/name").asText());
        assertEquals(
                Main.SETTINGS, spec.at("/containers/0/volumeMounts/0/mountPath").asText());
        assertEquals(
                spec.at("/volumes/0/name").asText(),
                spec.at("/containers/0/volumeMounts/0/name").asText());
    }

    @Test
    void theTraceNamespaceIsOneName() {
        String namespace = SettingsReader.read(settings(), "image").traceNamespace();
        List<String> named = Manifests.ofKind("Role", "RoleBinding").stream()
                .map(object -> object.at("/metadata/namespace").asText())
                .filter(one -> !one.equals("nettrace-system"))
                .distinct()
                .toList();
        assertEquals(List.of(namespace), named);
        assertTrue(Manifests.ofKind("Namespace").stream().map(Manifests::name).anyMatch(namespace::equals));
        assertEquals(namespace, TRACE_POD.at("/metadata/namespace").asText());
        assertTrue(Manifests.ofKind("ValidatingAdmissionPolicy").stream()
                .map(policy -> policy.at("/spec/matchConstraints/namespaceSelector/matchLabels"))
                .anyMatch(labels ->
                        labels.path("kubernetes.io/metadata.name").asText().equals(namespace)));
    }

    @Test
    void everyPodsAccountExists() {
        List<String> accounts = Manifests.ofKind("ServiceAccount").stream()
                .map(account -> account.at("/metadata/namespace").asText() + "/" + name(account))
                .toList();
        assertEquals(List.of("nettrace-system/networktrace-operator", "nettrace-traces/nettrace-pod"), accounts);
        assertEquals("nettrace-pod", TRACE_POD.at("/spec/serviceAccountName").asText());
        assertEquals(
                "networktrace-operator",
                DEPLOYMENT.at("/spec/template/spec/serviceAccountName").asText());
    }

    /** Each process of a pod is the same candidate, and each pod another one. */
    @Test
    void theLeaseIsNamedByItsRoleAndItsHolderByItsPod() {
        List<String> named = Manifests.ofKind("Role").stream()
                .flatMap(role -> items(role.path("rules")))
                .filter(rule -> texts(rule.path("resources")).equals(List.of("leases")))
                .flatMap(rule -> texts(rule.path("resourceNames")).stream())
                .toList();
        assertEquals(List.of(LeaseStore.NAME), named);
        assertEquals(
                "metadata.name",
                variable(Main.POD_NAME).at("/valueFrom/fieldRef/fieldPath").asText());
    }

    @Test
    void theDisruptionBudgetIsOfTheOperatorsPods() {
        JsonNode budget = Manifests.only("PodDisruptionBudget");
        assertEquals(DEPLOYMENT.at("/spec/selector"), budget.at("/spec/selector"));
        assertEquals(DEPLOYMENT.at("/metadata/namespace"), budget.at("/metadata/namespace"));
    }

    @Test
    void theProbesAskWhereTheOperatorAnswers() {
        JsonNode container = DEPLOYMENT.at("/spec/template/spec/containers/0");
        assertEquals(Health.PORT, container.at("/ports/0/containerPort").asInt());
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertEquals("health", container.path(probe).at("/httpGet/port").asText());
        }
        assertEquals("/readyz", container.at("/readinessProbe/httpGet/path").asText());
        assertEquals("/healthz", container.at("/livenessProbe/httpGet/path").asText());
    }

    /** A new replica that does not get ready, as with settings that are refused, leaves those that run alone. */
    @Test
    void aRollingUpdateTakesNoReplicaBeforeTheNewOneIsReady() {
        assertEquals(2, DEPLOYMENT.at("/spec/replicas").asInt());
        assertEquals(
                0, DEPLOYMENT.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1));
        assertEquals(DEPLOYMENT.at("/spec/selector/matchLabels"), DEPLOYMENT.at("/spec/template/metadata/labels"));
    }

    @Test
    void namespacesAreLabelledForWhatRunsInThem() {
        Manifests.ofKind("Namespace")
                .forEach(namespace -> assertEquals(
                        name(namespace).equals("nettrace-traces") ? "privileged" : "restricted",
                        namespace
                                .at("/metadata/labels")
                                .path("pod-security.kubernetes.io/enforce")
                                .asText()));
    }

    @Test
    void openShiftAllowsATracePodExactlyWhatItAsksFor() {
        JsonNode scc = Yaml.tree(Manifests.DEPLOY.resolve("openshift/70-scc-trace-pod.yaml"));
        JsonNode capture = items(TRACE_POD.at("/spec/containers"))
                .filter(container -> container.path("name").asText().equals("capture"))
                .findFirst()
                .orElseThrow();
        assertEquals(texts(capture.at("/securityContext/capabilities/add")), texts(scc.path("allowedCapabilities")));
        List<String> volumes = items(TRACE_POD.at("/spec/volumes"))
                .flatMap(volume -> volume.properties().stream().map(Map.Entry::getKey))
                .filter(field -> !field.equals("name"))
                .toList();
        assertEquals(new TreeSet<>(volumes), new TreeSet<>(texts(scc.path("volumes"))));
        assertEquals(
                Settings.Profile.capabilities,
                SettingsReader.read(settings(), "image").profile());
    }

    @Test
    void openShiftLetsTheTracePodsAccountAloneUseIt() {
        JsonNode scc = Yaml.tree(Manifests.DEPLOY.resolve("openshift/70-scc-trace-pod.yaml"));
        JsonNode role = Yaml.tree(Manifests.DEPLOY.resolve("openshift/71-role-scc.yaml"));
        JsonNode binding = Yaml.tree(Manifests.DEPLOY.resolve("openshift/72-rolebinding-scc.yaml"));
        assertEquals(List.of(), texts(scc.path("users")));
        assertEquals(List.of(), texts(scc.path("groups")));
        assertEquals(List.of("use"), texts(role.at("/rules/0/verbs")));
        assertEquals(List.of(name(scc)), texts(role.at("/rules/0/resourceNames")));
        assertEquals(1, role.path("rules").size());
        assertEquals(name(role), binding.at("/roleRef/name").asText());
        assertEquals(1, binding.path("subjects").size());
        assertEquals(TRACE_POD.at("/spec/serviceAccountName"), binding.at("/subjects/0/name"));
        assertEquals(TRACE_POD.at("/metadata/namespace"), binding.at("/subjects/0/namespace"));
    }

    private static JsonNode variable(String name) {
        return items(DEPLOYMENT.at("/spec/template/spec/containers/0/env"))
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> settings() {
        JsonNode data = Manifests.only("ConfigMap").path("data");
        data.properties().forEach(entry -> assertTrue(entry.getValue().isTextual(), entry + " must be quoted"));
        return new ObjectMapper()
                .convertValue(data, new com.fasterxml.jackson.core.type.TypeReference<Map<String, String>>() {});
    }
}
