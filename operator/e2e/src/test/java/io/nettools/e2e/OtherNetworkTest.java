package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.status.PassageAnswer;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two pods whose traffic leaves by a second interface, as on a primary UserDefinedNetwork: the pods' status has only the
 * addresses of eth0, the annotation of OVN-Kubernetes those of ovn-udn1. OVN-Kubernetes is not here; a routed veth pair
 * takes its place.
 */
class OtherNetworkTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String CLIENT = "10.200.1.2";
    private static final String SERVER = "10.200.2.2";

    @BeforeAll
    static void twoPodsOnANetworkOfTheirOwn() {
        pod("client", 1, "sleep", "infinity");
        pod("server", 2, "python3", "-m", "http.server", "18091", "--directory", "/usr/bin");
        connect(1, "client");
        connect(2, "server");
        route(1, "replace", "10.200.2.0/24", "via", "198.18.0.12");
        route(2, "replace", "10.200.1.0/24", "via", "198.18.0.11");
    }

    /** The veth pairs end with the pods. */
    @AfterAll
    static void withoutItsRoutes() {
        route(1, "del", "10.200.2.0/24");
        route(2, "del", "10.200.1.0/24");
    }

    private static void pod(String name, int node, String... command) {
        String annotation =
                "{k8s.ovn.org/pod-networks: '{\"blue/net\": {\"ip_addresses\": [\"10.200.%d.2/24\"], \"role\": \"primary\"}}'}"
                        .formatted(node);
        Scene.apply(SCENE.podYaml(name, command)
                .replace("labels:", "annotations: " + annotation + ", labels:")
                .replace("spec:\n", "spec:\n  nodeName: node-" + node + "\n"));
        SCENE.ready(name);
    }

    private static void connect(int node, String pod) {
        String name = "node-" + node;
        String net = "10.200." + node;
        String script =
                """
                set -e
                ip link add udn0 type veth peer name ovn-udn1 netns %1$s
                ip addr add %2$s.1/24 dev udn0
                ip link set udn0 up
                nsenter -t %1$s -n ip addr add %2$s.2/24 dev ovn-udn1
                nsenter -t %1$s -n ip link set ovn-udn1 up
                nsenter -t %1$s -n ip route replace default via %2$s.1
                """
                        .formatted(SCENE.pid(pod), net);
        Shell.node(name, "bash", "-c", script).ok();
    }

    private static void route(int node, String... command) {
        Shell.node("node-" + node, "bash", "-c", "ip route " + String.join(" ", command))
                .ok();
    }

    @Test
    void aPathIsComparedWhereOnlyThePodsOwnPacketsPass() {
        TargetStatus target = traced("healthy");
        assertEquals(1, target.probe().succeeded(), target.probe()::toString);
        PassageAnswer passage = target.passages().getFirst();
        assertTrue(passage.local().startsWith(CLIENT + ":"), passage::toString);
        assertTrue(passage.verdict().matches("all \\d+ bytes of payload passed all 4 points"), passage::verdict);
        assertEquals(
                List.of(Where.Uplink, Where.Uplink),
                target.views().stream()
                        .filter(view -> !view.missing().isEmpty())
                        .map(view -> view.place())
                        .toList());
        assertTrue(
                target.notes().stream().anyMatch(note -> note.startsWith("packets at ovn-udn1 carry " + CLIENT)),
                target.notes()::toString);
    }

    @Test
    void aLossBetweenTheNodesIsPlacedBetweenTheOtherEndsOfThePods() {
        TargetStatus target =
                Firewall.dropping(SCENE, "fabric", "forward 0", "ip daddr " + SERVER, () -> traced("lossy"));
        List<String> places = target.findings().stream()
                .filter(finding -> finding.code().equals("PacketsVanish"))
                .map(Finding::place)
                .toList();
        assertEquals(List.of("between node-1's udn0 and node-2's udn0"), places);
    }

    private static TargetStatus traced(String name) {
        return SCENE.trace(
                        name,
                        """
                        target: {pod: client}
                        peer: {pod: server}
                        duration: 7s
                        probe: {http: {url: 'http://10.200.2.2:18091/true'}}
                        """)
                .ended(Reason.Completed)
                .status()
                .targets()
                .getFirst();
    }
}
