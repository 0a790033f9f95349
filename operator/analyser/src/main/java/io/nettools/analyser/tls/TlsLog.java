package io.nettools.analyser.tls;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.TlsHandshake.Outcome;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.stream.SharedBuffers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds TLS handshakes on any port, and keeps those that failed and the first ones. Certificates are not read: in TLS 1.3 they are
 * encrypted, before it the snap length cuts them.
 */
public final class TlsLog {
    /** More kinds of failure than these, each with its server, are not told apart. */
    private static final int MOST_FAILURES = 64;

    private final int reported;
    private final SharedBuffers buffers = new SharedBuffers();
    private final List<Entry> first = new ArrayList<>();
    private final List<Entry> failed = new ArrayList<>();
    private final Map<String, TlsFailure> failures = new LinkedHashMap<>();
    private long count;
    private long failedCount;

    private record Entry(Handshake handshake, String client, String server) {
        TlsHandshake report() {
            return handshake.report(client, server);
        }
    }

    /** A log whose {@link #top} gives {@code reported} handshakes at most. */
    public TlsLog(int reported) {
        this.reported = reported;
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh which bytes of it its sender had not sent before
     */
    public void accept(Packet packet, Side sender, NewBytes fresh, TlsConnection connection, Ends ends) {
        if (connection.over() || (connection.idle() && !mayBegin(packet, fresh))) {
            return;
        }
        if (connection.idle()) {
            connection.begin(sender, buffers);
        }
        Handshake handshake = connection.handshake();
        boolean begun = handshake.begun();
        read(packet, sender, fresh, connection);
        if (handshake.foreign()) {
            connection.abandon();
            return;
        }
        if (handshake.begun() && !begun) {
            begin(handshake, ends);
        }
        if (handshake.ended()) {
            connection.end();
            end(handshake, packet.micros(), ends);
        }
    }

    /** The beginning of a handshake record, as far as it is there. */
    private static boolean mayBegin(Packet packet, NewBytes fresh) {
        return fresh.any()
                && packet.bytes().u8(fresh.from()) == Records.HANDSHAKE
                && (fresh.to() - fresh.from() == 1 || packet.bytes().u8(fresh.from() + 1) == 3);
    }

    private static void read(Packet packet, Side sender, NewBytes fresh, TlsConnection connection) {
        Handshake handshake = connection.handshake();
        if (sender != handshake.client() && (fresh.any() || fresh.cut() > 0)) {
            handshake.answered();
        }
        connection.speaker(sender).read(packet, fresh);
        Segment segment = packet.segment();
        if (segment.present() && (segment.has(Segment.RST) || segment.has(Segment.FIN))) {
            handshake.closed(sender, segment.has(Segment.RST));
        }
    }

    private void begin(Handshake handshake, Ends ends) {
        count++;
        if (first.size() < reported) {
            first.add(entry(handshake, ends));
        }
    }

    private void end(Handshake handshake, long micros, Ends ends) {
        if (handshake.outcome() == Outcome.Completed) {
            return;
        }
        failedCount++;
        Entry entry = entry(handshake, ends);
        if (failed.size() < reported) {
            failed.add(entry);
        }
        TlsHandshake report = entry.report();
        String kind = report.server() + ' ' + report.outcome() + ' ' + report.alert() + ' ' + report.alertBy();
        if (failures.size() < MOST_FAILURES || failures.containsKey(kind)) {
            failures.merge(kind, new TlsFailure(entry.server(), 1, micros, report), (known, fresh) -> known.more());
        }
    }

    private static Entry entry(Handshake handshake, Ends ends) {
        Ends asked = Ends.askedBy(handshake.client(), ends);
        return new Entry(handshake, asked.client(), asked.server());
    }

    /** Handshakes seen. */
    public long count() {
        return count;
    }

    /** Of those, how many failed; one that the end of the capture cut off has not. */
    public long failedCount() {
        return failedCount;
    }

    /** The first handshakes that failed, in the order of their ends, then the first unanswered, then the first of the others. */
    public List<TlsHandshake> top() {
        Stream<TlsHandshake> begun =
                first.stream().filter(entry -> !failed(entry.handshake())).map(Entry::report);
        List<TlsHandshake> others = begun.toList();
        return Stream.of(
                        failed.stream().map(Entry::report),
                        others.stream().filter(one -> one.outcome() == Outcome.Unanswered),
                        others.stream().filter(one -> one.outcome() != Outcome.Unanswered))
                .flatMap(part -> part)
                .limit(reported)
                .toList();
    }

    private static boolean failed(Handshake handshake) {
        return handshake.ended() && handshake.outcome() != Outcome.Completed;
    }

    /** What failed how often, by server and kind, in the order of their first; the kinds told apart are bounded. */
    public List<TlsFailure> failures() {
        return List.copyOf(failures.values());
    }
}
