package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a conversation.
 *
 * @param outbound whether the target sends
 * @param seen at each point, as the packets travel
 */
record Course(Chain chain, boolean outbound, List<Sighting> seen) {
    /** Those whose numbers can be compared: networks in eBPF deliver past the node's end of a pod's interface, which then sees less. */
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

    /** Of those kept the first saw most, as none of them missed what a later one saw. */
    private static Sighting most(List<Sighting> kept) {
        return kept.getFirst();
    }

    /** Whether another point saw more than this one, and the edges of the window do not explain it. */
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

    /** The tally of whoever saw most: what was sent, as far as is known. */
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

    /** {@code SYN} of who began, else {@code SYN-ACK}. */
    String syn() {
        return byClient() ? "SYN" : "SYN-ACK";
    }
}
