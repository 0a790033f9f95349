package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Container;
import io.nettools.analyser.report.Topology.Device;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Link;
import io.nettools.analyser.report.Topology.Place;
import io.nettools.analyser.report.Topology.Port;
import io.nettools.analyser.report.Topology.Tunnel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a topology in few words. */
public final class ATopology {
    private final List<Link> links = new ArrayList<>();
    private final List<Hop> way = new ArrayList<>();
    private final List<Bridge> bridges = new ArrayList<>();
    private final List<Tunnel> tunnels = new ArrayList<>();
    private final List<String> routes = new ArrayList<>();
    private final List<String> neighbours = new ArrayList<>();
    private final List<Container> containers = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    public static ATopology topology() {
        return new ATopology();
    }

    public static Device device(String name, int index, String kind, String master, String masterKind) {
        return new Device(name, index, kind, "UP", 1500, master, masterKind, 2, 0);
    }

    public static Port own(String name, String type) {
        return new Port(name, type, "", true);
    }

    public static Port port(String name, String type) {
        return new Port(name, type, "", false);
    }

    public static Port port(String name, String type, String to) {
        return new Port(name, type, to, false);
    }

    public ATopology link(String name, int index, String kind, Device peer) {
        links.add(new Link(name, index, kind, 1500, Optional.ofNullable(peer)));
        return this;
    }

    public ATopology inPod(String device, String kind) {
        way.add(new Hop(Place.Pod, device, kind));
        return this;
    }

    public ATopology onNode(String device, String kind) {
        way.add(new Hop(Place.Node, device, kind));
        return this;
    }

    public ATopology linuxBridge(String name, int ports, Port... named) {
        bridges.add(new Bridge(name, "bridge", "", "", ports, List.of(named)));
        return this;
    }

    public ATopology openVSwitch(String name, String failMode, int ports, Port... named) {
        bridges.add(new Bridge(name, "openvswitch", "system", failMode, ports, List.of(named)));
        return this;
    }

    public ATopology tunnel(String name, String kind, String remote, String key) {
        tunnels.add(new Tunnel(name, kind, "", remote, key, 6081));
        return this;
    }

    public ATopology route(String text) {
        routes.add(text);
        return this;
    }

    public ATopology neighbour(String text) {
        neighbours.add(text);
        return this;
    }

    public ATopology container(String name, Map<String, Long> namespaces) {
        containers.add(new Container(name, "0123456789abc", namespaces));
        return this;
    }

    public ATopology unknown(String sentence) {
        unknown.add(sentence);
        return this;
    }

    public Topology made() {
        return new Topology(links, way, bridges, tunnels, routes, neighbours, containers, unknown);
    }

    /** A node of OVN-Kubernetes: the two bridges of Open vSwitch, eight other nodes, 150 other pods. */
    public static ATopology ovnKubernetes() {
        List<Port> ports = new ArrayList<>(List.of(
                own("7be093806debefd", "veth"),
                port("patch-br-int-to-br-ex", "patch", "patch-br-ex-to-br-int"),
                port("br-int", "internal"),
                port("ovn-k8s-mp0", "internal")));
        ATopology made = topology()
                .link("eth0", 2, "veth", device("7be093806debefd", 12, "veth", "ovs-system", "openvswitch"))
                .inPod("eth0", "veth")
                .onNode("7be093806debefd", "veth")
                .onNode("br-int", "openvswitch")
                .onNode("patch-br-int-to-br-ex", "patch")
                .onNode("patch-br-ex-to-br-int", "patch")
                .onNode("br-ex", "openvswitch")
                .onNode("ens2f0np0", "physical")
                .route("default via 10.128.0.1 dev eth0")
                .container("web", Map.of());
        for (int node = 1; node <= 8; node++) {
            ports.add(port("ovn-91667b-" + node, "geneve", "198.18.0." + node));
            made.tunnel("ovn-91667b-" + node, "geneve", "198.18.0." + node, "flow");
        }
        return made.openVSwitch("br-int", "secure", 162, ports.toArray(Port[]::new))
                .openVSwitch(
                        "br-ex",
                        "",
                        3,
                        port("ens2f0np0", "physical"),
                        port("br-ex", "internal"),
                        port("patch-br-ex-to-br-int", "patch", "patch-br-int-to-br-ex"));
    }

    /** The bridge plugin, as in flannel: the node routes, and its VXLAN device leads to other nodes. */
    public static ATopology flannel() {
        return topology()
                .link("eth0", 2, "veth", device("veth3f2a", 9, "veth", "cni0", "bridge"))
                .inPod("eth0", "veth")
                .onNode("veth3f2a", "veth")
                .onNode("cni0", "bridge")
                .onNode("", "routing")
                .onNode("eth0", "physical")
                .linuxBridge("cni0", 8, own("veth3f2a", "veth"))
                .tunnel("flannel.1", "vxlan", "", "1")
                .route("default via 10.244.1.1 dev eth0")
                .route("10.244.1.0/24 dev eth0 proto kernel scope link src 10.244.1.7");
    }

    /** A topology with this number of things of each kind, and with this name in each. */
    public static Topology crowded(int many, String name) {
        ATopology made = topology();
        List<Port> ports = new ArrayList<>();
        for (int at = 0; at < many; at++) {
            ports.add(new Port(name + at, at % 2 == 0 ? "veth" : "geneve", at % 2 == 0 ? "" : name, at % 3 == 0));
            made.link(name + at, at, "veth", device(name + at, at, "veth", name, "bridge"))
                    .inPod(name + at, "veth")
                    .tunnel(name + at, "geneve", name, "flow")
                    .tunnel("wg" + at, "wireguard", name, "")
                    .linuxBridge("br" + at, 2)
                    .route("default via " + name.repeat(9))
                    .container(name + at, Map.of())
                    .unknown((name + " ").repeat(20));
        }
        for (String bridge : Collections.nCopies(many, name)) {
            made.onNode(bridge, "openvswitch").openVSwitch(bridge, name, 1000, ports.toArray(Port[]::new));
        }
        return made.made();
    }
}
