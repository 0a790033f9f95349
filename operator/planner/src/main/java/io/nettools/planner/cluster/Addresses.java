package io.nettools.planner.cluster;

import io.nettools.analyser.order.Host;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The addresses in texts, and what their numbers alone say of them. */
public final class Addresses {
    private static final int IPV6 = 16;

    private Addresses() {}

    /** The address of an end of a conversation, without its port; empty when the text has no address. */
    public static Optional<String> of(String end) {
        return Literals.address(end);
    }

    /** The port of an end of a conversation; 0 when it has none. */
    public static int port(String end) {
        return Literals.port(end);
    }

    /** The addresses in a sentence, or in an end of a conversation, that an object of the cluster can have. */
    public static List<String> in(String text) {
        return Literals.in(text).stream()
                .map(Literals.Literal::address)
                .filter(address -> new Host(address).ofOneInterface())
                .distinct()
                .toList();
    }

    /**
     * Whether an address that no pod, Service or node reports must be outside the cluster: an IPv4 address of the
     * Internet, in a cluster whose pods have private ones. A private address may be that of a pod that is gone, and an
     * IPv6 address the second one of a pod, by which the API server finds no pod.
     *
     * @param podIPs of a pod of this cluster, the primary one first
     */
    public static boolean mustBeOutside(String address, List<String> podIPs) {
        return !podIPs.isEmpty()
                && new Host(podIPs.getFirst()).ofPrivateNetwork()
                && sameFamily(podIPs.getFirst(), address)
                && new Host(address).bytes().length < IPV6
                && new Host(address).ofInternet();
    }

    /**
     * Whether two addresses begin alike (16 bits, or 48 of IPv6), as those of pods do in most clusters, and those of
     * Services in a network of their own.
     */
    public static boolean alike(String one, String other) {
        byte[] first = new Host(one).bytes();
        byte[] second = new Host(other).bytes();
        int common = first.length == IPV6 ? 6 : 2;
        return first.length > 0
                && first.length == second.length
                && Arrays.equals(Arrays.copyOf(first, common), Arrays.copyOf(second, common));
    }

    /** Whether both are IPv4 addresses, or both are IPv6 addresses. */
    public static boolean sameFamily(String one, String other) {
        int length = new Host(one).bytes().length;
        return length > 0 && length == new Host(other).bytes().length;
    }
}
