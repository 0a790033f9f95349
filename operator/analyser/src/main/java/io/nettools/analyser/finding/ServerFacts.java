package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;

/** Facts about one server end: sums over all conversations with it. */
final class ServerFacts {
    final String server;
    final Rejections rejections = new Rejections();
    final Attempts attempts = new Attempts();
    final Transfers transfers = new Transfers();
    final HttpTally http = new HttpTally();

    /** @param server the end, as in a report */
    ServerFacts(String server) {
        this.server = server;
    }

    /** @param nowMicros time until which an answer could have come */
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

    /** Number of events that findings may report. A full {@link ServerTable} keeps the ends with the most. */
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
