package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;

/**
 * Identifies one direction of a conversation after address translation: by the sequence numbers of TCP, by the first
 * few packets of other protocols. Also keeps the sequence numbers near the ends of the window, where another point may
 * have seen more or fewer.
 */
final class Trail {
    private static final int FIRST = 4;

    private final long[] first = new long[FIRST];
    private int known;

    private boolean numbered;
    private int origin;
    /** Sequence number of the last segment, extended beyond 32 bits from the first one's. */
    private long place;

    private long lowest;
    private long highest;

    private boolean begins;
    private int beginning;
    private boolean ends;
    private int ending;

    void number(Packet packet, Window.Part part) {
        Segment segment = packet.segment();
        int begin = segment.sequence();
        int length = segment.payloadLength() + (segment.has(Segment.SYN) ? 1 : 0) + (segment.has(Segment.FIN) ? 1 : 0);
        if (!numbered) {
            numbered = true;
            origin = begin;
        }
        place += begin - (origin + (int) place);
        lowest = Math.min(lowest, place);
        highest = Math.max(highest, place + length);
        switch (part) {
            case Beginning -> begin(begin + length);
            case End -> end(begin);
            case Middle -> {
                // each point that it passed saw it within the window, too
            }
        }
    }

    private void begin(int end) {
        beginning = begins && beginning - end > 0 ? beginning : end;
        begins = true;
    }

    private void end(int begin) {
        ending = ends && ending - begin < 0 ? ending : begin;
        ends = true;
    }

    void first(long item) {
        if (known < FIRST) {
            first[known++] = item;
        }
    }

    /** Whether both are one direction of one conversation; false if one of them has no packets. */
    boolean meets(Trail other, int protocol) {
        return protocol == Datagram.TCP ? overlaps(other) : shares(other);
    }

    private boolean overlaps(Trail other) {
        int distance = other.origin - origin;
        return numbered && other.numbered && distance + other.lowest <= highest && distance + other.highest >= lowest;
    }

    private boolean shares(Trail other) {
        for (int i = 0; i < known; i++) {
            for (int j = 0; j < other.known; j++) {
                if (first[i] == other.first[j]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a packet with that sequence number surely is within the window, wherever it was seen. */
    boolean inside(int begin, int end) {
        return !(begins && begin - beginning < 0) && !(ends && end - ending > 0);
    }
}
