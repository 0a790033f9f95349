package io.nettools.analyser.finding;

import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about neighbours on the link. */
final class NeighbourRules {
    /** Requests that Linux sends before it gives up (mcast_solicit of net/core/neighbour.c). */
    private static final long QUESTIONS = 3;

    private NeighbourRules() {}

    /** Whether nobody answered as many questions as one attempt has. */
    static boolean silent(Neighbour neighbour) {
        return neighbour.unanswered() >= QUESTIONS;
    }

    static Optional<Diagnosis> unanswered(Neighbour neighbour) {
        if (!silent(neighbour)) {
            return Optional.empty();
        }
        String seen = neighbour.lastSeenMicros() == 0
                ? "never seen in this capture"
                : "last seen " + Wording.time(neighbour.lastSeenMicros()) + " UTC";
        return Optional.of(Diagnosis.of(
                        Code.NeighbourUnanswered,
                        neighbour.address(),
                        neighbour.unanswered(),
                        "no host on the link has the address " + neighbour.address())
                .meaning("The host with the address " + neighbour.address()
                        + " should be on the same link, but answers neither ARP nor neighbour"
                        + " solicitations: it is down, or elsewhere.")
                .shownBy(neighbour.unanswered() + " of " + neighbour.asked() + " requests by " + neighbour.askedBy()
                        + " unanswered; " + seen)
                .next("Does a running pod or node have that address (kubectl get pods,nodes -A -o wide)? Is"
                        + " the requester's prefix length right (ip addr), or must the address be"
                        + " reached through a gateway?"));
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
                        "two hosts have the address " + neighbour.address())
                .meaning("Two hosts claim the address " + neighbour.address()
                        + ": packets for it reach sometimes the one, sometimes the other.")
                .shownBy(neighbour.mac() + " and " + neighbour.previousMac() + " alternate, "
                        + Wording.count(neighbour.changes(), "change"))
                .next("Find both (kubectl get pods -A -o wide; bridge fdb show | grep MAC) and remove the"
                        + " address from one. Look for a static address within the range that IPAM"
                        + " assigns."));
    }
}
