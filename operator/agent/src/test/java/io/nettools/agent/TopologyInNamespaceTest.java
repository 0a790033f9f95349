package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The capture container on real devices: a simulated node with two pods, whose interfaces have the same index inside.
 */
class TopologyInNamespaceTest {
    private static final String SIDECAR = "e".repeat(64);

    @TempDir
    Path folder;

    private TestTarget target;
    private TestTarget stranger;
    private TestTarget node;
    private TestTracePod pod;

    @BeforeEach
    void aNode() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
        stranger = new TestTarget(folder.resolve("stranger"));
        node = new TestTarget(folder.resolve("node"));
        target.onNodeOf(node.start("sleep", "600").pid());
        node.run("ip", "link", "add", "up0", "type", "veth", "peer", "name", "fabric0");
        node.run("ip", "addr", "add", "192.0.2.11/24", "dev", "up0");
        node.run("ip", "link", "set", "up0", "up");
        node.run("ip", "link", "set", "fabric0", "up");
        node.run("ip", "route", "add", "default", "via", "192.0.2.1");
        connect(stranger, "veth1", "10.9.0.8/24");
        connect(target, "veth2", "10.9.0.7/24");
        target.run("ip", "route", "add", "default", "via", "10.9.0.1");
    }

    @AfterEach
    void noNode() throws Exception {
        pod.close();
        target.remove();
        stranger.remove();
        node.remove();
    }

    private void connect(TestTarget one, String name, String address) throws IOException, InterruptedException {
        String[] add = {
            "ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "index", "2", "netns", one.namespace()
        };
        node.run(add);
        node.run("ip", "link", "set", name, "up");
        one.run("ip", "addr", "add", address, "dev", "eth0");
        one.run("ip", "link", "set", "eth0", "up");
    }

    @Test
    void theOtherEndIsNotAStrangersWithTheSameIndex() throws Exception {
        Topology topology = topology(target.pod());
        Topology.Device peer = topology.links().getFirst().peer().orElseThrow();
        assertEquals("veth2", peer.name());
        assertEquals(2, peer.peerIndex());
        assertEquals(index("veth2"), peer.index());
        assertEquals(List.of(), topology.unknown());
    }

    /**
     * T4: the pod forges devices in namespaces of its own, with the indexes and kinds of the stranger's pair and of the
     * node's uplink.
     */
    @Test
    void forgedDevicesInThePodsOwnNamespacesHaveNoPeerOnTheNode() throws Exception {
        TestTarget mallory = new TestTarget(folder.resolve("mallory"));
        TestTarget inner = new TestTarget(folder.resolve("inner"));
        try {
            String uid = "11111111-9f5d-4f53-9f3e-0d2d6a1b7c11";
            String process = mallory.processIds().lines().findFirst().orElseThrow();
            target.listed(process, process, "0::/kubepods/pod" + uid + "/" + SIDECAR + "\n");
            String forged = Integer.toString(index("veth1"));
            mallory.run(
                    ("ip link add eth0 index 2 type veth peer name x index " + forged + " netns " + inner.namespace())
                            .split(" "));
            inner.run(("ip link add d0 index " + index("up0") + " type bridge").split(" "));
            inner.run("ip link add link d0 name net1 type macvlan".split(" "));
            inner.run("ip", "link", "set", "net1", "netns", mallory.namespace());
            Topology topology = topology(new TargetPod(uid, "", List.of(SIDECAR), List.of()));
            assertEquals(
                    List.of("eth0", "net1"),
                    topology.links().stream().map(Topology.Link::name).toList());
            assertTrue(topology.links().stream().allMatch(link -> link.peer().isEmpty()), topology::toString);
            assertTrue(topology.way().stream().allMatch(hop -> hop.place() == Topology.Place.Pod), topology::toString);
        } finally {
            mallory.remove();
            inner.remove();
        }
    }

    @Test
    void aMacvlanLeadsToTheNodesCard() throws Exception {
        node.run("ip link add link up0 name net1 type macvlan".split(" "));
        node.run("ip", "link", "set", "net1", "netns", target.namespace());
        assertEquals(
                List.of("veth2", "up0"),
                topology(target.pod()).links().stream()
                        .map(link -> link.peer().orElseThrow().name())
                        .toList());
    }

    /** iproute2 prints such names unescaped, which no JSON parser accepts. */
    @Test
    void namesThatBreakJsonAreStillReported() throws Exception {
        for (String name : List.of("e\u001b[2J", "q'u\"o\\te")) {
            target.run("ip", "link", "add", name, "type", "bridge");
        }
        target.run("sh", "-c", "ip link add \"$(printf 'b\\377d')\" type bridge");
        TargetPod known = new TargetPod(TestTarget.UID, "", List.of(TestTarget.CONTAINER), List.of("10.9.0.7"));
        CaptureReport captured = captured(known, Extra.Topology);
        List<String> names = List.of("lo", "eth0", "e?[2J", "q'u\"o\\te", "b?d");
        assertEquals(
                names, captured.interfaces().stream().map(one -> one.name()).toList());
        assertEquals(List.of(), captured.notes());
        assertEquals(
                names.subList(1, names.size()),
                captured.topology().orElseThrow().links().stream()
                        .map(Topology.Link::name)
                        .toList());
    }

    @Test
    void withoutABridgeThePodIsRouted() throws Exception {
        assertEquals("Pod veth eth0, Node veth veth2, Node routing , Node veth up0", way(topology(target.pod())));
    }

    @Test
    void aBridgeIsOnThePath() throws Exception {
        node.run("ip", "link", "add", "cni0", "type", "bridge");
        node.run("ip", "link", "set", "veth1", "master", "cni0");
        node.run("ip", "link", "set", "veth2", "master", "cni0");
        Topology topology = topology(target.pod());
        assertEquals("Pod veth eth0, Node veth veth2, Node bridge cni0, Node routing , Node veth up0", way(topology));
        assertEquals(2, topology.bridges().getFirst().ports());
        assertEquals("cni0", topology.links().getFirst().peer().orElseThrow().master());
    }

    @Test
    void routesAndNeighboursReadAsIpPrintsThem() throws Exception {
        target.run("ip", "neigh", "add", "10.9.0.1", "lladdr", "0a:58:0a:09:00:01", "dev", "eth0");
        Topology topology = topology(target.pod());
        assertEquals(
                target.run("ip", "route").strip().lines().map(String::strip).toList(),
                topology.routes().stream()
                        .filter(route -> !route.startsWith("fe80"))
                        .toList());
        assertTrue(topology.neighbours().contains("10.9.0.1 dev eth0 lladdr 0a:58:0a:09:00:01 PERMANENT"));
    }

    /** Containers as in a pod: they share the network, and have their own process IDs and files. */
    @Test
    void containersShareTheNetworkButNotTheFiles() throws Exception {
        Process second = target.start("unshare", "--mount", "--pid", "--fork", "--kill-child", "sleep", "600");
        long inside = second.toHandle()
                .children()
                .findFirst()
                .orElseGet(second::toHandle)
                .pid();
        target.listed(
                Long.toString(inside),
                Long.toString(inside),
                "0::/kubepods/pod" + TestTarget.UID + "/" + SIDECAR + "\n");
        TargetPod both = new TargetPod(
                TestTarget.UID,
                "",
                List.of(TestTarget.CONTAINER, SIDECAR),
                List.of("web", "sidecar"),
                List.of("127.0.0.1"));
        List<Topology.Container> containers = topology(both).containers();
        assertEquals(
                List.of("web", "sidecar"),
                containers.stream().map(Topology.Container::name).toList());
        assertEquals(SIDECAR.substring(0, 13), containers.getLast().id());
        Map<String, Long> web = containers.getFirst().namespaces();
        Map<String, Long> sidecar = containers.getLast().namespaces();
        assertEquals(web.get("net"), sidecar.get("net"));
        assertFalse(web.get("mnt").equals(sidecar.get("mnt")));
    }

    @Test
    void withoutTheExtraThereIsNoTopology() throws Exception {
        assertTrue(captured(target.pod()).topology().isEmpty());
    }

    private int index(String device) throws IOException, InterruptedException {
        String line = node.run("ip", "-o", "link", "show", device);
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    private static String way(Topology topology) {
        return topology.way().stream()
                .map(hop -> hop.place() + " " + hop.kind() + " " + hop.device())
                .collect(Collectors.joining(", "));
    }

    private Topology topology(TargetPod one) throws IOException, InterruptedException {
        return captured(one, Extra.Topology).topology().orElseThrow();
    }

    private CaptureReport captured(TargetPod one, Extra... extras) throws IOException, InterruptedException {
        Files.deleteIfExists(pod.captureLayout().done());
        Order order = AnOrder.of(one)
                .filtering("udp port 9")
                .lastingMillis(200)
                .with(extras)
                .order();
        return pod.captured(pod.capture(order), 0);
    }
}
