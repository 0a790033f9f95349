package io.nettools.analyser.passage;

import java.util.List;

/** Of which packets it is sure that both points could have seen them: near the ends of the window another saw perhaps more, perhaps less. */
record Certain(boolean all, List<Trail> trails) {
    static final Certain ALL = new Certain(true, List.of());

    static Certain of(Direction one, Direction other) {
        return new Certain(one.edge() == 0 && other.edge() == 0, List.of(one.trail(), other.trail()));
    }

    /** Whether it is sure of a range of sequence numbers. */
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
