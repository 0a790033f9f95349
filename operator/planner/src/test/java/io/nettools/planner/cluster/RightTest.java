package io.nettools.planner.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names of other namespaces take the right to read the objects that have them. */
class RightTest {
    private static final Set<String> NODES = Set.of("node-1");

    @Test
    void namesOfTheTracesNamespaceTakeNoRight() {
        assertEquals(Optional.empty(), right(pod("shop")));
        assertEquals(Optional.empty(), right(new Owner.ClusterIp("shop", "web")));
    }

    @Test
    void namesOfOtherNamespacesTakeTheRightToGetTheirKind() {
        assertEquals(Optional.of(new Right("pods", "bank")), right(pod("bank")));
        assertEquals(Optional.of(new Right("services", "bank")), right(new Owner.ClusterIp("bank", "kube-dns")));
        assertEquals(Optional.of(new Right("pods", "kube-system")), right(pod("kube-system")));
    }

    @Test
    void nodesOfTheTracedPodsAreShownAnyway() {
        assertEquals(Optional.empty(), right(new Owner.Node("node-1")));
        assertEquals(Optional.of(new Right("nodes", "")), right(new Owner.Node("node-2")));
    }

    @Test
    void namesThatEveryPodHasTakeNoRight() {
        assertEquals(Optional.empty(), right(new Owner.ClusterIp("kube-system", "kube-dns")));
        assertEquals(Optional.empty(), right(new Owner.ApiServer()));
        assertEquals(Optional.empty(), right(new Owner.Outside()));
    }

    @Test
    void aHiddenNameOnlySaysThatItIsElsewhere() {
        assertEquals(new Owner.AnotherNamespace(), new Right("pods", "bank").hidden());
        assertEquals(new Owner.AnotherNode(), new Right("nodes", "").hidden());
    }

    private static Optional<Right> right(Owner owner) {
        return Right.toSee(owner, "shop", NODES);
    }

    private static Owner pod(String namespace) {
        return new Owner.Pod(namespace, "vault", "node-9", Optional.empty());
    }
}
