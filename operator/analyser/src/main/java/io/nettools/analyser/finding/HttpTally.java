package io.nettools.analyser.finding;

import io.nettools.analyser.http.HttpConnection;
import io.nettools.analyser.http.HttpCounts;
import io.nettools.analyser.report.Flow;

/** How the HTTP requests to one server end went. */
final class HttpTally {
    long requests;
    long wantTls;
    long answered;
    long serverErrors;
    long clientErrors;
    long challenges;
    long slow;
    long slowestMicros;
    long unanswered;
    long closedUnanswered;
    long waitedMicros;
    String failure = "";
    String slowest = "";
    String waiting = "";
    final Clients clients = new Clients();

    /**
     * Takes a connection that carries requests.
     *
     * @param end how it stands
     * @param client who asks
     * @param nowMicros until when a response could have come
     */
    void add(HttpConnection http, Flow.End end, String client, long nowMicros) {
        HttpCounts counts = http.counts();
        requests += counts.requests();
        wantTls += http.wantsTls() ? 1 : 0;
        answered += counts.answered();
        serverErrors += counts.serverErrors();
        clientErrors += counts.clientErrors();
        challenges += counts.challenges();
        slow += counts.slow();
        failure = failure.isEmpty() ? counts.failure() : failure;
        slowest(counts.slowestMicros(), counts.slowest());
        addUnanswered(http, end, nowMicros);
        if (counts.serverErrors() + counts.clientErrors() + counts.slow() + http.unanswered() > 0) {
            clients.add(client, nowMicros);
        }
    }

    private void addUnanswered(HttpConnection http, Flow.End end, long nowMicros) {
        long since = http.waitingSinceMicros();
        if (since < 0) {
            return;
        }
        boolean over = end == Flow.End.Closed || end == Flow.End.Reset || end == Flow.End.HalfClosed;
        long waited = nowMicros - since;
        if (over || waited >= HttpCounts.SLOW_MICROS) {
            unanswered += http.unanswered();
            closedUnanswered += over ? http.unanswered() : 0;
            waitedMicros = Math.max(waitedMicros, waited);
            waiting = waiting.isEmpty() ? http.waiting() : waiting;
        }
    }

    private void slowest(long micros, String request) {
        if (micros > slowestMicros) {
            slowestMicros = micros;
            slowest = request;
        }
    }

    void add(HttpTally other) {
        requests += other.requests;
        wantTls += other.wantTls;
        answered += other.answered;
        serverErrors += other.serverErrors;
        clientErrors += other.clientErrors;
        challenges += other.challenges;
        slow += other.slow;
        slowest(other.slowestMicros, other.slowest);
        unanswered += other.unanswered;
        closedUnanswered += other.closedUnanswered;
        waitedMicros = Math.max(waitedMicros, other.waitedMicros);
        failure = failure.isEmpty() ? other.failure : failure;
        waiting = waiting.isEmpty() ? other.waiting : waiting;
        clients.add(other.clients);
    }
}
