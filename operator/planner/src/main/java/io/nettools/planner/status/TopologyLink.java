package io.nettools.planner.status;

import io.nettools.analyser.report.Topology;

/**
 * An interface of the pod and what it is connected to.
 *
 * @param name name in the pod, e.g. eth0
 * @param index index in the pod's network namespace
 * @param kind kind of the device: veth, macvlan, ipvlan, netkit …; physical for one without a kind, e.g. an SR-IOV virtual function
 * @param mtu MTU in bytes
 * @param peer the device on the node that it is connected to: the other end of a veth pair, or the card below a macvlan; absent when unknown
 */
public record TopologyLink(String name, int index, String kind, int mtu, Topology.Device peer) {
    static TopologyLink of(Topology.Link link) {
        return new TopologyLink(
                link.name(), link.index(), link.kind(), link.mtu(), link.peer().orElse(null));
    }
}
