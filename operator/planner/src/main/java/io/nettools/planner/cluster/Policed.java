package io.nettools.planner.cluster;

import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.PolicySet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a crossing: its first packet and the policies that may act on it.
 *
 * @param packets one; or one for each pod that the Service may have chosen, when it is not known which
 * @param readable namespaces whose pods and policies the author may read, besides that of the trace
 */
public record Policed(List<FirstPacket> packets, PolicySet policies, Set<String> readable) {
    public Policed {
        packets = List.copyOf(packets);
        readable = Set.copyOf(readable);
    }
}
