package io.nettools.planner.cluster;

import io.nettools.analyser.order.Host;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses in texts, and what their numbers alone say of them. */
public final class Addresses {
    private static final int IPV6 = 16;

    /** IPv4 networks that are used inside of networks (RFC 1918, RFC 6598, RFC 2544, RFC 6890). */
    private static final List<Block> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "192.0.0.0/24")
            .map(Block::of)
            .toList();

    /** Addresses that are not those of one interface that others can reach (RFC 6890, RFC 4291 §2.4). */
    private static final List<Block> NOT_OF_ONE = Stream.of(
                    "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/8", "fe80::/10", "ff00::/8")
            .map(Block::of)
            .toList();

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
                .filter(address -> !in(NOT_OF_ONE, address))
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
                && in(PRIVATE, podIPs.getFirst())
                && new Host(address).bytes().length < IPV6
                && !in(PRIVATE, address)
                && !in(NOT_OF_ONE, address);
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

    private static boolean in(List<Block> blocks, String address) {
        byte[] bytes = new Host(address).bytes();
        return blocks.stream().anyMatch(block -> block.holds(bytes));
    }

    /** A network. */
    private record Block(String base, int length) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            return new Block(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean holds(byte[] address) {
            byte[] network = new Host(base).bytes();
            if (network.length != address.length) {
                return false;
            }
            int whole = length / Byte.SIZE;
            int mask = whole * Byte.SIZE == length ? 0 : 0xff << (Byte.SIZE - length % Byte.SIZE);
            return Arrays.equals(network, 0, whole, address, 0, whole)
                    && (mask == 0 || (network[whole] & mask) == (address[whole] & mask));
        }
    }
}
