package io.nettools.analyser.order;

import java.util.List;
import java.util.stream.Stream;

/** The networks with a meaning of their own: what the numbers of an address alone say of it. */
final class Networks {
    /** Networks that are used inside of networks (RFC 1918, RFC 6598, RFC 2544, RFC 6890, RFC 4193). */
    static final List<Cidr> PRIVATE = of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "198.18.0.0/15",
            "192.0.0.0/24",
            "fc00::/7");

    /** Addresses that are not those of one interface that others can reach (RFC 6890, RFC 4291 §2.4). */
    static final List<Cidr> NOT_OF_ONE =
            of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/8", "fe80::/10", "ff00::/8");

    private Networks() {}

    /** Whether one of these networks contains an address of 4 or 16 bytes. */
    static boolean contain(List<Cidr> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Cidr> of(String... texts) {
        return Stream.of(texts).map(text -> Cidr.of(text).orElseThrow()).toList();
    }
}
