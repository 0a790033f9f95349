package io.nettools.planner.scenario;

import io.nettools.analyser.redaction.Paths;
import io.nettools.planner.trace.Limits;
import java.time.Duration;
import java.util.Set;

/** What the admin of the tests' cluster allows. */
public final class Admin {
    public static final Duration START_DEADLINE = Duration.ofMinutes(2);

    private static final int TARGETS = 5;
    private static final int NAMESPACE_PODS = 10;

    private Admin() {}

    public static Limits usual() {
        return allowing(10, 3, NAMESPACE_PODS, false, Set.of());
    }

    public static Limits allowingPayload() {
        return allowing(10, 3, NAMESPACE_PODS, true, Set.of());
    }

    public static Limits allowingHostNetworkIn(String namespace) {
        return allowing(10, 3, NAMESPACE_PODS, false, Set.of(namespace));
    }

    public static Limits allowingPods(int inTheCluster, int onANode) {
        return allowing(inTheCluster, onANode, NAMESPACE_PODS, false, Set.of());
    }

    public static Limits allowingPods(int inTheCluster, int onANode, int ofANamespace) {
        return allowing(inTheCluster, onANode, ofANamespace, false, Set.of());
    }

    public static Limits allowingPodsOfANamespace(int many) {
        return usual(TARGETS, many, true, true, true, Paths.Shown);
    }

    public static Limits allowingTargets(int many) {
        return usual(many, NAMESPACE_PODS, true, true, true, Paths.Shown);
    }

    public static Limits allowingNoNodeViews() {
        return usual(TARGETS, NAMESPACE_PODS, false, true, true, Paths.Shown);
    }

    public static Limits allowingNoNodeProbes() {
        return usual(TARGETS, NAMESPACE_PODS, true, false, true, Paths.Shown);
    }

    public static Limits allowingNoTopology() {
        return usual(TARGETS, NAMESPACE_PODS, true, true, false, Paths.Shown);
    }

    public static Limits showing(Paths paths) {
        return usual(TARGETS, NAMESPACE_PODS, true, true, true, paths);
    }

    private static Limits usual(
            int targets, int ofANamespace, boolean nodeViews, boolean nodeProbes, boolean topology, Paths paths) {
        Limits it = usual();
        return new Limits(
                it.maxDuration(),
                it.maxPackets(),
                it.maxBytes(),
                targets,
                it.maxTracePods(),
                it.maxTracePodsPerNode(),
                ofANamespace,
                it.payloadAllowed(),
                nodeViews,
                nodeProbes,
                topology,
                paths,
                it.hostNetworkNamespaces(),
                it.startDeadline());
    }

    private static Limits allowing(int pods, int perNode, int ofANamespace, boolean payload, Set<String> hostNetwork) {
        return new Limits(
                Duration.ofMinutes(5),
                1_000_000,
                100L << 20,
                TARGETS,
                pods,
                perNode,
                ofANamespace,
                payload,
                true,
                true,
                true,
                Paths.Shown,
                hostNetwork,
                START_DEADLINE);
    }
}
