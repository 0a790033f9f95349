package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Prints the time until a trace captures beside the time until a bare pod is ready. The pause before each apply is random:
 * the kubelet looks for changes of its containers once a second, and applies in step with it would measure the step.
 */
@Alone("times are measured")
class AttachTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final int ROUNDS = Integer.getInteger("attach.rounds", 3);
    private static final long SEED = Long.getLong("attach.seed", System.nanoTime());
    private static final int PAUSE_MILLIS = 1000;

    private enum Kind {
        Bare("bare pod"),
        Trace("trace"),
        Views("trace with views");

        private final String title;

        Kind(String title) {
            this.title = title;
        }
    }

    @Test
    void timeToAttachBesideABarePod() {
        SCENE.pod("target", "sleep", "infinity");
        Random random = new Random(SEED);
        Map<Kind, List<Attached>> taken = new EnumMap<>(Kind.class);
        List<Kind> order = new ArrayList<>(List.of(Kind.values()));
        for (int round = 0; round < ROUNDS; round++) {
            for (Kind kind : order) {
                Duration pause = Duration.ofMillis(random.nextInt(PAUSE_MILLIS));
                await().pollDelay(pause).until(() -> true);
                taken.computeIfAbsent(kind, _ -> new ArrayList<>()).add(attached(kind, round));
            }
            Collections.rotate(order, 1);
        }
        assertEquals(
                Collections.nCopies(Kind.values().length, ROUNDS),
                taken.values().stream().map(List::size).toList());
        print(taken);
    }

    private static void print(Map<Kind, List<Attached>> taken) {
        System.out.printf(
                "measured: %d rounds, seed %d; seconds from the apply, mean ± standard error%n", ROUNDS, SEED);
        row("", "in all", "pod made", "pod ready", "seen");
        taken.forEach((kind, all) -> row(kind.title, part -> all.stream().map(part)));
        List<Attached> bare = taken.remove(Kind.Bare);
        taken.forEach((kind, all) -> row(kind.title + ", more than a bare pod", part -> IntStream.range(0, ROUNDS)
                .mapToObj(round -> part.apply(all.get(round)) - part.apply(bare.get(round)))));
    }

    private static void row(String title, Function<Function<Attached, Double>, Stream<Double>> sample) {
        row(
                title,
                Mean.of(sample.apply(Attached::total)),
                Mean.of(sample.apply(Attached::made)),
                Mean.of(sample.apply(Attached::ready)),
                Mean.of(sample.apply(Attached::seen)));
    }

    private static void row(Object... columns) {
        System.out.printf("measured: %-38s %12s %12s %12s %12s%n", columns);
    }

    private static Attached attached(Kind kind, int round) {
        String name = kind.name().toLowerCase(Locale.ROOT) + "-" + round;
        return switch (kind) {
            case Bare -> barePod(name);
            case Trace -> trace(name, "");
            case Views -> trace(name, "views: [Pod, Node]\n");
        };
    }

    /** A pod as most are, with a token, whose volume the kubelet waits for. It stays, since its end would cost time meanwhile. */
    private static Attached barePod(String name) {
        String yaml = SCENE.podYaml(name, "sleep", "infinity")
                .replace("automountServiceAccountToken: false", "nodeName: " + SCENE.node("target"));
        return attached(read(yaml, Pod.class), Readiness::isPodReady, SCENE.namespace());
    }

    private static Attached trace(String name, String views) {
        String spec = "target: {pod: target}\nduration: 1s\n" + views;
        NetworkTrace trace = read(SCENE.yaml(name, spec), NetworkTrace.class);
        Attached attached = attached(trace, AttachTest::capturing, Scene.TRACES);
        new Tracing(SCENE, name).ended(Reason.Completed);
        await("its trace pod to be gone").atMost(Duration.ofSeconds(15)).until(() -> SCENE.tracePods()
                .isEmpty());
        return attached;
    }

    private static <T extends HasMetadata> T read(String yaml, Class<T> type) {
        return Scene.CLIENT.getKubernetesSerialization().unmarshal(yaml, type);
    }

    /** @param namespace where its pod is made, and no other one meanwhile */
    private static <T extends HasMetadata> Attached attached(T object, Predicate<T> works, String namespace) {
        var resource = Scene.CLIENT.resource(object);
        Instant applied = Instant.now();
        resource.create();
        resource.waitUntilCondition(works, 60, TimeUnit.SECONDS);
        Instant seen = Instant.now();
        return Attached.of(AuditTrail.start(namespace, applied, seen), applied, seen);
    }

    private static boolean capturing(NetworkTrace trace) {
        return trace.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Capturing")
                        && condition.getStatus().equals("True"));
    }
}
