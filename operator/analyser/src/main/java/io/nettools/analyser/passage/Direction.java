package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.sketch.Sketch;
import java.util.Optional;

/** What one point saw of one direction of a conversation within the window. */
final class Direction {
    private static final int UDP_HEADER = 8;
    /** Sums stop here instead of overflowing. */
    private static final long MOST = Long.MAX_VALUE / 2;

    private final boolean sketched;
    private final Trail trail = new Trail();
    private Sketch sketch;
    private long packets;
    private long payload;
    private long bare;
    private long syns;
    private long resets;
    private long edge;
    private long firstMicros = -1;
    private long bareMicros;
    private long largest;

    /** @param sketched whether there is room for a sketch */
    Direction(boolean sketched) {
        this.sketched = sketched;
    }

    void accept(Packet packet, Window window) {
        Datagram datagram = packet.datagram();
        long micros = packet.micros() - window.from();
        Window.Part part = window.part(packet.micros());
        packets++;
        edge += part == Window.Part.Middle ? 0 : 1;
        firstMicros = firstMicros < 0 ? micros : Math.min(firstMicros, micros);
        largest = Math.max(largest, datagram.payload() + (long) datagram.payloadLength() - datagram.header());
        if (sketched && sketch == null) {
            sketch = new Sketch(Sketch.SMALL);
        }
        switch (datagram.protocol()) {
            case Datagram.TCP -> segment(packet, part, micros);
            case Datagram.UDP -> udp(packet);
            default -> {
                bare(micros);
                item(packet);
            }
        }
    }

    private void segment(Packet packet, Window.Part part, long micros) {
        Segment segment = packet.segment();
        payload = Math.min(MOST, payload + segment.payloadLength());
        syns += segment.has(Segment.SYN) ? 1 : 0;
        resets += segment.has(Segment.RST) ? 1 : 0;
        if (segment.payloadLength() == 0) {
            bare(micros);
        }
        trail.number(packet, part);
        if (sketched) {
            Item.insert(segment, sketch);
        }
    }

    private void udp(Packet packet) {
        payload = Math.min(MOST, payload + Math.max(0, packet.datagram().payloadLength() - UDP_HEADER));
        item(packet);
    }

    private void bare(long micros) {
        bare++;
        bareMicros = Math.min(MOST, bareMicros + micros);
    }

    private void item(Packet packet) {
        long item = Item.of(packet);
        trail.first(item);
        if (sketched) {
            sketch.insert(item, 1);
        }
    }

    boolean quiet() {
        return packets == 0;
    }

    long packets() {
        return packets;
    }

    long edge() {
        return edge;
    }

    Trail trail() {
        return trail;
    }

    /** All its packets; empty if there was no room for a sketch. */
    Optional<Sketch> sketch() {
        return sketched ? Optional.of(quiet() ? new Sketch(Sketch.SMALL) : sketch) : Optional.empty();
    }

    /**
     * How much less another point saw: segments without payload, which offload does not split, plus bytes of payload.
     */
    long missingAt(Direction other) {
        return Math.max(0, bare - other.bare) + Math.max(0, payload - other.payload);
    }

    Views.Tally tally() {
        return new Views.Tally(packets, payload, bare, syns, resets, edge, firstMicros, bareMicros, largest);
    }
}
