package io.nettools.analyser.http;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.tcp.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds HTTP/1 exchanges on any port, and keeps the first ones. */
public final class HttpLog {
    private final int reported;
    private final List<Entry> first = new ArrayList<>();
    private long count;

    private record Entry(Exchange exchange, String client, String server) {}

    /** A log whose {@link #first} gives {@code reported} exchanges at most. */
    public HttpLog(int reported) {
        this.reported = reported;
    }

    /**
     * Takes the next packet of a connection.
     *
     * @param arrival what TCP says of it: a message begins only in bytes that were not seen before
     */
    public void accept(Packet packet, Side sender, Arrival arrival, HttpConnection connection, Ends ends) {
        Segment segment = packet.segment();
        boolean fresh = arrival == Arrival.InOrder || arrival == Arrival.AfterGap;
        if (!fresh || segment.payloadLength() == 0 || connection.tunnel()) {
            return;
        }
        MessageStream stream = sender == Side.Client ? connection.requests() : connection.responses();
        if (arrival == Arrival.AfterGap) {
            stream.restart();
        }
        if (sender == Side.Client) {
            requests(packet, stream, connection, ends);
        } else if (connection.speaksHttp()) {
            responses(packet, stream, connection);
        }
    }

    private void requests(Packet packet, MessageStream stream, HttpConnection connection, Ends ends) {
        if (stream.headOpen()) {
            connection.headUntil(packet.micros());
        }
        boolean more = stream.enter(packet.bytes(), packet.segment());
        while (more) {
            Optional<RequestLine> line =
                    RequestLine.at(packet.bytes(), stream.at(), packet.segment().capturedEnd());
            if (line.isEmpty()) {
                return;
            }
            connection.request(begin(line.orElseThrow(), packet.micros(), ends));
            more = stream.next(packet.bytes(), packet.segment(), true);
        }
    }

    private Exchange begin(RequestLine line, long micros, Ends ends) {
        count++;
        if (first.size() == reported) {
            return Exchange.counted(line, micros);
        }
        Exchange exchange = Exchange.reported(line, micros);
        first.add(new Entry(exchange, ends.client(), ends.server()));
        return exchange;
    }

    private void responses(Packet packet, MessageStream stream, HttpConnection connection) {
        boolean more = stream.enter(packet.bytes(), packet.segment());
        while (more) {
            int code = StatusLine.code(
                    packet.bytes(), stream.at(), packet.segment().capturedEnd());
            if (code == 0) {
                connection.noResponse(packet.bytes(), stream.at());
                return;
            }
            boolean mayHaveBody = connection.response(code, packet.micros());
            more = stream.next(packet.bytes(), packet.segment(), mayHaveBody);
        }
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
