package io.nettools.planner.trace;

import io.nettools.analyser.redaction.Paths;
import java.time.Duration;
import java.util.Set;

/**
 * What the cluster's admin allows.
 *
 * @param paths how much of the paths of HTTP requests may be shown
 * @param hostNetworkNamespaces namespaces that may trace hostNetwork pods and nodes
 * @param startDeadline how long a trace pod may take to attach
 */
public record Limits(
        Duration maxDuration,
        long maxPackets,
        long maxBytes,
        int maxTargets,
        MaxTracePods maxTracePods,
        Set<Permission> permissions,
        Paths paths,
        Set<String> hostNetworkNamespaces,
        Duration startDeadline) {
    public Limits {
        permissions = Set.copyOf(permissions);
        hostNetworkNamespaces = Set.copyOf(hostNetworkNamespaces);
    }

    /**
     * How many trace pods there may be at a time.
     *
     * @param perNamespace for the traces of one namespace
     */
    public record MaxTracePods(int inCluster, int perNode, int perNamespace) {}

    /** What a trace may do only when the admin allows it. */
    public enum Permission {
        /** Keep more of a packet than its headers. */
        Payload("payloadAllowed"),
        /** Listen on the node, too. */
        NodeViews("nodeViews"),
        /** Make its requests from the node. */
        NodeProbes("nodeProbes"),
        /** Say how the node is built. */
        Topology("topology");

        private final String setting;

        Permission(String setting) {
            this.setting = setting;
        }

        /** The key that allows it. */
        public String setting() {
            return setting;
        }
    }

    public boolean allow(Permission permission) {
        return permissions.contains(permission);
    }

    /** From the end of the capture: draining, analysing, saying the result. */
    public static final Duration FINISH = Duration.ofSeconds(30);

    /** From its creation, after which a trace pod has ended by itself (its activeDeadlineSeconds). */
    public Duration podLifetime(Duration capture) {
        return startDeadline.plus(capture).plus(FINISH);
    }
}
