package io.nettools.analyser.report;

import io.nettools.analyser.shape.Listed;
import java.util.Map;

/**
 * Connection tracking during the capture (conntrack -L, then conntrack -E): of the pod's own network namespace, or where that tracks
 * nothing, of the node's, and there of the pod's addresses only.
 *
 * @param ofNode whether it is the node's table
 * @param tracking whether that table said anything
 * @param reason a sentence that says why {@code tracking} is false, or why it is the node's table; else empty
 * @param entries lines of {@code conntrack -L} at the beginning
 * @param events since then ({@code conntrack -E})
 * @param states how often each TCP state was reported by an event, e.g. SYN_SENT
 * @param translations connections whose addresses were translated, and what was translated to what, the most frequent first
 * @param lost events lost because the kernel's socket buffer was full
 */
public record Conntrack(
        boolean ofNode,
        boolean tracking,
        String reason,
        long entries,
        Events events,
        Map<String, Long> states,
        Listed<Translation> translations,
        long lost) {
    public Conntrack {
        states = Map.copyOf(states);
        events = events == null ? Events.NONE : events;
        translations = Listed.orNone(translations);
    }

    /**
     * Counts of conntrack's three kinds of event.
     *
     * @param created NEW
     * @param updated UPDATE
     * @param destroyed DESTROY
     * @param unreplied of these, entries without any packet of the other end
     */
    public record Events(long created, long updated, long destroyed, long unreplied) {
        public static final Events NONE = new Events(0, 0, 0, 0);
    }

    /**
     * Connections from one address to one server that were translated in the same way (RFC 2663).
     *
     * @param protocol e.g. TCP
     * @param client the end that began: address and port of the first of these connections
     * @param server the requested end: address and port, e.g. of a Service
     * @param translatedServer the end that answers instead, e.g. a pod; absent when unchanged
     * @param translatedClient the client as the server sees it, in the first of these connections; absent when unchanged
     * @param connections number of connections
     * @param replied whether any of them got a reply
     */
    public record Translation(
            String protocol,
            String client,
            String server,
            String translatedServer,
            String translatedClient,
            long connections,
            boolean replied) {
        /** What is absent is empty here. */
        public Translation {
            translatedServer = translatedServer == null ? "" : translatedServer;
            translatedClient = translatedClient == null ? "" : translatedClient;
        }
    }
}
