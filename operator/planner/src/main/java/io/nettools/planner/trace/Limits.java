package io.nettools.planner.trace;

import io.nettools.analyser.redaction.Paths;
import java.time.Duration;
import java.util.Set;

/**
 * What the cluster's admin allows.
 *
 * @param maxTracePods trace pods in the whole cluster at a time
 * @param maxTracePodsPerNode trace pods on one node at a time
 * @param maxTracePodsPerNamespace trace pods for the traces of one namespace at a time
 * @param payloadAllowed whether {@code payload: true} is allowed
 * @param nodeViewsAllowed whether a trace may listen on the node, too
 * @param nodeProbesAllowed whether a trace may make its requests from the node
 * @param topologyAllowed whether a trace may say how the node is built
 * @param paths how much of the paths of HTTP requests may be shown
 * @param hostNetworkNamespaces namespaces that may trace hostNetwork pods and nodes
 * @param startDeadline how long a trace pod may take to attach
 */
public record Limits(
        Duration maxDuration,
        long maxPackets,
        long maxBytes,
        int maxTargets,
        int maxTracePods,
        int maxTracePodsPerNode,
        int maxTracePodsPerNamespace,
        boolean payloadAllowed,
        boolean nodeViewsAllowed,
        boolean nodeProbesAllowed,
        boolean topologyAllowed,
        Paths paths,
        Set<String> hostNetworkNamespaces,
        Duration startDeadline) {
    public Limits {
        hostNetworkNamespaces = Set.copyOf(hostNetworkNamespaces);
    }

    /** From the end of the capture: draining, analysing, saying the result. */
    public static final Duration FINISH = Duration.ofSeconds(30);

    /** From its creation, after which a trace pod has ended by itself (its activeDeadlineSeconds). */
    public Duration podLifetime(Duration capture) {
        return startDeadline.plus(capture).plus(FINISH);
    }
}
