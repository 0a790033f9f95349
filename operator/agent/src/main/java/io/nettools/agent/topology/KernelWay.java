package io.nettools.agent.topology;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Place;
import io.nettools.analyser.report.Topology.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The path from the pod's device on the node to the network outside, as far as the kernel's devices show it: through a
 * Linux bridge if there is one, and then by the node's routes.
 *
 * @param node the node's devices
 * @param uplinks names of the devices that its default routes use
 */
record KernelWay(List<NetDevice> node, List<String> uplinks) {
    private static final String BRIDGE = "bridge";
    /** Kinds of ports that lead to pods; all others lead out of the node. */
    private static final Set<String> TO_PODS = Set.of("veth", "netkit", "tun", "tap");

    /** The hops behind the pod's device: its bridge, if it is a port of one, and what follows. */
    List<Hop> behind(Topology.Device peer) {
        List<Hop> hops = new ArrayList<>();
        Optional<NetDevice> bridge = bridgeOf(peer);
        bridge.ifPresent(device -> hops.add(onNode(device)));
        Optional<NetDevice> port = bridge.flatMap(this::wayOut);
        if (port.isPresent()) {
            hops.add(onNode(port.get()));
        } else if (!uplinks.contains(peer.name())) {
            hops.add(new Hop(Place.Node, "", "routing"));
            uplinkHops().forEach(hops::add);
        }
        return hops;
    }

    private Stream<Hop> uplinkHops() {
        return uplinks.stream().flatMap(name -> device(name).stream()).map(KernelWay::onNode);
    }

    /** The bridges on that path. */
    List<Bridge> bridges(Topology.Device peer) {
        return bridgeOf(peer).map(bridge -> described(bridge, peer)).stream().toList();
    }

    private Bridge described(NetDevice bridge, Topology.Device peer) {
        List<NetDevice> ports = ports(bridge);
        List<Port> named = ports.stream()
                .filter(port -> port.name().equals(peer.name()) || !TO_PODS.contains(port.kind()))
                .map(port -> new Port(
                        port.name(),
                        port.kind(),
                        port.tunnel().map(Topology.Tunnel::remote).orElse(""),
                        port.name().equals(peer.name())))
                .toList();
        return new Bridge(bridge.name(), BRIDGE, "", "", ports.size(), named);
    }

    private Optional<NetDevice> bridgeOf(Topology.Device peer) {
        return device(peer.master()).filter(master -> master.kind().equals(BRIDGE));
    }

    private List<NetDevice> ports(NetDevice bridge) {
        return node.stream()
                .filter(device -> device.master().equals(bridge.name()))
                .toList();
    }

    /** A card that is a port of the bridge: packets need no route to it. */
    private Optional<NetDevice> wayOut(NetDevice bridge) {
        return ports(bridge).stream()
                .filter(port -> !TO_PODS.contains(port.kind()) && port.tunnel().isEmpty())
                .findFirst();
    }

    /** Kind of a device of the node; empty when the node has no device of that name. */
    String kind(String name) {
        return device(name).map(NetDevice::kind).orElse("");
    }

    private Optional<NetDevice> device(String name) {
        return node.stream().filter(device -> device.name().equals(name)).findFirst();
    }

    private static Hop onNode(NetDevice device) {
        return new Hop(Place.Node, device.name(), device.kind());
    }
}
