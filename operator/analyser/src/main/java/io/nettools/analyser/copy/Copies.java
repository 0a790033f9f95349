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
 * the protocol above. Where nothing counts (IPv6, an identification of 0 or always the same), only a copy at the same
 * moment is recognised.
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

    /** The same for senders that give all packets one identification: no kernel does, tools that make packets do. */
    private static final long AT_ONCE_OF_TOOLS = 2_000;

    /** Flows whose identifications are compared; 24 KiB of heap. */
    private static final int FLOWS = 1024;

    /** Bytes of a TCP header that are compared: numbers, flags, window and checksum. */
    private static final int TCP_HEADER = 20;

    /** Offset in a TCP header of what follows the acknowledgment number. */
    private static final int TCP_REST = 12;

    /** Bytes of another protocol that are compared. */
    private static final int OTHERS = 64;

    private static final int ARP_LENGTH = 28;
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
    private static final long MIX_TOO = 0xc2b2_ae3d_27d4_eb4fL;

    /** For each place the print of a packet, and its time: side by side in memory. */
    private final long[] places = new long[2 * PLACES];

    private final long[] flows = new long[FLOWS];
    private final int[] identifications = new int[FLOWS];
    private final boolean[] constant = new boolean[FLOWS];
    private long count;

    /** Takes the next packet; returns whether it is a copy of an earlier one. */
    public boolean accept(Packet packet) {
        if (!packet.whole() || !comparable(packet)) {
            return false;
        }
        long flow = flow(packet);
        long print = print(packet, flow);
        int place = (int) (print >>> 52) << 1;
        if (places[place] == print && isSoon(packet, flow, packet.micros() - places[place + 1])) {
            count++;
            return true;
        }
        places[place] = print;
        places[place + 1] = packet.micros();
        noteIdentification(packet.datagram().counter(), flow);
        return false;
    }

    /** What the sender, the receiver and their ports have in common. */
    private static long flow(Packet packet) {
        Datagram datagram = packet.datagram();
        return (datagram.sourceLow() * MIX_TOO + datagram.destinationLow()) * MIX + packet.ports() * MIX_TOO;
    }

    /** Two packets of one flow with one identification: their sender does not count. */
    private void noteIdentification(int identification, long flow) {
        int at = (int) (flow >>> 54);
        if (identification == 0) {
            return;
        }
        if (flows[at] != flow) {
            flows[at] = flow;
            constant[at] = false;
        } else if (identifications[at] == identification) {
            constant[at] = true;
        }
        identifications[at] = identification;
    }

    private static boolean comparable(Packet packet) {
        return packet.datagram().version() != 0 || packet.etherType() == Frame.ARP;
    }

    private boolean isSoon(Packet packet, long flow, long micros) {
        boolean marked = packet.datagram().counter() != 0;
        int at = (int) (flow >>> 54);
        boolean counted = marked && !(flows[at] == flow && constant[at]);
        if (counted) {
            return micros >= 0 && micros <= SOON;
        }
        long longest = marked ? AT_ONCE_OF_TOOLS : AT_ONCE;
        return micros >= 0 && micros <= longest && !mayRepeatAtOnce(packet.segment());
    }

    /** A pure acknowledgment may be repeated at once (RFC 5681 §3.2). */
    private static boolean mayRepeatAtOnce(Segment segment) {
        return segment.present()
                && segment.payloadLength() == 0
                && !segment.has(Segment.SYN)
                && !segment.has(Segment.FIN);
    }

    private static long print(Packet packet, long flow) {
        Datagram datagram = packet.datagram();
        if (datagram.version() == 0) {
            return print(packet.bytes(), packet.payload(), ARP_LENGTH, 0);
        }
        long about = flow + datagram.counter() * MIX + datagram.payloadLength();
        return packet.segment().present()
                ? printOfSegment(packet, about)
                : print(packet.bytes(), datagram.payload(), compared(datagram), about);
    }

    /** Of a segment: all numbers of its header, in few steps. */
    private static long printOfSegment(Packet packet, long about) {
        Segment segment = packet.segment();
        long numbers = (long) segment.sequence() << 32 | (segment.acknowledgment() & 0xffff_ffffL);
        long rest = packet.bytes().i64(packet.datagram().payload() + TCP_REST);
        long print = (about ^ numbers) * MIX;
        print = (print ^ print >>> 32 ^ rest) * MIX;
        return print ^ print >>> 32;
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
