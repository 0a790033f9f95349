package io.nettools.planner.topology;

import static io.nettools.planner.topology.ATopology.device;
import static io.nettools.planner.topology.ATopology.own;
import static io.nettools.planner.topology.ATopology.port;
import static io.nettools.planner.topology.ATopology.topology;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Link;
import io.nettools.analyser.report.Topology.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrawingTest {

    @Test
    void openVSwitchIsDrawnWithBothBridgesAndTheirCable() {
        draws(
                """
                network outside of the node
                       #
                +------#- node node-1 --------------------------------------------------+
                |  +---#- br-ex: openvswitch (system), 3 ports ----------------------+  |
                |  |   #  ens2f0np0 (physical)                                       |  |
                |  |   #-- br-ex (internal)                                          |  |
                |  |   #  patch-br-ex-to-br-int (patch)                              |  |
                |  +---#-------------------------------------------------------------+  |
                |      #  patch cable                                                   |
                |  +---#- br-int: openvswitch (system), 162 ports, fail mode secure -+  |
                |  |   #  patch-br-int-to-br-ex (patch)                              |  |
                |  |   #-- ovn-91667b-1 (geneve to 198.18.0.1, key flow)             |  |
                |  |   #-- ovn-91667b-2 (geneve to 198.18.0.2, key flow)             |  |
                |  |   #-- ovn-91667b-3 (geneve to 198.18.0.3, key flow)             |  |
                |  |   #-- ovn-91667b-4 (geneve to 198.18.0.4, key flow)             |  |
                |  |   #-- ovn-91667b-5 (geneve to 198.18.0.5, key flow)             |  |
                |  |   #-- 3 more tunnels                                            |  |
                |  |   #-- br-int (internal)                                         |  |
                |  |   #-- ovn-k8s-mp0 (internal)                                    |  |
                |  |   #-- 150 more ports                                            |  |
                |  |   #  7be093806debefd (veth, index 12, UP, MTU 1500)             |  |
                |  +---#-------------------------------------------------------------+  |
                +------#----------------------------------------------------------------+
                       #  veth pair
                +------#- pod web-1 ----------------------------------------------------+
                |      #  eth0 (veth, index 2, MTU 1500)                                |
                |         default via 10.128.0.1 dev eth0                               |
                |         containers: web                                               |
                +-----------------------------------------------------------------------+
                # the pod's own way
                """,
                ATopology.ovnKubernetes());
    }

    @Test
    void aLinuxBridgeAndTheTunnelsAreBehindTheNodesRouting() {
        draws(
                """
                network outside of the node
                       #
                +------#- node node-1 ------------------------------+
                |      #  eth0 (physical)                           |
                |      #  routing of the node                       |
                |      #-- flannel.1 (vxlan, key 1)                 |
                |  +---#- cni0: bridge, 8 ports -----------------+  |
                |  |   #-- 7 more ports                          |  |
                |  |   #  veth3f2a (veth, index 9, UP, MTU 1500) |  |
                |  +---#-----------------------------------------+  |
                +------#--------------------------------------------+
                       #  veth pair
                +------#- pod web-1 --------------------------------+
                |      #  eth0 (veth, index 2, MTU 1500)            |
                |         default via 10.244.1.1 dev eth0           |
                +---------------------------------------------------+
                # the pod's own way
                """,
                ATopology.flannel());
    }

    @Test
    void aTunnelOnThePathIsOnTheRail() {
        draws(
                """
                network outside of the node
                       #
                +------#- node node-1 ----------------------------+
                |      #  ens3 (physical)                         |
                |      #  vxlan.calico (vxlan, key 4096)          |
                |      #  routing of the node                     |
                |      #  cali12ab (veth, index 14, UP, MTU 1500) |
                +------#------------------------------------------+
                       #  veth pair
                +------#- pod web-1 ------------------------------+
                |      #  eth0 (veth, index 2, MTU 1500)          |
                +-------------------------------------------------+
                # the pod's own way
                """,
                topology()
                        .link("eth0", 2, "veth", device("cali12ab", 14, "veth", "", ""))
                        .inPod("eth0", "veth")
                        .onNode("cali12ab", "veth")
                        .onNode("", "routing")
                        .onNode("vxlan.calico", "vxlan")
                        .onNode("ens3", "physical")
                        .tunnel("vxlan.calico", "vxlan", "", "4096"));
    }

    @Test
    void aRoutedPodHasNoBridge() {
        draws(
                """
                network outside of the node
                       #
                +------#- node node-1 ----------------------------+
                |      #  ens3 (physical)                         |
                |      #  routing of the node                     |
                |      #-- tunl0 (ipip)                           |
                |      #  cali12ab (veth, index 14, UP, MTU 1500) |
                +------#------------------------------------------+
                       #  veth pair
                +------#- pod web-1 ------------------------------+
                |      #  eth0 (veth, index 2, MTU 1500)          |
                |         default via 169.254.1.1 dev eth0        |
                +-------------------------------------------------+
                # the pod's own way
                """,
                topology()
                        .link("eth0", 2, "veth", device("cali12ab", 14, "veth", "", ""))
                        .inPod("eth0", "veth")
                        .onNode("cali12ab", "veth")
                        .onNode("", "routing")
                        .onNode("ens3", "physical")
                        .tunnel("tunl0", "ipip", "", "")
                        .route("10.0.0.0/8 dev eth0")
                        .route("default via 169.254.1.1 dev eth0"));
    }

    @Test
    void macvlanIsDrawnOnTheNodesCard() {
        draws(
                """
                network outside of the node
                       #
                +------#- node node-1 ---------------------------+
                |      #  ens3 (physical, index 2, UP, MTU 1500) |
                +------#-----------------------------------------+
                       #  macvlan
                +------#- pod web-1 -----------------------------+
                |      #  eth0 (macvlan, index 5, MTU 1500)      |
                +------------------------------------------------+
                # the pod's own way
                """,
                topology()
                        .link("eth0", 5, "macvlan", device("ens3", 2, "physical", "", ""))
                        .inPod("eth0", "macvlan")
                        .onNode("ens3", "physical"));
    }

    @Test
    void otherInterfacesOfAPodNameTheirOtherEnds() {
        draws(
                """
                network outside of the node
                       #
                +------#- node node-1 ------------------------------------------+
                |      #  ens3 (physical)                                       |
                |      #  routing of the node                                   |
                |  +---#- cni0: bridge, 1 port ------------------------------+  |
                |  |   #  veth3f2a (veth, index 9, UP, MTU 1500)             |  |
                |  +---#-----------------------------------------------------+  |
                |      #     beside: br1 (bridge, 2 ports) with ens5            |
                +------#--------------------------------------------------------+
                       #  veth pair
                +------#- pod web-1 --------------------------------------------+
                |      #  eth0 (veth, index 2, MTU 1500)                        |
                |         net1 (macvlan, index 3, MTU 1500) to ens4             |
                |         net2 (veth, index 4, MTU 1500) to veth77, port of br1 |
                |         containers: web, sidecar                              |
                +---------------------------------------------------------------+
                # the pod's own way
                """,
                topology()
                        .link("net1", 3, "macvlan", device("ens4", 3, "physical", "", ""))
                        .link("eth0", 2, "veth", device("veth3f2a", 9, "veth", "cni0", "bridge"))
                        .link("net2", 4, "veth", device("veth77", 19, "veth", "br1", "bridge"))
                        .onNode("veth3f2a", "veth")
                        .onNode("cni0", "bridge")
                        .onNode("", "routing")
                        .onNode("ens3", "physical")
                        .linuxBridge("cni0", 1, own("veth3f2a", "veth"))
                        .linuxBridge("br1", 2, own("veth77", "veth"), port("ens5", "physical"))
                        .container("web", Map.of())
                        .container("sidecar", Map.of()));
    }

    @Test
    void aPathThatEndsInTheNodesRoutingIsUnknownBeyond() {
        draws(
                """
                network outside of the node
                       ?
                +------?- node node-1 ----------------------------+
                |      ?                                          |
                |      #  routing of the node                     |
                |      #  cali12ab (veth, index 14, UP, MTU 1500) |
                +------#------------------------------------------+
                       #  veth pair
                +------#- pod web-1 ------------------------------+
                |      #  eth0 (veth, index 2, MTU 1500)          |
                +-------------------------------------------------+
                # the pod's own way, ? what is not known
                """,
                topology()
                        .link("eth0", 2, "veth", device("cali12ab", 14, "veth", "", ""))
                        .onNode("cali12ab", "veth")
                        .onNode("", "routing"));
    }

    @Test
    void thePathBehindACardInThePodIsUnknown() {
        draws(
                """
                network outside of the node
                       ?
                +------?- node node-1 ---------------------------+
                |      ?                                         |
                +------?-----------------------------------------+
                       ?  card moved into the pod
                +------#- pod web-1 -----------------------------+
                |      #  net1 (physical, index 7, MTU 1500)     |
                +------------------------------------------------+
                ? The other end of a virtual function is inside the card: no device of the
                  node carries its packets.
                # the pod's own way, ? what is not known
                """,
                topology()
                        .link("net1", 7, "physical", null)
                        .inPod("net1", "physical")
                        .unknown(
                                "The other end of a virtual function is inside the card: no device of the node carries "
                                        + "its packets."));
    }

    @Test
    void thePodsOtherEndIsDrawnWithoutAPath() {
        draws(
                """
                network outside of the node
                       ?
                +------?- node node-1 ---------------------------+
                |      ?                                         |
                |      #  veth3f2a (veth, index 9, UP, MTU 1500) |
                +------#-----------------------------------------+
                       #  veth pair
                +------#- pod web-1 -----------------------------+
                |      #  eth0 (veth, index 2, MTU 1500)         |
                +------------------------------------------------+
                # the pod's own way, ? what is not known
                """,
                topology().link("eth0", 2, "veth", device("veth3f2a", 9, "veth", "", "")));
    }

    @Test
    void aPodWithoutInterfacesHasNoPath() {
        draws(
                """
                network outside of the node
                       ?
                +------?- node node-1 ---------------------------+
                |      ?                                         |
                +------?-----------------------------------------+
                       ?
                +------?- pod web-1 -----------------------------+
                |         no interface of its own is known       |
                +------------------------------------------------+
                ? The pod uses the node's own network.
                ? what is not known
                """,
                topology().unknown("The pod uses the node's own network."));
    }

    @Test
    void patchPortsThatThePathLacksAreFoundByTheirEnds() {
        String drawn = Drawing.of(
                topology()
                        .link("eth0", 2, "veth", null)
                        .onNode("br-int", "openvswitch")
                        .onNode("br-ex", "openvswitch")
                        .openVSwitch("br-int", "", 3, own("7be0", "veth"), port("to-ex", "patch", "to-int"))
                        .openVSwitch("br-ex", "", 2, port("to-int", "patch", "to-ex"), port("ens3", "physical"))
                        .made(),
                "web-1",
                "node-1");
        assertEquals(
                List.of(
                        "#-- ens3 (physical)",
                        "#  to-int (patch)",
                        "#  patch cable",
                        "#  to-ex (patch)",
                        "#  7be0 (veth)"),
                rail(drawn, "ens3|patch|7be0"));
    }

    @Test
    void bridgesWithoutAPatchPortHaveNoCable() {
        String drawn = Drawing.of(
                topology()
                        .onNode("br-int", "openvswitch")
                        .onNode("br-ex", "openvswitch")
                        .openVSwitch("br-int", "", 1)
                        .openVSwitch("br-ex", "", 1)
                        .made(),
                "web-1",
                "node-1");
        assertFalse(drawn.contains("cable"), drawn);
    }

    @Test
    void theMiddleOfALongPathIsCounted() {
        ATopology made = topology();
        for (int at = 0; at < 20; at++) {
            made.onNode("dev" + at, "vlan");
        }
        List<String> rail = rail(Drawing.of(made.made(), "web-1", "node-1"), "dev\\d|devices");
        assertEquals("#  dev19 (vlan)", rail.getFirst());
        assertEquals("#  8 more devices", rail.get(6));
        assertEquals("#  dev0 (vlan)", rail.getLast());
        assertEquals(13, rail.size());
    }

    @Test
    void longNamesEndInDots() {
        String drawn =
                Drawing.of(topology().link("x".repeat(100), 2, "veth", null).made(), "p".repeat(253), "n".repeat(253));
        assertTrue(drawn.contains("- pod " + "p".repeat(59) + "...-+"), drawn);
        assertTrue(drawn.contains("#  " + "x".repeat(37) + "... (veth, index 2, MTU 1500)"), drawn);
    }

    @Test
    void fieldsThatAnOlderAgentLacksAreLeftOut() {
        Topology holes = new Topology(
                List.of(new Link(null, 0, null, 0, Optional.empty())),
                List.of(new Hop(null, null, null), new Hop(Place.Pod, null, null)),
                List.of(new Topology.Bridge(null, null, null, null, 0, null)),
                List.of(new Topology.Tunnel(null, null, null, null, null, 0)),
                null,
                null,
                List.of(new Topology.Container(null, null, null)),
                null);
        assertFalse(Drawing.of(holes, null, null).contains("null"));
    }

    private static List<String> rail(String drawing, String pattern) {
        return drawing.lines()
                .filter(line -> line.matches(".*(" + pattern + ").*"))
                .flatMap(line -> Arrays.stream(line.split("(?=#)", 2)).skip(1))
                .map(line -> line.replaceAll("[ |]+$", ""))
                .toList();
    }

    private static void draws(String expected, ATopology topology) {
        assertEquals(expected.strip(), Drawing.of(topology.made(), "web-1", "node-1"));
    }
}
