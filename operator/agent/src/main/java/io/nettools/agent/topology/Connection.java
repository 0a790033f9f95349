package io.nettools.agent.topology;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pod's connection to its node, put together from the devices of both and Open vSwitch's ports. */
record Connection(
        List<Topology.Link> links,
        List<Hop> way,
        List<Topology.Bridge> bridges,
        List<Topology.Tunnel> tunnels,
        List<String> unknown) {
    static final Connection NONE = new Connection(List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * @param pod the pod's devices
     * @param peers knows the node's devices
     * @param defaults devices at which the path may begin, the preferred first: the captured one, those of the pod's default routes
     * @param uplinks devices of the node's default routes
     * @param ovs Open vSwitch's configuration, when the node has one
     */
    static Connection of(
            List<NetDevice> pod, Peers peers, List<String> defaults, List<String> uplinks, Optional<OpenVswitch> ovs) {
        List<Topology.Link> links = peers.links(pod);
        List<String> unknown = new ArrayList<>(peers.unknown(pod));
        List<Topology.Tunnel> tunnels = new ArrayList<>(peers.node().stream()
                .flatMap(device -> device.tunnel().stream())
                .toList());
        Optional<Topology.Link> first = start(links, defaults);
        Optional<Topology.Device> peer = first.flatMap(Topology.Link::peer);
        if (peer.isEmpty()) {
            return new Connection(links, ownHop(first).toList(), List.of(), tunnels, unknown);
        }
        KernelWay kernel = new KernelWay(peers.node(), uplinks);
        Optional<OvsWay> switched = ovs.map(database -> OvsWay.behind(peer.get().name(), database, kernel::kind))
                .filter(way -> !way.hops().isEmpty());
        switched.ifPresent(way -> tunnels.addAll(way.tunnels()));
        switched.ifPresent(way -> unknown.addAll(way.unknown()));
        if (switched.isEmpty() && peer.get().masterKind().equals("openvswitch")) {
            unknown.add(peer.get().name()
                    + " is a port of Open vSwitch, whose database has no such port or cannot be read: the"
                    + " path behind it is unknown.");
        }
        List<Hop> behind = switched.map(OvsWay::hops).orElseGet(() -> kernel.behind(peer.get()));
        Hop other = new Hop(Place.Node, peer.get().name(), peer.get().kind());
        List<Hop> way = Stream.of(ownHop(first), Stream.of(other), behind.stream())
                .flatMap(part -> part)
                .toList();
        return new Connection(
                links,
                way,
                switched.map(OvsWay::bridges).orElseGet(() -> kernel.bridges(peer.get())),
                tunnels,
                unknown);
    }

    private static Stream<Hop> ownHop(Optional<Topology.Link> link) {
        return link.stream().map(one -> new Hop(Place.Pod, one.name(), one.kind()));
    }

    /** The first of these interfaces that there is; without one, the first that is connected to the node. */
    private static Optional<Topology.Link> start(List<Topology.Link> links, List<String> defaults) {
        return defaults.stream()
                .flatMap(name -> links.stream().filter(link -> link.name().equals(name)))
                .findFirst()
                .or(() -> links.stream().filter(link -> link.peer().isPresent()).findFirst())
                .or(() -> links.stream().findFirst());
    }
}
