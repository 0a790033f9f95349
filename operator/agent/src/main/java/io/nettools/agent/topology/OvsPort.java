package io.nettools.agent.topology;

import io.nettools.agent.handover.PlainName;
import io.nettools.analyser.report.Topology;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A port of Open vSwitch, and what it is for.
 *
 * @param kind patch, internal, the kind of a tunnel, bond, or the kind of the node's device; {@code system} for a
 *     device that the node does not have
 */
record OvsPort(OpenVswitch.Port port, String kind) {
    private static final String PATCH = "patch";
    private static final String SYSTEM = "system";
    private static final String PER_PACKET = "flow";
    private static final Set<String> TUNNELS =
            Set.of("geneve", "vxlan", "gre", "ip6gre", "erspan", "ip6erspan", "lisp", "stt", "gtpu", "bareudp", "srv6");

    /**
     * Kinds that most often connect a pod or a virtual machine, and sometimes a node's uplink: a node may be a
     * container with a veth.
     */
    private static final Set<String> RARELY_CARDS =
            Set.of("veth", "netkit", "tun", "tap", SYSTEM, "dpdkvhostuser", "dpdkvhostuserclient");

    /**
     * Notes of a network plugin that a port is a pod's: OVN-Kubernetes; Kube-OVN; Antrea, twice; ovs-cni, twice;
     * ovs-docker. {@code iface-id} alone does not count, since the node's own ovn-k8s-mp0 has it too.
     */
    private static final Set<String> POD_MARKS =
            Set.of("sandbox", "pod_name", "pod-name", "container-id", "contPodUid", "contNetns", "container_id");

    /**
     * Makes a port. {@code kinds} gives the kind of a device of the node; empty for a device that the node does not
     * have.
     */
    static OvsPort of(OpenVswitch.Port port, Function<String, String> kinds) {
        if (port.interfaces().size() > 1) {
            return new OvsPort(port, "bond");
        }
        String type = port.interfaces().stream()
                .map(OpenVswitch.Interface::type)
                .findFirst()
                .orElse("");
        String kind = type.equals(SYSTEM) ? kinds.apply(port.name()) : type;
        return new OvsPort(port, kind.isEmpty() ? SYSTEM : kind);
    }

    String name() {
        return port.name();
    }

    boolean has(String device) {
        return port.interfaces().stream().anyMatch(one -> one.name().equals(device));
    }

    boolean patch() {
        return kind.equals(PATCH);
    }

    boolean tunnel() {
        return TUNNELS.contains(kind);
    }

    boolean marked() {
        return port.marks().stream().anyMatch(POD_MARKS::contains);
    }

    /** Whether it is a card: it may be one, and its kind is seldom anything else. */
    boolean card() {
        return mayBeCard() && !RARELY_CARDS.contains(kind);
    }

    /** Whether it may lead out of the node where no port is surely a card. */
    boolean mayBeCard() {
        return !marked() && !patch() && !tunnel() && !kind.equals("internal");
    }

    /** The other end of a patch port. */
    Optional<String> peer() {
        return option("peer");
    }

    Optional<String> error() {
        return port.interfaces().stream()
                .map(OpenVswitch.Interface::error)
                .filter(error -> !error.isEmpty())
                .findFirst();
    }

    Topology.Port described(boolean own) {
        String to = patch() ? peer().orElse("") : tunnel() ? fixed("remote_ip") : "";
        return new Topology.Port(PlainName.of(name()), PlainName.of(kind), PlainName.of(to), own);
    }

    /** The tunnel of a tunnel port; addresses and key as in ovs-vswitchd.conf.db(5). */
    Topology.Tunnel asTunnel() {
        String key = option("key").or(() -> option("out_key")).orElse("");
        return new Topology.Tunnel(
                PlainName.of(name()),
                PlainName.of(kind),
                PlainName.of(fixed("local_ip")),
                PlainName.of(fixed("remote_ip")),
                PlainName.of(key),
                option("dst_port").map(OvsPort::number).orElse(0));
    }

    private static int number(String port) {
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    }

    private String fixed(String address) {
        return option(address).filter(value -> !value.equals(PER_PACKET)).orElse("");
    }

    private Optional<String> option(String name) {
        return port.interfaces().stream()
                .flatMap(one -> Optional.ofNullable(one.options().get(name)).stream())
                .findFirst();
    }
}
