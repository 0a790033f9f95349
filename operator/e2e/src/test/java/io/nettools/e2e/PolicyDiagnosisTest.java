package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Diagnosis.Basis;
import io.nettools.planner.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first line of an answer names the policy and the rule that deny a connection, to who may know them. */
@Alone("the nodes enforce policies")
class PolicyDiagnosisTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @RegisterExtension
    static final Scene OTHER = new Scene();

    private static final String ADMIN_POLICY = "no-frontend-" + SCENE.namespace();
    private static Author developer;

    @BeforeAll
    static void policies() {
        Policies.up();
        developer = Author.in(SCENE, "developer");
        pod(SCENE, "client", "tier: frontend", "node-1", "sleep", "infinity");
        pod(SCENE, "silent", "tier: frontend", "node-1", "sleep", "infinity");
        for (String server : List.of("denied", "labelled", "ported", "open", "guarded")) {
            pod(SCENE, server, "role: server", "node-2", "python3", "-m", "http.server", "8080");
        }
        pod(OTHER, "vault", "role: server", "node-2", "python3", "-m", "http.server", "8080");
        List.of("client", "silent", "denied", "labelled", "ported", "open", "guarded")
                .forEach(SCENE::ready);
        OTHER.ready("vault");
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: front, namespace: %1$s}
                spec: {selector: {app: labelled}, ports: [{port: 80, targetPort: 8080}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: default-deny, namespace: %1$s}
                spec: {podSelector: {matchLabels: {app: denied}}, policyTypes: [Ingress]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: backend-only, namespace: %1$s}
                spec: {podSelector: {matchLabels: {app: labelled}}, ingress: [{from: [{podSelector: {matchLabels: {tier: backend}}}]}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: port-9090, namespace: %1$s}
                spec: {podSelector: {matchLabels: {app: ported}}, ingress: [{ports: [{port: 9090}]}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: no-egress, namespace: %1$s}
                spec: {podSelector: {matchLabels: {app: silent}}, policyTypes: [Egress]}
                ---
                apiVersion: policy.networking.k8s.io/v1alpha1
                kind: AdminNetworkPolicy
                metadata: {name: %3$s}
                spec:
                  priority: 10
                  subject: {pods: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}, podSelector: {matchLabels: {app: guarded}}}}
                  ingress: [{name: frontend, action: Deny, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {tier: frontend}}}}]}]
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: vault-only, namespace: %2$s}
                spec: {podSelector: {}, policyTypes: [Ingress]}
                """
                        .formatted(SCENE.namespace(), OTHER.namespace(), ADMIN_POLICY));
    }

    @AfterAll
    static void clear() {
        Shell.kubectl("delete", "adminnetworkpolicy", ADMIN_POLICY, "--ignore-not-found");
        Policies.down();
    }

    /** A second author would see the names that he may read; this one has no right beyond his namespace. */
    @Test
    void theFirstLineNamesThePolicyAndItsRule() {
        Map<String, Tracing> traces = new TreeMap<>();
        for (String server : List.of("denied", "labelled", "ported", "guarded")) {
            traces.put(server, traced("client", server));
        }
        traces.put("open", traced("silent", "open"));
        // dropped on the client's node, before the Service's translation is seen
        traces.put(
                "front",
                developer.traces(
                        "client-to-front",
                        spec("client", "peer: {service: front}", SCENE.clusterIp("front"))
                                .replace("port: 8080", "port: 80")));
        traces.put("vault", developer.traces("to-vault", spec("client", "views: [Pod, Node]", OTHER.ip("vault"))));

        named(traces, "denied", "NetworkPolicy default-deny isolates", "no rule allows any traffic");
        named(
                traces,
                "labelled",
                "NetworkPolicy backend-only isolates",
                "rule 1 requires tier=backend, pod client has tier=frontend");
        named(
                traces,
                "front",
                "NetworkPolicy backend-only isolates",
                "rule 1 requires tier=backend, pod client has tier=frontend");
        named(traces, "ported", "NetworkPolicy port-9090 isolates", "rule 1 allows TCP 9090, not 8080");
        named(traces, "open", "NetworkPolicy no-egress isolates", "no rule allows any traffic");
        named(traces, "guarded", "AdminNetworkPolicy " + ADMIN_POLICY, "frontend");
        NetworkTraceStatus hidden = named(traces, "vault", "a policy of another namespace denies ingress");
        assertFalse(hidden.toString().contains("vault-only"), hidden::toString);
    }

    @Test
    void whatNoPolicyExplainsSaysSo() {
        NetworkTraceStatus status = Firewall.dropping(
                SCENE,
                "node-2",
                "forward 0",
                "ip saddr " + SCENE.ip("client") + " ip daddr " + SCENE.ip("open"),
                () -> traced("client", "open").ended(Reason.Completed).status());
        Diagnosis first = status.diagnosis().getFirst();
        assertEquals("PacketsVanish", first.cause(), status.diagnosis()::toString);
        assertTrue(
                first.evidence().stream().anyMatch(one -> one.startsWith("no policy explains it")),
                first.evidence()::toString);
    }

    private static NetworkTraceStatus named(Map<String, Tracing> traces, String server, String... words) {
        NetworkTraceStatus status = traces.get(server).ended(Reason.Completed).status();
        System.out.println(server + ": " + status.summary());
        assertEquals(1, status.diagnosis().size(), () -> server + ": " + status.diagnosis());
        Diagnosis fault = status.diagnosis().getFirst();
        assertEquals("PolicyDenied", fault.cause(), fault::toString);
        assertEquals(Basis.Computed, fault.basis());
        assertEquals(status.summary(), fault.summary());
        for (String word : words) {
            assertTrue(status.summary().contains(word), status::summary);
        }
        return status;
    }

    private static Tracing traced(String client, String server) {
        return developer.traces(
                client + "-to-" + server, spec(client, "peer: {pod: " + server + "}", SCENE.ip(server)));
    }

    private static String spec(String client, String more, String server) {
        return "target: {pod: %s}\n%s\nduration: 8s\nprobe: {tcp: {host: %s, port: 8080}}\n"
                .formatted(client, more, server);
    }

    private static void pod(Scene scene, String name, String label, String node, String... command) {
        Scene.apply(scene.podYaml(name, command)
                .replace("spec:\n", "spec:\n  nodeName: " + node + "\n")
                .replace("labels: {", "labels: {" + label + ", "));
    }
}
