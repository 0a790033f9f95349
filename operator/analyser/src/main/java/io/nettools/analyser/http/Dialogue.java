package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;

/**
 * The messages of a connection that speaks HTTP/1: requests from one side, responses in their order from the other (RFC
 * 9112 §9.3.2).
 */
final class Dialogue extends Delivery implements Exchanges {
    /** Limit for remembered requests without a response; further ones are only counted. */
    private static final int MOST_PENDING = 16;

    private Side asker;
    private HttpLog log;
    private Ends ends;
    private final HttpCounts counts = new HttpCounts();
    private final MessageReader requests = new Requests();
    private final MessageReader responses = new Responses();
    private final WaitingRequests pending = new WaitingRequests();
    private int forgotten;
    /** The last request, until it is answered. */
    private Exchange asked;
    /** The last request that was answered, until its response is read: the table keeps no exchange that is over. */
    private Exchange answered;
    /** One that is over, for the next request. */
    private Exchange spare;

    private int code;
    private long micros;
    private String answeredIn;
    private boolean wantsTls;
    private long refusedMicros;
    private boolean over;
    private int place;
    private int acknowledged;
    private boolean lost;

    /**
     * Begins, or begins anew for another connection.
     *
     * @param ends the ends of the connection, by the client and server known so far
     */
    void begin(Side asker, HttpLog log, Ends ends) {
        this.asker = asker;
        this.log = log;
        this.ends = Ends.askedBy(asker, ends);
        spare(answered);
        spare(pending.first());
        counts.clear();
        requests.clear();
        responses.clear();
        pending.clear();
        clear();
        forgotten = 0;
        asked = null;
        answered = null;
        code = 0;
        micros = 0;
        answeredIn = "";
        wantsTls = false;
        refusedMicros = 0;
        over = false;
        place = 0;
        acknowledged = 0;
        lost = false;
    }

    private void spare(Exchange over) {
        spare = over == null || over.listed() ? spare : over;
    }

    @Override
    public void read(Packet packet, Side sender, NewBytes fresh) {
        Segment segment = packet.segment();
        boolean leaves = note(segment, sender, packet.micros());
        acknowledged = segment.acknowledgment();
        place = place(segment, fresh);
        if (sender == asker) {
            readRequest(packet.bytes(), fresh);
        } else {
            readResponse(packet.bytes(), fresh);
        }
        if (leaves) {
            cutOff(uncapturedBefore(segment));
        }
    }

    @Override
    public void bare(Segment segment, Side sender, long now) {
        if (note(segment, sender, now)) {
            cutOff(uncapturedBefore(segment));
        }
        if (sender == asker && segment.payloadLength() > 0 && asked != null) {
            asked.askedAgain(now);
        }
    }

    /** Notes what a segment says of both streams; returns whether the server leaves with it. */
    private boolean note(Segment segment, Side sender, long now) {
        micros = now;
        if (sender == asker) {
            if (asks(segment, now) && silentMicros(now) >= Patience.STALLED) {
                stalled(now - silentMicros(now));
            }
            noteUncaptured();
            return false;
        }
        boolean leaves = answers(segment, now);
        if (!pending.none()) {
            noteReceived(asked);
            noteReceived(pending.first());
        }
        return leaves;
    }

    private void readRequest(Bytes bytes, NewBytes fresh) {
        Exchange before = asked;
        if (before != null && requests.inside()) {
            before.askedUntil(place, micros);
        }
        requests.read(bytes, fresh);
        if (before != null && before == asked) {
            before.askedUntil(askedTo(), micros);
        }
    }

    /** The client acknowledges bytes that were not captured: they may have answered what waits. */
    private void noteUncaptured() {
        Exchange first = pending.first();
        if (first != null && sentUncapturedBehind(first.answeredBehind())) {
            lost = true;
            first.excuse();
        }
    }

    private void readResponse(Bytes bytes, NewBytes fresh) {
        if (code == 0 && fresh.missing() == 0) {
            answeredIn = OtherProtocol.name(bytes, fresh.from(), fresh.to());
        }
        responses.read(bytes, fresh);
        noteTls(bytes, fresh);
        if (!responses.inside()) {
            spare(answered);
            answered = null;
        }
    }

    private void noteTls(Bytes bytes, NewBytes fresh) {
        boolean alert = code == 0 && TlsWanted.byAlert(bytes, fresh);
        if (alert || (code == 400 && TlsWanted.bySentence(bytes, fresh))) {
            wantsTls = true;
            refusedMicros = micros;
        }
    }

    /** The client wanted the rest of the response; a response that is an error says enough without it. */
    private void cutOff(int uncaptured) {
        String missing = answered == null ? "" : responses.cutOff(uncaptured);
        if (!missing.isEmpty()) {
            answered.error(missing);
            if (code < 400) {
                counts.cutOff(answered, micros);
            }
        }
    }

    /** Counts a response that stopped before its end: the client left while it waited for the rest. */
    private void stalled(long since) {
        String missing = answered == null ? "" : responses.stopped();
        if (!missing.isEmpty()) {
            answered.error(missing);
            if (code < 400) {
                counts.stalled(answered, since);
            }
        }
    }

    private void noteReceived(Exchange exchange) {
        if (exchange != null && receivedAllBefore(exchange.end())) {
            exchange.received(micros);
        }
    }

