package io.nettools.planner.cluster;

import io.nettools.analyser.order.Host;
import java.util.List;

/** The addresses in texts that a question may be about. */
public final class Addresses {
    private static final int MULTICAST = 224;
    private static final int IPV6_MULTICAST = 0xff;
    private static final int LOOPBACK = 127;

    private Addresses() {}

    /** The addresses in a sentence, or in an end of a conversation, that an object of the cluster can have. */
    public static List<String> in(String text) {
        return Literals.in(text).stream()
                .map(Literals.Literal::address)
                .filter(Addresses::ofOne)
                .distinct()
                .toList();
    }

    /**
     * Whether it is the address of one interface that others can reach: not loopback, unspecified, link-local,
     * multicast or broadcast (RFC 6890, RFC 4291 §2.4).
     */
    private static boolean ofOne(String address) {
        byte[] bytes = new Host(address).bytes();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            boolean linkLocal = first == 169 && second == 254;
            return first != 0 && first != LOOPBACK && first < MULTICAST && !linkLocal;
        }
        boolean linkLocal = first == 0xfe && (second & 0xc0) == 0x80;
        return first != 0 && first != IPV6_MULTICAST && !linkLocal;
    }
}
