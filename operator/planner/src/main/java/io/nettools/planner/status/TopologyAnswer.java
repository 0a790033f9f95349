package io.nettools.planner.status;

import io.nettools.analyser.report.Topology;
import io.nettools.planner.topology.Drawing;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a pod is connected to its node, as the kernel and Open vSwitch's database report it.
 *
 * @param drawing the same as a text drawing, with the pod's own path marked; absent for a node
 * @param links the pod's interfaces except lo, each with its other end
 * @param way the devices between the pod and the network outside the node, in the order in which a packet passes them
 * @param bridges bridges on that path, without the ports of other pods
 * @param tunnels tunnels of the node to other nodes
 * @param routes routes of the pod, in the format of ip route
 * @param neighbours neighbours of the pod, in the format of ip neigh
 * @param containers containers of the pod, with their namespaces
 * @param shared kinds of namespace that all containers of the pod share
 * @param own kinds of namespace that each container has for itself
 * @param unknown what could not be determined, and why
 */
public record TopologyAnswer(
        String drawing,
        List<TopologyLink> links,
        List<Topology.Hop> way,
        List<Topology.Bridge> bridges,
        List<Topology.Tunnel> tunnels,
        List<String> routes,
        List<String> neighbours,
        List<Topology.Container> containers,
        List<String> shared,
        List<String> own,
        List<String> unknown) {
    private static final int TUNNELS = 5;

    /** From here on the drawing is worth its bytes: below, a status has hardly room for its findings. */
    private static final int DRAWN = 4;

    /** What an older object lacks is empty here. */
    public TopologyAnswer {
        drawing = drawing == null ? "" : drawing;
        links = TargetStatus.copy(links);
        way = TargetStatus.copy(way);
        bridges = TargetStatus.copy(bridges);
        tunnels = TargetStatus.copy(tunnels);
        routes = TargetStatus.copy(routes);
        neighbours = TargetStatus.copy(neighbours);
        containers = TargetStatus.copy(containers);
        shared = TargetStatus.copy(shared);
        own = TargetStatus.copy(own);
        unknown = TargetStatus.copy(unknown);
    }

    /** The answer about this pod on this node; of the node itself, which has no pod, there is nothing to draw. */
    public static TopologyAnswer of(Topology topology, String pod, String node) {
        return new TopologyAnswer(
                pod.isEmpty() ? "" : Drawing.of(topology, pod, node),
                topology.links().stream().map(TopologyLink::of).toList(),
                topology.way(),
                topology.bridges(),
                topology.tunnels(),
                topology.routes(),
                topology.neighbours(),
                topology.containers(),
                kinds(topology.containers(), numbers -> numbers == 1),
                kinds(
                        topology.containers(),
                        numbers -> numbers == topology.containers().size()),
                topology.unknown());
    }

    /** Those that every container names, by how many different numbers they have; a lone container shares with nobody. */
    private static List<String> kinds(List<Topology.Container> containers, Predicate<Long> wanted) {
        if (containers.size() < 2) {
            return List.of();
        }
        return containers.getFirst().namespaces().keySet().stream()
                .filter(kind -> containers.stream()
                        .allMatch(container -> container.namespaces().containsKey(kind)))
                .filter(kind -> wanted.test(containers.stream()
                        .map(container -> container.namespaces().get(kind))
                        .distinct()
                        .count()))
                .sorted()
                .toList();
    }

    /**
     * The same with less, for {@link Budget}. First goes what one command in the pod says again: its neighbours, then its routes but
     * the first; then what is not the pod's: tunnels, ports of others. Then the drawing, which is large and says nothing that the
     * way and the bridges do not say; and these last, the way after the bridges.
     *
     * @param details how many of a list; below {@value #DRAWN} the drawing goes
     * @param text bytes of a sentence
     * @return null at 0 details: as {@link TargetStatus} has what is not there
     */
    TopologyAnswer cut(int details, int text) {
        if (details == 0) {
            return null;
        }
        return new TopologyAnswer(
                details < DRAWN ? "" : drawing,
                first(links, details),
                first(way, Math.max(4 * details, 8)),
                first(bridges, details / 2).stream()
                        .map(bridge -> cut(bridge, details))
                        .toList(),
                first(tunnels, Math.min(TUNNELS, details - 1)),
                first(routes, Math.max(1, details - DRAWN)),
                first(neighbours, details - DRAWN),
                first(containers, details),
                shared,
                own,
                first(unknown, details).stream()
                        .map(sentence -> Sentences.cut(sentence, text))
                        .toList());
    }

    /** The pod's own ports stay, and patch ports before others: they are the way. */
    private static Topology.Bridge cut(Topology.Bridge bridge, int details) {
        List<Topology.Port> onTheWay = bridge.named().stream()
                .filter(port -> port.own() || "patch".equals(port.type()))
                .limit(details)
                .toList();
        List<Topology.Port> others = bridge.named().stream()
                .filter(port -> !onTheWay.contains(port))
                .limit(details - onTheWay.size())
                .toList();
        return new Topology.Bridge(
                bridge.name(),
                bridge.kind(),
                bridge.datapath(),
                bridge.failMode(),
                bridge.ports(),
                Stream.concat(onTheWay.stream(), others.stream()).toList());
    }

    private static <T> List<T> first(List<T> all, int many) {
        return all.subList(0, Math.clamp(many, 0, all.size()));
    }
}
