package io.nettools.planner.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order in which traces begin, and the status of the others meanwhile. */
class AdmissionTest {

    /** A race in a burst: each of eight threads counted pods that did not exist yet. T12. */
    @Test
    void aPlaceIsTakenBeforeAnythingIsWritten() {
        ACluster cluster = ACluster.allowing(20, 1, 20);
        String first = cluster.created("a", "node-1");
        String second = cluster.created("a", "node-1");
        assertTrue(cluster.asks(first) && cluster.asks(second));
        assertTrue(cluster.tries(first));
        assertFalse(cluster.tries(second));
    }

    @Test
    void aRecordedTargetTakesItsPlaceBeforeTheInformerSeesItsPod() {
        ACluster cluster = ACluster.allowing(20, 1, 20);
        cluster.arrives("a", "node-1");
        cluster.arrives("a", "node-1");
        assertEquals(List.of("a-0"), cluster.running());
    }

    @Test
    void aPodKeepsItsPlaceAfterItsTraceHasEnded() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String first = cluster.arrives("a", "node-1");
        String second = cluster.arrives("a", "node-1");
        cluster.podsAreSeen(first).ends(first).movesOn();
        assertEquals(List.of(second), cluster.waiting());
        cluster.podsAreGone(first).movesOn();
        assertEquals(List.of(second), cluster.running());
    }

    @Test
    void withinANamespaceTheOldestComesFirst() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String running = cluster.arrives("a", "node-1");
        String older = cluster.created("a", "node-1");
        String newer = cluster.arrives("a", "node-1");
        cluster.turn(older).ends(running).movesOn();
        assertEquals(List.of(older), cluster.running());
        cluster.ends(older).movesOn();
        assertEquals(List.of(running, older, newer), cluster.admitted());
    }

    @Test
    void theBacklogHasTheOldestTraceOfAllNamespaces() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        assertEquals("0", cluster.backlog());
        String running = cluster.arrives("a", "node-1");
        assertEquals("0", cluster.backlog());
        cluster.arrives("b", "node-1");
        cluster.after(Duration.ofSeconds(60)).arrives("a", "node-1");
        String wait = cluster.backlog();
        assertTrue(wait.matches("2 for PT1M[0-9]S"), wait);
        cluster.ends(running).movesOn();
        assertTrue(cluster.backlog().matches("1 for PT[0-9]S"), cluster.backlog());
    }

    @Test
    void namespacesTakeTurns() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String running = cluster.arrives("a", "node-1");
        List<String> ofA = IntStream.range(0, 3)
                .mapToObj(one -> cluster.arrives("a", "node-1"))
                .toList();
        List<String> ofB = IntStream.range(0, 2)
                .mapToObj(one -> cluster.arrives("b", "node-1"))
                .toList();
        while (!cluster.waiting().isEmpty()) {
            cluster.ends(cluster.running().getFirst()).movesOn();
        }
        assertEquals(List.of(running, ofA.get(0), ofB.get(0), ofA.get(1), ofB.get(1), ofA.get(2)), cluster.admitted());
    }

    @Test
    void aNamespaceAtItsMaximumDelaysNoOther() {
        ACluster cluster = ACluster.allowing(10, 10, 1);
        cluster.arrives("a", "node-1");
        cluster.arrives("a", "node-1");
        cluster.arrives("b", "node-1");
        assertEquals(List.of("a-0", "b-2"), cluster.running());
        assertEquals(
                "Position 1 in the queue of namespace a; waits for the one trace pod allowed for namespace a.",
                cluster.message("a-1"));
    }

    @Test
    void aFullNodeDelaysNoTraceOnAnotherNode() {
        ACluster cluster = ACluster.allowing(10, 1, 10);
        cluster.arrives("a", "node-1");
        cluster.arrives("a", "node-1");
        cluster.arrives("a", "node-2");
        cluster.arrives("b", "node-3");
        assertEquals(List.of("a-0", "a-2", "b-3"), cluster.running());
    }

    /** Otherwise the two places that it needs at once would go to others one by one, for ever. */
    @Test
    void smallTracesDoNotPassABigOneOnTheNodesThatItWaitsFor() {
        ACluster cluster = ACluster.allowing(10, 2, 10);
        String one = cluster.arrives("a", "node-1");
        String two = cluster.arrives("a", "node-1");
        String big = cluster.arrives("b", "node-1", "node-1");
        String small = cluster.arrives("c", "node-1");
        String elsewhere = cluster.arrives("c", "node-2");
        cluster.ends(one).movesOn();
        assertEquals(List.of(two, elsewhere), cluster.running());
        cluster.ends(two).movesOn();
        assertEquals(List.of(big, elsewhere), cluster.running());
        cluster.ends(big).movesOn();
        assertEquals(List.of(small, elsewhere), cluster.running());
    }

    @Test
    void aTraceOfMorePodsThanTheLimitRunsAlone() {
        ACluster cluster = ACluster.allowing(2, 2, 2);
        String one = cluster.arrives("a", "node-1");
        String big = cluster.arrives("b", "node-1", "node-1", "node-2");
        String small = cluster.arrives("c", "node-3");
        assertEquals(
                "Position 1 in the queue of namespace b; waits for 2 of the 2 trace pods allowed on node node-1.",
                cluster.message(big));
        assertEquals(List.of(one, small), cluster.running());
        cluster.ends(one).ends(small).movesOn();
        assertEquals(List.of(big), cluster.running());
    }

    @Test
    void aTraceIsNotLookedUpWithoutAFreePlace() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        cluster.arrives("a", "node-1");
        IntStream.range(0, 50).forEach(one -> cluster.arrives("a", "node-1"));
        assertEquals(List.of("a-0"), cluster.lookedUp());
        cluster.after(Duration.ofHours(1)).waiting().forEach(cluster::turn);
        assertEquals(List.of("a-0"), cluster.lookedUp());
    }

    @Test
    void aTraceOfAFullNodeIsLookedUpOnceAndAgainAtItsTurn() {
        ACluster cluster = ACluster.allowing(10, 1, 10);
        String running = cluster.arrives("a", "node-1");
        String waits = cluster.arrives("a", "node-1");
        cluster.turn(waits).turn(waits).movesOn();
        assertEquals(List.of(running, waits), cluster.lookedUp());
        cluster.ends(running).movesOn();
        assertEquals(List.of(running, waits, waits), cluster.lookedUp());
        assertEquals(List.of(waits), cluster.running());
    }

    @Test
    void aMovingQueueWritesFewStatuses() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        cluster.arrives("a", "node-1");
        List<String> many = IntStream.range(0, 300)
                .mapToObj(one -> cluster.arrives("a", "node-1"))
                .toList();
        assertEquals(
                "Among the first 500 in the queue of namespace a; waits for the one trace pod allowed for "
                        + "namespace a.",
                cluster.message(many.getLast()));
        assertEquals(300, cluster.writes());
        for (int ended = 0; ended < 290; ended++) {
            cluster.ends(cluster.running().getFirst()).movesOn().after(Duration.ofMinutes(1));
            cluster.waiting().forEach(cluster::turn);
        }
        assertEquals(
                "Among the first 10 in the queue of namespace a; waits for the one trace pod allowed for "
                        + "namespace a.",
                cluster.message(many.getLast()));
        assertTrue(cluster.writes() < 300 * 6, () -> cluster.writes() + " writes");
    }

    @Test
    void aDeletedOrRefusedTraceLetsTheNextOneBegin() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String running = cluster.arrives("a", "node-1");
        String deleted = cluster.arrives("a", "node-1");
        String refused = cluster.arrives("a", "node-1");
        String next = cluster.arrives("a", "node-1");
        cluster.isDeleted(deleted).ends(running);
        assertEquals(List.of(refused), cluster.woken());
        cluster.isRefused(refused).movesOn();
        assertEquals(List.of(next), cluster.running());
    }

    /** Otherwise a tenant with thousands of traces of missing pods would be looked up before all others. T13. */
    @Test
    void aRefusalUsesTheNamespacesTurn() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String running = cluster.arrives("x", "node-1");
        String refused = cluster.arrives("a", "node-1");
        cluster.arrives("a", "node-1");
        String other = cluster.arrives("b", "node-1");
        cluster.ends(running);
        assertEquals(List.of(refused), cluster.woken());
        cluster.isRefused(refused);
        assertEquals(List.of(other), cluster.woken());
    }

    /** A look-up that the API server does not answer, and would not for hours. */
    @Test
    void aFailedTurnDelaysNoOtherTrace() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String running = cluster.arrives("a", "node-1");
        String unlucky = cluster.arrives("a", "node-1");
        String next = cluster.arrives("a", "node-1");
        cluster.ends(running);
        assertEquals(List.of(unlucky), cluster.woken());
        cluster.fails(unlucky).movesOn();
        assertEquals(List.of(next), cluster.running());
        cluster.ends(next).turn(unlucky);
        assertEquals(List.of(unlucky), cluster.running());
    }

    /** After a time-out it may have been written. */
    @Test
    void aPlaceSurvivesOneFailedWrite() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String unlucky = cluster.created("a", "node-1");
        String next = cluster.created("a", "node-1");
        assertTrue(cluster.asks(unlucky) && cluster.tries(unlucky));
        cluster.fails(unlucky).turn(next);
        assertEquals(List.of(), cluster.running());
        assertTrue(cluster.asks(unlucky) && cluster.tries(unlucky), "its place is its own still");
        cluster.fails(unlucky).movesOn();
        assertEquals(List.of(next), cluster.running(), "what can never be written keeps no place for ever");
    }

    @Test
    void anotherOperatorKnowsRunningAndOlderTraces() {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        String running = cluster.arrives("a", "node-1");
        String older = cluster.arrives("a", "node-1");
        String newer = cluster.arrives("a", "node-1");
        int writes = cluster.writes();
        cluster.restarts().turn(newer).turn(older);
        assertEquals(List.of(running), cluster.running());
        assertEquals(writes, cluster.writes(), "what the operator before it wrote does");
        cluster.ends(running).movesOn();
        assertEquals(List.of(older), cluster.running());
    }

    /** T13, with a maximum for a namespace that leaves it everything. */
    @Test
    void tenThousandTracesOfOneNamespaceDoNotStarveTenOfAnother() {
        ACluster cluster = ACluster.allowing(20, 20, 20);
        IntStream.range(0, 10_000).forEach(one -> cluster.arrives("a", "node-1"));
        List<String> few = IntStream.range(0, 10)
                .mapToObj(one -> cluster.arrives("b", "node-1"))
                .toList();
        int ended = 0;
        while (!cluster.admitted().containsAll(few)) {
            cluster.ends(cluster.running().getFirst()).movesOn();
            ended++;
        }
        int fairShare = 2 * few.size(); // every second place that is given back
        assertTrue(ended <= 2 * fairShare, ended + " places were given back before all of b had theirs");
    }
}
