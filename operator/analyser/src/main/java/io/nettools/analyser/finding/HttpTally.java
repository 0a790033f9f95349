package io.nettools.analyser.finding;

import io.nettools.analyser.http.HttpConnection;
import io.nettools.analyser.http.HttpCounts;
import io.nettools.analyser.report.Flow;

/** The results of HTTP requests to one server end. */
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
    long connections;
    long connectionErrors;
    String connectionError = "";
    String failure = "";
    String slowest = "";
    String waiting = "";
    final Clients clients = new Clients();

    /**
     * Adds a connection that carries requests.
     *
     * @param end state of the connection
     * @param client end that sends the requests
     * @param nowMicros time until which a response could have come
     */
    void add(HttpConnection http, Flow.End end, String client, long nowMicros) {
        HttpCounts counts = http.counts();
        requests += counts.requests();
        connections++;
        connectionErrors += http.connectionError().isEmpty() ? 0 : 1;
        connectionError = connectionError.isEmpty() ? http.connectionError() : connectionError;
        wantTls += http.wantsTls() ? 1 : 0;
        answered += counts.answered();
        serverErrors += counts.serverErrors();
        clientErrors += counts.clientErrors();
        challenges += counts.challenges();
        slow += counts.slow();
        failure = failure.isEmpty() ? counts.failure() : failure;
        slowest(counts.slowestMicros(), counts.slowest());
        addGivenUp(counts);
        addUnanswered(http, end, nowMicros);
        if (counts.serverErrors()
                        + counts.clientErrors()
                        + counts.slow()
                        + http.unanswered()
                        + counts.givenUp()
                        + (http.connectionError().isEmpty() ? 0 : 1)
                > 0) {
            clients.add(client, nowMicros);
        }
    }

    private void addGivenUp(HttpCounts counts) {
        unanswered += counts.givenUp();
        waitedMicros = Math.max(waitedMicros, counts.givenUpMicros());
        waiting = waiting.isEmpty() ? counts.givenUpExample() : waiting;
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
        connections += other.connections;
        connectionErrors += other.connectionErrors;
        connectionError = connectionError.isEmpty() ? other.connectionError : connectionError;
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
