package io.nettools.planner.way;

import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Conntrack.Translation;
import java.util.Optional;

/**
 * Connections whose source an end's node translates (RFC 2663, iptables' MASQUERADE). They leave the node under another
 * address than the pod's, and the uplink is captured for the pod's address only.
 */
final class Masquerade {
    private Masquerade() {}

    /**
     * The pod's address and port as the other end sees them; empty if no translation is known.
     *
     * @param local the pod's end of the conversation
     * @param remote the other end as the pod names it
     */
    static Optional<String> of(End end, String protocol, String local, String remote) {
        return end.report().conntrack().filter(Conntrack::ofNode).stream()
                .flatMap(conntrack -> conntrack.translations().first().stream())
                .filter(one -> one.protocol().equalsIgnoreCase(protocol))
                .filter(one -> Address.of(one.client()).equals(Address.of(local)))
                .filter(one -> one.server().equals(remote))
                .map(Translation::translatedClient)
                .filter(client -> !client.isEmpty())
                .findFirst();
    }
}
