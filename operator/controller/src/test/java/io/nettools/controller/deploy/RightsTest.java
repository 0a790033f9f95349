package io.nettools.controller.deploy;

import static io.nettools.controller.fixture.Manifests.items;
import static io.nettools.controller.fixture.Manifests.name;
import static io.nettools.controller.fixture.Manifests.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Manifests;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may what: all of it on one page, and what nobody may. */
class RightsTest {
    private static final Set<String> WRITE = Set.of("create", "update", "patch", "delete", "deletecollection");

    @Test
    void theseAreAllTheRights() {
        assertEquals(
                List.of(
                        "ClusterRole networktrace-operator: networktraces get,list,watch,patch,delete",
                        "ClusterRole networktrace-operator: networktraces/status patch",
                        "ClusterRole networktrace-operator: pods get,list",
                        "ClusterRole networktrace-operator: nodes get",
                        "ClusterRole networktrace-operator: services get,list",
                        "ClusterRole networktrace-operator: namespaces get",
                        "ClusterRole networktrace-operator: networkpolicies list",
                        "ClusterRole networktrace-operator: ipaddresses get",
                        "ClusterRole networktrace-operator:"
                                + " adminnetworkpolicies,baselineadminnetworkpolicies,clusternetworkpolicies list",
                        "ClusterRole networktrace-operator: endpointslices list",
                        "ClusterRole networktrace-operator: deployments,statefulsets,daemonsets,replicasets get",
                        "ClusterRole networktrace-operator: jobs get",
                        "ClusterRole networktrace-operator: events create",
                        "ClusterRole networktrace-operator: subjectaccessreviews create",
                        "Role networktrace-operator: pods list,watch,create,patch,delete",
                        "ClusterRole networktrace-user: networktraces get,list,watch,create,update,patch,delete",
                        "Role networktrace-operator: leases create",
                        "Role networktrace-operator: leases[networktrace-operator] get,update"),
                rules().map(rule -> rule.role() + ": " + String.join(",", rule.resources()) + rule.only() + " "
                                + String.join(",", rule.verbs()))
                        .toList());
    }

    @Test
    void noRuleHasAWildcard() {
        rules().forEach(rule -> assertFalse(rule.text().contains("*"), rule.text()));
    }

    @Test
    void nobodyReadsSecretsEntersPodsOrGivesHimselfRights() {
        Set<String> never = Set.of(
                "secrets",
                "pods/exec",
                "pods/attach",
                "pods/portforward",
                "pods/ephemeralcontainers",
                "pods/log",
                "nodes/proxy",
                "nodes/status",
                "serviceaccounts/token",
                "escalate",
                "bind",
                "impersonate");
        rules().forEach(rule -> assertTrue(
                Stream.concat(rule.resources().stream(), rule.verbs().stream()).noneMatch(never::contains),
                rule.text()));
    }

    @Test
    void podsAreWrittenOnlyInTheNamespaceOfTraces() {
        List<String> writers = rules().filter(rule -> rule.resources().contains("pods"))
                .filter(rule -> rule.verbs().stream().anyMatch(WRITE::contains))
                .map(Rule::where)
                .toList();
        assertEquals(List.of("nettrace-traces"), writers);
    }

    @Test
    void noRoleGrowsTheRightsOfOthers() {
        for (JsonNode role : Manifests.ofKind("ClusterRole", "Role")) {
            assertTrue(role.path("aggregationRule").isMissingNode(), name(role));
            role.at("/metadata/labels")
                    .properties()
                    .forEach(label -> assertFalse(
                            label.getKey().startsWith("rbac.authorization.k8s.io/aggregate-to-"), label.toString()));
        }
    }

    @Test
    void onlyTheOperatorIsBoundAndOnlyToOurRoles() {
        List<String> roles = Manifests.ofKind("ClusterRole", "Role").stream()
                .map(role -> role.path("kind").asText() + "/" + name(role))
                .toList();
        for (JsonNode binding : Manifests.ofKind("ClusterRoleBinding", "RoleBinding")) {
            String role = binding.at("/roleRef/kind").asText() + "/"
                    + binding.at("/roleRef/name").asText();
            assertTrue(roles.contains(role), role);
            assertEquals("networktrace-operator", binding.at("/roleRef/name").asText());
            assertEquals(
                    List.of("ServiceAccount nettrace-system/networktrace-operator"),
                    items(binding.path("subjects"))
                            .map(subject -> subject.path("kind").asText() + " "
                                    + subject.path("namespace").asText() + "/"
                                    + subject.path("name").asText())
                            .toList());
        }
    }

    private record Rule(
            String role, String where, List<String> resources, List<String> names, List<String> verbs, String text) {
        String only() {
            return names.isEmpty() ? "" : names.toString();
        }
    }

    private static Stream<Rule> rules() {
        return Manifests.ofKind("ClusterRole", "Role").stream().flatMap(role -> items(role.path("rules"))
                .map(rule -> new Rule(
                        role.path("kind").asText() + " " + name(role),
                        role.at("/metadata/namespace").asText("everywhere"),
                        texts(rule.path("resources")),
                        texts(rule.path("resourceNames")),
                        texts(rule.path("verbs")),
                        rule.toString())));
    }
}
