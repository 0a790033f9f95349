package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of a connection that speaks HTTP/1: requests from one side, responses in their order from the other (RFC
 * 9112 §9.3.2).
 */
final class Dialogue implements Exchanges {
    /** Limit for remembered requests without a response; further ones are only counted. */
    private static final int MOST_PENDING = 16;

    private final Side asker;
    private final HttpLog log;
    private final Ends ends;
    private final HttpCounts counts = new HttpCounts();
    private final MessageReader requests = new MessageReader(new Requests());
    private final MessageReader responses = new MessageReader(new Responses());
    private final Deque<Exchange> pending = new ArrayDeque<>(2);
    private int forgotten;
    private Exchange asked;
    private Exchange answered;
    private int code;
    private long micros;
    private boolean wantsTls;
    private boolean over;

    /** @param ends the ends of the connection, by the client and server known so far */
    Dialogue(Side asker, HttpLog log, Ends ends) {
        this.asker = asker;
        this.log = log;
        this.ends = Ends.askedBy(asker, ends);
    }

    @Override
    public void read(Packet packet, Side sender, NewBytes fresh) {
        micros = packet.micros();
        if (sender == asker) {
            if (asked != null && requests.inside()) {
                asked.askedUntil(micros);
            }
            requests.read(packet.bytes(), fresh);
        } else {
            responses.read(packet.bytes(), fresh);
            wantsTls |= answered == null && code == 0 && TlsWanted.byAlert(packet.bytes(), fresh);
            wantsTls |= code == 400 && TlsWanted.bySentence(packet.bytes(), fresh);
        }
    }

    private final class Requests implements MessageReader.Listener {
        @Override
        public boolean startLine(Bytes line, int from, int to) {
            RequestLine request = log.requestLine();
            boolean begins = request.read(line, from, to);
            if (begins) {
                counts.asked();
                asked = log.begin(request, pending.size(), micros, ends);
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
        public boolean mayStart(Bytes bytes, int from, int to) {
            return RequestLine.mayBegin(bytes, from, to);
        }

        @Override
        public Framing headEnd(Head head) {
            if (head.chunked()) {
                return Framing.Chunked;
            }
            return head.counted() ? Framing.Counted : Framing.Empty;
        }
    }

    private final class Responses implements MessageReader.Listener {
        @Override
        public boolean startLine(Bytes line, int from, int to) {
            int status = StatusLine.code(line, from, to);
            if (status == 0 || unanswered() == 0) {
                return false;
            }
            code = status;
            boolean interim = code < 200 && code != 101;
            if (!interim) {
                answer();
            }
            return true;
        }

        private void answer() {
            answered = pending.poll();
            if (answered == null) {
                forgotten--;
                return;
            }
            counts.answered(answered, code, answered.answer(code, micros));
        }

        @Override
        public boolean mayStart(Bytes bytes, int from, int to) {
            return unanswered() > 0 && StatusLine.mayBegin(bytes, from, to);
        }

        /** RFC 9112 §6.3. */
        @Override
        public Framing headEnd(Head head) {
            String method = answered == null ? "" : answered.method();
            over = code == 101 || (method.equals("CONNECT") && code >= 200 && code < 300);
            if (code < 200 || code == 204 || code == 304 || method.equals("HEAD")) {
                return Framing.Empty;
            }
            if (head.chunked()) {
                return Framing.Chunked;
            }
            return head.counted() ? Framing.Counted : Framing.UntilClose;
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
    public long unanswered() {
        return over ? 0 : pending.size() + forgotten;
    }

    @Override
    public Exchange waiting() {
        return over ? null : pending.peek();
    }
}
