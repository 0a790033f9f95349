package io.nettools.analyser.passage;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.sketch.Sketch;
import java.util.stream.Stream;

/**
 * A conversation as one point saw it.
 *
 * @param ends as they are named there, the target's first
 * @param sent by the target
 * @param received by the target
 */
record Talk(TwoEnds ends, Direction sent, Direction received) {
    Talk(TwoEnds ends, boolean sketched) {
        this(ends, new Direction(sketched), new Direction(sketched));
    }

    /** A conversation without packets. */
    static Talk none() {
        return new Talk(new TwoEnds(), true);
    }

    void accept(Packet packet, boolean sentByTarget, Window window) {
        direction(sentByTarget).accept(packet, window);
    }

    Direction direction(boolean sentByTarget) {
        return sentByTarget ? sent : received;
    }

    boolean seen() {
        return !sent.quiet() || !received.quiet();
    }

    /** Its packets in both directions, tagged; nothing for a direction without a sketch. */
    Stream<Sketch> tagged() {
        String protocol = ends.protocolName();
        String local = ends.first();
        String remote = ends.second();
        return Stream.concat(
                sent.sketch().stream().map(sketch -> sketch.tagged(Tag.of(protocol, local, remote))),
                received.sketch().stream().map(sketch -> sketch.tagged(Tag.of(protocol, remote, local))));
    }

    /** Whether both are one conversation although the other end has another address. */
    boolean isTranslated(Talk other) {
        return sent.trail().meets(other.sent.trail(), ends.protocol())
                || received.trail().meets(other.received.trail(), ends.protocol());
    }
}
