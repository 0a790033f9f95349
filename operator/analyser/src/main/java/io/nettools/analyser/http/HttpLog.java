package io.nettools.analyser.http;

import io.nettools.analyser.http2.Fields;
import io.nettools.analyser.http2.Frames;
import io.nettools.analyser.http2.HeaderMemory;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.redaction.RequestTarget;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.stream.NewBytes;
import java.util.ArrayList;
import java.util.List;

/** Finds HTTP exchanges on any port, and keeps the first ones. */
public final class HttpLog {
    /** Longest path of a request that is an example, with the query that shows whether it waits on purpose. */
    private static final int EXAMPLE_PATH = 128;
    /** Waiting requests of a connection whose path is kept; the limit keeps many waiting requests cheap in memory. */
    private static final int EXAMPLES = 2;

    private final int reported;
    private final Paths paths;
    private final List<Entry> first = new ArrayList<>();
    private final RequestLine requestLine = new RequestLine();
    private final HeaderMemory headerMemory = new HeaderMemory();
    private long count;

    private record Entry(Exchange exchange, String client, String server) {}

    /**
     * Creates a log whose {@link #first} returns {@code reported} exchanges at most.
     *
     * @param paths how much of their paths may be shown
     */
    public HttpLog(int reported, Paths paths) {
        this.reported = reported;
        this.paths = paths;
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh the bytes that its sender had not sent before
     */
    public void accept(Packet packet, Side sender, NewBytes fresh, HttpConnection connection, Ends ends) {
        if (fresh.nothing()) {
            connection.bare(packet, sender);
            return;
        }
        if (fresh.first()) {
            opened(packet.bytes(), fresh, connection);
        }
        if (!connection.known()) {
            Exchanges exchanges = begun(packet.bytes(), sender, fresh, connection, ends);
            if (exchanges == null) {
                connection.speaksAnother();
                return;
            }
            connection.begin(exchanges, fresh.proxied());
        }
        connection.read(packet, sender, fresh);
    }

    /** Looks at the first bytes of an end. */
    private static void opened(Bytes bytes, NewBytes fresh, HttpConnection connection) {
        if (connection.begunByServer() && RequestLine.beginsAt(bytes, fresh.from(), fresh.to())) {
            connection.forget();
        }
        connection.speaks(OtherProtocol.name(bytes, fresh.from(), fresh.to()));
    }

    /**
     * The exchanges that begin with this packet; null when it begins none. The first request shows which end is the
     * client, so that a capture that began late does not confuse the ends.
     */
    private Exchanges begun(Bytes bytes, Side sender, NewBytes fresh, HttpConnection connection, Ends ends) {
        int from = fresh.from();
        int to = fresh.to();
        int first = bytes.u8(from);
        if (first >= 'A' && first <= 'Z') {
            if (Frames.prefaceAt(bytes, from, to)) {
                return new Streams(sender, true, this, ends);
            }
            return mayRequest(bytes, from, to) ? connection.dialogue(sender, this, ends) : null;
        }
        return first == 0 && Frames.onlyFrames(bytes, from, to) ? new Streams(Side.Client, false, this, ends) : null;
    }

    private boolean mayRequest(Bytes bytes, int from, int to) {
        int end = bytes.find('\n', from, to);
        return end == to ? RequestLine.mayBegin(bytes, from, to) : requestLine.read(bytes, from, end);
    }

    /** The view of a request line, shared by all connections; valid for one line only. */
    RequestLine requestLine() {
        return requestLine;
    }

    /** The memory for header fields, shared by all connections. */
    HeaderMemory headerMemory() {
        return headerMemory;
    }

    /**
     * @param over one that is over, to begin anew; null without one
     * @param waiting number of requests of the connection that wait already
     */
    Exchange begin(RequestLine line, Exchange over, int waiting, long micros, Ends ends) {
        int longest = longestPath(waiting);
        Exchange exchange = over == null ? new Exchange(paths) : over;
        if (longest > 0) {
            RequestTarget path = exchange.target(line, longest);
            return kept(exchange.begin(Exchange.Version.Http1, line.method(), path, micros), ends);
        }
        boolean noBody = line.is("HEAD") || line.is("CONNECT");
        String method = noBody ? line.method() : "";
        return kept(exchange.begin(Exchange.Version.Http1, method, RequestTarget.NONE, micros), ends);
    }

    /** @param waiting number of requests of the connection that wait already */
    Exchange begin(Fields fields, int waiting, long micros, Ends ends) {
        Exchange.Version version = fields.grpc() ? Exchange.Version.Grpc : Exchange.Version.Http2;
        boolean wanted = longestPath(waiting) > 0;
        // a target other than a path could begin with a password whose end was cut
        RequestTarget path = wanted && fields.path().path() ? fields.path() : RequestTarget.NONE;
        boolean named = wanted && RequestLine.isMethod(fields.method());
        return kept(new Exchange(paths).begin(version, named ? fields.method() : "", path, micros), ends);
    }

    /** Number of characters of the path that are needed. */
    private int longestPath(int waiting) {
        if (first.size() < reported) {
            return Exchange.LONGEST_PATH + 1;
        }
        return waiting < EXAMPLES ? EXAMPLE_PATH : 0;
    }

    private Exchange kept(Exchange exchange, Ends ends) {
        count++;
        if (first.size() < reported) {
            exchange.list();
            first.add(new Entry(exchange, ends.client(), ends.server()));
        }
        return exchange;
    }

    /** Number of captured exchanges. */
    public long count() {
        return count;
    }

    /** The first exchanges, in the order of their requests. */
    public List<HttpExchange> first() {
        return first.stream()
                .map(entry -> entry.exchange().report(entry.client(), entry.server()))
                .toList();
    }
}
