package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;

/**
 * Segments of one connection at the capture point, a millisecond apart. The order of a call: the sender, special
 * properties of the segment, the segment: {@code client().at(101).sends(100)}. Numbers are relative: 0 is the SYN, 1
 * the first byte. Each end repeats its last acknowledgment.
 */
public final class Dialogue {
    /** First sequence numbers; the client's soon wraps around 2^32. */
    private static final long[] FIRST = {0xffff_ff00L, 7_000L};

    private static final byte[] OFFER = Wire.hex("020405b4 01 030307 01010402");
    private static final byte[] NOTHING = {};

    private final TcpConnection connection = new TcpConnection();
    private final Packet packet = new Packet();
    private final Capture capture = Capture.of(Capture.COOKED2);
    private final long[] next = {0, 0};
    private final long[] acknowledged = {0, 0};
    private final int[] window = {512, 512};
    private long micros = 1_763_433_148_000_000L;
    private int speaker;
    private int snapLength = 262_144;
    private int interfaceIndex = 2;
    private long sequence = -1;
    private byte[] options = NOTHING;

    /**
     * Handshake in 2 ms, with an MSS of 1460, windows scaled by 7 (so of 65536 bytes), and selective acknowledgments.
     */
    public static Dialogue opened() {
        return new Dialogue().client().syn().server().syn().client().acks(1);
    }

    /** A connection whose beginning was not captured. */
    static Dialogue underway() {
        Dialogue dialogue = new Dialogue();
        dialogue.next[0] = 1;
        dialogue.next[1] = 1;
        dialogue.acknowledged[0] = 1;
        dialogue.acknowledged[1] = 1;
        return dialogue;
    }

    public Dialogue client() {
        speaker = 0;
        return this;
    }

    public Dialogue server() {
        speaker = 1;
        return this;
    }

    /** Delays the next segment. */
    public Dialogue after(long millis) {
        micros += millis * 1_000;
        return this;
    }

    public Dialogue at(long number) {
        sequence = number;
        return this;
    }

    /** The segment is captured on another interface than all before. */
    public Dialogue elsewhere() {
        interfaceIndex = 3;
        return this;
    }

    public Dialogue window(int scaled) {
        window[speaker] = scaled;
        return this;
    }

    /** Selective acknowledgment of these ranges: pairs of left and right edge (RFC 2018 §3). */
    public Dialogue sack(long... edges) {
        byte[] blocks = NOTHING;
        for (long edge : edges) {
            blocks = Wire.join(blocks, Wire.u32(FIRST[1 - speaker] + edge));
        }
        options = Wire.join(new byte[] {1, 1, 5, (byte) (2 + blocks.length)}, blocks);
        return this;
    }

    public Dialogue cutAt(int bytes) {
        snapLength = bytes;
        return this;
    }

    public Dialogue syn() {
        options = OFFER;
        acknowledged[speaker] = speaker == 0 ? 0 : 1;
        return emit(speaker == 0 ? "S" : "S.", 0, 1);
    }

    public Dialogue sends(int bytes) {
        return emit("P.", bytes, bytes);
    }

    public Dialogue acks(long number) {
        acknowledged[speaker] = number;
        return emit(".", 0, 0);
    }

    public Dialogue fin() {
        return emit("F.", 0, 1);
    }

    /** A RST that acknowledges at least the other end's SYN, so that it is not ignored (RFC 9293 §3.10.7.3). */
    public Dialogue rst() {
        acknowledged[speaker] = Math.max(acknowledged[speaker], Math.min(1, next[1 - speaker]));
        return emit("R.", 0, 0);
    }

    /** A RST of a host that does not know the connection (RFC 9293 §3.10.7.1). */
    public Dialogue knowsNothing() {
        return emit("R", 0, 0);
    }

    /** The capture misses the next bytes. */
    public Dialogue misses(int bytes) {
        next[speaker] += bytes;
        return this;
    }

    private Dialogue emit(String flags, int bytes, int length) {
        boolean fromClient = speaker == 0;
        long begin = sequence < 0 ? next[speaker] : sequence;
        next[speaker] = Math.max(next[speaker], begin + length);
        byte[] segment = Wire.tcp(
                fromClient ? 40_000 : 9_000,
                fromClient ? 9_000 : 40_000,
                flags,
                FIRST[speaker] + begin,
                FIRST[1 - speaker] + acknowledged[speaker],
                options,
                new byte[bytes]);
        segment[14] = (byte) (window[speaker] >> 8);
        segment[15] = (byte) window[speaker];
        String from = fromClient ? "10.0.0.1" : "10.0.0.2";
        byte[] frame = Wire.cooked2(
                interfaceIndex, 0, 1, 0x0800, Wire.ip4(6, from, fromClient ? "10.0.0.2" : "10.0.0.1", segment));
        capture.at(micros).packet(frame);
        packet.read(LinkType.Cooked2, frame, 0, Math.min(frame.length, snapLength), frame.length, micros);
        connection.accept(packet, fromClient ? Side.Client : Side.Server);
        micros += 1_000;
        sequence = -1;
        options = NOTHING;
        interfaceIndex = 2;
        return this;
    }

    /** A file with these packets, none cut. */
    public Capture capture() {
        return capture;
    }

    public TcpConnection connection() {
        return connection;
    }

    EndpointFacts theClient() {
        return connection.client();
    }

    EndpointFacts theServer() {
        return connection.server();
    }

    Flow.Tcp report() {
        return TcpReport.of(connection);
    }
}
