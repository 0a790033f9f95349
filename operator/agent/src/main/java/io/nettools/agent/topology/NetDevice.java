package io.nettools.agent.topology;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.agent.handover.PlainName;
import io.nettools.agent.target.IpOutput;
import io.nettools.analyser.report.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A device of a network namespace, as {@code ip -j -d link} prints it.
 *
 * @param kind IFLA_INFO_KIND; {@code physical} for a device without one
 * @param master name of the device that it is a port of; empty without one
 * @param masterKind IFLA_INFO_SLAVE_KIND
 * @param other the other end of a pair, or the device below
 * @param tunnel its parameters when it is a tunnel
 */
record NetDevice(
        int index,
        String name,
        String kind,
        String state,
        int mtu,
        String master,
        String masterKind,
        Other other,
        Optional<Topology.Tunnel> tunnel) {
    static final int HERE = -1;

    private static final String PHYSICAL = "physical";
    private static final String LOOPBACK = "loopback";
    private static final Set<String> PAIRS = Set.of("veth", "netkit");
    private static final Set<String> TUNNELS = Set.of(
            "geneve",
            "vxlan",
            "gre",
            "gretap",
            "ip6gre",
            "ip6gretap",
            "ipip",
            "ip6tnl",
            "sit",
            "wireguard",
            "erspan",
            "ip6erspan",
            "bareudp",
            "vti",
            "vti6",
            "xfrm");
    /** A program's device; of type tap it is a virtual machine's card. */
    private static final String TUN = "tun";

    /**
     * Another device.
     *
     * @param index IFLA_LINK; 0 without one
     * @param namespace IFLA_LINK_NETNSID: where it is, as this namespace numbers others; {@link #HERE} in this one
     */
    record Other(int index, int namespace) {}

    static List<NetDevice> of(IpOutput links) {
        return links.objects().stream()
                .filter(link -> link.hasNonNull("ifname"))
                .map(NetDevice::device)
                .toList();
    }

    private static NetDevice device(JsonNode link) {
        JsonNode info = link.path("linkinfo");
        String name = PlainName.of(link.path("ifname").asText());
        String kind = kind(link, info);
        return new NetDevice(
                link.path("ifindex").asInt(),
                name,
                kind,
                PlainName.of(link.path("operstate").asText()),
                link.path("mtu").asInt(),
                PlainName.of(link.path("master").asText()),
                PlainName.of(info.path("info_slave_kind").asText()),
                new Other(
                        link.path("link_index").asInt(),
                        link.path("link_netnsid").asInt(HERE)),
                isTunnel(kind, info.path("info_data"))
                        ? Optional.of(tunnel(name, kind, info.path("info_data")))
                        : Optional.empty());
    }

    private static String kind(JsonNode link, JsonNode info) {
        if (link.path("link_type").asText().equals(LOOPBACK)) {
            return LOOPBACK;
        }
        String kind = PlainName.of(info.path("info_kind").asText());
        return kind.isEmpty() ? PHYSICAL : kind;
    }

    private static boolean isTunnel(String kind, JsonNode data) {
        return TUNNELS.contains(kind)
                || (kind.equals(TUN) && data.path("type").asText().equals(TUN));
    }

    private static Topology.Tunnel tunnel(String name, String kind, JsonNode data) {
        boolean external = data.path("external").asBoolean();
        return new Topology.Tunnel(
                name,
                kind,
                first(data, "local", "local6"),
                first(data, "remote", "remote6", "group"),
                external ? "flow" : first(data, "id", "ikey"),
                data.path("port").asInt());
    }

    private static String first(JsonNode node, String... fields) {
        for (String field : fields) {
            String text = PlainName.of(node.path(field).asText());
            if (!text.isEmpty() && !text.equals("any")) {
                return text;
            }
        }
        return "";
    }

    boolean loopback() {
        return kind.equals(LOOPBACK);
    }

    /** Whether it is one end of a pair, of which a packet that goes into one comes out of the other. */
    boolean paired() {
        return PAIRS.contains(kind);
    }

    Topology.Device onNode() {
        boolean crossing = paired() && other.namespace() != HERE;
        return new Topology.Device(
                name,
                index,
                kind,
                state,
                mtu,
                master,
                masterKind,
                crossing ? other.index() : 0,
                crossing ? other.namespace() : HERE);
    }
}
