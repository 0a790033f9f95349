package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users who change their mind before the operator has done what they asked for, and traces that meet each other. */
class RacesTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String SPEC =
            """
            target: {pod: idle}
            duration: 5m
            capture: {interface: lo, filter: udp port 9}
            """;

    @BeforeAll
    static void target() {
        SCENE.pod("idle", "sleep", "infinity");
    }

    @RepeatedTest(3)
    void deletedAtOnce() {
        Tracing trace = SCENE.trace("regretted", SPEC);
        trace.delete();
        assertNull(trace.resource());
        assertEquals(List.of(), SCENE.tracePods());
    }

    @RepeatedTest(2)
    void stoppedAtOnce() {
        Tracing trace = SCENE.trace("stopped", SPEC);
        trace.stop();
        trace.ended(Reason.Stopped);
        trace.delete();
    }

    /** The same name again is another trace, with a pod and a result of its own. */
    @Test
    void deletedAndMadeAgain() {
        Tracing trace = SCENE.trace("phoenix", SPEC).capturing();
        String first = trace.resource().getMetadata().getUid();
        trace.delete();
        SCENE.trace("phoenix", SPEC).capturing();
        new Traffic(SCENE, "idle").datagrams(2, 10);
        trace.stop();
        trace.ended(Reason.Stopped);
        assertEquals(2, trace.target().capture().captured());
        assertEquals(false, first.equals(trace.resource().getMetadata().getUid()));
    }

    @Test
    void twoTracesOfOnePodSeeTheSame() {
        Tracing one = SCENE.trace("one", SPEC);
        Tracing two = SCENE.trace("two", SPEC);
        one.capturing();
        two.capturing();
        new Traffic(SCENE, "idle").datagrams(4, 10);
        one.stop();
        two.stop();
        one.ended(Reason.Stopped);
        two.ended(Reason.Stopped);
        assertEquals(4, one.target().capture().captured());
        assertEquals(4, two.target().capture().captured());
    }

    /** A finalizer that nobody takes off would keep the namespace for ever. */
    @Test
    void namespaceIsDeletedWhileATraceRuns() {
        Scene doomed = new Scene();
        doomed.beforeAll(null);
        doomed.pod("idle", "sleep", "infinity");
        doomed.trace("last", SPEC).capturing();
        Stopwatch stopwatch = Stopwatch.start();
        Shell.kubectl("delete", "namespace", doomed.namespace(), "--timeout=60s")
                .ok();
        stopwatch.within(Duration.ofSeconds(45), "namespace with a running trace, delete to gone");
        await("its trace pod to be gone").atMost(Duration.ofSeconds(5)).until(() -> doomed.tracePods()
                .isEmpty());
    }
}
