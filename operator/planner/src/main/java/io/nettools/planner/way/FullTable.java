package io.nettools.planner.way;

import io.nettools.analyser.report.NodeConntrack;
import java.util.Optional;

/** A node's table of connections that had no room: the node drops the first packets of connections, as a firewall rule does. */
final class FullTable {
    private static final int NEARLY_FULL_PERCENT = 90;

    private FullTable() {}

    /**
     * What the table dropped in the gap, as a sentence's end; empty when it is no cause. Between nodes none of them has the packets, and a table
     * that dropped fewer than are lost is not the cause of all.
     */
    static Optional<String> in(Gap gap, long lost, Facts facts) {
        return switch (gap.kind()) {
            case OutOfNode, BeforePod, OnNode ->
                facts.ends()
                        .filter(end -> end.node().equals(gap.from().node()))
                        .flatMap(end -> end.capture().nodeConntrack().stream())
                        .filter(table -> nearlyFull(table) && table.dropped() >= lost)
                        .map(table -> gap.from().node() + "'s connection table is full (" + table.entries() + " of "
                                + table.limit() + " entries) and dropped " + table.dropped() + " packets")
                        .findFirst();
            case OutOfPod, BetweenNodes, IntoPod, Wide -> Optional.empty();
        };
    }

    private static boolean nearlyFull(NodeConntrack table) {
        return table.limit() > 0 && table.entries() / (double) table.limit() * 100 >= NEARLY_FULL_PERCENT;
    }
}
