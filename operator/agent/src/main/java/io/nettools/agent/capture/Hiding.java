package io.nettools.agent.capture;

import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Topology.Tunnel;
import io.nettools.analyser.tunnel.TunnelPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names the encryption and the tunnels in which the uplink's filter cannot recognise the target's packets. */
final class Hiding {
    /** Stands for no UDP port, or the default port of the kind. */
    private static final int USUAL = 0;

    /**
     * Kinds of tunnels that {@link UplinkFilter} looks into, with their UDP ports. Any other kind hides the packets in
     * it.
     */
    private static final Map<String, Set<Integer>> LOOKED_INTO = Map.of(
            "vxlan", Set.of(USUAL, TunnelPorts.VXLAN, TunnelPorts.LINUX_VXLAN),
            "geneve", Set.of(USUAL, TunnelPorts.GENEVE),
            "ipip", Set.of(USUAL),
            "sit", Set.of(USUAL),
            "ip6tnl", Set.of(USUAL));

    /**
     * Devices that every network namespace has once the module is loaded (Linux' ip_gre.c, ip6_gre.c, ip_vti.c,
     * ip6_vti.c). Without a local or remote address such a device carries no packets.
     */
    private static final Set<String> OF_THE_MODULE =
            Set.of("gre0", "gretap0", "erspan0", "ip6gre0", "ip_vti0", "ip6_vti0");

    private static final int NAMED = 2;

    private Hiding() {}

    /**
     * What hides the target's packets at an uplink.
     *
     * @param ipsec whether the node has policies of IPsec
     * @return e.g. {@code packets to other nodes may pass it inside WireGuard (cilium_wg0)}; empty when nothing known
     *     hides them
     */
    static String at(String uplink, Topology topology, boolean ipsec) {
        List<String> tunnels = topology.tunnels().stream()
                .filter(tunnel ->
                        !LOOKED_INTO.getOrDefault(tunnel.kind(), Set.of()).contains(tunnel.port()))
                .filter(tunnel -> !unused(tunnel) && !tunnel.name().equals(uplink))
                .map(Hiding::named)
                .distinct()
                .toList();
        List<String> words = new ArrayList<>(ipsec ? List.of("IPsec") : List.of());
        tunnels.stream().limit(NAMED).forEach(words::add);
        if (tunnels.size() > NAMED) {
            words.add(tunnels.size() - NAMED + " more");
        }
        return words.isEmpty() ? "" : "packets to other nodes may pass it inside " + listed(words);
    }

    private static String named(Tunnel tunnel) {
        String at = tunnel.port() == USUAL ? "" : ", port " + tunnel.port();
        return "%s (%s%s)".formatted(protocol(tunnel.kind()), tunnel.name(), at);
    }

    private static boolean unused(Tunnel tunnel) {
        return OF_THE_MODULE.contains(tunnel.name())
                && tunnel.local().isEmpty()
                && tunnel.remote().isEmpty();
    }

    private static String protocol(String kind) {
        return switch (kind) {
            case "vxlan" -> "VXLAN";
            case "geneve" -> "Geneve";
            case "wireguard" -> "WireGuard";
            case "gre", "gretap", "ip6gre", "ip6gretap" -> "GRE";
            case "erspan", "ip6erspan" -> "ERSPAN";
            default -> kind;
        };
    }

    private static String listed(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.getFirst() : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
