package io.nettools.analyser.finding;

import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about neighbours on the link. */
final class NeighbourRules {
    /** Linux asks three times (mcast_solicit of net/core/neighbour.c). */
    private static final long QUESTIONS = 3;

    private NeighbourRules() {}

    static Optional<Diagnosis> unanswered(Neighbour neighbour) {
        if (neighbour.unanswered() < QUESTIONS) {
            return Optional.empty();
        }
        String seen = neighbour.lastSeenMicros() == 0
                ? "never seen in this capture"
                : "last seen " + Wording.time(neighbour.lastSeenMicros()) + " UTC";
        return Optional.of(Diagnosis.of(
                        Code.NeighbourUnanswered,
                        neighbour.address(),
                        neighbour.unanswered(),
                        "nobody on the link has the address " + neighbour.address())
                .meaning(
                        "The machine with the address " + neighbour.address()
                                + " should be on the same link, but does not answer when it is asked for: it is off, or somewhere else.")
                .shownBy(neighbour.unanswered() + " of " + neighbour.asked() + " questions by " + neighbour.askedBy()
                        + " unanswered; " + seen)
                .next(
                        "Does a running pod or node have that address (kubectl get pods,nodes -A -o wide)? Is the prefix length of the"
                                + " asker right (ip addr), or must the address be reached by a gateway?"));
    }

    static Optional<Diagnosis> duplicate(Neighbour neighbour) {
        boolean toAndFro = neighbour.changes() > 1;
        if (!toAndFro) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.DuplicateAddress,
                        neighbour.address(),
                        neighbour.changes(),
                        "two machines have the address " + neighbour.address())
                .meaning("Two machines say that they have the address " + neighbour.address()
                        + ": packets for it reach now the one, now the other.")
                .shownBy(neighbour.mac() + " and " + neighbour.previousMac() + " take turns, "
                        + Wording.count(neighbour.changes(), "change"))
                .next(
                        "Find both (kubectl get pods -A -o wide; bridge fdb show | grep MAC) and take the address from one. Look for a"
                                + " static address within the range that IPAM gives away."));
    }
}
