package io.nettools.analyser.hostile;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * What two ends say to each other, any bytes of it, in packets without fault: {@code (0 how | 1 length of 16 bits | 3 payload)*}, where how
 * is {@link #SERVER} and what happens to the segment.
 */
final class TalkTarget {
    /** The server speaks, else the client. */
    static final int SERVER = 1;
    /** The segment was sent, but the capture missed it. */
    private static final int MISSED = 2;
    /** The segment comes twice. */
    private static final int TWICE = 4;

    private static final int HEADER = 3;
    private static final int CLIENT_PORT = 40_000;
    private static final byte[] NONE = {};

    private final Capture capture = Capture.of(Capture.RAW);
    private final int port;
    private final long[] next = {1, 1};

    private TalkTarget(int port) {
        this.port = port;
    }

    static void overTcp(int port, byte[] input) {
        TalkTarget talk = new TalkTarget(port);
        talk.segment(0, "S", 0, NONE);
        talk.segment(1, "S.", 0, NONE);
        talk.segment(0, ".", 1, NONE);
        for (int at = 0; at + HEADER <= input.length; at += talk.tcp(input, at)) {
            // the step is the chunk's length
        }
        Reading.ofFile(talk.capture.bytes());
    }

    static void overUdp(int port, byte[] input) {
        TalkTarget talk = new TalkTarget(port);
        for (int at = 0; at + HEADER <= input.length; at += talk.udp(input, at)) {
            // the step is the chunk's length
        }
        Reading.ofFile(talk.capture.bytes());
    }

    /** The input that stands for one more message. */
    static void add(ByteArrayOutputStream input, int how, byte[] payload) {
        input.write(how);
        input.write(payload.length >> 8);
        input.write(payload.length);
        input.writeBytes(payload);
    }

    private int tcp(byte[] input, int at) {
        byte[] payload = payload(input, at);
        int how = input[at];
        int side = how & SERVER;
        for (int times = (how & MISSED) != 0 ? 0 : (how & TWICE) != 0 ? 2 : 1; times > 0; times--) {
            segment(side, "P.", next[side], payload);
        }
        next[side] += payload.length;
        return HEADER + payload.length;
    }

    private void segment(int side, String flags, long sequence, byte[] payload) {
        int source = side == 0 ? CLIENT_PORT : port;
        int destination = side == 0 ? port : CLIENT_PORT;
        send(6, side, Wire.tcp(source, destination, flags, sequence, next[1 - side], NONE, payload));
    }

    private int udp(byte[] input, int at) {
        byte[] payload = payload(input, at);
        int side = input[at] & SERVER;
        int source = side == 0 ? CLIENT_PORT : port;
        send(17, side, Wire.udp(source, side == 0 ? port : CLIENT_PORT, payload));
        return HEADER + payload.length;
    }

    private void send(int protocol, int side, byte[] transport) {
        String source = side == 0 ? "10.0.0.1" : "10.0.0.2";
        capture.packet(Wire.ip4(protocol, source, side == 0 ? "10.0.0.2" : "10.0.0.1", transport));
    }

    private static byte[] payload(byte[] input, int at) {
        int length = ((input[at + 1] & 0xff) << 8) | (input[at + 2] & 0xff);
        return Arrays.copyOfRange(input, at + HEADER, Math.min(input.length, at + HEADER + length));
    }
}
