package io.nettools.controller.deploy;

import static io.nettools.controller.fixture.Manifests.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.fixture.Manifests;
import java.util.List;
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
    void nobodyMayCallAnyOfThem() {
        for (JsonNode policy : Manifests.ofKind("NetworkPolicy")) {
            assertTrue(policy.at("/spec/ingress").isMissingNode(), Manifests.name(policy));
        }
    }

    @Test
    void tracePodsMayCallNobodyAndTheOperatorTheApiServerAndNameServers() {
        assertEquals(List.of(), egress("nettrace-traces"));
        assertEquals(
                List.of("TCP 443", "TCP 6443", "UDP 53", "TCP 53", "UDP 5353", "TCP 5353"), egress("nettrace-system"));
    }

    private static List<String> egress(String namespace) {
        return Manifests.ofKind("NetworkPolicy").stream()
                .filter(policy -> policy.at("/metadata/namespace").asText().equals(namespace))
                .flatMap(policy -> items(policy.at("/spec/egress")))
                .flatMap(rule -> items(rule.path("ports")))
                .map(port ->
                        port.path("protocol").asText() + " " + port.path("port").asInt())
                .toList();
    }
}
