package io.nettools.analyser.copy;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Frame;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import java.util.List;

/**
 * Recognises a packet that was captured before, so that it is evaluated once. A sender counts IPv4's identification up
 * (RFC 6864 §4), so that a retransmission has another one; a copy has the same, and the same numbers and checksum of
 * the protocol above. Where nothing counts (IPv6, an identification of 0), only a copy at the same moment is
 * recognised.
 *
 * <p>It holds the last packets in a table of fixed size, without collision lists: a packet that took the place of
 * another lets a copy pass, and no packet is taken for a copy of another.
 */
public final class Copies {
    /** Places; 64 KiB of heap. */
    private static final int PLACES = 4096;

    /** Queues of a bridge, a tunnel or a mirror port delay a copy by less than this, µs. */
    private static final long SOON = 100_000;

    /** No sender repeats the same bytes so soon: a fast retransmission takes a round trip, a timer far longer; µs. */
    private static final long AT_ONCE = 200;

    /** Bytes of a TCP header that are compared: numbers, flags, window and checksum. */
    private static final int TCP_HEADER = 20;

    /** Bytes of another protocol that are compared. */
    private static final int OTHERS = 64;

    private static final int ARP_LENGTH = 28;
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    private final long[] prints = new long[PLACES];
    private final long[] times = new long[PLACES];
    private long count;

    /** Takes the next packet; returns whether it is a copy of an earlier one. */
    public boolean accept(Packet packet) {
        if (!packet.whole() || !comparable(packet)) {
            return false;
        }
        long print = print(packet);
        int place = (int) (print >>> 52);
        boolean copy = prints[place] == print && isSoon(packet, packet.micros() - times[place]);
        if (copy) {
            count++;
            return true;
        }
        prints[place] = print;
        times[place] = packet.micros();
        return false;
    }

    private static boolean comparable(Packet packet) {
        return packet.datagram().version() != 0 || packet.etherType() == Frame.ARP;
    }

    private static boolean isSoon(Packet packet, long micros) {
        if (counted(packet)) {
            return micros >= 0 && micros <= SOON;
        }
        return micros >= 0 && micros <= AT_ONCE && !mayRepeatAtOnce(packet.segment());
    }

    /** A pure acknowledgment may be repeated at once (RFC 5681 §3.2). */
    private static boolean mayRepeatAtOnce(Segment segment) {
        return segment.present()
                && segment.payloadLength() == 0
                && !segment.has(Segment.SYN)
                && !segment.has(Segment.FIN);
    }

    /** Whether its sender marks it with a number that no other packet has. */
    private static boolean counted(Packet packet) {
        return packet.datagram().counter() != 0;
    }

    private static long print(Packet packet) {
        Datagram datagram = packet.datagram();
        if (datagram.version() == 0) {
            return print(packet.bytes(), packet.payload(), ARP_LENGTH, 0);
        }
        long ends = datagram.sourceLow() * MIX + datagram.destinationLow();
        long about = (ends * MIX + datagram.counter()) * MIX + datagram.payloadLength();
        return print(packet.bytes(), datagram.payload(), compared(datagram), about);
    }

    private static int compared(Datagram datagram) {
        return datagram.protocol() == Datagram.TCP ? TCP_HEADER : Math.min(OTHERS, datagram.payloadLength());
    }

    private static long print(Bytes bytes, int from, int length, long about) {
        long print = about;
        for (int at = from; at < from + length; at += Integer.BYTES) {
            print = (print ^ bytes.u32(at)) * MIX;
        }
        return print ^ print >>> 32;
    }

    /** Copies recognised. */
    public long count() {
        return count;
    }

    /** Sentences on what limits the answer. */
    public List<String> notes() {
        return count == 0
                ? List.of()
                : List.of("Packets that were captured more than once: " + count + ". Each is evaluated once.");
    }
}
