package io.nettools.analyser.finding;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.tcp.TcpConnection;

/** The results of attempts to connect to one server end. */
final class Attempts {
    /** Shortest wait for an answer that counts as a failure, µs: Linux retransmits a SYN after one second. */
    static final long PATIENCE = 1_000_000;

    long all;
    long established;
    long refused;
    long unanswered;
    long halfOpen;
    long synRetries;
    long longestMicros;
    final Clients clients = new Clients();

    /** @param nowMicros time until which an answer could have come */
    void add(TcpConnection tcp, Ends ends, long nowMicros) {
        if (!tcp.client().synSeen()) {
            return;
        }
        all++;
        long waited = nowMicros - tcp.firstMicros();
        Flow.End end = tcp.end();
        if (end == Flow.End.Refused) {
            refused++;
            failed(tcp, ends);
        } else if (end == Flow.End.Unanswered) {
            boolean surely = tcp.client().synRetries() > 0 || waited >= PATIENCE;
            unanswered += surely ? 1 : 0;
            longestMicros = surely ? Math.max(longestMicros, waited) : longestMicros;
            failedIf(surely, tcp, ends);
        } else if (end == Flow.End.HalfOpen) {
            boolean surely = tcp.server().synRetries() > 0 || waited >= PATIENCE;
            halfOpen += surely ? 1 : 0;
            failedIf(surely, tcp, ends);
        } else {
            established++;
        }
    }

    private void failedIf(boolean surely, TcpConnection tcp, Ends ends) {
        if (surely) {
            failed(tcp, ends);
        }
    }

    private void failed(TcpConnection tcp, Ends ends) {
        synRetries += tcp.client().synRetries() + tcp.server().synRetries();
        clients.add(ends.client(), tcp.firstMicros());
    }

    void add(Attempts other) {
        all += other.all;
        established += other.established;
        refused += other.refused;
        unanswered += other.unanswered;
        halfOpen += other.halfOpen;
        synRetries += other.synRetries;
        longestMicros = Math.max(longestMicros, other.longestMicros);
        clients.add(other.clients);
    }

    long failed() {
        return refused + unanswered + halfOpen;
    }
}
