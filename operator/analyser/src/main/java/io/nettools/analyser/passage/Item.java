package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.sketch.Sketch;

/**
 * The part of a packet that neither NAT nor offload changes, as an item of a sketch.
 *
 * <pre>
 * kind (4 bits) | what it is among its kind (32 bits)
 * </pre>
 *
 * <p>A TCP segment from sequence number s to e is one more {@code Sequence} at s and one less at e. Where segments
 * adjoin, that is nothing, so it does not matter how a stream was cut: by segmentation offload, put together again by
 * receive offload, or not at all. What is left between two points is where lost ranges begin and end.
 */
final class Item {
    private static final int UDP_HEADER = 8;
    /** Behind the beginning of a payload programs seldom differ, and the snap length may have cut. */
    private static final int LOOKED_AT = 32;

    private Item() {}

    /** What a number means; the kind's own one is the same on all nodes. */
    enum Kind {
        /** Where bytes of a TCP stream begin (more) or end (less). */
        Sequence(0),
        Syn(1),
        Fin(2),
        Reset(3),
        /** A TCP segment with nothing but an acknowledgment. */
        Ack(4),
        /** Identification and a hash. */
        Udp(5),
        /** A hash, where there is no identification; a number that nobody knows means no more either. */
        Content(6),
        EchoRequest(7),
        EchoReply(8),
        /** Type, code and a hash. */
        Icmp(9),
        /** Identification and a hash. */
        Other(10);

        private static final Kind[] ALL = values();

        private final long number;

        Kind(long number) {
            this.number = number;
        }

        long item(int what) {
            return (number << Integer.SIZE) | (what & 0xffff_ffffL);
        }

        static Kind of(long number) {
            for (Kind kind : ALL) {
                if (kind.number == number) {
                    return kind;
                }
            }
            return Content;
        }
    }

    /** The item's kind; Content for an unknown one, which another node may send. */
    static Kind kind(long item) {
        return Kind.of(item >>> Integer.SIZE);
    }

    static int number(long item) {
        return (int) item;
    }

    /** Adds all items of a TCP segment. */
    static void insert(Segment segment, Sketch sketch) {
        int begin = segment.sequence();
        int end = begin + segment.payloadLength();
        if (segment.has(Segment.RST)) {
            sketch.insert(Kind.Reset.item(begin), 1);
            return;
        }
        boolean syn = segment.has(Segment.SYN);
        boolean fin = segment.has(Segment.FIN);
        if (syn) {
            sketch.insert(Kind.Syn.item(begin), 1);
        }
        if (fin) {
            sketch.insert(Kind.Fin.item(end), 1);
        }
        if (begin != end) {
            sketch.insert(Kind.Sequence.item(begin), 1);
            sketch.insert(Kind.Sequence.item(end), -1);
        } else if (!syn && !fin) {
            sketch.insert(Kind.Ack.item(segment.acknowledgment()), 1);
        }
    }

    /** The item of a packet that is not TCP. */
    static long of(Packet packet) {
        Datagram datagram = packet.datagram();
        return switch (datagram.protocol()) {
            case Datagram.UDP -> udp(packet);
            case Datagram.ICMP, Datagram.ICMP6 -> icmp(packet);
            default -> identified(packet, Kind.Other, hash(packet, datagram.payload(), datagram.payloadLength()));
        };
    }

    private static long udp(Packet packet) {
        Datagram datagram = packet.datagram();
        return identified(packet, Kind.Udp, hash(packet, datagram.payload() + UDP_HEADER, datagram.payloadLength()));
    }

    /**
     * In IPv6 there is no identification, and in IPv4 a zero says nothing where fragments are forbidden (RFC 6864
     * §4.1).
     */
    private static long identified(Packet packet, Kind kind, int hash) {
        Datagram datagram = packet.datagram();
        boolean identified = datagram.version() == 4 && datagram.identification() != 0;
        return identified ? kind.item((datagram.identification() << 16) | (hash & 0xffff)) : Kind.Content.item(hash);
    }

    private static long icmp(Packet packet) {
        Bytes bytes = packet.bytes();
        int at = packet.datagram().payload();
        int type = bytes.u8(at);
        boolean six = packet.datagram().version() == 6;
        if (type == (six ? 128 : 8)) {
            return Kind.EchoRequest.item(bytes.i32(at + 4));
        }
        if (type == (six ? 129 : 0)) {
            return Kind.EchoReply.item(bytes.i32(at + 4));
        }
        // what an error quotes is translated, too
        int hash = bytes.u16(at + 4) * 31 + bytes.u16(at + 6);
        return Kind.Icmp.item((bytes.u16(at) << 16) | (hash & 0xffff));
    }

    /** Of the beginning of a content and its length. */
    private static int hash(Packet packet, int from, int length) {
        Bytes bytes = packet.bytes();
        int to = Math.min(packet.datagram().capturedEnd(), from + LOOKED_AT);
        int hash = length;
        for (int at = from; at < to; at++) {
            hash = hash * 31 + bytes.u8(at);
        }
        hash *= 0x9e37_79b9;
        return hash ^ (hash >>> 16);
    }
}
