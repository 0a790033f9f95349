package io.nettools.analyser.passage;

import java.util.List;

/**
 * Packets that certainly were within the window at both points. Near the ends of the window another point may have seen
 * more or fewer.
 */
record Certain(boolean all, List<Trail> trails) {
    static final Certain ALL = new Certain(true, List.of());

    static Certain of(Direction one, Direction other) {
        return new Certain(one.edge() == 0 && other.edge() == 0, List.of(one.trail(), other.trail()));
    }

    /** Whether a range of sequence numbers certainly was within the window. */
    boolean range(int begin, int end) {
        return all || trails.stream().allMatch(trail -> trail.inside(begin, end));
    }

    boolean item(long item) {
        return switch (Item.kind(item)) {
            case Syn, Fin, Sequence -> range(Item.number(item), Item.number(item));
            case Reset, Ack, Udp, Content, EchoRequest, EchoReply, Icmp, Other -> all;
        };
    }
}
