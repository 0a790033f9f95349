package io.nettools.controller.election;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.controller.fixture.FakeApiServer;
import io.nettools.controller.fixture.Yaml;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ElectionTest {
    private static final Terms SHORT =
            new Terms(Duration.ofMillis(1500), Duration.ofMillis(1000), Duration.ofMillis(100), Duration.ofMillis(50));
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/system/leases";
    private static final String LEASE = LEASES + "/" + LeaseStore.NAME;

    private final FakeApiServer api = new FakeApiServer();
    private final KubernetesClient client = api.client();
    private final List<Replica> replicas = new ArrayList<>();

    @AfterEach
    void close() {
        replicas.forEach(replica -> replica.election.release());
        client.close();
        api.close();
    }

    @Test
    void theFirstOneLeadsAndTheSecondOneIsReadyToTakeOver() {
        Replica one = start("one");
        until(one.election::leading);
        assertTrue(one.fence.open());
        Replica two = start("two");
        until(two.election::standingBy);
        assertFalse(two.election.leading());
        assertFalse(two.fence.open());
        assertEquals("one", holder());
        assertEquals(List.of(), one.lost);
    }

    @Test
    void aReleasedLeaseIsTakenAtTheNextLook() {
        Replica one = start("one");
        until(one.election::leading);
        Replica two = start("two");
        until(two.election::standingBy);
        one.election.release();
        assertFalse(one.fence.open());
        until(two.election::leading);
        assertEquals("two", holder());
        assertEquals(2, lease().at("/spec/leaseTransitions").asInt());
        assertEquals(List.of(), one.lost, "given up, not lost");
    }

    /** The holder's node is gone; its time of day does not matter. */
    @Test
    void theLeaseOfAVanishedHolderIsTakenAfterItsDuration() {
        api.has(LEASES, lease("gone", "2126-01-01T00:00:00.000000Z"));
        Replica two = start("two");
        until(two.election::standingBy);
        assertEquals("gone", holder());
        until(two.election::leading);
    }

    @Test
    void anOldTimeOfDayInALeaseDoesNotShortenTheWait() {
        api.has(LEASES, lease("other", "1970-01-01T00:00:00.000000Z"));
        Replica two = start("two");
        until(two.election::standingBy);
        assertFalse(two.election.leading());
        assertEquals("other", holder());
    }

    @Test
    void theNextProcessOfAPodLeadsAtOnce() {
        api.has(LEASES, lease("one", "2126-01-01T00:00:00.000000Z"));
        Replica one = start("one");
        until(one.election::leading);
        assertEquals(7, lease().at("/spec/leaseTransitions").asInt());
    }

    @Test
    void anEmptyLeaseIsTaken() {
        Lease empty = lease("x", "2126-01-01T00:00:00.000000Z");
        empty.setSpec(null);
        api.has(LEASES, empty);
        until(start("one").election::leading);
    }

    @Test
    void aLeaderThatCannotRenewEndsBeforeAnotherMayLead() {
        Replica one = start("one");
        until(one.election::leading);
        api.refuses("PUT leases/" + LeaseStore.NAME, 500, "etcd has no leader");
        until(() -> !one.lost.isEmpty());
        assertFalse(one.fence.open());
        assertTrue(one.lost.getFirst().contains("not renewed within PT1S"), one.lost::toString);
    }

    @Test
    void aLeaderEndsWhenAnotherHoldsTheLease() {
        Replica one = start("one");
        until(one.election::leading);
        ObjectNode other = lease().deepCopy();
        ((ObjectNode) other.get("spec")).put("holderIdentity", "two");
        ((ObjectNode) other.get("metadata")).remove("resourceVersion");
        api.becomes(LEASE, other);
        until(() -> !one.lost.isEmpty());
        assertTrue(one.lost.getFirst().contains("two's"), one.lost::toString);
    }

    /** JOSDK 3147: both replicas waited for ever after a failure of the API server. */
    @Test
    void aReplicaThatCannotTakeTheLeaseKeepsTrying() {
        api.refuses("POST leases", 500, "etcd has no leader");
        Replica one = start("one");
        until(one.election::standingBy);
        assertFalse(one.election.leading());
        api.allows("POST leases");
        until(one.election::leading);
        assertEquals(List.of(), one.lost);
    }

    private record Replica(Election election, Fence fence, List<String> lost) {}

    private Replica start(String name) {
        Fence fence = new Fence(SHORT, System::nanoTime);
        List<String> lost = new CopyOnWriteArrayList<>();
        LeaseStore store = new LeaseStore(client, "system", InstantSource.system());
        Replica replica = new Replica(new Election(store, fence, SHORT, name, lost::add), fence, lost);
        replica.election.start();
        replicas.add(replica);
        return replica;
    }

    private static Lease lease(String holder, String renewed) {
        return Yaml.object(
                Yaml.tree(
                        """
                        apiVersion: coordination.k8s.io/v1
                        kind: Lease
                        metadata: {name: networktrace-operator, namespace: system}
                        spec: {holderIdentity: %s, leaseDurationSeconds: 2, renewTime: "%s", leaseTransitions: 7}
                        """
                                .formatted(holder, renewed)),
                Lease.class);
    }

    private JsonNode lease() {
        return api.get(LEASE);
    }

    private String holder() {
        return lease().at("/spec/holderIdentity").asText();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }
}
