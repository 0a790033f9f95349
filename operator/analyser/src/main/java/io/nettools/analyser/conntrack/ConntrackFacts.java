package io.nettools.analyser.conntrack;

import io.nettools.analyser.report.NodeConntrack;
import java.util.Optional;

/**
 * What connection tracking says, for whoever judges it: of the pod's namespace, or where that is silent, of the node's.
 *
 * @param connections that it told of
 * @param translated of those, how many have other addresses behind than before (NAT, a Service)
 * @param translation the first such: "10.96.0.10:53 is 10.244.1.7:53"; empty without
 * @param neverReplied connections given up without a packet from the other end; datagrams that need no answer do not count
 * @param unreplied the first such: "10.244.1.5 > 10.96.0.10:80"; empty without
 * @param node what was counted of the node's table as a whole
 */
public record ConntrackFacts(
        long connections,
        long translated,
        String translation,
        long neverReplied,
        String unreplied,
        Optional<NodeConntrack> node) {}
