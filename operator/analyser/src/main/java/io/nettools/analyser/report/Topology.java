package io.nettools.analyser.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a pod hangs on its node, as the kernel (rtnetlink) and Open vSwitch's database say it. Texts are printable and short.
 *
 * @param links the pod's interfaces but lo, each with its other end
 * @param way the devices between the pod and the network outside of the node, in the order in which a packet passes them
 * @param bridges on that way, with the ports that are no other pod's
 * @param tunnels of the node to other nodes
 * @param routes of the pod, in the wording of {@code ip route}
 * @param neighbours of the pod, in the wording of {@code ip neigh}
 * @param containers of the pod
 * @param unknown sentences on what cannot be known from here, and why
 */
public record Topology(
        List<Link> links,
        List<Hop> way,
        List<Bridge> bridges,
        List<Tunnel> tunnels,
        List<String> routes,
        List<String> neighbours,
        List<Container> containers,
        List<String> unknown) {
    public Topology {
        links = copy(links);
        way = copy(way);
        bridges = copy(bridges);
        tunnels = copy(tunnels);
        routes = copy(routes);
        neighbours = copy(neighbours);
        containers = copy(containers);
        unknown = copy(unknown);
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * An interface of the pod and what it is connected to.
     *
     * @param name in the pod, e.g. eth0
     * @param index in the pod's network namespace
     * @param kind of the device (IFLA_INFO_KIND): veth, macvlan, ipvlan, netkit …; {@code physical} for one without a kind, as an SR-IOV virtual function
     * @param mtu in bytes
     * @param peer the device on the node that it is connected to: the other end of a veth pair, or the card below a macvlan; empty when that is not known
     */
    public record Link(String name, int index, String kind, int mtu, Optional<Device> peer) {
        public Link {
            peer = peer == null ? Optional.empty() : peer;
        }
    }

    /**
     * A device of the node.
     *
     * @param name e.g. 7be093806debefd
     * @param index in the node's network namespace
     * @param kind as {@link Link#kind}
     * @param state operational state (RFC 2863): UP, DOWN, UNKNOWN …
     * @param mtu in bytes
     * @param master the device that it is a port of, e.g. cni0 or ovs-system; empty without one
     * @param masterKind e.g. bridge or openvswitch
     * @param peerIndex number of the pod's interface, as this end says it; 0 when it has no other end
     * @param peerNamespace the node's number of the pod's network namespace (link-netnsid), as this end says it; -1 when it has no other end
     */
    public record Device(
            String name,
            int index,
            String kind,
            String state,
            int mtu,
            String master,
            String masterKind,
            int peerIndex,
            int peerNamespace) {}

    /**
     * A device on the way.
     *
     * @param place where it is
     * @param device its name; empty for the node's routing
     * @param kind as {@link Link#kind}, or bridge, openvswitch, patch, routing, or the kind of a tunnel
     */
    public record Hop(Place place, String device, String kind) {}

    /** On which side of a pod's network namespace. */
    public enum Place {
        Pod,
        Node
    }

    /**
     * A bridge on the way.
     *
     * @param name e.g. cni0 or br-int
     * @param kind bridge (Linux) or openvswitch
     * @param datapath of Open vSwitch: system (the kernel's) or netdev (user space); else empty
     * @param failMode of Open vSwitch, e.g. secure: nothing passes without a controller's rules; empty when it is not set
     * @param ports how many it has
     * @param named those of its ports that are the pod's own, or lead out: patch ports, tunnels, cards, its own interface
     */
    public record Bridge(String name, String kind, String datapath, String failMode, int ports, List<Port> named) {
        public Bridge {
            named = copy(named);
        }
    }

    /**
     * A port of a bridge.
     *
     * @param name e.g. patch-br-int-to-br-ex
     * @param type veth, patch, internal, physical, or the kind of a tunnel
     * @param to where it leads: a patch port's peer, or the other end of a tunnel; empty when its type says it
     * @param own whether it is the pod's own
     */
    public record Port(String name, String type, String to, boolean own) {}

    /**
     * A tunnel.
     *
     * @param name of the device or port
     * @param kind geneve, vxlan, gre, ipip, sit, wireguard …
     * @param local address of this end; empty when it is not fixed
     * @param remote address of the other end; empty when it is chosen for each packet
     * @param key virtual network identifier, or {@code flow} when it is chosen for each packet; empty without
     * @param port UDP port that packets are sent to; 0 where it is not carried in UDP, or the port is not known
     */
    public record Tunnel(String name, String kind, String local, String remote, String key, int port) {}

    /**
     * A container of the pod and the namespaces that it lives in.
     *
     * @param name as in the pod's spec
     * @param id the first 13 characters of the runtime's ID, as {@code crictl ps} prints it
     * @param namespaces kind (net, pid, mnt, ipc, uts, user, cgroup) to inode number: the same number is the same namespace
     */
    public record Container(String name, String id, Map<String, Long> namespaces) {
        public Container {
            namespaces = namespaces == null ? Map.of() : Map.copyOf(namespaces);
        }
    }
}
