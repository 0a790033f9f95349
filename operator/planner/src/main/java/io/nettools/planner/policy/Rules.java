package io.nettools.planner.policy;

import java.util.List;
import java.util.Optional;

/**
 * Whether a rule matches a contact: one of its peers and one of its ports do.
 *
 * @param home namespace of a NetworkPolicy; absent for the admin kinds
 */
record Rules(Contact contact, Optional<String> home) {
    static final String OTHER = "the effect of policies on protocols other than TCP, UDP and SCTP is not defined";

    Match match(PolicyRule rule) {
        if (!rule.unreadable().isEmpty()) {
            return new Match.Unknown(rule.unreadable());
        }
        Match peers = new Peers(contact, home).match(rule.peers());
        if (contact.packet().transport() == Transport.Other) {
            return peers.ifYes(new Match.Unknown(OTHER));
        }
        return Match.all(List.of(peers, new Ports(contact.packet()).match(rule.ports())));
    }
}
