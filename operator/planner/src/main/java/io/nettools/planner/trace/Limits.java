package io.nettools.planner.trace;

import io.nettools.analyser.redaction.Paths;
import java.time.Duration;
import java.util.Set;

/**
 * The limits that the cluster's admin sets.
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
     * Limits for the number of trace pods at a time.
     *
     * @param perNamespace for the traces of one namespace
     */
    public record MaxTracePods(int inCluster, int perNode, int perNamespace) {}

    /** Actions that need the admin's permission. */
    public enum Permission {
        /** Keep more of a packet than its headers. */
        Payload("payloadAllowed"),
        /** Capture on the node, too. */
        NodeViews("nodeViews"),
        /** Make its requests from the node. */
        NodeProbes("nodeProbes"),
        /** Report the node's topology. */
        Topology("topology"),
        /** Show names of other namespaces and nodes to authors who may not read them. */
        OtherNames("otherNames");

        private final String setting;

        Permission(String setting) {
            this.setting = setting;
        }

        /** The key of the setting. */
        public String setting() {
            return setting;
        }
    }

    public boolean allow(Permission permission) {
        return permissions.contains(permission);
    }

    /** Time after the end of the capture: for draining, analysing and reporting. */
    public static final Duration FINISH = Duration.ofSeconds(30);

    /** Time from a trace pod's creation until it ends by itself (its activeDeadlineSeconds). */
    public Duration podLifetime(Duration capture) {
        return startDeadline.plus(capture).plus(FINISH);
    }
}
