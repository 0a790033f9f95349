package io.nettools.analyser.passage;

import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.tcp;
import static io.nettools.analyser.wire.Wire.udp;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A pod's way out of its node: packets pass the pod's interface, its other end on the node and the uplink in this
 * order, or come the other way, a tenth of a millisecond from point to point. A window of ten seconds; the first packet
 * is a second within.
 */
final class Road {
    static final String POD = "10.244.1.5";
    static final String PEER = "10.244.2.7";
    static final String SERVICE = "10.96.0.20";
    static final int POD_POINT = 0;
    static final int NODE = 1;
    static final int UPLINK = 2;
    static final int ALL = 3;
    static final Views.Window WINDOW = new Views.Window(1_763_433_148_000L, 1_763_433_158_000L);
    static final long FIRST_SEQ = 0xffff_f000L;

    private static final byte[] NONE = {};
    private static final long STEP = 100;

    private final List<Capture> files = new ArrayList<>();
    private final long[] droppedByKernel = new long[ALL];
    private final String[] missing = {"", "", ""};
    private List<String> addresses = List.of(POD, "fd00::5");
    private List<String> others = List.of();
    private boolean filtered = true;
    private UnaryOperator<byte[]> underlay = packet -> packet;
    private long micros = WINDOW.fromMillis() * 1_000 + 1_000_000;

    Road() {
        this(262_144);
    }

    /** The node's points keep so many bytes of a packet. */
    Road(int snapLength) {
        files.add(Capture.of(Capture.RAW));
        files.add(Capture.cutAt(snapLength, Capture.RAW));
        files.add(Capture.cutAt(snapLength, Capture.RAW));
    }

    Road unfiltered() {
        filtered = false;
        return this;
    }

    Road of(String... podAddresses) {
        addresses = List.of(podAddresses);
        return this;
    }

    /** Only what is between the pod and one of these counts. */
    Road with(String... otherAddresses) {
        others = List.of(otherAddresses);
        return this;
    }

    Road missing(int point, String why) {
        missing[point] = why;
        return this;
    }

    Road droppedByKernel(int point) {
        droppedByKernel[point] = 1;
        return this;
    }

    /** At the uplink packets are in something. */
    Road through(UnaryOperator<byte[]> wrapped) {
        underlay = wrapped;
        return this;
    }

    Road after(long pause) {
        micros += pause;
        return this;
    }

    /** The next packet leaves, or comes, so much after the window's beginning. */
    Road at(long sinceBeginning) {
        micros = WINDOW.fromMillis() * 1_000 + sinceBeginning;
        return this;
    }

    /** One point alone sees a packet. */
    Road seen(int point, byte[] packet) {
        files.get(point).at(micros).packet(point == UPLINK ? underlay.apply(packet) : packet);
        return this;
    }

    /** From the pod outward; the first so many points see it. */
    Road out(int points, byte[] packet) {
        for (int point = 0; point < points; point++) {
            seen(point, packet).after(STEP);
        }
        return after(1_000);
    }

    /** From outside to the pod; the first so many points on that way see it. */
    Road in(int points, byte[] packet) {
        for (int point = ALL - 1; point >= ALL - points; point--) {
            seen(point, packet).after(STEP);
        }
        return after(1_000);
    }

    static byte[] fromPod(String flags, long offset, int length) {
        return segment(POD, 40_000, PEER, 8080, flags, FIRST_SEQ + offset, length);
    }

    static byte[] toPod(String flags, long offset, int length) {
        return segment(PEER, 8080, POD, 40_000, flags, 7_000 + offset, length);
    }

    static byte[] segment(String from, int port, String to, int toPort, String flags, long sequence, int length) {
        long ack = flags.contains(".") ? sequence * 3 & 0xffff_ffffL : 0;
        byte[] tcp = tcp(port, toPort, flags, sequence & 0xffff_ffffL, ack, NONE, new byte[length]);
        return ip4(6, from, to, tcp);
    }

    static byte[] datagram(String from, int port, String to, int toPort, String payload) {
        return ip4(17, from, to, udp(port, toPort, Wire.ascii(payload)));
    }

    /** SYN, SYN and ACK, ACK, at all points. */
    Road handshake() {
        return out(ALL, fromPod("S", 0, 0)).in(ALL, toPod("S.", 0, 0)).out(ALL, fromPod(".", 1, 0));
    }

    Passages passages() {
        List<Point> points = new ArrayList<>();
        for (Where where : Where.values()) {
            int at = points.size();
            points.add(new Point(where, "eth" + at, 0, droppedByKernel[at], missing[at]));
        }
        Passages passages = new Passages(addresses, others, points, WINDOW, filtered);
        for (int at = 0; at < ALL; at++) {
            if (missing[at].isEmpty()) {
                passages.accept(at, ByteBuffer.wrap(files.get(at).bytes()));
            }
        }
        return passages;
    }

    Views views() {
        return passages().report();
    }

    /** The only one. */
    Passage passage() {
        List<Passage> all = views().passages();
        if (all.size() != 1) {
            throw new AssertionError("expected one passage: " + all);
        }
        return all.getFirst();
    }
}
