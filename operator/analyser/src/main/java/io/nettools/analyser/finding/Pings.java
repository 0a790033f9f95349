package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.icmp.Echoes;

/** Echo requests to one host. */
final class Pings {
    long sent;
    long answered;
    /** Requests without a reply for long enough. */
    long unanswered;
    /** The last ones in a row without a reply. */
    long lastInARow;

    final Clients clients = new Clients();

    void add(Conversation conversation, long nowMicros) {
        if (conversation.echoes().isEmpty() || conversation.traced()) {
            return;
        }
        Echoes echoes = conversation.echoes().orElseThrow();
        sent += echoes.sent();
        answered += echoes.answered();
        unanswered += echoes.unanswered(nowMicros);
        lastInARow = Math.max(lastInARow, echoes.lastUnanswered(nowMicros));
        if (echoes.unanswered(nowMicros) > 0) {
            clients.add(conversation.client(), echoes.firstUnansweredMicros());
        }
    }

    void add(Pings other) {
        sent += other.sent;
        answered += other.answered;
        unanswered += other.unanswered;
        lastInARow = Math.max(lastInARow, other.lastInARow);
        clients.add(other.clients);
    }
}
