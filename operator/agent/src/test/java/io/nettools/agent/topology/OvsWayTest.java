package io.nettools.agent.topology;

import static io.nettools.agent.topology.OvsNode.VETH;
import static io.nettools.agent.topology.OvsNode.bridge;
import static io.nettools.agent.topology.OvsNode.device;
import static io.nettools.agent.topology.OvsNode.patch;
import static io.nettools.agent.topology.OvsNode.port;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.topology.OpenVswitch.Interface;
import io.nettools.agent.topology.OpenVswitch.Port;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Tunnel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OvsWayTest {
    private static final Port GENEVE =
            port("ovn-1-0", "geneve", Map.of("key", "flow", "local_ip", "198.18.0.9", "remote_ip", "198.18.0.7"));

    @Test
    void thePathOnOpenShiftLeadsOverPatchPortsToTheCard() throws IOException {
        assertEquals(
                List.of(
                        "br-int openvswitch",
                        "patch-br-int-to-br-ex_m42-h32-000-r650 patch",
                        "patch-br-ex_m42-h32-000-r650-to-br-int patch",
                        "br-ex openvswitch",
                        "ens2f0np0 physical"),
                hops(openShift()));
        assertEquals(List.of(), openShift().unknown());
    }

    @Test
    void allPortsAreCountedAndOtherPodsPortsAreNotNamed() throws IOException {
        Topology.Bridge integration = openShift().bridges().getFirst();
        assertEquals(160, integration.ports());
        assertEquals("secure", integration.failMode());
        assertEquals("system", integration.datapath());
        assertEquals(
                List.of(
                        new Topology.Port(VETH, "veth", "", true),
                        new Topology.Port("br-int", "internal", "", false),
                        new Topology.Port("ovn-7d11d9-0", "geneve", "198.18.0.5", false),
                        new Topology.Port("ovn-91667b-0", "geneve", "198.18.0.7", false),
                        new Topology.Port("ovn-ae72c2-0", "geneve", "198.18.0.8", false),
                        new Topology.Port("ovn-c73bfb-0", "geneve", "198.18.0.6", false),
                        new Topology.Port("ovn-e1a79a-0", "geneve", "198.18.0.10", false),
                        new Topology.Port("ovn-k8s-mp0", "internal", "", false),
                        new Topology.Port(
                                "patch-br-int-to-br-ex_m42-h32-000-r650",
                                "patch",
                                "patch-br-ex_m42-h32-000-r650-to-br-int",
                                false)),
                integration.named());
    }

    @Test
    void theBridgeWithTheCardNamesAllItsPorts() throws IOException {
        Topology.Bridge outer = openShift().bridges().getLast();
        assertEquals(3, outer.ports());
        assertEquals(
                List.of("br-ex internal", "ens2f0np0 physical", "patch-br-ex_m42-h32-000-r650-to-br-int patch"),
                named(outer));
    }

    /** ovs-vsctl takes any text for an option, and vswitchd complains of it. */
    @Test
    void anInvalidTunnelPortIsLeftOut() {
        for (String text : List.of("", "geneve", "-1", "4789x", "99999999999")) {
            OvsWay way = way(bridge("b", device(VETH), port("vx", "vxlan", Map.of("dst_port", text))));
            assertEquals(0, way.tunnels().getFirst().port(), text);
        }
    }

    @Test
    void tunnelsHaveTheirAddressesAndKey() throws IOException {
        List<Tunnel> tunnels = openShift().tunnels();
        assertEquals(5, tunnels.size());
        assertTrue(tunnels.contains(new Tunnel("ovn-91667b-0", "geneve", "198.18.0.9", "198.18.0.7", "flow", 0)));
    }

    @Test
    void anAddressChosenPerPacketIsLeftOut() {
        Port vxlan =
                port("vx", "vxlan", Map.of("remote_ip", "flow", "in_key", "5", "out_key", "7", "dst_port", "9898"));
        OvsWay way = way(bridge("b", device(VETH), vxlan));
        assertEquals(List.of(new Tunnel("vx", "vxlan", "", "", "7", 9898)), way.tunnels());
        assertEquals("", way.bridges().getFirst().named().getLast().to());
    }

    @Test
    void aVethWithoutABridgeIsReported() {
        OvsWay way = way(bridge("br-int", device("4952fbdba0f3a02")));
        assertEquals(List.of("No bridge of Open vSwitch has 7be093806debefd as a port."), way.unknown());
        assertTrue(
                way.hops().isEmpty() && way.bridges().isEmpty() && way.tunnels().isEmpty());
    }

    @Test
    void aBridgeWithOnlyTunnelsIsReported() {
        OvsWay way = way(bridge("br-int", device(VETH), GENEVE));
        assertEquals(List.of("br-int openvswitch"), hops(way));
        assertEquals(
                List.of("No patch ports lead from br-int to a bridge with a network card: packets leave the node"
                        + " through its tunnels, or through its internal ports and the node's routing."),
                way.unknown());
    }

    @Test
    void aPatchPortWithoutAnotherEndIsReported() {
        OvsWay way = way(
                bridge(
                        "br-int",
                        device(VETH),
                        patch("p1", "nobody"),
                        port("p2", "patch", Map.of()),
                        patch("p3", "q"),
                        patch("p4", "ens2f0np0")),
                bridge("br-ex", patch("q", "p3"), device("ens2f0np0")));
        assertEquals(
                List.of("br-int openvswitch", "p3 patch", "q patch", "br-ex openvswitch", "ens2f0np0 physical"),
                hops(way));
        assertEquals(
                List.of(
                        "The patch port p1 of br-int names nobody, which is not a patch port of another bridge.",
                        "The patch port p2 of br-int names no peer, which is not a patch port of another bridge.",
                        "The patch port p4 of br-int names ens2f0np0, which is not a patch port of another bridge."),
                way.unknown());
    }

    @Test
    void theShortestPathIsTakenInAnyOrderOfPorts() {
        OvsWay way = way(
                bridge("a", device(VETH), patch("a-b", "b-a"), patch("a-m", "m-a"), patch("a-y", "y-a")),
                bridge("b", patch("b-a", "a-b"), patch("b-c", "c-b")),
                bridge("c", patch("c-b", "b-c"), device("ens2f1np1")),
                bridge("m", patch("m-a", "a-m"), device("ens2f0np0")),
                bridge("y", patch("y-a", "a-y"), patch("y-z", "z-y")),
                bridge("z", patch("z-y", "y-z"), device("ens2f1np1")));
        assertEquals(
                List.of("a openvswitch", "a-m patch", "m-a patch", "m openvswitch", "ens2f0np0 physical"), hops(way));
        assertEquals(2, way.bridges().size());
    }

    @Test
    void aRingOfBridgesIsWalkedOnce() {
        OvsWay way = way(
                bridge("a", device(VETH), patch("a-b", "b-a"), patch("a-c", "c-a"), patch("a-a", "a-a")),
                bridge("b", patch("b-a", "a-b"), patch("b-c", "c-b")),
                bridge("c", patch("c-b", "b-c"), patch("c-a", "a-c")));
        assertEquals(List.of("a openvswitch"), hops(way));
        assertEquals(
                List.of("No patch ports lead from a to a bridge with a network card: packets leave the node through"
                        + " another device, if at all."),
                way.unknown());
    }

    @Test
    void aLongRowOfBridgesIsFollowedToItsEnd() {
        int last = 200;
        OpenVswitch.Bridge[] row = IntStream.rangeClosed(0, last)
                .mapToObj(n -> bridge(
                        "b" + n,
                        n == 0 ? device(VETH) : patch("l" + n, "r" + (n - 1)),
                        n == last ? device("ens2f0np0") : patch("r" + n, "l" + (n + 1))))
                .toArray(OpenVswitch.Bridge[]::new);
        OvsWay way = way(row);
        assertEquals(last + 1, way.bridges().size());
        assertEquals("ens2f0np0", way.hops().getLast().device());
    }

    @Test
    void aCardOnThePodsOwnBridgeIsTheWayOut() {
        OvsWay way = way(bridge("br0", device("4952fbdba0f3a02"), device(VETH), device("bond0")));
        assertEquals(List.of("br0 openvswitch", "bond0 bond"), hops(way));
        assertEquals(
                List.of("7be093806debefd veth", "bond0 bond"),
                named(way.bridges().getFirst()));
    }

    @Test
    void aNodesVethIsTheWayOutOfABridgeWithoutPods() {
        OvsWay way = way(
                bridge("br-int", device(VETH, "sandbox"), device("veth9"), patch("i", "e")),
                bridge("br-ex", patch("e", "i"), device("eth0"), device("4952fbdba0f3a02", "contPodUid", "iface-id")));
        assertEquals("eth0 veth", hops(way).getLast());
        assertEquals(
                List.of("7be093806debefd veth", "i patch"), named(way.bridges().getFirst()));
        assertEquals(List.of("e patch", "eth0 veth"), named(way.bridges().getLast()));
    }

    @Test
    void aPortWithANetworkPluginsMarkIsNotNamed() {
        for (String mark : List.of("sandbox", "pod_name", "pod-name", "container-id", "contPodUid", "contNetns")) {
            OvsWay way = way(bridge("br-int", device(VETH), port("x", "internal", Map.of(), mark, "iface-id")));
            assertEquals(List.of("7be093806debefd veth"), named(way.bridges().getFirst()), mark);
        }
    }

    @Test
    void severalCardsAreReportedAsUpToTheFlowRules() {
        OvsWay way = way(bridge("br0", device(VETH), device("ens2f0np0"), device("ens2f1np1")));
        assertEquals(List.of("br0 openvswitch", "ens2f0np0 physical"), hops(way));
        assertEquals(
                List.of(
                        "br0 has 2 ports that lead out (ens2f0np0, ens2f1np1): its flow rules decide which one a packet takes."),
                way.unknown());
    }

    @Test
    void aBondOfOpenVswitchIsOneWayOut() {
        Port bond = new Port(
                "bond1",
                Set.of(),
                List.of(
                        new Interface("ens2f0np0", "system", Map.of(), ""),
                        new Interface("ens2f1np1", "system", Map.of(), "")));
        assertEquals(List.of("br0 openvswitch", "bond1 bond"), hops(way(bridge("br0", device(VETH), bond))));
    }

    @Test
    void errorsAreReportedForPortsOnThePathAndNotForOtherPods() {
        Port card = new Port(
                "dpdk0",
                Set.of(),
                List.of(new Interface("dpdk0", "dpdk", Map.of(), "could not open\u001b[2J network device")));
        Port other = new Port(
                "veth1", Set.of("sandbox"), List.of(new Interface("veth1", "system", Map.of(), "No such device")));
        OvsWay way = way(bridge("br0", device(VETH), card, other));
        assertEquals("dpdk0 dpdk", hops(way).getLast());
        assertEquals(List.of("Open vSwitch reports for dpdk0: could not open?[2J network device."), way.unknown());
    }

    /**
     * A patch port's name holds the node's, which may have 253 characters: they match as a whole, and are shown cut.
     */
    @Test
    void longNamesMatchWholeAndAreShownShort() {
        String node = "n".repeat(253);
        OvsWay way = way(
                bridge("br-int", device(VETH), patch(node + "-1", node + "-3"), patch(node + "-2", node + "-4")),
                bridge("br-ex", patch(node + "-4", node + "-2"), device("ens2f0np0")),
                bridge("br-local", patch(node + "-3", node + "-1")));
        assertEquals("ens2f0np0", way.hops().getLast().device());
        assertTrue(Stream.concat(
                        way.hops().stream().map(Topology.Hop::device),
                        way.bridges().stream()
                                .flatMap(one -> one.named().stream())
                                .map(Topology.Port::to))
                .allMatch(text -> text.length() <= 64));
    }

    @Test
    void sentencesAreLimitedToEight() {
        Port[] loose = IntStream.range(0, 500)
                .mapToObj(n -> n == 0 ? device(VETH) : patch("p" + n, "nobody"))
                .toArray(Port[]::new);
        assertEquals(8, way(bridge("b", loose)).unknown().size());
    }

    private static OvsWay openShift() throws IOException {
        return OvsWay.behind(VETH, OvsNode.openShift(), OvsNode::kind);
    }

    private static OvsWay way(OpenVswitch.Bridge... bridges) {
        return OvsWay.behind(VETH, OvsNode.of(bridges), OvsNode::kind);
    }

    private static List<String> hops(OvsWay way) {
        return way.hops().stream().map(hop -> hop.device() + " " + hop.kind()).toList();
    }

    private static List<String> named(Topology.Bridge bridge) {
        return bridge.named().stream()
                .map(port -> port.name() + " " + port.type())
                .toList();
    }
}
