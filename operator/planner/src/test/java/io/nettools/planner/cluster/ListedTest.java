package io.nettools.planner.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An address has one owner, or none that is certain. */
class ListedTest {
    private static final Listed OLD = new Listed("shop", "old", "node-1", false, true, Optional.empty());
    private static final Listed NEW = new Listed("shop", "new", "node-2", false, false, Optional.empty());

    @Test
    void anAddressWithoutAPodHasNoOwner() {
        assertEquals(Optional.empty(), Listed.owner(List.of()));
    }

    @Test
    void aPodThatStaysBeatsOneThatIsBeingDeleted() {
        assertEquals(
                Optional.of(new Owner.Pod("shop", "new", "node-2", Optional.empty())), Listed.owner(List.of(OLD, NEW)));
        assertEquals(Optional.of(new Owner.Pod("shop", "old", "node-1", Optional.empty())), Listed.owner(List.of(OLD)));
    }

    @Test
    void twoPodsThatStayAreNotGuessed() {
        assertEquals(Optional.empty(), Listed.owner(List.of(NEW, NEW)));
    }

    @Test
    void aPodOnTheNodesNetworkStandsForItsNode() {
        assertEquals(
                Optional.of(new Owner.Node("node-1")),
                Listed.owner(List.of(onNetworkOf("node-1"), onNetworkOf("node-1"))));
        assertEquals(Optional.empty(), Listed.owner(List.of(onNetworkOf("node-1"), onNetworkOf("node-2"))));
    }

    private static Listed onNetworkOf(String node) {
        return new Listed("kube-system", "proxy", node, true, false, Optional.empty());
    }
}
