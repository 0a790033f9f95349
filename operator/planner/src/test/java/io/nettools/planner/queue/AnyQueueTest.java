package io.nettools.planner.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.trace.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Any arrivals and ends in any order: {@link ACluster} stays within the maxima at each step, and no trace waits for
 * ever.
 */
class AnyQueueTest {
    private static final int CLUSTER = 4;
    private static final int NODE = 2;
    private static final int NAMESPACE = 3;

    /** An event; a number selects its trace from a list. */
    record Happening(What what, int which, String namespace, List<String> nodes) {}

    enum What {
        Arrives,
        Created,
        Turn,
        HalfATurn,
        TurnFails,
        PodsAreSeen,
        Ends,
        PodsAreGone,
        Deleted,
        Refused,
        MovesOn,
        Restarts,
        TimePasses
    }

    @Property(tries = 1000)
    void noMaximumIsExceededAndEveryTraceIsAdmitted(@ForAll("histories") List<Happening> history) {
        ACluster cluster = ACluster.allowing(CLUSTER, NODE, NAMESPACE);
        Pending pending = new Pending(cluster);
        history.forEach(happening -> pending.happens(happening));
        pending.comesToRest();
        int most = 2 * (cluster.waiting().size() + cluster.running().size()) + 1;
        for (int round = 0; round < most && !cluster.waiting().isEmpty(); round++) {
            cluster.running().stream().findFirst().ifPresent(one -> cluster.ends(one)
                    .podsAreGone(one));
            cluster.movesOn();
        }
        assertEquals(List.of(), cluster.waiting());
    }

    /** A younger trace is admitted later than older ones of its namespace that need the same. */
    @Property(tries = 200)
    void tracesWithEqualDemandBeginInOrderOfAge(
            @ForAll("namespaces") List<String> arriving, @ForAll @IntRange(min = 1, max = 4) int atATime) {
        ACluster cluster = ACluster.allowing(atATime, atATime, atATime);
        List<String> names = arriving.stream()
                .map(namespace -> cluster.arrives(namespace, "node-1"))
                .toList();
        while (!cluster.waiting().isEmpty()) {
            cluster.ends(cluster.running().getFirst()).movesOn();
        }
        for (String namespace : List.of("a", "b", "c")) {
            assertEquals(ofNamespace(namespace, names), ofNamespace(namespace, cluster.admitted()));
        }
    }

    /** Round robin: of two namespaces that wait, none is given two places more than the other. */
    @Property(tries = 200)
    void waitingNamespacesAreServedEqually(@ForAll("namespaces") List<String> arriving) {
        ACluster cluster = ACluster.allowing(1, 1, 1);
        arriving.forEach(namespace -> cluster.arrives(namespace, "node-1"));
        List<String> waiting = new ArrayList<>(cluster.waiting());
        int before = cluster.admitted().size();
        while (ofNamespace("a", waiting).size() > 0 && ofNamespace("b", waiting).size() > 0) {
            cluster.ends(cluster.running().getFirst()).movesOn();
            List<String> served =
                    cluster.admitted().subList(before, cluster.admitted().size());
            int more =
                    ofNamespace("a", served).size() - ofNamespace("b", served).size();
            assertTrue(Math.abs(more) <= 1, () -> served.toString());
            waiting.removeAll(served);
        }
    }

    /** A big trace, while small ones keep arriving: from its own namespace, too, and to each of its nodes. */
    @Property(tries = 200)
    void aBigTraceIsNotStarvedByASteadyStreamOfSmallOnes(
            @ForAll("nodes") List<String> big,
            @ForAll @IntRange(min = 1, max = 4) int atATime,
            @ForAll("streams") List<Happening> small) {
        ACluster cluster = ACluster.allowing(CLUSTER, NODE, NAMESPACE);
        small.stream()
                .limit(6)
                .forEach(one -> cluster.arrives(one.namespace(), one.nodes().getFirst()));
        String waits = cluster.arrives("a", big.toArray(String[]::new));
        for (int round = 0; cluster.waiting().contains(waits); round++) {
            int now = round;
            assertTrue(now < 60, () -> big + " waits for ever");
            Happening next = small.get(now % small.size());
            for (int one = 0; one < atATime; one++) {
                cluster.arrives(next.namespace(), next.nodes().getFirst());
            }
            List<String> running = cluster.running();
            int oldestEverySecondTime = now % 2 == 0 ? 0 : next.which() % running.size();
            cluster.ends(running.get(oldestEverySecondTime)).movesOn();
        }
    }

