package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a conversation.
 *
 * @param outbound whether the target sends
 * @param seen counts at each point, in the order in which packets travel
 */
record Course(Chain chain, boolean outbound, List<Sighting> seen) {
    /**
     * Points whose counts can be compared. eBPF networks may bypass the node's end of a pod's interface, which then
     * sees less.
     */
    List<Sighting> reliable() {
        List<Sighting> kept = new ArrayList<>();
        for (Sighting one : exact().reversed()) {
            if (kept.isEmpty() || !one.missed(most(kept))) {
                kept.addFirst(one);
            }
        }
        return kept;
    }

    private List<Sighting> exact() {
        return seen.stream().filter(one -> one.at().exact()).toList();
    }

    /** The first one kept saw most, as it missed nothing that a later one saw. */
    private static Sighting most(List<Sighting> kept) {
        return kept.getFirst();
    }

    /** Whether another point saw more than this one, beyond what the edges of the window explain. */
    boolean missedSome(Station at) {
        return seen.stream().filter(one -> one.at().equals(at)).anyMatch(one -> seen.stream()
                .anyMatch(one::missed));
    }

    Course opposite() {
        return chain.course(!outbound);
    }

    /** Whether this is the direction of the end that began. */
    boolean byClient() {
        return outbound == chain.targetBegan();
    }

    boolean nothing() {
        return seen.stream().allMatch(one -> one.tally().packets() == 0);
    }

    /** The tally of the point that saw most: the best estimate of what was sent. */
    Tally most() {
        return seen.stream()
                .map(Sighting::tally)
                .reduce(Tally.NONE, (a, b) -> b.bare() + b.payload() > a.bare() + a.payload() ? b : a);
    }

    String from() {
        return outbound ? chain.local() : chain.other();
    }

    String to() {
        return outbound ? chain.other() : chain.local();
    }

    String server() {
        return byClient() ? to() : from();
    }

    /** {@code SYN} in the direction of the client, else {@code SYN-ACK}. */
    String syn() {
        return byClient() ? "SYN" : "SYN-ACK";
    }
}
