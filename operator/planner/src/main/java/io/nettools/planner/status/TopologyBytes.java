package io.nettools.planner.status;

import static io.nettools.planner.status.JsonBytes.object;

import io.nettools.analyser.report.Topology;

/** {@link JsonBytes} of a topology's records. */
final class TopologyBytes {
    private TopologyBytes() {}

    static int of(Record record) {
        return switch (record) {
            case TopologyAnswer(
                    var drawing,
                    var links,
                    var way,
                    var bridges,
                    var tunnels,
                    var routes,
                    var neighbours,
                    var containers,
                    var shared,
                    var own,
                    var unknown) ->
                object("drawing", drawing, "links", links, "way", way, "bridges", bridges, "tunnels", tunnels)
                        + object("routes", routes, "neighbours", neighbours, "containers", containers)
                        + object("shared", shared, "own", own, "unknown", unknown);
            case TopologyLink(var name, var index, var kind, var mtu, var peer) ->
                object("name", name, "index", index, "kind", kind, "mtu", mtu, "peer", peer);
            case Topology.Device(
                    var name,
                    var index,
                    var kind,
                    var state,
                    var mtu,
                    var master,
                    var masterKind,
                    var peerIndex,
                    var peerNamespace) ->
                object("name", name, "index", index, "kind", kind, "state", state, "mtu", mtu, "master", master)
                        + object("masterKind", masterKind, "peerIndex", peerIndex, "peerNamespace", peerNamespace);
            case Topology.Hop(var place, var device, var kind) ->
                object("place", place, "device", device, "kind", kind);
            case Topology.Bridge(var name, var kind, var datapath, var failMode, var ports, var named) ->
                object("name", name, "kind", kind, "datapath", datapath, "failMode", failMode)
                        + object("ports", ports, "named", named);
            case Topology.Port(var name, var type, var to, var own) ->
                object("name", name, "type", type, "to", to, "own", own);
            case Topology.Tunnel(var name, var kind, var local, var remote, var key, var port) ->
                object("name", name, "kind", kind, "local", local, "remote", remote) + object("key", key, "port", port);
            case Topology.Container(var name, var id, var namespaces) ->
                object("name", name, "id", id, "namespaces", namespaces);
            default -> throw new IllegalArgumentException(record.getClass() + " is no part of a status");
        };
    }
}
