package io.nettools.agent.topology;

import io.nettools.analyser.report.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The other end of each interface of the pod. An index alone proves nothing: every namespace counts from 1, and a pod
 * may choose the indexes of devices in namespaces of its own. The kernel gives a namespace a number in each other
 * namespace. A device of the pod must name the number of the node's namespace. The node's end of a pair must name the
 * number of the pod's namespace and the index of that device.
 *
 * @param node the node's devices
 * @param podNamespace the node's number of the pod's namespace (RTM_GETNSID); empty when it has no number, or the
 *     number is unknown
 * @param nodeNamespace the pod's number of the node's namespace, likewise
 */
record Peers(List<NetDevice> node, OptionalInt podNamespace, OptionalInt nodeNamespace) {
    /** The pod's interfaces, without loopback. */
    List<Topology.Link> links(List<NetDevice> pod) {
        return pod.stream()
                .filter(device -> !device.loopback())
                .map(device -> new Topology.Link(
                        device.name(),
                        device.index(),
                        device.kind(),
                        device.mtu(),
                        peer(device).map(NetDevice::onNode)))
                .toList();
    }

    /** Sentences on the interfaces whose other end is unknown, or that have none, with what is not visible because of it. */
    List<String> unknown(List<NetDevice> pod) {
        List<String> unknown = new ArrayList<>();
        for (NetDevice device : pod) {
            if (!device.loopback()) {
                Optional<NetDevice> peer = peer(device);
                if (peer.isEmpty()) {
                    unknown.add(reason(device));
                } else if (!device.paired()) {
                    unknown.add(shared(device, peer.get()));
                }
            }
        }
        return unknown;
    }

    private static String shared(NetDevice device, NetDevice below) {
        return ("%1$s is a device of kind %2$s on %3$s: its packets pass %3$s, but not the node's bridges, firewall and connection"
                        + " tracking, and packets to other pods on %3$s pass no device of the node.")
                .formatted(device.name(), device.kind(), below.name());
    }

    private static String reason(NetDevice device) {
        if (device.other().index() == 0) {
            return device.kind().equals("physical")
                    ? ("%s is a physical device (e.g. an SR-IOV virtual function): it has no other end on the node, and its"
                                    + " packets pass none of the node's bridges, nor its firewall and connection tracking.")
                            .formatted(device.name())
                    : "%s is a device of kind %s: it has no other end on the node."
                            .formatted(device.name(), device.kind());
        }
        if (device.other().namespace() == NetDevice.HERE) {
            return "%s is connected within the pod's own network namespace.".formatted(device.name());
        }
        return "No device of the node reports that it is the other end of %s (number %d): it may be in another network namespace."
                .formatted(device.name(), device.other().index());
    }

    private Optional<NetDevice> peer(NetDevice pod) {
        if (pod.other().index() == 0 || !is(nodeNamespace, pod.other().namespace())) {
            return Optional.empty();
        }
        return node.stream()
                .filter(device -> device.index() == pod.other().index())
                .filter(device -> pod.paired() ? names(device, pod) : below(device))
                .findFirst();
    }

    private boolean names(NetDevice device, NetDevice pod) {
        return device.paired()
                && device.other().index() == pod.index()
                && is(podNamespace, device.other().namespace());
    }

    /** Whether a link's namespace is the one with this number. No link leads to a namespace without a number. */
    private static boolean is(OptionalInt number, int link) {
        return link != NetDevice.HERE && number.isPresent() && number.getAsInt() == link;
    }

    /** Whether it may be below a macvlan, ipvlan or vlan. Such a device has several above it and names none of them. */
    private static boolean below(NetDevice device) {
        return !device.loopback();
    }
}