    private final class Requests extends MessageReader {
        @Override
        boolean begins(Bytes line, int from, int to) {
            RequestLine request = log.requestLine();
            boolean begins = request.read(line, from, to);
            if (begins) {
                counts.asked();
                asked = log.begin(request, spare, pending.size(), micros, ends);
                spare = null;
                asked.at(place, askedTo(), acknowledged);
                remember(asked);
            }
            return begins;
        }

        private void remember(Exchange exchange) {
            if (forgotten > 0 || pending.size() == MOST_PENDING) {
                forgotten++;
            } else {
                pending.add(exchange);
            }
        }

        @Override
        boolean mayBegin(Bytes bytes, int from, int to) {
            return RequestLine.mayBegin(bytes, from, to);
        }

        @Override
        Framing headEnd() {
            if (events() && asked != null) {
                asked.awaitsEvents();
            }
            if (chunked()) {
                return Framing.Chunked;
            }
            return counted() ? Framing.Counted : Framing.Empty;
        }

        @Override
        void lost() {
            // a request that was not captured is not missed
        }
    }

    private final class Responses extends MessageReader {
        @Override
        boolean begins(Bytes line, int from, int to) {
            int status = StatusLine.code(line, from, to);
            if (status == 0 || !answersAny()) {
                return false;
            }
            code = status;
            boolean interim = code < 200 && code != 101;
            if (!interim) {
                answer();
            }
            return true;
        }

        /** Whether it answers the first request that waits; those that were answered by bytes that were not captured wait no more. */
        private boolean answersAny() {
            if (lost) {
                passAnswered();
            }
            Exchange first = pending.first();
            return waiting() > 0 && (first == null || Delivery.behind(acknowledged, first.begin()));
        }

        /**
         * The client asked again when it had received more: what it received answered the requests before, and comes before this response.
         * A response to a request that was not captured, which the server received, answers none of those that were.
         */
        private void passAnswered() {
            Exchange first = pending.takeFirst();
            while (pending.first() != null && answeredBefore(first, pending.first())) {
                first = pending.takeFirst();
            }
            if (first != null && !(pending.none() && receivedMore())) {
                pending.putBack(first);
            }
        }

        private boolean answeredBefore(Exchange request, Exchange next) {
            return Delivery.behind(next.answeredBehind(), request.answeredBehind())
                    && !Delivery.behind(next.answeredBehind(), place);
        }

        private void answer() {
            answered = pending.takeFirst();
            lost &= !pending.none();
            if (answered == null) {
                forgotten--;
                return;
            }
            asked = answered == asked ? null : asked;
            long latency = answered.answer(code, micros);
            long took = latency < HttpCounts.SLOW_MICROS ? latency : answered.programMicros(ends.roundTripMicros());
            counts.answered(answered, code, took, micros);
        }

        @Override
        boolean mayBegin(Bytes bytes, int from, int to) {
            return waiting() > 0 && StatusLine.mayBegin(bytes, from, to);
        }

        /** Each request that has arrived may have been answered by what is not known. */
        @Override
        void lost() {
            lost = true;
            for (Exchange exchange = pending.first(); exchange != null; exchange = exchange.next()) {
                if (answeredIn.isEmpty() && Delivery.behind(acknowledged, exchange.begin())) {
                    exchange.excuse();
                }
            }
        }

        /** RFC 9112 §6.3. */
        @Override
        Framing headEnd() {
            String method = answered == null ? "" : answered.method();
            over = code == 101 || (method.equals("CONNECT") && code >= 200 && code < 300);
            if (code < 200 || code == 204 || code == 304 || method.equals("HEAD")) {
                return Framing.Empty;
            }
            if (chunked()) {
                return Framing.Chunked;
            }
            return counted() ? Framing.Counted : Framing.UntilClose;
        }
    }

    /** Whether neither a request was captured nor the beginning of one that continues in the next segment. */
    @Override
    public boolean foreign() {
        return counts.requests() == 0 && !requests.inside();
    }

    /** Whether CONNECT or a response 101 has handed the connection to another protocol. */
    @Override
    public boolean over() {
        return over;
    }

    @Override
    public Side asker() {
        return asker;
    }

    @Override
    public HttpCounts counts() {
        return counts;
    }

    @Override
    public boolean wantsTls() {
        return wantsTls;
    }

    @Override
    public String answeredIn() {
        return answeredIn;
    }

    @Override
    public long refusedMicros() {
        return refusedMicros;
    }

    @Override
    public Delivery delivery() {
        return this;
    }

    private int waiting() {
        return pending.size() + forgotten;
    }

    @Override
    public boolean open() {
        return !over && waiting() > 0;
    }

    @Override
    public long unanswered() {
        if (over || pending.none()) {
            return 0;
        }
        long due = due(pending.last()) ? forgotten : 0;
        for (Exchange exchange = pending.first(); exchange != null; exchange = exchange.next()) {
            due += due(exchange) ? 1 : 0;
        }
        return due;
    }

    /** Whether a request has arrived and its answer is due; not while the client still sends it. */
    private boolean due(Exchange exchange) {
        return !(exchange == asked && requests.inside()) && owes(exchange);
    }

    @Override
    public Exchange oldestUnanswered() {
        if (over) {
            return null;
        }
        for (Exchange exchange = pending.first(); exchange != null; exchange = exchange.next()) {
            if (due(exchange)) {
                return exchange;
            }
        }
        return null;
    }
}
