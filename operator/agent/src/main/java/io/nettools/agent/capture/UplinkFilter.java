package io.nettools.agent.capture;

import static io.nettools.analyser.tunnel.TunnelPorts.GENEVE;
import static io.nettools.analyser.tunnel.TunnelPorts.LINUX_VXLAN;
import static io.nettools.analyser.tunnel.TunnelPorts.VXLAN;
import static io.nettools.analyser.tunnel.Tunnels.IP4_IN;
import static io.nettools.analyser.tunnel.Tunnels.IP6_IN;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pcap-filter(7) expression for a device that all pods of the node use. It matches only packets of the target's own
 * addresses, in the clear or inside a tunnel. It uses offsets: libpcap's own keywords for tunnels change the meaning of
 * the rest of the expression, and differ between versions.
 *
 * <pre>
 * VXLAN  (RFC 7348 §5)    UDP 8, VXLAN 8, Ethernet 14, then the inner datagram
 * Geneve (RFC 8926 §3.4)  UDP 8, Geneve 8 and options of (byte 8 &amp; 0x3f) * 4, Ethernet 14, then the inner datagram
 * IP in IP (RFC 2003)     the outer header, then the inner datagram
 * IP in IPv6 (RFC 2473)   the outer header, then the inner datagram; as Linux' ip6tnl sends it, 8 bytes of destination options between
 *                         them (§5.1, the tunnel encapsulation limit)
 * </pre>
 *
 * Packets behind an outer IPv6 header with other extension headers are not found: {@code udp[]} supports only IPv4, and
 * offsets cannot follow a chain of headers.
 */
final class UplinkFilter {
    private static final List<Tunnel> TUNNELS = List.of(
            new Tunnel(either("udp dst port ", VXLAN, LINUX_VXLAN), "udp", "30 + "),
            new Tunnel("udp dst port " + GENEVE, "udp", "30 + ((udp[8] & 0x3f) << 2) + "),
            new Tunnel(either("ip proto ", IP4_IN, IP6_IN), "ip", "((ip[0] & 0xf) << 2) + "),
            new Tunnel("ip6[6] = 17 and " + either("ip6[42:2] = ", VXLAN, LINUX_VXLAN), "ip6", "70 + "),
            new Tunnel("ip6[6] = 17 and ip6[42:2] = " + GENEVE, "ip6", "70 + ((ip6[48] & 0x3f) << 2) + "),
            new Tunnel(either("ip6[6] = ", IP4_IN, IP6_IN), "ip6", "40 + "),
            new Tunnel("ip6[6] = 60 and " + either("ip6[40] = ", IP4_IN, IP6_IN) + " and ip6[41] = 0", "ip6", "48 + "));

    private UplinkFilter() {}

    /**
     * A kind of tunnel.
     *
     * @param outer an expression that matches its packets
     * @param protocol the protocol from whose header offsets count
     * @param inner the offset of the inner datagram, as the beginning of a sum
     */
    private record Tunnel(String outer, String protocol, String inner) {
        String around(List<InetAddress> addresses) {
            return addresses.stream()
                    .map(address -> at(address, protocol, inner))
                    .collect(Collectors.joining(" or ", "(" + outer + " and (", "))"));
        }
    }

    /** The expression for these addresses; empty when no address can be read. */
    static String of(List<String> addresses) {
        List<InetAddress> read = read(addresses);
        return read.isEmpty()
                ? ""
                : Stream.concat(
                                Stream.of("(" + hosts(addresses) + ")"),
                                TUNNELS.stream().map(tunnel -> tunnel.around(read)))
                        .collect(Collectors.joining(" or "));
    }

    private static String either(String field, int one, int other) {
        return "(" + field + one + " or " + field + other + ")";
    }

    /** The expression for packets in the clear. */
    static String hosts(List<String> addresses) {
        return read(addresses).stream()
                .map(address -> "host " + address.getHostAddress())
                .collect(Collectors.joining(" or "));
    }

    /** The expression for an inner source or destination address. */
    private static String at(InetAddress address, String protocol, String inner) {
        boolean four = address instanceof Inet4Address;
        int source = four ? 12 : 8;
        int destination = four ? 16 : 24;
        return "(" + words(address, protocol, inner, source) + ") or (" + words(address, protocol, inner, destination)
                + ")";
    }

    private static String words(InetAddress address, String protocol, String inner, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        List<String> words = new ArrayList<>();
        for (int at = offset; bytes.hasRemaining(); at += Integer.BYTES) {
            words.add(String.format(Locale.ROOT, "%s[%s%d:4] = 0x%08x", protocol, inner, at, bytes.getInt()));
        }
        return String.join(" and ", words);
    }

    /**
     * The addresses as literals. Any other text is left out, in case the order was not made by the operator: no name is
     * looked up here.
     */
    private static List<InetAddress> read(List<String> addresses) {
        return addresses.stream().flatMap(text -> literal(text).stream()).toList();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
