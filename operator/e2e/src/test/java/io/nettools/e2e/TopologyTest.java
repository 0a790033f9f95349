package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nettools.analyser.report.Topology;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TopologyAnswer;
import io.nettools.planner.status.TopologyLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code topology: {}} says of a pod, against what the tools say on its node. */
@Alone("a node gets another switch, and the ports of its bridge are counted")
class TopologyTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Behind a pod's only container. */
    private static final String SECOND =
            """
              - name: second
                image: localhost/nettools-fedora:dev
                imagePullPolicy: IfNotPresent
                command: [sleep, infinity]
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            """;

    @BeforeAll
    static void pods() {
        SCENE.pod("bridged", "sleep", "infinity");
        SCENE.pod("routed", "sleep", "infinity");
        SCENE.pod("switched", "sleep", "infinity");
    }

    @Test
    void onABridgeTheOtherEndIsWhatTheNodeSays() throws IOException {
        TopologyAnswer topology = topology("bridged");
        String node = SCENE.node("bridged");
        TopologyLink eth0 = topology.links().getFirst();
        JsonNode inPod = link(SCENE.exec("bridged", "ip", "-j", "-d", "link", "show", "eth0")
                .ok()
                .out());
        assertEquals("eth0", eth0.name());
        assertEquals(inPod.path("ifindex").asInt(), eth0.index());
        Topology.Device peer = eth0.peer();
        JsonNode onNode = link(Shell.node(node, "ip", "-j", "-d", "link", "show", peer.name())
                .ok()
                .out());
        assertEquals(inPod.path("link_index").asInt(), peer.index());
        assertEquals(onNode.path("ifindex").asInt(), peer.index());
        assertEquals(onNode.path("link_index").asInt(), peer.peerIndex());
        assertEquals(onNode.path("link_netnsid").asInt(), peer.peerNamespace());
        assertEquals(onNode.path("mtu").asInt(), peer.mtu());
        assertEquals(onNode.path("operstate").asText(), peer.state());
        assertEquals("cni0", peer.master());
        assertEquals("Pod eth0, Node " + peer.name() + ", Node cni0, Node , Node " + uplink(node), way(topology));
        assertEquals(ports(node, "cni0"), topology.bridges().getFirst().ports());
        assertEquals(List.of(), topology.unknown());
        assertTrue(
                topology.drawing().contains(peer.name()) && topology.drawing().contains("cni0"), topology::drawing);
        assertEquals(Stream.of(routes("-4"), routes("-6")).flatMap(List::stream).toList(), topology.routes());
    }

    /** What a routed network does (Calico, Cilium, ptp): no bridge, a route of the node to each pod. */
    @Test
    void withoutABridgeTheNodeRoutes() throws IOException {
        String node = SCENE.node("routed");
        String peer = topology("routed").links().getFirst().peer().name();
        Shell.node(node, "ip", "link", "set", peer, "nomaster").ok();
        Shell.node(node, "ip", "route", "add", SCENE.ip("routed"), "dev", peer).ok();
        TopologyAnswer topology = topology("routed");
        assertEquals(peer, topology.links().getFirst().peer().name());
        assertEquals("", topology.links().getFirst().peer().master());
        assertEquals("Pod eth0, Node " + peer + ", Node , Node " + uplink(node), way(topology));
        assertEquals(List.of(), topology.bridges());
    }

    /** The seed's node: its whole drawing was made by hand, from ovs-vsctl show with some 150 ports. */
    @Test
    void onOpenVswitchTheWayIsWhatItsDatabaseSays() {
        String node = SCENE.node("switched");
        ovs(node, "up");
        try {
            String veth = ovs(node, "pod", SCENE.ip("switched"));
            // on RHCOS it is not root's either
            Shell.node(node, "chown", "997:996", "/run/openvswitch/db.sock").ok();
            Shell.node(node, "chmod", "0750", "/run/openvswitch/db.sock").ok();
            TopologyAnswer topology = topology("switched");
            String toBrEx = patch(node, "br-int");
            String toBrInt = patch(node, "br-ex");
            assertEquals(
                    List.of("eth0", veth, "br-int", toBrEx, toBrInt, "br-ex", "ens2f0np0"),
                    topology.way().stream().map(Topology.Hop::device).toList());
            assertEquals(
                    List.of("br-int", "br-ex"),
                    topology.bridges().stream().map(Topology.Bridge::name).toList());
            topology.bridges().forEach(bridge -> sameAsInDatabase(node, bridge));
            assertTrue(topology.bridges().getFirst().ports() > 150, topology::toString);
            assertEquals("secure", topology.bridges().getFirst().failMode());
            assertEquals(
                    ovs(node, "vsctl", "--bare", "--columns=name", "find", "interface", "type=geneve")
                            .lines()
                            .filter(line -> !line.isBlank())
                            .sorted()
                            .toList(),
                    topology.tunnels().stream()
                            .map(Topology.Tunnel::name)
                            .sorted()
                            .toList());
            topology.tunnels().forEach(tunnel -> sameAsInDatabase(node, tunnel));
            assertTrue(topology.drawing().lines().allMatch(line -> line.length() <= 100), topology::drawing);
            assertTrue(topology.drawing().contains("more ports"), topology::drawing);
            System.out.println("drawn:\n" + topology.drawing());
        } finally {
            ovs(node, "down");
        }
    }

    private static List<String> routes(String family) {
        return SCENE.exec("bridged", "ip", family, "route")
                .ok()
                .out()
                .lines()
                .map(String::strip)
                .toList();
    }

    private static void sameAsInDatabase(String node, Topology.Bridge bridge) {
        assertEquals(
                ovs(node, "vsctl", "list-ports", bridge.name()).lines().count() + 1, bridge.ports(), "with its own");
        assertEquals("netdev", bridge.datapath());
        for (Topology.Port port : bridge.named()) {
            if (port.name().equals(bridge.name())) {
                continue; // which ovs-vsctl does not count among its ports
            }
            assertEquals(bridge.name(), ovs(node, "vsctl", "iface-to-br", port.name()));
            if (port.type().equals("patch")) {
                assertEquals(ovs(node, "vsctl", "get", "interface", port.name(), "options:peer"), quoted(port.to()));
            }
        }
    }

    private static void sameAsInDatabase(String node, Topology.Tunnel tunnel) {
        assertEquals("geneve", tunnel.kind());
        assertEquals(
                ovs(node, "vsctl", "get", "interface", tunnel.name(), "options:remote_ip"), quoted(tunnel.remote()));
        assertEquals(ovs(node, "vsctl", "get", "interface", tunnel.name(), "options:local_ip"), quoted(tunnel.local()));
        assertEquals("flow", tunnel.key());
    }

    /** As ovs-vsctl prints a text that is no plain word. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_.-]*") ? text : "\"" + text + "\"";
    }

    private static String patch(String node, String bridge) {
        return ovs(node, "vsctl", "list-ports", bridge)
                .lines()
                .filter(port -> port.startsWith("patch-"))
                .findFirst()
                .orElseThrow();
    }

    private static String ovs(String node, String... words) {
        List<String> command = new ArrayList<>(
                List.of(Shell.ROOT.resolve("cluster/ovs").toString(), node.substring(node.lastIndexOf('-') + 1)));
        command.addAll(List.of(words));
        return Shell.run("", command).ok().text();
    }

    /** crictl inspectp, nsenter and two shells side by side, in one look. */
    @Test
    void containersShareTheNetworkAndHaveTheirOwnProcessesAndFiles() {
        Scene.apply(SCENE.podYaml("two", "sleep", "infinity") + SECOND);
        SCENE.ready("two");
        TopologyAnswer topology = topology("two");
        assertEquals(2, topology.containers().size());
        assertTrue(topology.shared().containsAll(List.of("net", "ipc", "uts")), topology.shared()::toString);
        assertTrue(topology.own().containsAll(List.of("mnt", "pid")), topology.own()::toString);
        assertTrue(topology.containers().stream().anyMatch(one -> one.name().equals("second")));
        assertFalse(topology.containers().getFirst().namespaces().isEmpty());
    }

    private static TopologyAnswer topology(String pod) {
        String name = pod + "-" + Long.toString(System.nanoTime(), 36);
        return SCENE.trace(
                        name,
                        """
                target: {pod: %s}
                duration: 1s
                topology: {}
                """
                                .formatted(pod))
                .ended(Reason.Completed)
                .target()
                .topology();
    }

    private static JsonNode link(String json) throws IOException {
        return JSON.readTree(json).get(0);
    }

    private static int ports(String node, String bridge) throws IOException {
        return JSON.readTree(Shell.node(node, "ip", "-j", "link", "show", "master", bridge)
                        .ok()
                        .out())
                .size();
    }

    private static String uplink(String node) throws IOException {
        return JSON.readTree(Shell.node(node, "ip", "-j", "route", "show", "default")
                        .ok()
                        .out())
                .get(0)
                .path("dev")
                .asText();
    }

    private static String way(TopologyAnswer topology) {
        return topology.way().stream()
                .map(hop -> hop.place() + " " + hop.device())
                .collect(Collectors.joining(", "));
    }
}
