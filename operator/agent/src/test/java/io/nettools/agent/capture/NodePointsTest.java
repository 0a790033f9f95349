package io.nettools.agent.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.capture.NodePoints.NodePoint;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Place;
import io.nettools.analyser.report.Topology.Tunnel;
import io.nettools.analyser.report.Views.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The points on the node at which the target's packets can be captured, and what may hide them there. */
class NodePointsTest {
    private static final String UPLINK = "ens3";

    @Test
    void aPodHasAPointAtItsOtherEndAndAtTheUplink() {
        List<NodePoint> points = NodePoints.of(topology(UPLINK), false).all();
        assertEquals(
                List.of("Node veth7", "Uplink ens3"),
                points.stream()
                        .map(point -> point.where() + " " + point.device())
                        .toList());
        assertTrue(points.stream()
                .allMatch(point -> point.missing().isEmpty() && point.hides().isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vxlan", "geneve", "ipip", "sit", "ip6tnl"})
    void aTunnelThatTheFilterLooksIntoHidesNothing(String kind) {
        assertEquals("", hides(false, tunnel(kind, "t0")));
    }

    @ParameterizedTest
    @CsvSource({
        "wireguard, cilium_wg0, WireGuard (cilium_wg0)",
        "gre, gre1, GRE (gre1)",
        "gretap, gre1, GRE (gre1)",
        "ip6gre, gre6, GRE (gre6)",
        "ip6gretap, gre6, GRE (gre6)",
        "erspan, mirror, ERSPAN (mirror)",
        "ip6erspan, mirror, ERSPAN (mirror)",
        "stt, stt0, stt (stt0)",
    })
    void anyOtherTunnelHidesPackets(String kind, String name, String words) {
        assertEquals(
                "packets to other nodes may pass it inside " + words,
                hides(false, tunnel("vxlan", "vxlan0"), tunnel(kind, name)));
    }

    @Test
    void ipsecHidesPacketsWithoutADevice() {
        assertEquals("packets to other nodes may pass it inside IPsec", hides(true));
        assertEquals(
                "packets to other nodes may pass it inside IPsec and WireGuard (wg0)",
                hides(true, tunnel("wireguard", "wg0")));
    }

    @Test
    void twoOfManyTunnelsAreNamed() {
        Tunnel[] many =
                IntStream.range(0, 200).mapToObj(n -> tunnel("gre", "gre-" + n)).toArray(Tunnel[]::new);
        assertEquals(
                "packets to other nodes may pass it inside IPsec, GRE (gre-0), GRE (gre-1) and 198 more",
                hides(true, many));
        assertEquals(
                "packets to other nodes may pass it inside GRE (gre-0) and GRE (gre-1)",
                hides(false, many[0], many[1], many[0]));
    }

    /** The filter recognises tunnels by their ports: it finds no packets at another one. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "vxlan, 4789, -",
                "vxlan, 8472, -",
                "geneve, 6081, -",
                "vxlan, 6081, 'VXLAN (ovl0, port 6081)'",
                "geneve, 9000, 'Geneve (ovl0, port 9000)'"
            })
    void aTunnelAtAnUnusualPortIsNotLookedInto(String kind, int port, String inside) {
        assertEquals(
                inside == null ? "" : "packets to other nodes may pass it inside " + inside,
                hides(false, new Tunnel("ovl0", kind, "", "", "", port)));
    }

    @ParameterizedTest
    @CsvSource({"gre0, gre", "gretap0, gretap", "erspan0, erspan", "ip6gre0, ip6gre", "ip_vti0, vti", "ip6_vti0, vti6"})
    void devicesThatComeWithTheModuleHideNothing(String name, String kind) {
        assertEquals("", hides(false, tunnel(kind, name)));
        assertTrue(hides(false, new Tunnel(name, kind, "192.0.2.1", "192.0.2.2", "", 0))
                .endsWith("(" + name + ")"));
    }

    @Test
    void anUplinkThatIsATunnelHidesNothing() {
        NodePoint uplink = NodePoints.of(topology("wg0", tunnel("wireguard", "wg0")), false)
                .all()
                .getLast();
        assertEquals(new NodePoint(Where.Uplink, "wg0", "", ""), uplink);
    }

    @Test
    void onlyTheUplinkHides() {
        NodePoint node = NodePoints.of(topology(UPLINK, tunnel("wireguard", "wg0")), true)
                .all()
                .getFirst();
        assertEquals(new NodePoint(Where.Node, "veth7", "", ""), node);
    }

    @Test
    void aMissingPointHidesNothing() {
        Topology nowhere = new Topology(
                List.of(),
                List.of(),
                List.of(),
                List.of(tunnel("wireguard", "wg0")),
                null,
                null,
                null,
                List.of("no way"));
        for (NodePoint point : NodePoints.of(nowhere, true).all()) {
            assertEquals(new NodePoint(point.where(), "", "no way", ""), point);
        }
    }

    /** The view without the other end of a macvlan says what it hides, as the topology does. */
    @Test
    void aDeviceThatIsSharedSaysWhatItHides() {
        Topology.Device card = new Topology.Device("ens3", 2, "physical", "UP", 1500, "", "", 0, -1);
        Topology.Link net1 = new Topology.Link("net1", 3, "macvlan", 1500, Optional.of(card));
        String hidden = "net1 is a device of kind macvlan on ens3: packets to other pods on ens3 pass no device.";
        List<Hop> way = List.of(new Hop(Place.Pod, "net1", "macvlan"));
        Topology said = new Topology(
                List.of(net1), way, null, null, null, null, null, List.of("The node has no default route.", hidden));
        assertEquals(hidden, NodePoints.of(said, false).all().getFirst().missing());
        Topology unsaid = new Topology(List.of(net1), way, null, null, null, null, null, List.of());
        assertEquals(
                "net1 is a device of kind macvlan on top of ens3, which other pods use too: it has no other end on the"
                        + " node.",
                NodePoints.of(unsaid, false).all().getFirst().missing());
    }

    /** The path begins at eth0: what is unknown of net1 says nothing about it. */
    @Test
    void theReasonOfAMissingPointIsNotThatOfAnotherInterface() {
        List<Topology.Link> links = Stream.of("eth0", "net1", "net2")
                .map(name -> new Topology.Link(name, 2, "veth", 1500, Optional.empty()))
                .toList();
        List<String> unknown = new ArrayList<>(List.of(
                "net1 is a physical device.",
                "No device of the node reports that it is the other end of net2 (number 7)."));
        Topology topology =
                new Topology(links, List.of(new Hop(Place.Pod, "eth0", "veth")), null, null, null, null, null, unknown);
        assertEquals(
                "eth0 has no other end on the node",
                NodePoints.of(topology, false).all().getFirst().missing());
        unknown.add("eth0 is connected within the pod's own network namespace.");
        Topology more = new Topology(links, topology.way(), null, null, null, null, null, unknown);
        assertEquals(
                "eth0 is connected within the pod's own network namespace.",
                NodePoints.of(more, false).all().getFirst().missing());
    }

    private static String hides(boolean ipsec, Tunnel... tunnels) {
        return NodePoints.of(topology(UPLINK, tunnels), ipsec).all().getLast().hides();
    }

    private static Tunnel tunnel(String kind, String name) {
        return new Tunnel(name, kind, "", "", "", 0);
    }

    private static Topology topology(String uplink, Tunnel... tunnels) {
        Topology.Device peer = new Topology.Device("veth7", 7, "veth", "UP", 1500, "", "", 2, 0);
        List<Hop> way = new ArrayList<>(List.of(
                new Hop(Place.Pod, "eth0", "veth"),
                new Hop(Place.Node, peer.name(), peer.kind()),
                new Hop(Place.Node, "", "routing"),
                new Hop(Place.Node, uplink, "physical")));
        return new Topology(
                List.of(new Topology.Link("eth0", 2, "veth", 1500, Optional.of(peer))),
                way,
                List.of(),
                List.of(tunnels),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
