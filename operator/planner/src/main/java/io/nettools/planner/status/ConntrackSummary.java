package io.nettools.planner.status;

import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Conntrack.Events;
import io.nettools.analyser.report.Conntrack.Translation;
import io.nettools.analyser.report.NodeConntrack;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Connection tracking during the capture: in the pod's network namespace if that tracks connections, else on the pod's node, limited to the pod's
 * addresses.
 *
 * @param scope which connection table it is: the pod's or the node's
 * @param tracking whether that table recorded anything
 * @param reason why it did not, or why it is the node's table
 * @param entries entries at the beginning (conntrack -L); in the node's table, those of the pod's addresses
 * @param events events since then (conntrack -E); on the node, those of the pod's addresses
 * @param states number of events for each TCP state, e.g. SYN_SENT
 * @param translated connections whose addresses were translated (a Service, NAT)
 * @param translations the translations, most frequent first; {@code translated} also counts those not listed
 * @param table the node's whole table; absent when it was not read
 * @param lost events that the kernel could not deliver; on the node they may belong to any pod
 */
public record ConntrackSummary(
        Scope scope,
        boolean tracking,
        String reason,
        long entries,
        Events events,
        Map<String, Long> states,
        long translated,
        List<Translation> translations,
        Table table,
        long lost) {
    /** What an older object lacks is empty here; states stay in the order in which they came, which {@link Map#copyOf} would not keep. */
    public ConntrackSummary {
        scope = scope == null ? Scope.Pod : scope;
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        translations = TargetStatus.copy(translations);
    }

    /** Which connection table it is. */
    public enum Scope {
        /** That of the pod's own network namespace. */
        Pod,
        /** That of the node's network namespace. */
        Node
    }

    /**
     * The node's whole table, shared by all its pods. Counters cover the capture; absent when the node does not report them.
     *
     * @param entries connections in it: the greater of the counts at the beginning and the end
     * @param limit maximum number of connections (nf_conntrack_max)
     * @param insertFailed connections that could not be added
     * @param dropped packets dropped because of that, or because the table was full
     * @param earlyDropped connections removed to make room
     * @param invalid packets that belong to no connection
     */
    public record Table(Long entries, Long limit, Long insertFailed, Long dropped, Long earlyDropped, Long invalid) {
        static Table of(NodeConntrack node) {
            return new Table(
                    known(node.entries()),
                    known(node.limit()),
                    known(node.insertFailed()),
                    known(node.dropped()),
                    known(node.earlyDropped()),
                    known(node.invalid()));
        }

        private static Long known(long number) {
            return number < 0 ? null : number;
        }
    }

    /**
     * What is told of both.
     *
     * @param lost events lost in the pod's namespace, as the capture container counted them
     * @param node what it counted on the node
     */
    public static ConntrackSummary of(Conntrack conntrack, long lost, Optional<NodeConntrack> node) {
        long counted = conntrack.ofNode() ? node.map(NodeConntrack::lost).orElse(0L) : lost;
        return new ConntrackSummary(
                conntrack.ofNode() ? Scope.Node : Scope.Pod,
                conntrack.tracking(),
                conntrack.reason(),
                conntrack.entries(),
                conntrack.events(),
                new TreeMap<>(conntrack.states()),
                conntrack.translations().count(),
                conntrack.translations().first(),
                node.map(Table::of).orElse(null),
                Math.max(counted, conntrack.lost()));
    }
}
