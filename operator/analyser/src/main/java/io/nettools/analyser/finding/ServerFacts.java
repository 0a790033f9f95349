package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;

/** What is known of one server end: sums over all conversations with it. */
final class ServerFacts {
    final String server;
    final Rejections rejections = new Rejections();
    final Attempts attempts = new Attempts();
    final Transfers transfers = new Transfers();
    final HttpTally http = new HttpTally();

    /** @param server the end, as a report names it */
    ServerFacts(String server) {
        this.server = server;
    }

    /** @param nowMicros when the last packet of the capture was seen: until then an answer could have come */
    void add(Conversation conversation, long nowMicros) {
        rejections.add(conversation);
        if (!conversation.isTcp()) {
            return;
        }
        attempts.add(conversation.tcp(), conversation, nowMicros);
        transfers.add(
                conversation.tcp(),
                conversation.toServer(),
                conversation.toClient(),
                conversation,
                conversation.strangeReset());
    }

    void add(ServerFacts other) {
        rejections.add(other.rejections);
        attempts.add(other.attempts);
        transfers.add(other.transfers);
        http.add(other.http);
    }

    /** How much there may be to say of it: what decides who stays when there are too many. */
    long weight() {
        return rejections.all()
                + attempts.failed()
                + transfers.sentAgain
                + transfers.resetWaiting
                + transfers.resetSilent
                + transfers.resetOnTheWay
                + transfers.idleDropped
                + transfers.serverFull
                + transfers.clientFull
                + http.connectionErrors
                + http.serverErrors
                + http.clientErrors
                + http.slow
                + http.unanswered;
    }
}
