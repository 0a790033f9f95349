package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.tunnel.Tunnels;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first conversations of the target that one point saw, a bounded number. Only the first, since the selection must
 * not depend on the point. A packet without exactly one of the target's addresses is dropped at once.
 */
final class PointLog {
    /** Conversations of a point, at about 400 bytes. */
    static final int CAPACITY = 4_096;
    /** Conversations with sketches, at about 1700 bytes. */
    static final int SKETCHED = 1_024;

    private final Counted counted;
    private final CaptureReader capture = new CaptureReader(this::take);
    private final Tunnels tunnels = new Tunnels();
    private final TwoEnds key = new TwoEnds();
    private final Map<TwoEnds, Talk> talks = new LinkedHashMap<>();
    private long beyond;

    PointLog(Counted counted) {
        this.counted = counted;
    }

    void accept(ByteBuffer piece) {
        capture.accept(piece);
    }

    private void take(Packet packet) {
        if (!counted.window().contains(packet.micros()) || packet.frame().loopback()) {
            return;
        }
        tunnels.accept(packet);
        if (!packet.whole() || !readable(packet)) {
            return;
        }
        boolean sent = counted.sent(packet);
        if (sent == counted.received(packet)) {
            return;
        }
        if (leavesLink(packet.datagram(), sent)) {
            key.read(packet, sent);
            count(packet, sent);
        }
    }

    /** Whether the target's packet may leave the node: not to a group, a broadcast or a neighbour on the link (RFC 5771, RFC 4291 §2.4). */
    private static boolean leavesLink(Datagram datagram, boolean sent) {
        long high = sent ? datagram.destinationHigh() : datagram.sourceHigh();
        long low = sent ? datagram.destinationLow() : datagram.sourceLow();
        if (datagram.version() == 6) {
            boolean group = high >>> 56 == 0xff;
            boolean link = high >>> 54 == 0xfe80 >>> 6;
            return !group && !link;
        }
        return low >>> 28 < 0xe && low != 0;
    }

    private static boolean readable(Packet packet) {
        return switch (packet.datagram().protocol()) {
            case Datagram.TCP -> packet.segment().present();
            case Datagram.UDP -> packet.hasPorts();
            default -> true;
        };
    }

    private void count(Packet packet, boolean sent) {
        Talk talk = talks.get(key);
        if (talk == null) {
            if (talks.size() == CAPACITY) {
                beyond++;
                return;
            }
            talk = new Talk(key.copy(), talks.size() < SKETCHED);
            talks.put(talk.ends(), talk);
        }
        talk.accept(packet, sent, counted.window());
    }

    Collection<Talk> talks() {
        return talks.values();
    }

    /** Whether there were more conversations than it keeps. */
    boolean overflowed() {
        return beyond > 0;
    }

    /** Packets of conversations that it does not keep. */
    long beyond() {
        return beyond;
    }

    /** Notes on parts of the file that could not be read. */
    List<String> notes() {
        return capture.notes();
    }
}
