package io.nettools.analyser.http;

import io.nettools.analyser.http2.ErrorCode;
import io.nettools.analyser.http2.Fields;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.text.Quoted;

/**
 * The requests of a connection that speaks HTTP/2: each is a stream, opened by the client with an odd number (RFC 9113
 * §5.1.1, §8.1).
 */
final class Streams implements Exchanges {
    private final HttpLog log;
    private final boolean sure;
    private Side asker;
    private Ends ends;
    private final HttpCounts counts = new HttpCounts();
    private final OpenStreams open = new OpenStreams();
    private StreamReader asking;
    private StreamReader answering;
    private Delivery delivery = new Delivery();
    private int place;
    private int acknowledged;
    private int highest;
    private long micros;
    private String connectionError = "";
    private long refusedMicros;

    /** @param sure whether {@code asker} is the client; else the first response shows it */
    Streams(Side asker, boolean sure, HttpLog log, Ends ends) {
        this.asker = asker;
        this.sure = sure;
        this.log = log;
        this.ends = Ends.askedBy(asker, ends);
        asking = new StreamReader(new Asking(), log.headerMemory());
        answering = new StreamReader(new Answering(), log.headerMemory());
    }

    @Override
    public void read(Packet packet, Side sender, NewBytes fresh) {
        Segment segment = packet.segment();
        boolean leaves = note(segment, sender, packet.micros());
        acknowledged = segment.acknowledgment();
        place = delivery.place(segment, fresh);
        (sender == asker ? asking : answering).read(packet.bytes(), fresh);
        if (leaves) {
            endAll(segment);
        }
    }

    @Override
    public void bare(Segment segment, Side sender, long now) {
        if (note(segment, sender, now)) {
            endAll(segment);
        }
    }

    /** Notes what a segment says of both directions; returns whether the server leaves with it. */
    private boolean note(Segment segment, Side sender, long now) {
        micros = now;
        if (sender == asker) {
            delivery.asks(segment, now);
            return false;
        }
        boolean leaves = delivery.answers(segment, now);
        open.noteReceived(delivery, now);
        return leaves;
    }

    private void endAll(Segment last) {
        if (delivery.uncapturedBefore(last) == 0) {
            open.cutOff(delivery, this::cutOff);
        }
    }

    private void cutOff(Exchange exchange) {
        exchange.error(exchange.grpc() ? "cut off before the status" : "cut off before the end");
        counts.cutOff(exchange, micros);
    }

    private final class Asking implements StreamReader.Listener {
        @Override
        public void fields(int stream, Fields fields) {
            if (!sure && fields.status() > 0 && open.of(stream) == null) {
                swap();
            } else if (stream > highest && stream % 2 == 1) {
                highest = stream;
                opens(stream, fields);
            } else {
                data(stream);
            }
        }

        private void opens(int stream, Fields fields) {
            counts.asked();
            Exchange exchange = log.begin(fields, open.size(), micros, ends);
            exchange.at(place, delivery.askedTo(), acknowledged);
            if (!sure && fields.method().isEmpty()) {
                exchange.excuse();
            }
            open.add(stream, exchange);
        }

        /** A response of the end that was believed to ask: the capture began late, and the ports misled. */
        private void swap() {
            asker = asker == Side.Client ? Side.Server : Side.Client;
            ends = new Ends.Swapped(ends);
            StreamReader other = asking;
            asking = answering;
            answering = other;
            asking.tell(new Asking());
            answering.tell(new Answering());
            delivery = new Delivery();
            open.clear();
            highest = 0;
        }

        @Override
        public void data(int stream) {
            Exchange exchange = open.of(stream);
            if (exchange != null) {
                exchange.askedUntil(delivery.askedTo(), micros);
            }
        }

        @Override
        public void ended(int stream) {
            // only the client's half is over
        }

        @Override
        public void reset(int stream, int error) {
            Exchange exchange = open.remove(stream);
            if (exchange != null && !exchange.answered()) {
                exchange.error("cancelled by the client");
                givenUp(exchange);
            }
        }

        /** Counts a request that its client gave up, if it waited long: earlier, a client has many other reasons. */
        private void givenUp(Exchange exchange) {
            long waited = micros - exchange.askedMicros();
            if (waited >= Patience.GIVEN_UP && !exchange.waitsOnPurpose()) {
                counts.givenUp(exchange, waited);
            }
        }

        @Override
        public void goAway(int last, int error, String why) {
            // a client that leaves is no sign of a fault of the server
        }

        @Override
        public void lost() {
            // a RST_STREAM may have passed: nobody waits any more
            open.excuseBehind(0);
        }
    }

    private final class Answering implements StreamReader.Listener {
        @Override
        public void fields(int stream, Fields fields) {
            Exchange exchange = open.of(stream);
            boolean interim = fields.status() >= 100 && fields.status() < 200;
            if (exchange == null || interim) {
                return;
            }
            if (fields.grpc() || fields.grpcStatus() >= 0) {
                exchange.isGrpc();
            }
            if (fields.grpcStatus() > GrpcStatus.OK) {
                exchange.error(GrpcStatus.name(fields.grpcStatus()));
            }
            answer(exchange, fields);
        }

        private void answer(Exchange exchange, Fields fields) {
            if (exchange.answered()) {
                failed(exchange, fields);
                return;
            }
            long latency = exchange.answer(fields.status(), micros);
            if (fields.grpcStatus() == GrpcStatus.DEADLINE_EXCEEDED) {
                counts.givenUp(exchange, latency);
                return;
            }
            long took = latency < HttpCounts.SLOW_MICROS ? latency : exchange.programMicros(ends.roundTripMicros());
            counts.answered(exchange, fields.status(), took, micros);
            failed(exchange, fields);
        }

        private void failed(Exchange exchange, Fields fields) {
            if (fields.grpcStatus() > GrpcStatus.OK) {
                counts.failed(exchange, GrpcStatus.serverFailed(fields.grpcStatus()), micros);
            }
        }

        @Override
        public void data(int stream) {
            // bodies are not looked at
        }

        @Override
        public void ended(int stream) {
            open.remove(stream);
        }

        @Override
        public void reset(int stream, int error) {
            Exchange exchange = open.remove(stream);
            boolean fault = error != ErrorCode.NO_ERROR && error != ErrorCode.CANCEL;
            if (exchange != null && fault) {
                exchange.error(ErrorCode.name(error));
                counts.failed(exchange, true, micros);
            }
        }

        @Override
        public void goAway(int last, int error, String why) {
            // the client asks for those behind it again, elsewhere (RFC 9113 §6.8)
            open.excuseBehind(last);
            if (error != ErrorCode.NO_ERROR && connectionError.isEmpty()) {
                refusedMicros = micros;
                connectionError = ErrorCode.name(error) + (why.isEmpty() ? "" : " (" + Quoted.of(why) + ")");
            }
        }

        @Override
        public void lost() {
            open.excuseBehind(0);
        }
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
    public boolean begunByServer() {
        return !sure && counts.requests() == 0;
    }

    @Override
    public long refusedMicros() {
        return refusedMicros;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    @Override
    public boolean open() {
        return open.waiting();
    }

    @Override
    public long unanswered() {
        return open.unanswered(delivery);
    }

    @Override
    public Exchange oldestUnanswered() {
        return open.oldestUnanswered(delivery);
    }

    @Override
    public String connectionError() {
        return connectionError;
    }
}
