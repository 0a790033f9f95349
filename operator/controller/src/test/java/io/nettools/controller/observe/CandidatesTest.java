package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.analyser.order.TargetPod;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.trace.Candidate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {
    private static final String MIRROR =
            """
            metadata:
              name: etcd
              uid: mirror
              annotations:
                kubernetes.io/config.hash: 6d5f6d5f6d5f6d5f6d5f6d5f6d5f6d5f
                kubernetes.io/config.mirror: 6d5f6d5f6d5f6d5f6d5f6d5f6d5f6d5f
              ownerReferences: [{apiVersion: v1, kind: Node, name: node-1, uid: n, controller: true}]
            spec: {nodeName: node-1, hostNetwork: true}
            """;

    @Test
    void aRunningPodIsIdentifiedByItsUidAndContainers() {
        Candidate expected = new Candidate(
                "web",
                "node-1",
                "Running",
                "",
                false,
                false,
                "",
                new TargetPod(
                        "0c1d2e3f",
                        "",
                        List.of("a".repeat(64), "b".repeat(64)),
                        List.of("app", "side"),
                        List.of("10.42.0.7", "fd00::7")));
        Candidate web = candidate(
                """
                metadata: {name: web, uid: 0c1d2e3f}
                spec: {nodeName: node-1}
                status:
                  phase: Running
                  podIPs: [{ip: 10.42.0.7}, {ip: "fd00::7"}]
                  containerStatuses:
                    - {name: app, containerID: "containerd://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", state: {running: {}}}
                    - {name: old, containerID: "containerd://cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", state: {terminated: {exitCode: 1}}}
                    - {name: side, containerID: "cri-o://bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", state: {running: {}}}
                """);
        assertEquals(expected, web);
        assertTrue(web.running());
    }

    @Test
    void aPodThatCannotStartHasAReasonAndIsNotRunning() {
        Candidate web = candidate(
                """
                metadata: {name: web, uid: u}
                spec: {nodeName: node-1}
                status:
                  phase: Pending
                  containerStatuses: [{name: app, containerID: "", state: {waiting: {reason: "ImagePullBackOff\\e[2J"}}}]
                """);
        assertEquals("ImagePullBackOff\\u001b[2J", web.waiting());
        assertFalse(web.running());
    }

    /** The API allows a waiting container without a reason. */
    @Test
    void aContainerMayWaitWithoutAReason() {
        Candidate web = candidate(
                """
                metadata: {name: web, uid: u}
                spec: {}
                status:
                  phase: Pending
                  containerStatuses:
                    - {name: one, state: {waiting: {}}}
                    - {name: two, state: {waiting: {reason: CreateContainerConfigError}}}
                """);
        assertEquals("CreateContainerConfigError", web.waiting());
    }

    @Test
    void aPodWithoutAStatusIsNotRunning() {
        Candidate web = candidate("{metadata: {name: web, uid: u}, spec: {}}");
        assertEquals("", web.node());
        assertEquals("Unknown", web.phase());
        assertFalse(web.running());
    }

    @Test
    void aStaticPodIsIdentifiedByItsHash() {
        Candidate etcd = candidate(MIRROR);
        assertEquals("6d5f6d5f6d5f6d5f6d5f6d5f6d5f6d5f", etcd.identity().staticHash());
        assertTrue(etcd.hostNetwork());
    }

    /** T4: each case is what a user who is not a kubelet can write. */
    @ParameterizedTest
    @CsvSource({
        "config.hash: 6d5f6d5f6d5f6d5f6d5f6d5f6d5f6d5f, config.hash: 6d5f",
        "config.hash: 6d5f6d5f6d5f6d5f6d5f6d5f6d5f6d5f, config.hash: 0c1d2e3f-4a5b-4c6d-8e7f-aabbccddeeff",
        "config.hash: 6d5f6d5f6d5f6d5f6d5f6d5f6d5f6d5f, config.hash: 0c1d2e3f_4a5b_4c6d_8e7f_aabbccddeeff",
        "config.mirror: 6d5f6d5f6d5f6d5f6d5f6d5f6d5f6d5f, config.mirror: file",
        "config.mirror, config.else",
        "name: node-1, name: node-2",
        "nodeName: node-1, nodeName: ''",
        "kind: Node, kind: ReplicaSet",
        "apiVersion: v1, apiVersion: apps/v1",
        "controller: true, controller: false"
    })
    void aPodThatOnlyClaimsToBeStaticHasNoHash(String own, String forged) {
        assertTrue(MIRROR.contains(own), own);
        assertEquals("", candidate(MIRROR.replace(own, forged)).identity().staticHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "containerd://", "containerd://aaa", "containerd:///../AAA", "//x/aaaa"})
    void aMalformedContainerIdIsIgnored(String id) {
        Candidate web = candidate(
                """
                metadata: {name: web, uid: u}
                spec: {}
                status: {phase: Running, containerStatuses: [{name: app, containerID: "%s", state: {running: {}}}]}
                """
                        .formatted(id.replace("AAA", "A".repeat(64))));
        assertEquals(List.of(), web.identity().containerIds());
        assertFalse(web.running());
    }

    @Test
    void windowsAndDeletionAreRead() {
        Candidate pod = candidate(
                """
                metadata: {name: web, uid: u, deletionTimestamp: "2026-03-01T10:00:00Z"}
                spec: {nodeName: node-1, os: {name: windows}}
                """);
        assertEquals("windows", pod.os());
        assertTrue(pod.deleting());
    }

    @Test
    void aReadyNodeHasItsInternalAddresses() {
        Candidate node = node(
                """
                metadata: {name: node-1, uid: 0c1d2e3f}
                status:
                  conditions: [{type: MemoryPressure, status: "False"}, {type: Ready, status: "True"}]
                  nodeInfo: {operatingSystem: linux}
                  addresses:
                    - {type: InternalIP, address: 198.18.0.11}
                    - {type: InternalIP, address: "fd00::11"}
                    - {type: ExternalIP, address: 203.0.113.11}
                    - {type: Hostname, address: node-1}
                """);
        assertEquals(TargetPod.ofNode("0c1d2e3f", List.of("198.18.0.11", "fd00::11")), node.identity());
        assertEquals("node-1", node.node());
        assertEquals("", node.pod());
        assertEquals("linux", node.os());
        assertTrue(node.hostNetwork());
        assertTrue(node.running());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status: {conditions: [{type: Ready, status: 'False'}, {type: MemoryPressure, status: 'True'}]}",
                "status: {conditions: [{type: Ready, status: Unknown}]}",
                "status: {conditions: [{type: Ready}]}",
                "status: {nodeInfo: {}, addresses: []}",
                "spec: {}"
            })
    void aNodeThatIsNotReadyIsNotRunning(String rest) {
        assertFalse(node("metadata: {name: node-1, uid: u}\n" + rest).running());
    }

    @Test
    void aNodeWithManyAddressesKeepsTheFirstFour() {
        String addresses = IntStream.range(0, 100)
                .mapToObj(n -> "{type: InternalIP, address: 198.18.1." + n + "}")
                .collect(Collectors.joining(","));
        Candidate node = node("metadata: {name: node-1, uid: u}\nstatus: {addresses: [" + addresses + "]}");
        assertEquals(
                List.of("198.18.1.0", "198.18.1.1", "198.18.1.2", "198.18.1.3"),
                node.identity().podIps());
    }

    private static Candidate node(String yaml) {
        return Candidates.of(Yaml.object(Yaml.tree(yaml), Node.class));
    }

    private static Candidate candidate(String yaml) {
        return Candidates.of(Yaml.object(Yaml.tree(yaml), Pod.class));
    }
}
