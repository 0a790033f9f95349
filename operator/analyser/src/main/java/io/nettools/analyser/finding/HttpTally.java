package io.nettools.analyser.finding;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.http.HttpConnection;
import io.nettools.analyser.http.HttpCounts;
import io.nettools.analyser.http.Incidents;

/** The results of HTTP requests to one server end. */
final class HttpTally {
    long requests;
    long wantTls;
    long answered;
    long serverErrors;
    long clientErrors;
    long challenges;
    long proxied;
    long misunderstood;
    long cutOff;
    long cutStreams;
    long stalled;
    int largestBeforeStall;
    long slow;
    long slowestMicros;
    long unanswered;
    long closedUnanswered;
    long waitedMicros;
    long connections;
    long connectionErrors;
    String connectionError = "";
    String serverError = "";
    String clientError = "";
    String cutResponse = "";
    String stalledResponse = "";
    String speaks = "";
    String slowest = "";
    String waiting = "";
    final Clients clients = new Clients();
    final Clients failed = new Clients();
    final Clients rejected = new Clients();
    final Clients cut = new Clients();
    final Clients waitedForRest = new Clients();
    final Clients slowed = new Clients();
    final Clients waited = new Clients();

    /**
     * Adds a connection that carries requests.
     *
     * @param ends with the end that sends the requests as the client
     * @param nowMicros time until which a response could have come
     */
    void add(HttpConnection http, Ends ends, long nowMicros) {
        HttpCounts counts = http.counts();
        requests += counts.requests();
        connections++;
        answered += counts.answered();
        challenges += counts.challenges();
        addConnection(http, ends);
        serverErrors += counted(counts.serverErrors(), ends, failed);
        serverError = serverError.isEmpty() ? counts.serverErrors().example() : serverError;
        clientErrors += counted(counts.clientErrors(), ends, rejected);
        clientError = clientError.isEmpty() ? counts.clientErrors().example() : clientError;
        cutStreams += counts.cutStreams();
        cutOff += counted(counts.cutOff(), ends, cut);
        cutResponse = cutResponse.isEmpty() ? counts.cutOff().example() : cutResponse;
        stalled += counted(counts.stalled(), ends, waitedForRest);
        stalledResponse = stalledResponse.isEmpty() ? counts.stalled().example() : stalledResponse;
        slow += counted(counts.slow(), ends, slowed);
        slowest(counts.slowestMicros(), counts.slowest());
        unanswered += counted(counts.givenUp(), ends, waited);
        waitedMicros = Math.max(waitedMicros, counts.givenUpMicros());
        waiting = waiting.isEmpty() ? counts.givenUp().example() : waiting;
        HttpConnection.Wait wait = http.waiting(nowMicros);
        addUnanswered(wait, ends);
        boolean other = wait.count() > 0 && !http.speaks().isEmpty();
        misunderstood += other ? wait.count() : 0;
        speaks = other && speaks.isEmpty() ? http.speaks() : speaks;
        proxied += http.proxied() && (counts.malformed() > 0 || wait.closed()) ? 1 : 0;
    }

    /** @param largest most payload in one segment of the answering end, bytes, where a response stalled */
    void addStalled(int largest) {
        largestBeforeStall = Math.max(largestBeforeStall, largest);
    }

    private void addConnection(HttpConnection http, Ends ends) {
        boolean error = !http.connectionError().isEmpty();
        connectionErrors += error ? 1 : 0;
        connectionError = connectionError.isEmpty() ? http.connectionError() : connectionError;
        wantTls += http.wantsTls() ? 1 : 0;
        if (error || http.wantsTls()) {
            clients.add(ends, http.refusedMicros());
        }
    }

    private static long counted(Incidents incidents, Ends ends, Clients whom) {
        if (incidents.count() > 0) {
            whom.add(ends, incidents.firstMicros());
            whom.add(ends, incidents.lastMicros());
        }
        return incidents.count();
    }

    private void addUnanswered(HttpConnection.Wait wait, Ends ends) {
        if (wait.count() == 0) {
            return;
        }
        unanswered += wait.count();
        closedUnanswered += wait.closed() ? wait.count() : 0;
        waitedMicros = Math.max(waitedMicros, wait.waitedMicros());
        waiting = waiting.isEmpty() ? wait.request().get() : waiting;
        waited.add(ends, wait.sinceMicros());
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
        proxied += other.proxied;
        misunderstood += other.misunderstood;
        speaks = speaks.isEmpty() ? other.speaks : speaks;
        cutOff += other.cutOff;
        cutStreams += other.cutStreams;
        cutResponse = cutResponse.isEmpty() ? other.cutResponse : cutResponse;
        stalled += other.stalled;
        largestBeforeStall = Math.max(largestBeforeStall, other.largestBeforeStall);
        stalledResponse = stalledResponse.isEmpty() ? other.stalledResponse : stalledResponse;
        slow += other.slow;
        slowest(other.slowestMicros, other.slowest);
        unanswered += other.unanswered;
        closedUnanswered += other.closedUnanswered;
        waitedMicros = Math.max(waitedMicros, other.waitedMicros);
        serverError = serverError.isEmpty() ? other.serverError : serverError;
        clientError = clientError.isEmpty() ? other.clientError : clientError;
        waiting = waiting.isEmpty() ? other.waiting : waiting;
        clients.add(other.clients);
        failed.add(other.failed);
        rejected.add(other.rejected);
        cut.add(other.cut);
        waitedForRest.add(other.waitedForRest);
        slowed.add(other.slowed);
        waited.add(other.waited);
    }
}
