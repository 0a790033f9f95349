package io.nettools.analyser.conntrack;

import io.nettools.analyser.report.NodeConntrack;
import java.util.Optional;

/**
 * Facts from connection tracking, on which findings are based.
 *
 * @param node the counters of the node's whole table
 */
public record ConntrackFacts(Optional<NodeConntrack> node) {}
