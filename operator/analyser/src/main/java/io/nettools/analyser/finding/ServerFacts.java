package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;

/** Facts about one server end: sums over all conversations with it. */
final class ServerFacts {
    final String server;
    final Rejections rejections = new Rejections();
    final Pings pings = new Pings();
    final Attempts attempts = new Attempts();
    final Transfers transfers = new Transfers();
    final Hits strangers = new Hits();
    final Endings endings = new Endings();
    final HttpTally http = new HttpTally();

    private String stranger = "";
    private boolean plainCaptured;

    /** @param server the end, as in a report */
    ServerFacts(String server) {
        this.server = server;
    }

    /** @param nowMicros time until which an answer could have come */
    void add(Conversation conversation, long nowMicros) {
        rejections.add(conversation);
        pings.add(conversation, nowMicros);
        if (!conversation.isTcp()) {
            return;
        }
        attempts.add(conversation.tcp(), conversation, nowMicros);
        transfers.add(conversation);
        endings.add(conversation);
    }

    void add(ServerFacts other) {
        rejections.add(other.rejections);
        pings.add(other.pings);
        attempts.add(other.attempts);
        transfers.add(other.transfers);
        endings.add(other.endings);
        strangers.add(other.strangers);
        stranger = stranger.isEmpty() ? other.stranger : stranger;
        http.add(other.http);
    }

    /** Takes packets of another host that fit one of its connections. */
    void addStranger(Conversation conversation, Stranger one) {
        strangers.add(conversation.client(), conversation.tcp().lastMicros(), 0);
        stranger = stranger.isEmpty() ? one.server() : stranger;
    }

    /** The end that answered in its place; empty without one. */
    String stranger() {
        return stranger;
    }

    /** @param captured whether the capture takes segments other than SYN, FIN and RST, as far as it is known */
    void plainCaptured(boolean captured) {
        plainCaptured = captured;
    }

    boolean plainCaptured() {
        return plainCaptured;
    }

    /** Number of events that findings may report. A full {@link ServerTable} keeps the ends with the most. */
    long weight() {
        return rejections.all()
                + pings.unanswered
                + attempts.failed()
                + transfers.sentAgain
                + transfers.blackHoles
                + endings.all()
                + strangers.count
                + transfers.serverFull
                + transfers.clientFull
                + http.connectionErrors
                + http.serverErrors
                + http.clientErrors
                + http.cutOff
                + http.slow
                + http.unanswered;
    }
}
