package io.nettools.agent.capture;

import io.nettools.agent.target.Interfaces;
import io.nettools.agent.target.IpAddress;
import io.nettools.analyser.report.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses by which the pod's packets are recognised. They are those of the pod's status, unless the interface at which its path
 * begins has none of them: a pod on a primary network of its own (a UserDefinedNetwork), or a secondary interface. Then they are that
 * interface's. Anybody in the pod can give an interface any address, and separate networks may use equal ones: such addresses
 * identify packets only where no other pod's pass (decision 0027).
 *
 * @param device the interface at which the path begins; empty when it is unknown
 * @param ofStatus whether they are those of the pod's status
 */
record OwnAddresses(String device, List<String> all, boolean ofStatus) {
    OwnAddresses {
        all = List.copyOf(all);
    }

    /** Whether an interface has only addresses that the pod's status lacks; else the start of the path makes no difference. */
    static boolean mayDiffer(Interfaces interfaces, List<String> podIps) {
        return interfaces.all().stream().anyMatch(one -> !of(Optional.of(one.name()), interfaces, podIps)
                .ofStatus());
    }

    /** The addresses of the pod's status. */
    static OwnAddresses ofStatus(List<String> podIps) {
        return new OwnAddresses("", podIps, true);
    }

    /** @param device at which the path begins */
    static OwnAddresses of(Optional<String> device, Interfaces interfaces, List<String> podIps) {
        List<String> its = device.map(interfaces::routable).orElse(List.of());
        return its.isEmpty() || IpAddress.anyOf(its, podIps)
                ? new OwnAddresses(device.orElse(""), podIps, true)
                : new OwnAddresses(device.orElse(""), its, false);
    }

    /** The interface at which the path begins. */
    static Optional<String> start(Topology topology) {
        return topology.way().stream()
                .filter(hop -> hop.place() == Topology.Place.Pod)
                .findFirst()
                .map(Topology.Hop::device);
    }

    /** The addresses, when they are not those of the pod's status; else empty. */
    List<String> beyondStatus() {
        return ofStatus ? List.of() : all;
    }

    /** A sentence on why the packets cannot be told from those of other pods; empty when they can. */
    Optional<String> indistinct() {
        return ofStatus
                ? Optional.empty()
                : Optional.of("%s has %s, not an address of the pod's status: pods of other networks may have it too"
                        .formatted(device, String.join(", ", all)));
    }

    /**
     * Sentences for a reader of the report.
     *
     * @param podIps the addresses of the pod's status
     * @param conntrack whether the node's connection tracking is recorded
     */
    List<String> notes(List<String> podIps, boolean conntrack) {
        if (ofStatus) {
            return List.of();
        }
        String known = podIps.isEmpty() ? "no address" : String.join(", ", podIps);
        List<String> notes = new ArrayList<>(List.of(
                "packets at %s carry %s, which is not in the pod's status (%s): the interface belongs to another network,"
                                .formatted(device, String.join(", ", all), known)
                        + " such as a primary UserDefinedNetwork or a secondary network"));
        if (conntrack) {
            notes.add(
                    "on the node: only connections of %s are looked for, since pods of other networks may have the address of %s too"
                            .formatted(known, device));
        }
        return notes;
    }
}
