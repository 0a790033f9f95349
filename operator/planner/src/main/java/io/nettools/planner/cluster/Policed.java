package io.nettools.planner.cluster;

import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.PolicySet;
import java.util.Set;

/**
 * What is known of a crossing: its first packet and the policies that may act on it.
 *
 * @param readable namespaces whose pods and policies the author may read, besides that of the trace
 */
public record Policed(FirstPacket packet, PolicySet policies, Set<String> readable) {
    public Policed {
        readable = Set.copyOf(readable);
    }
}
