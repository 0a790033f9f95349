package io.nettools.planner.policy;

import io.nettools.planner.policy.Party.NamedPort;
import io.nettools.planner.policy.Party.Namespace;
import io.nettools.planner.policy.Party.Node;
import io.nettools.planner.policy.Party.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who speaks in the tables: pods of three namespaces on two nodes, the nodes, and who is outside. */
final class Town {
    /** A party at an address. */
    record Resident(Party party, String address) {}

    private static final Node NODE1 = node("node-1", Optional.of(Map.of("zone", "a")), "198.18.0.11");
    private static final Node NODE2 = node("node-2", Optional.of(Map.of("zone", "b")), "198.18.0.12");
    private static final Node NODE3 = node("node-3", Optional.empty(), "198.18.0.13");
    private static final Namespace SHOP = namespace("shop", Map.of("team", "a", "env", "prod"));
    private static final Namespace WEB = namespace("web", Map.of("team", "b"));
    /** A namespace that could not be read. */
    private static final Namespace DARK = new Namespace("dark", Optional.empty());

    private static final List<NamedPort> PORTS = List.of(
            new NamedPort("http", Transport.TCP, 8080, false),
            new NamedPort("dns", Transport.UDP, 53, false),
            new NamedPort("dns", Transport.TCP, 5353, false),
            new NamedPort("signal", Transport.SCTP, 7777, false),
            new NamedPort("mesh", Transport.TCP, 15020, true));

    private static final Pod CLIENT = pod("client", SHOP, NODE1, Map.of("tier", "frontend", "app", "web"));
    private static final Pod SERVER =
            new Pod("server", SHOP, Map.of("tier", "backend", "app", "api"), false, NODE2, PORTS);

    private static final Map<String, Resident> ALL = Map.ofEntries(
            Map.entry("client", new Resident(CLIENT, "10.244.1.2")),
            Map.entry("client6", new Resident(CLIENT, "fd00:1::2")),
            Map.entry("server", new Resident(SERVER, "10.244.2.3")),
            Map.entry("server6", new Resident(SERVER, "fd00:2::3")),
            Map.entry("stranger", new Resident(pod("stranger", WEB, NODE2, Map.of("tier", "frontend")), "10.244.2.9")),
            Map.entry("bare", new Resident(pod("bare", WEB, NODE1, Map.of()), "10.244.1.20")),
            Map.entry("shade", new Resident(pod("shade", DARK, NODE1, Map.of("tier", "frontend")), "10.244.1.30")),
            Map.entry("host1", new Resident(host("host1", NODE1, Map.of("tier", "frontend")), "198.18.0.11")),
            Map.entry("host2", new Resident(host("host2", NODE2, Map.of("tier", "backend")), "198.18.0.12")),
            Map.entry("node-1", new Resident(NODE1, "198.18.0.11")),
            Map.entry("node-2", new Resident(NODE2, "198.18.0.12")),
            Map.entry("node-3", new Resident(NODE3, "198.18.0.13")),
            Map.entry("outside", new Resident(new Party.Outside(), "203.0.113.7")),
            Map.entry("outside6", new Resident(new Party.Outside(), "2001:db8::7")),
            Map.entry("nobody", new Resident(new Party.Unidentified(), "10.9.9.9")));

    private Town() {}

    static Resident of(String name) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static Pod pod(String name, Namespace namespace, Node node, Map<String, String> labels) {
        return new Pod(name, namespace, labels, false, node, List.of());
    }

    private static Pod host(String name, Node node, Map<String, String> labels) {
        return new Pod(name, SHOP, labels, true, node, PORTS);
    }

    private static Namespace namespace(String name, Map<String, String> labels) {
        return new Namespace(name, Optional.of(labels));
    }

    private static Node node(String name, Optional<Map<String, String>> labels, String address) {
        return new Node(name, labels, List.of(address));
    }
}
