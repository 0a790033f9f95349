package io.nettools.agent.target;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.agent.handover.PlainName;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.NetworkInterface;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The interfaces of a network namespace, as {@code ip -j -d addr} prints them. Texts are made printable and short,
 * since a pod may choose any names.
 *
 * @param whole whether these are all interfaces
 */
public record Interfaces(List<NetworkInterface> all, boolean whole) {
    /** Stands for a namespace that was not entered. */
    public static final Interfaces NONE = new Interfaces(List.of(), true);

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MAX_INTERFACES = 16;
    private static final int MAX_ADDRESSES = 8;
    /** Six octets of Ethernet, or the twenty of InfiniBand. */
    private static final Pattern HARDWARE = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5,19}");

    private static final long UNCOUNTED = -1;

    public Interfaces {
        all = List.copyOf(all);
    }

    /** Reads the interfaces of a namespace. */
    public static Interfaces of(NetworkNamespace namespace) throws CannotCapture, IOException {
        Tool.Outcome ip = Tool.run(namespace, LIMIT, List.of("ip", "-j", "-d", "addr"));
        if (!ip.succeeded()) {
            String why = ip.errors().lines().findFirst().orElse("exit code " + ip.exit());
            throw new CannotCapture(Stop.AttachFailed, "the target's interfaces cannot be read: " + why);
        }
        return parse(ip.output());
    }

    static Interfaces parse(String json) {
        IpOutput output = IpOutput.parse(json);
        return new Interfaces(
                output.objects().stream()
                        .filter(link -> link.hasNonNull("ifname"))
                        .map(Interfaces::networkInterface)
                        .toList(),
                output.whole());
    }

    /** Whether an interface has this name; {@code any} is tcpdump's name for all of them. */
    public boolean has(String name) {
        return name.equals("any") || all.stream().anyMatch(one -> one.name().equals(name));
    }

    /**
     * The addresses of an interface that packets to other nodes may carry: none of loopback, of the link or of a group, and none of a
     * tunnel, which has no hardware address: its packets pass another interface.
     */
    public List<String> routable(String name) {
        return all.stream()
                .filter(one ->
                        one.name().equals(name) && HARDWARE.matcher(one.mac()).matches())
                .flatMap(one -> one.addresses().stream())
                .map(cidr -> cidr.split("/", 2)[0])
                .filter(text ->
                        IpAddress.parsed(text).filter(Interfaces::leavesLink).isPresent())
                .limit(MAX_ADDRESSES)
                .toList();
    }

    private static boolean leavesLink(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isMulticastAddress();
    }

    /** Whether an interface has one of these addresses, in any notation. */
    boolean hasOneOf(List<String> addresses) {
        Set<InetAddress> present = addresses();
        return addresses.stream()
                .flatMap(address -> IpAddress.parsed(address).stream())
                .anyMatch(present::contains);
    }

    private Set<InetAddress> addresses() {
        return all.stream()
                .flatMap(one -> one.addresses().stream())
                .flatMap(cidr -> IpAddress.parsed(cidr.split("/", 2)[0]).stream())
                .collect(Collectors.toSet());
    }

    /** The interfaces for which a report has room. */
    public List<NetworkInterface> bounded() {
        return all.stream().limit(MAX_INTERFACES).map(Interfaces::bounded).toList();
    }

    /** Their names by index. A map, since Jackson takes long for its first record, and the user waits. */
    public Map<Integer, String> names() {
        return bounded().stream()
                .collect(Collectors.toMap(NetworkInterface::index, NetworkInterface::name, (one, other) -> one));
    }

    /** Notes on this namespace for readers of the report. */
    public List<String> notes(List<String> podIps) {
        List<String> notes = new ArrayList<>();
        if (!whole) {
            notes.add("only %d of the pod's interfaces could be read from the output of ip".formatted(all.size()));
        }
        if (all.size() > MAX_INTERFACES) {
            notes.add("%d more interfaces are not shown".formatted(all.size() - MAX_INTERFACES));
        }
        all.stream()
                .filter(one -> one.addresses().size() > MAX_ADDRESSES)
                .forEach(one -> notes.add("%d more addresses of %s are not shown"
                        .formatted(one.addresses().size() - MAX_ADDRESSES, one.name())));
        Set<InetAddress> present = addresses();
        podIps.stream()
                .filter(ip -> IpAddress.parsed(ip).filter(present::contains).isEmpty())
                .forEach(ip -> notes.add("no interface of the pod has its address " + PlainName.of(ip)
                        + ": a sandboxed runtime has an inner network that is not visible from the node"));
        return notes;
    }

    private static NetworkInterface bounded(NetworkInterface one) {
        return new NetworkInterface(
                one.index(),
                one.name(),
                one.peerIndex(),
                one.state(),
                one.mtu(),
                one.mac(),
                one.addresses().stream().limit(MAX_ADDRESSES).toList(),
                one.packets());
    }

    private static NetworkInterface networkInterface(JsonNode link) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode address : link.path("addr_info")) {
            if (address.hasNonNull("local")) {
                addresses.add(
                        text(address, "local") + "/" + address.path("prefixlen").asInt());
            }
        }
        // other kinds have a link_index too: the device below a macvlan is not its other end
        boolean veth = link.path("linkinfo").path("info_kind").asText().equals("veth");
        return new NetworkInterface(
                link.path("ifindex").asInt(),
                text(link, "ifname"),
                veth ? link.path("link_index").asInt() : 0,
                text(link, "operstate"),
                link.path("mtu").asInt(),
                text(link, "address"),
                addresses,
                UNCOUNTED);
    }

    private static String text(JsonNode node, String field) {
        return PlainName.of(node.path(field).asText());
    }
}
