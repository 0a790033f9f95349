package io.nettools.planner.way;

import io.nettools.analyser.order.Host;
import io.nettools.analyser.passage.Passages;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Point;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One end whose views come from capture files, as they do in a trace: datagrams in packets of IPv4, each known by its
 * identification.
 */
final class Filmed {
    private static final int RAW_IP = 101;
    private static final int PACKET = 40;
    private static final int MIDDLE_SECOND = 1_010;

    private final End end;
    private final List<Point> points;
    private final Passages passages;

    private int micros;

    Filmed(End end, List<String> others, List<Point> points) {
        this.end = end;
        this.points = points;
        passages = new Passages(end.podIPs(), others, points, Ways.WINDOW, false);
        for (int at = 0; at < points.size(); at++) {
            accept(
                    at,
                    little(24)
                            .putInt(0xa1b2_c3d4)
                            .putShort((short) 2)
                            .putShort((short) 4)
                            .putLong(0)
                            .putInt(65_535)
                            .putInt(RAW_IP));
        }
    }

    /** The points with these numbers see a datagram. */
    Filmed see(String from, String to, int id, List<Integer> at) {
        micros += 100;
        for (int point : at) {
            accept(
                    point,
                    little(16)
                            .putInt(MIDDLE_SECOND)
                            .putInt(micros)
                            .putInt(PACKET)
                            .putInt(PACKET));
            accept(point, datagram(from, to, id));
        }
        return this;
    }

    private void accept(int point, ByteBuffer piece) {
        if (points.get(point).listened()) {
            passages.accept(point, piece.flip());
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** RFC 791 and RFC 768; both ports are 514, and nobody checks the sums. */
    private static ByteBuffer datagram(String from, String to, int id) {
        ByteBuffer packet = ByteBuffer.allocate(PACKET)
                .putShort((short) 0x4500)
                .putShort((short) PACKET)
                .putShort((short) id)
                .putShort((short) 0)
                .put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0)
                .put(new Host(from).bytes())
                .put(new Host(to).bytes())
                .putShort((short) 514)
                .putShort((short) 514)
                .putShort((short) 20)
                .putShort((short) 0);
        return packet.position(PACKET);
    }

    End end() {
        Views views = passages.report();
        return new End(
                end.pod(), end.node(), end.podIPs(), end.capture(), end.report().viewing(views));
    }
}
