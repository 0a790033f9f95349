package io.nettools.agent.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Port;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelWayTest {
    private static final NetDevice.Other NONE = new NetDevice.Other(0, NetDevice.HERE);
    private static final NetDevice CARD = device("ens3", "physical", "");

    @Test
    void behindABridgeTheNodeRoutesToItsUplink() {
        KernelWay way = new KernelWay(
                List.of(CARD, device("cni0", "bridge", ""), device("veth1", "veth", "cni0")), List.of("ens3"));
        assertEquals(
                "bridge cni0, routing , physical ens3",
                text(way.behind(way.node().get(2).onNode())));
    }

    @Test
    void withoutABridgeTheNodeRoutes() {
        KernelWay way = new KernelWay(List.of(CARD, device("cali1", "veth", "")), List.of("ens3"));
        assertEquals(
                "routing , physical ens3", text(way.behind(way.node().get(1).onNode())));
        assertEquals(List.of(), way.bridges(way.node().get(1).onNode()));
    }

    @Test
    void aBridgeWithACardNeedsNoRoute() {
        KernelWay way = new KernelWay(
                List.of(device("ens3", "physical", "br0"), device("br0", "bridge", ""), device("veth1", "veth", "br0")),
                List.of("br0"));
        assertEquals(
                "bridge br0, physical ens3", text(way.behind(way.node().get(2).onNode())));
    }

    /**
     * A flannel bridge has no such port, but others have the overlay's device as a port: it leads to other nodes, not
     * out.
     */
    @Test
    void aTunnelIsNoUplink() {
        NetDevice overlay = new NetDevice(
                9,
                "vxlan0",
                "vxlan",
                "UNKNOWN",
                1450,
                "br0",
                "bridge",
                NONE,
                Optional.of(new Topology.Tunnel("vxlan0", "vxlan", "", "10.0.0.9", "42", 4789)));
        KernelWay way = new KernelWay(
                List.of(CARD, device("br0", "bridge", ""), device("veth1", "veth", "br0"), overlay), List.of("ens3"));
        Topology.Device peer = way.node().get(2).onNode();
        assertEquals("bridge br0, routing , physical ens3", text(way.behind(peer)));
        assertEquals(
                List.of(new Port("veth1", "veth", "", true), new Port("vxlan0", "vxlan", "10.0.0.9", false)),
                way.bridges(peer).getFirst().named());
    }

    @Test
    void otherPodsAreCountedAndNotNamed() {
        List<NetDevice> node = Stream.concat(
                        Stream.of(device("cni0", "bridge", ""), device("veth1", "veth", "cni0")),
                        IntStream.range(0, 150).mapToObj(n -> device("other" + n, "veth", "cni0")))
                .toList();
        Topology.Bridge bridge =
                new KernelWay(node, List.of()).bridges(node.get(1).onNode()).getFirst();
        assertEquals(151, bridge.ports());
        assertEquals(List.of(new Port("veth1", "veth", "", true)), bridge.named());
    }

    /** A macvlan's card may be the uplink itself. */
    @Test
    void theCardBelowIsTheWayOut() {
        assertEquals("", text(new KernelWay(List.of(CARD), List.of("ens3")).behind(CARD.onNode())));
    }

    private static String text(List<Topology.Hop> hops) {
        return hops.stream().map(hop -> hop.kind() + " " + hop.device()).collect(Collectors.joining(", "));
    }

    private static NetDevice device(String name, String kind, String master) {
        return new NetDevice(
                1, name, kind, "UP", 1500, master, master.isEmpty() ? "" : "bridge", NONE, Optional.empty());
    }
}