    private static List<String> ofNamespace(String namespace, List<String> names) {
        return names.stream().filter(name -> name.startsWith(namespace + "-")).toList();
    }

    /** What the threads are in the middle of. */
    private static final class Pending {
        private final ACluster cluster;
        private final List<String> asked = new ArrayList<>();
        private final List<String> tried = new ArrayList<>();
        private final List<String> seen = new ArrayList<>();

        Pending(ACluster cluster) {
            this.cluster = cluster;
        }

        void happens(Happening it) {
            switch (it.what()) {
                case Arrives -> cluster.arrives(it.namespace(), it.nodes().toArray(String[]::new));
                case Created -> cluster.created(it.namespace(), it.nodes().toArray(String[]::new));
                case Turn -> of(idle(), it, cluster::turn);
                case HalfATurn -> halfATurn(it);
                case TurnFails ->
                    of(tried, it, name -> {
                        tried.remove(name);
                        cluster.fails(name);
                    });
                case PodsAreSeen ->
                    of(cluster.running(), it, name -> {
                        seen.add(name);
                        cluster.podsAreSeen(name);
                    });
                case Ends -> of(cluster.running(), it, cluster::ends);
                case PodsAreGone ->
                    of(seen, it, name -> {
                        if (!cluster.running().contains(name)) {
                            seen.remove(name);
                            cluster.podsAreGone(name);
                        }
                    });
                case Deleted -> of(idle(), it, cluster::isDeleted);
                case Refused ->
                    of(idle(), it, name -> {
                        if (cluster.asks(name)) {
                            cluster.isRefused(name);
                        }
                    });
                case MovesOn ->
                    cluster.woken().stream().filter(idle()::contains).forEach(cluster::turn);
                case Restarts -> {
                    asked.clear();
                    tried.clear();
                    cluster.restarts();
                }
                case TimePasses -> cluster.after(Duration.ofMinutes(6));
            }
        }

        /** One thread after the other comes one step further. */
        private void halfATurn(Happening it) {
            if (!tried.isEmpty()) {
                cluster.begins(tried.removeFirst());
            } else if (!asked.isEmpty()) {
                String name = asked.removeFirst();
                if (cluster.tries(name)) {
                    tried.add(name);
                }
            } else {
                of(idle(), it, name -> {
                    if (cluster.asks(name)) {
                        asked.add(name);
                    }
                });
            }
        }

        void comesToRest() {
            tried.forEach(cluster::begins);
            asked.forEach(cluster::takes);
            cluster.waiting().forEach(cluster::turn);
            seen.stream().filter(name -> !cluster.running().contains(name)).forEach(cluster::podsAreGone);
            cluster.movesOn();
        }

        private List<String> idle() {
            return cluster.waiting().stream()
                    .filter(name -> !asked.contains(name) && !tried.contains(name))
                    .toList();
        }

        private static void of(List<String> names, Happening it, Consumer<String> what) {
            if (!names.isEmpty()) {
                what.accept(names.get(it.which() % names.size()));
            }
        }
    }

    @Provide
    Arbitrary<List<Happening>> histories() {
        return happenings(Arbitraries.of(What.class)).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Happening>> streams() {
        return happenings(Arbitraries.just(What.Arrives)).list().ofMinSize(1).ofMaxSize(8);
    }

    private Arbitrary<Happening> happenings(Arbitrary<What> what) {
        return Combinators.combine(
                        what, Arbitraries.integers().between(0, 1000), Arbitraries.of("a", "b", "c"), nodes())
                .as(Happening::new);
    }

    /** Up to more than a node, or a namespace, or the cluster may have. */
    @Provide
    Arbitrary<List<String>> nodes() {
        return Arbitraries.of("node-1", "node-2", "node-3").list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> namespaces() {
        return Arbitraries.of("a", "b", "c").list().ofMaxSize(30);
    }
}
