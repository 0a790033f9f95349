package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;
import java.util.List;

/** The unit in which a loss is counted: one that both points see alike. */
enum Unit {
    Syns,
    Packets,
    /** Segments without payload, which offload neither splits nor merges. */
    Bare,
    Payload;

    /** The unit for several losses at one gap. Handshakes that never pass come first, since they explain the most. */
    static Unit of(List<Loss> losses) {
        if (losses.stream().allMatch(Unit::handshake)) {
            return Syns;
        }
        if (losses.stream().allMatch(loss -> loss.comparable() && Packets.lost(loss) > 0)) {
            return Packets;
        }
        return losses.stream().anyMatch(loss -> Payload.lost(loss) > 0) ? Payload : Bare;
    }

    private static boolean handshake(Loss loss) {
        return loss.syns() > 0 && loss.after().syns() == 0;
    }

    long count(Tally tally) {
        return switch (this) {
            case Syns -> tally.syns();
            case Packets -> tally.packets();
            case Bare -> tally.bare();
            case Payload -> tally.payload();
        };
    }

    long lost(Loss loss) {
        return count(loss.before()) - count(loss.after());
    }

    /** E.g. {@code 42 of 42 SYN}. */
    String words(List<Loss> losses) {
        long lost = losses.stream().mapToLong(this::lost).sum();
        long all = losses.stream().mapToLong(loss -> count(loss.before())).sum();
        String what = this == Syns ? losses.getFirst().course().syn() : plural(all);
        return lost + " of " + all + " " + what;
    }

    private String plural(long many) {
        return switch (this) {
            case Payload -> many == 1 ? "byte of payload" : "bytes of payload";
            case Bare -> many == 1 ? "segment without payload" : "segments without payload";
            case Packets, Syns -> many == 1 ? "packet" : "packets";
        };
    }
}
