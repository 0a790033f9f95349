package io.nettools.analyser.finding;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.tcp.TcpConnection;

/** The results of attempts to connect to one server end. */
final class Attempts {
    /** Shortest wait for an answer that counts as a failure, µs: Linux retransmits a SYN after one second. */
    static final long PATIENCE = 1_000_000;

    /** Shortest time after which a SYN is repeated because of loss, µs: what comes sooner is a copy (TCP_RTO_MIN). */
    private static final long REPEATED = 200_000;

    long all;
    long established;
    long refused;
    long unanswered;
    /** Of one SYN that got no answer within that time. */
    long unansweredOnce;

    long halfOpen;
    /** Of those in which the client repeated its SYN, too. */
    long halfOpenTwice;

    /** Of one SYN: the client never answered the SYN-ACK, and did not ask again either. */
    long abandoned;

    long queueFull;
    long queueFullTwice;
    long synLost;
    long synLostMicros;

    /** Resets that acknowledge nothing. */
    long strayResets;

    long portsHeld;
    long synRetries;
    long longestMicros;
    final Clients clients = new Clients();
    final Clients delayed = new Clients();

    /** @param nowMicros time until which an answer could have come */
    void add(TcpConnection tcp, Ends ends, long nowMicros) {
        if (!tcp.client().synSeen()) {
            return;
        }
        all++;
        strayResets += tcp.strayResets();
        long waited = nowMicros - tcp.firstMicros();
        Flow.End end = tcp.end();
        if (end == Flow.End.Refused) {
            refused++;
            failed(tcp, ends);
        } else if (end == Flow.End.Unanswered) {
            boolean surely = tcp.client().synRetries() > 0;
            unanswered += surely ? 1 : 0;
            unansweredOnce += !surely && waited >= PATIENCE ? 1 : 0;
            longestMicros = surely ? Math.max(longestMicros, waited) : longestMicros;
            failedIf(surely, tcp, ends);
        } else if (end == Flow.End.HalfOpen) {
            boolean surely = tcp.server().synRetries() > 0;
            halfOpen += surely ? 1 : 0;
            halfOpenTwice += surely && tcp.client().synRetries() > 0 ? 1 : 0;
            abandoned += tcp.client().synRetries() == 0 && waited >= PATIENCE ? 1 : 0;
            failedIf(surely, tcp, ends);
        } else {
            established++;
            addDelays(tcp, ends);
        }
    }

    private void addDelays(TcpConnection tcp, Ends ends) {
        queueFull += tcp.server().synIgnored() > 0 ? 1 : 0;
        queueFullTwice += tcp.server().synIgnored() > 1 ? 1 : 0;
        portsHeld += tcp.challenges() > 0 ? 1 : 0;
        boolean lost = tcp.synLostMicros() >= REPEATED && tcp.serverHandshakeMicros() >= 0 && tcp.challenges() == 0;
        synLost += lost ? 1 : 0;
        synLostMicros = Math.max(synLostMicros, lost ? tcp.synLostMicros() : 0);
        if (lost || tcp.server().synIgnored() > 0 || tcp.challenges() > 0) {
            delayed.add(ends.client(), tcp.firstMicros());
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
        halfOpenTwice += other.halfOpenTwice;
        synRetries += other.synRetries;
        longestMicros = Math.max(longestMicros, other.longestMicros);
        unansweredOnce += other.unansweredOnce;
        abandoned += other.abandoned;
        queueFull += other.queueFull;
        queueFullTwice += other.queueFullTwice;
        synLost += other.synLost;
        synLostMicros = Math.max(synLostMicros, other.synLostMicros);
        strayResets += other.strayResets;
        portsHeld += other.portsHeld;
        delayed.add(other.delayed);
        clients.add(other.clients);
    }

    long failed() {
        return refused + unanswered + unansweredOnce + halfOpen + abandoned + queueFull + synLost + portsHeld;
    }
}
