package io.nettools.planner.scenario;

import io.nettools.analyser.redaction.Paths;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Limits.MaxTracePods;
import io.nettools.planner.trace.Limits.Permission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What the admin of the tests' cluster allows. */
public final class Admin {
    public static final Duration START_DEADLINE = Duration.ofMinutes(2);

    private static final int TARGETS = 5;
    private static final int NAMESPACE_PODS = 10;
    private static final MaxTracePods PODS = new MaxTracePods(10, 3, NAMESPACE_PODS);
    private static final Set<Permission> ALL_BUT_PAYLOAD = EnumSet.complementOf(EnumSet.of(Permission.Payload));

    private Admin() {}

    public static Limits usual() {
        return limits(TARGETS, PODS, ALL_BUT_PAYLOAD, Paths.Shown, Set.of());
    }

    public static Limits allowingPayload() {
        return limits(TARGETS, PODS, EnumSet.allOf(Permission.class), Paths.Shown, Set.of());
    }

    public static Limits allowingHostNetworkIn(String namespace) {
        return limits(TARGETS, PODS, ALL_BUT_PAYLOAD, Paths.Shown, Set.of(namespace));
    }

    public static Limits allowingPods(int inTheCluster, int onANode) {
        return allowingPods(inTheCluster, onANode, NAMESPACE_PODS);
    }

    public static Limits allowingPods(int inTheCluster, int onANode, int ofANamespace) {
        MaxTracePods pods = new MaxTracePods(inTheCluster, onANode, ofANamespace);
        return limits(TARGETS, pods, ALL_BUT_PAYLOAD, Paths.Shown, Set.of());
    }

    public static Limits allowingPodsOfANamespace(int many) {
        return allowingPods(PODS.inCluster(), PODS.perNode(), many);
    }

    public static Limits allowingTargets(int many) {
        return limits(many, PODS, ALL_BUT_PAYLOAD, Paths.Shown, Set.of());
    }

    public static Limits allowingNo(Permission permission) {
        Set<Permission> rest = EnumSet.copyOf(ALL_BUT_PAYLOAD);
        rest.remove(permission);
        return limits(TARGETS, PODS, rest, Paths.Shown, Set.of());
    }

    public static Limits showing(Paths paths) {
        return limits(TARGETS, PODS, ALL_BUT_PAYLOAD, paths, Set.of());
    }

    private static Limits limits(
            int targets, MaxTracePods pods, Set<Permission> permissions, Paths paths, Set<String> hostNetwork) {
        return new Limits(
                Duration.ofMinutes(5),
                1_000_000,
                100L << 20,
                targets,
                pods,
                permissions,
                paths,
                hostNetwork,
                START_DEADLINE);
    }
}
