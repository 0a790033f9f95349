package io.nettools.agent.target;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.agent.handover.Json;
import io.nettools.agent.handover.Printable;
import io.nettools.analyser.report.NetworkInterface;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The interfaces of a network namespace, as {@code ip -j -d addr} prints them: texts printable and short, whatever a pod called them. */
public record Interfaces(List<NetworkInterface> all) {
    private static final int MAX_INTERFACES = 16;
    private static final int MAX_ADDRESSES = 8;
    private static final long UNCOUNTED = -1;

    public Interfaces {
        all = List.copyOf(all);
    }

    public static Interfaces parse(String json) throws IOException {
        List<NetworkInterface> all = new ArrayList<>();
        for (JsonNode link : Json.MAPPER.readTree(json)) {
            if (link.hasNonNull("ifname")) {
                all.add(networkInterface(link));
            }
        }
        return new Interfaces(all);
    }

    /** {@code any} is tcpdump's own name for all of them. */
    public boolean has(String name) {
        return name.equals("any") || all.stream().anyMatch(one -> one.name().equals(name));
    }

    /** As many as a report has room for. */
    public List<NetworkInterface> bounded() {
        return all.stream().limit(MAX_INTERFACES).map(Interfaces::bounded).toList();
    }

    /** What a reader of the report must know of this namespace. */
    public List<String> notes(List<String> podIps) {
        List<String> notes = new ArrayList<>();
        if (all.size() > MAX_INTERFACES) {
            notes.add("%d more interfaces are not shown".formatted(all.size() - MAX_INTERFACES));
        }
        all.stream()
                .filter(one -> one.addresses().size() > MAX_ADDRESSES)
                .forEach(one -> notes.add("%d more addresses of %s are not shown"
                        .formatted(one.addresses().size() - MAX_ADDRESSES, one.name())));
        Set<InetAddress> present = all.stream()
                .flatMap(one -> one.addresses().stream())
                .flatMap(cidr -> IpAddress.parsed(cidr.split("/", 2)[0]).stream())
                .collect(Collectors.toSet());
        podIps.stream()
                .filter(ip -> IpAddress.parsed(ip).filter(present::contains).isEmpty())
                .forEach(ip -> notes.add("no interface of the pod has its address " + Printable.of(ip)
                        + ": it may be a sandboxed runtime, whose inner network cannot be seen from the node"));
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
        // Other kinds have a link_index too: the card below a macvlan is no other end
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
        return Printable.of(node.path(field).asText());
    }
}
