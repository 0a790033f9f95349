package io.nettools.agent.capture;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Views.Where;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The devices of the node at which the target's packets can be captured, from how the pod is attached to the node. A
 * device that is shared with other pods is not the other end of the pod's interface.
 */
record NodePoints(List<NodePoint> all) {
    private static final Set<String> PAIRED = Set.of("veth", "netkit");
    private static final String BRIDGE = "bridge";

    NodePoints {
        all = List.copyOf(all);
    }

    /**
     * One device.
     *
     * @param device empty when there is no such device, or it is unknown
     * @param missing a sentence on why there is no device; else empty
     * @param hides what may hide the target's packets here; empty when nothing known does
     */
    record NodePoint(Where where, String device, String missing, String hides) {
        private static NodePoint missing(Where where, String why) {
            return new NodePoint(where, "", why, "");
        }

        /** The same point; at the uplink, whose packets are all pods', only if these addresses are no other pod's. */
        NodePoint telling(OwnAddresses addresses) {
            return where == Where.Uplink && missing.isEmpty()
                    ? addresses.indistinct().map(this::without).orElse(this)
                    : this;
        }

        /** The same device, at which packets cannot be captured. */
        NodePoint without(String why) {
            return new NodePoint(where, device, why, "");
        }
    }

    /** @param ipsec whether the node has policies of IPsec */
    static NodePoints of(Topology topology, boolean ipsec) {
        return new NodePoints(List.of(node(topology), uplink(topology, ipsec)));
    }

    private static NodePoint node(Topology topology) {
        Optional<Topology.Link> own = own(topology);
        if (own.isEmpty()) {
            return NodePoint.missing(Where.Node, why(topology, "the pod's interface is not known"));
        }
        Optional<Topology.Device> peer = own.get().peer();
        if (peer.isEmpty()) {
            return NodePoint.missing(
                    Where.Node,
                    why(
                            topology,
                            "%s has no other end on the node"
                                    .formatted(own.get().name())));
        }
        return PAIRED.contains(own.get().kind())
                ? new NodePoint(Where.Node, peer.get().name(), "", "")
                : NodePoint.missing(Where.Node, hidden(topology, own.get(), peer.get()));
    }

    /** What a device that is shared with other pods, as a macvlan, does not show on the node. */
    private static String hidden(Topology topology, Topology.Link own, Topology.Device below) {
        return topology.unknown().stream()
                .filter(sentence -> sentence.startsWith(own.name() + " "))
                .findFirst()
                .orElse(
                        "%s is a device of kind %s on top of %s, which other pods use too: it has no other end on the node."
                                .formatted(own.name(), own.kind(), below.name()));
    }

    private static NodePoint uplink(Topology topology, boolean ipsec) {
        Optional<Hop> last = topology.way().stream()
                .filter(hop ->
                        hop.place() == Topology.Place.Node && !hop.device().isEmpty())
                .reduce((one, next) -> next);
        boolean none = last.isEmpty()
                || last.get().kind().equals(BRIDGE)
                || last.get().device().equals(node(topology).device());
        return none
                ? NodePoint.missing(
                        Where.Uplink,
                        why(
                                topology,
                                "the device through which packets leave the node is unknown: the node has no default"
                                        + " route"))
                : new NodePoint(
                        Where.Uplink,
                        last.get().device(),
                        "",
                        Hiding.at(last.get().device(), topology, ipsec));
    }

    /** The interface at which the path begins. */
    private static Optional<Topology.Link> own(Topology topology) {
        return topology.way().stream()
                .filter(hop -> hop.place() == Topology.Place.Pod)
                .findFirst()
                .flatMap(hop -> topology.links().stream()
                        .filter(link -> link.name().equals(hop.device()))
                        .findFirst());
    }

    /** What is unknown of the path, unless it is about another interface of the pod. */
    private static String why(Topology topology, String otherwise) {
        String own = own(topology).map(Topology.Link::name).orElse("");
        List<String> others = topology.links().stream()
                .map(Topology.Link::name)
                .filter(name -> !name.equals(own))
                .toList();
        return topology.unknown().stream()
                .filter(sentence -> others.stream().noneMatch(name -> isAbout(sentence, name)))
                .findFirst()
                .orElse(otherwise);
    }

    private static boolean isAbout(String sentence, String link) {
        return sentence.startsWith(link + " ") || sentence.contains(" other end of " + link + " ");
    }
}
