package io.nettools.planner.way;

import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.Conntrack.Translation;
import java.util.Optional;

/**
 * What an end's node says about connections whose source it translates (RFC 2663, iptables' MASQUERADE): they leave it under another
 * address than the pod's, which is the only one that is listened for at the uplink.
 */
final class Masquerade {
    private Masquerade() {}

    /**
     * As whom the other end sees the pod; nothing when nobody said that it is another.
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
