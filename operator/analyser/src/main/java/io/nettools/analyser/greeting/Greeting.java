package io.nettools.analyser.greeting;

import io.nettools.analyser.http.StatusLine;
import io.nettools.analyser.http.TlsWanted;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;

/**
 * The protocols of one connection's ends, by the first bytes of each. They count only when nothing is missing between
 * them: the one end's are an answer to the other's, or both began at once.
 */
public final class Greeting {
    private static final int BAD_REQUEST = 400;

    private Protocol client;
    private Protocol server;
    private int expected;

    /** Makes it as new. */
    public void clear() {
        client = null;
        server = null;
        expected = 0;
    }

    /**
     * Takes the next packet.
     *
     * @return whether both ends have now said their first bytes
     */
    boolean read(Packet packet, Side sender, NewBytes fresh) {
        Segment segment = packet.segment();
        if (!segment.present() || fresh.from() == fresh.to() || heard(sender)) {
            return false;
        }
        boolean first = client == null && server == null;
        boolean gap =
                fresh.missing() > 0 || fresh.from() != segment.payload() || (!first && segment.sequence() != expected);
        expected = segment.acknowledgment();
        if (sender == Side.Client) {
            client = gap ? Protocol.Unknown : FirstBytes.ofClient(packet.bytes(), fresh.from(), fresh.to());
        } else {
            server = gap ? Protocol.Unknown : answered(packet, fresh);
        }
        return client != null && server != null;
    }

    private static Protocol answered(Packet packet, NewBytes fresh) {
        Protocol protocol = FirstBytes.ofServer(packet.bytes(), fresh.from(), fresh.to());
        return protocol == Protocol.Http && wantsTls(packet.bytes(), fresh) ? Protocol.Tls : protocol;
    }

    /** Whether the response is an error, or has no status line, and its sentence asks for TLS. */
    private static boolean wantsTls(Bytes bytes, NewBytes fresh) {
        int code = StatusLine.code(bytes, fresh.from(), fresh.to());
        return (code == 0 || code == BAD_REQUEST) && TlsWanted.bySentence(bytes, fresh);
    }

    /** Whether bytes of an end were captured. */
    public boolean heard(Side sender) {
        return (sender == Side.Client ? client : server) != null;
    }

    /** What the client speaks. */
    public Protocol client() {
        return client == null ? Protocol.Unknown : client;
    }

    /** What the server speaks. */
    public Protocol server() {
        return server == null ? Protocol.Unknown : server;
    }

    /** Whether the two do not understand each other, for whatever reason; TLS has rules of its own. */
    boolean misunderstood() {
        boolean asks = client() == Protocol.Http || client() == Protocol.Http2 || client() == Protocol.Ssh;
        boolean plainToTls = client() == Protocol.Http && server() == Protocol.Tls;
        return asks && server().known() && client() != server() && !plainToTls;
    }
}
