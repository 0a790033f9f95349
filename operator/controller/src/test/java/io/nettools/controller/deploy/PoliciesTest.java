package io.nettools.controller.deploy;

import static io.nettools.controller.fixture.Manifests.items;
import static io.nettools.controller.fixture.Manifests.name;
import static io.nettools.controller.fixture.Manifests.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.pod.Marks;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {

    @Test
    void everyPolicyRefusesWhenItCannotDecide() {
        List<JsonNode> policies = Manifests.ofKind("ValidatingAdmissionPolicy");
        assertEquals(3, policies.size());
        policies.forEach(
                policy -> assertEquals("Fail", policy.at("/spec/failurePolicy").asText(), name(policy)));
    }

    @Test
    void everyPolicyIsInForceEverywhere() {
        List<JsonNode> bindings = Manifests.ofKind("ValidatingAdmissionPolicyBinding");
        assertEquals(
                names(Manifests.ofKind("ValidatingAdmissionPolicy")),
                bindings.stream()
                        .map(binding -> binding.at("/spec/policyName").asText())
                        .collect(Collectors.toCollection(TreeSet::new)));
        for (JsonNode binding : bindings) {
            assertEquals(List.of("Deny"), texts(binding.at("/spec/validationActions")));
            assertTrue(binding.at("/spec/matchResources").isMissingNode(), "no exceptions: " + name(binding));
        }
    }

    @Test
    void everyRefusalSaysWhy() {
        Manifests.ofKind("ValidatingAdmissionPolicy").stream()
                .flatMap(policy -> items(policy.at("/spec/validations")))
                .forEach(validation -> assertTrue(
                        validation.has("message") || validation.has("messageExpression"), validation::toString));
    }

    @Test
    void whoMayExecMayTrace() {
        JsonNode policy = policy("networktrace-who-may-trace");
        assertEquals(
                "(request.operation == 'UPDATE' && object.?spec == oldObject.?spec) || "
                        + "authorizer.group('').resource('pods').subresource('exec').namespace(request.namespace).check('create').allowed()",
                policy.at("/spec/validations/0/expression").asText());
        assertTrue(matches(policy, "CREATE", "networktraces"));
        assertTrue(matches(policy, "UPDATE", "networktraces"));
        assertFalse(matches(policy, "UPDATE", "networktraces/status"), "written by the operator, who may not exec");
        assertFalse(matches(policy, "DELETE", "networktraces"), "namespaces must be deletable");
    }

    /** An update may put another image into a privileged pod that runs. */
    @ParameterizedTest
    @CsvSource({
        "CREATE, pods",
        "UPDATE, pods",
        "UPDATE, pods/ephemeralcontainers",
        "UPDATE, pods/resize",
        "CREATE, pods/binding",
        "CREATE, bindings",
        "CONNECT, pods/exec",
        "CONNECT, pods/attach",
        "CONNECT, pods/portforward",
        "CONNECT, pods/proxy"
    })
    void onlyTheOperatorTouchesTracePods(String operation, String resource) {
        JsonNode policy = policy("networktrace-only-trace-pods");
        assertTrue(matches(policy, operation, resource), operation + " " + resource);
        assertEquals(
                "variables.ofStatus || request.userInfo.username == 'system:serviceaccount:nettrace-system:networktrace-operator'",
                policy.at("/spec/validations/0/expression").asText());
    }

    /** A trace pod's status carries its result; the garbage collector, the node controller and preemption write there, too. */
    @Test
    void onlyTheKubeletAndTheControlPlaneWriteAResult() {
        JsonNode policy = policy("networktrace-only-trace-pods");
        assertTrue(matches(policy, "UPDATE", "pods/status"));
        assertEquals(
                "!variables.ofStatus || 'system:nodes' in variables.groups || 'system:serviceaccounts:kube-system' in variables.groups"
                        + " || request.userInfo.username in ['system:kube-controller-manager', 'system:kube-scheduler']",
                policy.at("/spec/validations/1/expression").asText());
    }

    /** Or no node could be drained, and no namespace deleted. */
    @Test
    void whoMayByRbacDeletesAndEvictsTracePods() {
        JsonNode policy = policy("networktrace-only-trace-pods");
        assertFalse(matches(policy, "DELETE", "pods"));
        assertFalse(matches(policy, "CREATE", "pods/eviction"));
    }

    /** T27: the operator repeats the annotation because of this. */
    @Test
    void whoAskedIsTrueAndStays() {
        JsonNode policy = policy("networktrace-requested-by");
        assertTrue(matches(policy, "CREATE", "networktraces"));
        assertTrue(matches(policy, "UPDATE", "networktraces"));
        assertEquals(
                "variables.said == variables.before || (request.operation == 'CREATE' && variables.said == request.userInfo.username)",
                policy.at("/spec/validations/0/expression").asText());
        List<String> files = List.of("54-policy-requested-by.yaml", "requested-by/80-mutatingpolicy-requested-by.yaml");
        files.forEach(file ->
                assertTrue(Yaml.text(Manifests.DEPLOY.resolve(file)).contains("'" + Marks.REQUESTED_BY + "'"), file));
    }

    private static boolean matches(JsonNode policy, String operation, String resource) {
        return items(policy.at("/spec/matchConstraints/resourceRules"))
                .anyMatch(rule -> texts(rule.path("operations")).contains(operation)
                        && texts(rule.path("resources")).contains(resource));
    }

    private static JsonNode policy(String name) {
        return Manifests.ofKind("ValidatingAdmissionPolicy").stream()
                .filter(policy -> name(policy).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(List<JsonNode> objects) {
        return objects.stream().map(Manifests::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
