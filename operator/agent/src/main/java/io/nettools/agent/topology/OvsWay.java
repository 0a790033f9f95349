package io.nettools.agent.topology;

import io.nettools.agent.handover.PlainName;
import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Place;
import io.nettools.analyser.report.Topology.Tunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The part of a pod's path that lies in Open vSwitch. The kernel does not know it: there, every port's master is
 * ovs-system. With the user-space datapath a port has no master.
 *
 * @param hops behind the pod's device on the node: bridge, patch ports, bridge …, card; the bridge alone when no card
 *     can be reached
 * @param bridges among the hops, with the ports that are no other pod's
 * @param tunnels of those bridges
 * @param unknown sentences on what the database leaves open
 */
public record OvsWay(List<Hop> hops, List<Bridge> bridges, List<Tunnel> tunnels, List<String> unknown) {
    private static final int MOST_SENTENCES = 8;

    public OvsWay {
        hops = List.copyOf(hops);
        bridges = List.copyOf(bridges);
        tunnels = List.copyOf(tunnels);
        unknown = unknown.stream().limit(MOST_SENTENCES).toList();
    }

    /**
     * Finds the path.
     *
     * @param veth name of the pod's device on the node
     * @param kinds name of a device of the node to its kind (physical, veth, bond …); empty for one that the node does
     *     not have
     */
    public static OvsWay behind(String veth, OpenVswitch openVswitch, Function<String, String> kinds) {
        List<OvsBridge> all = openVswitch.bridges().stream()
                .map(bridge -> OvsBridge.of(bridge, veth, kinds))
                .toList();
        return all.stream()
                .filter(bridge -> bridge.has(veth))
                .findFirst()
                .map(first -> from(new PatchSearch(all), first))
                .orElseGet(() -> nowhere(veth));
    }

    private static OvsWay nowhere(String veth) {
        return new OvsWay(
                List.of(),
                List.of(),
                List.of(),
                List.of("No bridge of Open vSwitch has %s as a port.".formatted(PlainName.of(veth))));
    }

    private static OvsWay from(PatchSearch search, OvsBridge first) {
        List<PatchSearch.Step> steps = search.toCard(first);
        List<OvsBridge> bridges = steps.stream().map(PatchSearch.Step::to).toList();
        List<OvsPort> cards = bridges.getLast().cards();
        List<String> unknown = new ArrayList<>(lost(cards, bridges));
        unknown.addAll(search.loose());
        unknown.addAll(broken(bridges));
        return new OvsWay(
                hops(steps, cards), bridges.stream().map(OvsBridge::described).toList(), tunnels(bridges), unknown);
    }

    private static List<Hop> hops(List<PatchSearch.Step> steps, List<OvsPort> cards) {
        List<Hop> hops = new ArrayList<>();
        for (PatchSearch.Step step : steps) {
            step.cable().forEach(end -> hops.add(hop(end.name(), end.kind())));
            hops.add(hop(step.to().name(), OvsBridge.KIND));
        }
        cards.stream().limit(1).forEach(card -> hops.add(hop(card.name(), card.kind())));
        return hops;
    }

    private static Hop hop(String device, String kind) {
        return new Hop(Place.Node, PlainName.of(device), PlainName.of(kind));
    }

    private static List<Tunnel> tunnels(List<OvsBridge> bridges) {
        return bridges.stream()
                .flatMap(bridge -> bridge.ports().stream())
                .filter(OvsPort::tunnel)
                .map(OvsPort::asTunnel)
                .toList();
    }

    private static List<String> lost(List<OvsPort> cards, List<OvsBridge> bridges) {
        if (cards.isEmpty()) {
            String others = tunnels(bridges).isEmpty()
                    ? "packets leave the node through another device, if at all"
                    : "packets leave the node through its tunnels, or through its internal ports and the node's"
                            + " routing";
            return List.of("No patch ports lead from %s to a bridge with a network card: %s."
                    .formatted(PlainName.of(bridges.getFirst().name()), others));
        }
        if (cards.size() > 1) {
            return List.of("%s has %d ports that lead out (%s): its flow rules decide which one a packet takes."
                    .formatted(PlainName.of(bridges.getLast().name()), cards.size(), names(cards)));
        }
        return List.of();
    }

    private static String names(List<OvsPort> ports) {
        String few = ports.stream()
                .limit(MOST_SENTENCES)
                .map(port -> PlainName.of(port.name()))
                .collect(Collectors.joining(", "));
        return ports.size() > MOST_SENTENCES ? few + ", ..." : few;
    }

    /** Open vSwitch's own errors on ports that do not work. */
    private static List<String> broken(List<OvsBridge> bridges) {
        return bridges.stream()
                .flatMap(bridge -> bridge.named().stream())
                .flatMap(port -> port.error().stream().map(error -> "Open vSwitch reports for %s: %s."
                        .formatted(PlainName.of(port.name()), PlainName.of(error, 2 * PlainName.LONGEST))))
                .toList();
    }
}
