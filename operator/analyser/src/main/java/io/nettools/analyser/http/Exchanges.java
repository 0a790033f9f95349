package io.nettools.analyser.http;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;

/** The requests and responses of one connection, in one version of HTTP. */
sealed interface Exchanges permits Dialogue, Streams {
    /** Takes the connection's next packet. */
    void read(Packet packet, Side sender, NewBytes fresh);

    /** Takes a segment without new bytes. */
    void bare(Segment segment, Side sender, long now);

    /** Whether what looked like HTTP has turned out to be something else. */
    default boolean foreign() {
        return false;
    }

    /** Whether another protocol has the connection from here on. */
    default boolean over() {
        return false;
    }

    Side asker();

    HttpCounts counts();

    /** Whether a request was answered by a server that wants TLS. */
    default boolean wantsTls() {
        return false;
    }

    /** Whether only the server has sent anything, which may also be the beginning of another conversation. */
    default boolean begunByServer() {
        return false;
    }

    /** The other protocol in which the server answered the first request; empty when it did not, or it is unknown. */
    default String answeredIn() {
        return "";
    }

    /** When the server refused the whole connection, {@link #wantsTls} or {@link #connectionError}, µs since the epoch. */
    long refusedMicros();

    /** What both ends sent and received, whether it was captured or not. */
    Delivery delivery();

    /** Whether a request was captured and its response was not, whatever the reason. */
    boolean open();

    /** Requests that arrived at the answerer and certainly have no response. */
    long unanswered();

    /** The oldest of them; null without one. */
    Exchange oldestUnanswered();

    /** The error by which the server closed the whole connection; empty without one. */
    default String connectionError() {
        return "";
    }
}
