package io.nettools.agent.topology;

import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.PlainName;
import io.nettools.agent.target.Containers;
import io.nettools.agent.target.Entered;
import io.nettools.agent.target.IpOutput;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.TargetSearch;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Asks the kernel and Open vSwitch how the target is connected to its node. The result names what cannot be read; a
 * failure never costs the trace.
 */
public final class TopologyReading {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** Limit for a sentence, since some quote a tool's error. */
    private static final int LONGEST_SENTENCE = 300;

    private static final List<String> LINKS = List.of("ip", "-j", "-d", "link");

    private final Layout layout;
    private final Order order;
    private final TargetSearch search;
    private final Entered target;
    private final NetworkNamespace pod;
    private final List<String> unknown = new ArrayList<>();

    /** Creates the reading for the target that was entered. */
    public TopologyReading(Layout layout, Order order, TargetSearch search, Entered target) {
        this.layout = layout;
        this.order = order;
        this.search = search;
        this.target = target;
        this.pod = target.namespace();
    }

    /** Reads how the target is connected to the node now. */
    public Topology read() {
        Routes routes = Routes.of(text(pod, "ip", "route"), text(pod, "ip", "-6", "route"));
        Routes neighbours = Routes.of(text(pod, "ip", "neigh"));
        Connection connection = connection(routes);
        return new Topology(
                connection.links(),
                connection.way(),
                connection.bridges(),
                connection.tunnels(),
                routes.lines(),
                neighbours.lines(),
                containers(),
                unknown.stream()
                        .map(sentence -> PlainName.of(sentence, LONGEST_SENTENCE))
                        .distinct()
                        .toList());
    }

    private Connection connection(Routes routes) {
        if (target.ofNode()) {
            unknown.add(
                    order.target().wholeNode()
                            ? "The node itself is traced: there is no path between it and a pod."
                            : "The pod uses the node's own network: there is no path between the two.");
            return Connection.NONE;
        }
        try (NetworkNamespace node = search.node()) {
            // the kernel gives a namespace its number when it first reports a link into it
            List<NetDevice> inPod = devices(pod, "pod");
            List<NetDevice> onNode = devices(node, "node");
            Peers peers = new Peers(onNode, number(node, pod), number(pod, node));
            Routes uplinks = Routes.of(
                    text(node, "ip", "route", "show", "default"), text(node, "ip", "-6", "route", "show", "default"));
            List<String> preferred = Stream.concat(order.capture().pathInterface().stream(), routes.defaults().stream())
                    .toList();
            Connection connection = Connection.of(inPod, peers, preferred, uplinks.defaults(), openVswitch());
            unknown.addAll(connection.unknown());
            return connection;
        } catch (IOException reason) {
            unknown.add("The node's devices cannot be read: " + reason.getMessage());
            return Connection.NONE;
        }
    }

    private List<NetDevice> devices(NetworkNamespace in, String whose) throws IOException {
        IpOutput output = IpOutput.parse(output(in, LINKS));
        if (!output.whole()) {
            unknown.add("Only %2$d of the %1$s's devices could be read from the output of ip."
                    .formatted(whose, output.objects().size()));
        }
        return NetDevice.of(output);
    }

    private Optional<OpenVswitch> openVswitch() {
        try {
            return OvsDatabase.read(layout.openVswitch(), LIMIT);
        } catch (IOException reason) {
            unknown.add("Open vSwitch's database cannot be read: " + reason.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The number that one namespace has for another. {@code ip netns} shows it only for a namespace that has a name.
     */
    private OptionalInt number(NetworkNamespace in, NetworkNamespace of) {
        String name = "nettrace-" + ProcessHandle.current().pid();
        Path link = layout.netns().resolve(name);
        try {
            Files.createSymbolicLink(link, of.path());
            try {
                return number(IpOutput.parse(output(in, List.of("ip", "-j", "netns", "list-id"))), name);
            } finally {
                Files.delete(link);
            }
        } catch (IOException reason) {
            unknown.add(
                    "The ids of the pod's and the node's network namespaces cannot be read, so the other ends of the"
                            + " pod's interfaces are unknown: "
                            + reason);
            return OptionalInt.empty();
        }
    }

    private static OptionalInt number(IpOutput numbers, String name) {
        return numbers.objects().stream()
                .filter(id -> id.path("name").asText().equals(name))
                .mapToInt(id -> id.path("nsid").asInt(NetDevice.HERE))
                .findFirst();
    }

    private List<Topology.Container> containers() {
        try {
            return Containers.of(order.target(), search);
        } catch (IOException reason) {
            unknown.add("The containers' namespaces cannot be read: " + reason.getMessage());
            return List.of();
        }
    }

    private String text(NetworkNamespace in, String... command) {
        try {
            return output(in, List.of(command));
        } catch (IOException reason) {
            unknown.add("\"" + String.join(" ", command) + "\" failed: " + reason.getMessage());
            return "";
        }
    }

    private static String output(NetworkNamespace in, List<String> command) throws IOException {
        Tool.Outcome outcome = Tool.run(in, LIMIT, command);
        if (!outcome.succeeded()) {
            throw new IOException(outcome.errors().lines().findFirst().orElse("exit code " + outcome.exit()));
        }
        return outcome.output();
    }
}
