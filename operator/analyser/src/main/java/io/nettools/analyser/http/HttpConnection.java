package io.nettools.analyser.http;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;
import java.util.function.Supplier;

/** The state of one connection that may speak HTTP. It stays nearly empty until the first request. */
public final class HttpConnection {
    private Exchanges exchanges;
    /** One whose connection is over: the next requests may take it. */
    private Dialogue spare;

    private boolean proxied;
    private String speaks = "";

    /** Makes it as new. */
    public void clear() {
        spare = exchanges instanceof Dialogue dialogue ? dialogue : spare;
        exchanges = null;
        proxied = false;
        speaks = "";
    }

    /** A dialogue that begins. */
    Dialogue dialogue(Side asker, HttpLog log, Ends ends) {
        Dialogue begun = spare == null ? new Dialogue() : spare;
        spare = null;
        begun.begin(asker, log, ends);
        return begun;
    }

    /** @param proxied whether a header of the PROXY protocol is in front of the requests */
    void begin(Exchanges exchanges, boolean proxied) {
        this.exchanges = exchanges;
        spare = null;
        this.proxied = proxied;
    }

    void read(Packet packet, Side sender, NewBytes fresh) {
        if (exchanges.over()) {
            return;
        }
        exchanges.read(packet, sender, fresh);
        if (exchanges.foreign()) {
            exchanges = null;
        }
    }

    /** Takes a packet without new bytes: an acknowledgment, a retransmission, an end. */
    void bare(Packet packet, Side sender) {
        if (exchanges != null && packet.segment().present()) {
            exchanges.bare(packet.segment(), sender, packet.micros());
        }
    }

    /** Takes the protocol that the first bytes of an end show; empty when they show none. */
    void speaks(String protocol) {
        speaks = protocol.isEmpty() ? speaks : protocol;
    }

    /** Whether it only looks like HTTP/2 by what the server has sent. */
    boolean begunByServer() {
        return exchanges != null && exchanges.begunByServer();
    }

    /** Begins anew: the client speaks HTTP/1. */
    void forget() {
        exchanges = null;
    }

    /** It speaks another protocol. */
    void speaksAnother() {
        spare = null;
    }

    /** The protocol that the server speaks instead of HTTP/1, in which it was asked; empty when it does, or is unknown. */
    public String speaks() {
        String answered = exchanges == null ? "" : exchanges.answeredIn();
        return answered.isEmpty() ? speaks : answered;
    }

    /** Whether it speaks HTTP. */
    public boolean known() {
        return exchanges != null;
    }

    /** The end that sends requests: the client, unless the capture began late and confused the ends. */
    public Side asker() {
        return exchanges == null ? Side.Client : exchanges.asker();
    }

    /** Whether a request was answered by a server that wants TLS. */
    public boolean wantsTls() {
        return exchanges != null && exchanges.wantsTls();
    }

    /** Whether a header of the PROXY protocol is in front of its requests. */
    public boolean proxied() {
        return proxied;
    }

    /** When the server refused it, {@link #wantsTls} or {@link #connectionError}, µs since the epoch. */
    public long refusedMicros() {
        return exchanges == null ? 0 : exchanges.refusedMicros();
    }

    /** Counts of its requests. */
    public HttpCounts counts() {
        return exchanges == null ? HttpCounts.NONE : exchanges.counts();
    }

    /** Whether a request was captured and its response was not, whatever the reason. */
    public boolean open() {
        return exchanges != null && exchanges.open();
    }

    /** Whether it has requests and each has a response, even if the client sends more of a request that was answered early. */
    public boolean answered() {
        return counts().answered() > 0 && !open();
    }

    /**
     * What its requests without a response say at a time.
     *
     * @param nowMicros until when a response could have come, µs since the epoch
     */
    public Wait waiting(long nowMicros) {
        Exchange oldest = exchanges == null ? null : exchanges.oldestUnanswered();
        return oldest == null ? Wait.NONE : waiting(oldest, nowMicros);
    }

    private Wait waiting(Exchange oldest, long nowMicros) {
        Delivery delivery = exchanges.delivery();
        boolean ended = delivery.endedMicros() >= 0;
        boolean closed = delivery.endedByAnswerer();
        long waited = Math.max(0, (ended ? delivery.endedMicros() : nowMicros) - oldest.askedMicros());
        long still = Math.max(Patience.STILL_WAITING, exchanges.counts().longestMicros());
        long patience = ended ? Patience.GIVEN_UP : still;
        return closed || !speaks().isEmpty() || waited >= patience
                ? new Wait(exchanges.unanswered(), closed, oldest.askedMicros(), waited, oldest::text)
                : Wait.NONE;
    }

    /**
     * Requests that waited in vain.
     *
     * @param count how many
     * @param closed the server ended the connection
     * @param sinceMicros when the oldest was asked, µs since the epoch
     * @param waitedMicros how long the oldest has waited
     * @param request the oldest, for a person; written only when it is asked for, since of many connections one is shown
     */
    public record Wait(long count, boolean closed, long sinceMicros, long waitedMicros, Supplier<String> request) {
        static final Wait NONE = new Wait(0, false, 0, 0, () -> "");
    }

    /**
     * The HTTP/2 error by which the server closed the whole connection, e.g.
     * {@code ENHANCE_YOUR_CALM (too_many_pings)}; empty without one.
     */
    public String connectionError() {
        return exchanges == null ? "" : exchanges.connectionError();
    }
}
