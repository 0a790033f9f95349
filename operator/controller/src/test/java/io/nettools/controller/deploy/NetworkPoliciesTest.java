package io.nettools.controller.deploy;

import static io.nettools.controller.fixture.Manifests.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.health.Health;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** T16 and T24: who may talk to our pods, and to whom they may talk. The test cluster's network enforces no policy; these hold the text. */
class NetworkPoliciesTest {

    @Test
    void eachNamespaceHasOnePolicyForAllItsPodsInBothDirections() {
        assertEquals(
                Manifests.ofKind("Namespace").stream()
                        .map(Manifests::name)
                        .sorted()
                        .toList(),
                Manifests.ofKind("NetworkPolicy").stream()
                        .map(policy -> policy.at("/metadata/namespace").asText())
                        .sorted()
                        .toList());
        for (JsonNode policy : Manifests.ofKind("NetworkPolicy")) {
            assertTrue(policy.at("/spec/podSelector").isEmpty(), "all pods");
            assertEquals(List.of("Ingress", "Egress"), Manifests.texts(policy.at("/spec/policyTypes")));
        }
    }

    @Test
    void nobodyMayCallATracePod() {
        assertTrue(policy("nettrace-traces").at("/spec/ingress").isMissingNode());
    }

    /** Decision 0032. */
    @Test
    void monitoringMayCallTheOperatorsOnePort() {
        JsonNode ingress = policy("nettrace-system").at("/spec/ingress");
        assertEquals(1, ingress.size());
        assertEquals(List.of("TCP " + Health.PORT), ports(ingress).toList());
        assertEquals(1, ingress.at("/0/from").size());
        JsonNode from = ingress.at("/0/from/0");
        assertEquals(1, from.size(), "all pods of namespaces");
        assertEquals(
                List.of("monitoring", "openshift-monitoring", "openshift-user-workload-monitoring"),
                Manifests.texts(from.at("/namespaceSelector/matchExpressions/0/values")));
    }

    @Test
    void tracePodsMayCallNobodyAndTheOperatorTheApiServerAndNameServers() {
        assertEquals(List.of(), egress("nettrace-traces"));
        assertEquals(
                List.of("TCP 443", "TCP 6443", "UDP 53", "TCP 53", "UDP 5353", "TCP 5353"), egress("nettrace-system"));
    }

    private static List<String> egress(String namespace) {
        return ports(policy(namespace).at("/spec/egress")).toList();
    }

    private static JsonNode policy(String namespace) {
        return Manifests.ofKind("NetworkPolicy").stream()
                .filter(policy -> policy.at("/metadata/namespace").asText().equals(namespace))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> ports(JsonNode rules) {
        return items(rules)
                .flatMap(rule -> items(rule.path("ports")))
                .map(port ->
                        port.path("protocol").asText() + " " + port.path("port").asInt());
    }
}
