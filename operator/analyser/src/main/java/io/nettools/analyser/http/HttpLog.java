package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.stream.NewBytes;
import java.util.ArrayList;
import java.util.List;

/** Finds HTTP exchanges on any port, and keeps the first ones. */
public final class HttpLog {
    /** So long a path is enough where a request is an example. */
    private static final int EXAMPLE_PATH = 64;
    /** So many requests of a connection that wait for a response are known by their path: many must cost little memory. */
    private static final int EXAMPLES = 2;

    private final int reported;
    private final List<Entry> first = new ArrayList<>();
    private final RequestLine requestLine = new RequestLine();
    private long count;

    private record Entry(Exchange exchange, String client, String server) {}

    /** A log whose {@link #first} gives {@code reported} exchanges at most. */
    public HttpLog(int reported) {
        this.reported = reported;
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param fresh which bytes of it its sender had not sent before
     */
    public void accept(Packet packet, Side sender, NewBytes fresh, HttpConnection connection, Ends ends) {
        if (!fresh.any() && fresh.cut() == 0) {
            return;
        }
        if (connection.idle()) {
            if (!mayBegin(packet.bytes(), fresh)) {
                return;
            }
            connection.begin(sender, this, ends);
        }
        connection.read(packet, sender, fresh);
    }

    /** The first request tells who asks, so that a capture that began late does not take the ends for each other. */
    private boolean mayBegin(Bytes bytes, NewBytes fresh) {
        int from = fresh.from();
        int first = bytes.u8(from);
        if (first < 'A' || first > 'Z' || !RequestLine.mayBegin(bytes, from, fresh.to())) {
            return false;
        }
        int end = bytes.find('\n', from, fresh.to());
        return end == fresh.to() || requestLine.read(bytes, from, end);
    }

    /** Of all connections: a view, of use for one line only. */
    RequestLine requestLine() {
        return requestLine;
    }

    /** @param waiting how many requests of the connection wait already */
    Exchange begin(RequestLine line, int waiting, long micros, Ends ends) {
        count++;
        if (first.size() < reported) {
            Exchange exchange = new Exchange(line.method(), line.target(Exchange.LONGEST_PATH + 1), micros);
            first.add(new Entry(exchange, ends.client(), ends.server()));
            return exchange;
        }
        if (waiting < EXAMPLES) {
            return new Exchange(line.method(), line.target(EXAMPLE_PATH), micros);
        }
        boolean noBody = line.is("HEAD") || line.is("CONNECT");
        return new Exchange(noBody ? line.method() : "", "", micros);
    }

    /** Exchanges seen. */
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
