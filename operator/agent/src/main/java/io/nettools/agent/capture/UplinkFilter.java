package io.nettools.agent.capture;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pcap-filter(7) expression for a device that everybody on the node uses: packets of the target's own addresses only, in the clear or
 * inside of a tunnel. libpcap's own words for tunnels leave the outer packet for good and differ between versions; offsets do neither.
 *
 * <pre>
 * VXLAN  (RFC 7348 §5)    UDP 8, VXLAN 8, Ethernet 14, then the inner datagram
 * Geneve (RFC 8926 §3.4)  UDP 8, Geneve 8 and options of (byte 8 &amp; 0x3f) * 4, Ethernet 14, then the inner datagram
 * IP in IP (RFC 2003)     the outer header, then the inner datagram
 * </pre>
 */
final class UplinkFilter {
    private static final String VXLAN = "(udp dst port 4789 or udp dst port 8472)";
    private static final String GENEVE = "udp dst port 6081";
    private static final int VXLAN_INNER = 30;
    private static final String GENEVE_INNER = "30 + ((udp[8] & 0x3f) << 2) + ";
    private static final String IP_INNER = "((ip[0] & 0xf) << 2) + ";

    private UplinkFilter() {}

    /** For these addresses; empty when there is none that can be read. */
    static String of(List<String> addresses) {
        List<InetAddress> read = read(addresses);
        if (read.isEmpty()) {
            return "";
        }
        String plain = hosts(addresses);
        String vxlan = anyOf(read, "udp", VXLAN_INNER + " + ");
        String geneve = anyOf(read, "udp", GENEVE_INNER);
        String inIp = anyOf(read, "ip", IP_INNER);
        return "(%s) or (%s and (%s)) or (%s and (%s)) or ((ip proto 4 or ip proto 41) and (%s))"
                .formatted(plain, VXLAN, vxlan, GENEVE, geneve, inIp);
    }

    /** In the clear. */
    static String hosts(List<String> addresses) {
        return read(addresses).stream()
                .map(address -> "host " + address.getHostAddress())
                .collect(Collectors.joining(" or "));
    }

    private static String anyOf(List<InetAddress> addresses, String protocol, String inner) {
        return addresses.stream().map(address -> at(address, protocol, inner)).collect(Collectors.joining(" or "));
    }

    /** As the inner source or destination. */
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

    /** Of an order that was not made by the operator, what is no address is left out: no name is looked up here. */
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
