package io.nettools.planner.way;

import java.util.function.IntPredicate;

/**
 * What a firewall does at one hop.
 *
 * @param back whether it drops what the server sends
 * @param payload which sizes of payload
 */
record Drops(Hop hop, boolean back, IntPredicate payload) {
    static final Drops NONE = new Drops(Hop.InClient, false, payload -> false);

    static Drops all(Hop hop, boolean back) {
        return new Drops(hop, back, payload -> true);
    }

    static Drops larger(Hop hop, boolean back, int than) {
        return new Drops(hop, back, payload -> payload > than);
    }

    /** Every so many of the packets with payload, whatever their size. */
    static Drops every(Hop hop, boolean back, int nth) {
        int[] seen = {0};
        return new Drops(hop, back, payload -> payload > 0 && ++seen[0] % nth == 0);
    }

    boolean take(Hop at, boolean goesBack, int bytes) {
        return at == hop && goesBack == back && payload.test(bytes);
    }
}
