package io.nettools.analyser.truth;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Whose packet it is: the innermost IP header in front of an ICMP error's quotation, and the ports behind it. */
record Ends(String protocol, String source, String destination) {
    private static final Set<String> TRANSPORTS = Set.of("tcp", "udp", "icmp", "icmpv6");

    /** Empty for what is no IP packet, or a fragment of one that was not captured whole. */
    static Optional<Ends> of(Row row) {
        Walk walk = new Walk(row);
        for (String layer : row.first("frame.protocols").split(":", -1)) {
            if (walk.step(layer)) {
                break;
            }
        }
        return walk.ends();
    }

    Ends turned() {
        return new Ends(protocol, /* source= */ destination, /* destination= */ source);
    }

    @Override
    public String toString() {
        return protocol + " " + source + " > " + destination;
    }

    /** Goes through the layers from the outside; tshark gives each layer's values in the same order. */
    private static final class Walk {
        private final Row row;
        private final Queue<String> tcp;
        private final Queue<String> udp;
        private final Queue<String> ip4;
        private final Queue<String> ip6;
        private String source = "";
        private String destination = "";
        private String number = "";
        private Optional<Ends> found = Optional.empty();

        Walk(Row row) {
            this.row = row;
            tcp = pairs("tcp.srcport", "tcp.dstport");
            udp = pairs("udp.srcport", "udp.dstport");
            ip4 = pairs("ip.src", "ip.dst");
            ip6 = pairs("ipv6.src", "ipv6.dst");
        }

        private Queue<String> pairs(String sources, String destinations) {
            Queue<String> pairs = new ArrayDeque<>();
            List<String> from = row.all(sources);
            List<String> to = row.all(destinations);
            for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
                pairs.add(from.get(i));
                pairs.add(to.get(i));
            }
            return pairs;
        }

        /** Whether this was the last layer that matters. */
        boolean step(String layer) {
            if (layer.equals("ip") || layer.equals("ipv6")) {
                Queue<String> addresses = layer.equals("ip") ? ip4 : ip6;
                source = addresses.remove();
                destination = addresses.remove();
                number = layer.equals("ip") ? row.first("ip.proto") : row.first("ipv6.nxt");
                found = Optional.of(new Ends("IP protocol " + number, source, destination));
            }
            if (TRANSPORTS.contains(layer)) {
                found = Optional.of(transport(layer));
            }
            return layer.startsWith("icmp");
        }

        private Ends transport(String layer) {
            return switch (layer) {
                case "icmp" -> new Ends("ICMP", source, destination);
                case "icmpv6" -> new Ends("ICMPv6", source, destination);
                case "tcp" -> new Ends("TCP", end(source, tcp.remove()), end(destination, tcp.remove()));
                default -> new Ends("UDP", end(source, udp.remove()), end(destination, udp.remove()));
            };
        }

        private static String end(String address, String port) {
            return address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
        }

        Optional<Ends> ends() {
            return found;
        }
    }
}
