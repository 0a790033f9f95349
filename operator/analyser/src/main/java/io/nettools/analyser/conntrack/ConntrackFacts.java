package io.nettools.analyser.conntrack;

import io.nettools.analyser.report.NodeConntrack;
import java.util.Optional;

/**
 * Facts from connection tracking, on which findings are based: from the pod's namespace, or from the node's if the
 * pod's reports nothing.
 *
 * @param connections number of reported connections
 * @param translated number of connections whose addresses are translated (NAT, a Service)
 * @param translation the first such: "10.96.0.10:53 is 10.244.1.7:53"; empty without one
 * @param neverReplied connections given up without a packet from the other end; datagrams that need no answer do not
 *     count
 * @param unreplied the first such: "10.244.1.5 > 10.96.0.10:80"; empty without one
 * @param node the counters of the node's whole table
 */
public record ConntrackFacts(
        long connections,
        long translated,
        String translation,
        long neverReplied,
        String unreplied,
        Optional<NodeConntrack> node) {}
