package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Port;
import java.util.List;

/** A part of the path on the node. */
sealed interface Part {
    /** A device, or the node's routing. */
    record Line(Hop hop) implements Part {}

    /**
     * A bridge with its ports.
     *
     * @param outward ports by which the path leads out
     * @param inward ports by which it leads to the pod
     */
    record Box(Bridge bridge, List<Port> outward, List<Port> inward) implements Part {}
}
