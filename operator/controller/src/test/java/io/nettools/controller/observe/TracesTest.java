package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.analyser.order.TargetPod;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.ATracePod;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A status that is written and read again is unchanged: otherwise each turn would write again, for ever. */
class TracesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:20.123456789Z");

    /** T9, T27: a user's name may be any text. */
    @ParameterizedTest
    @CsvSource({
        "jane, jane",
        "oidc:j\u00f6rg, oidc:j\\u00f6rg",
        "'two\nlines', two lines",
        "'\u001b[2Jgone', \\u001b[2Jgone",
    })
    void theRequestingUserIsPrintable(String name, String shown) {
        NetworkTrace trace = ATrace.ofPod("web");
        trace.getMetadata().setAnnotations(Map.of(Marks.REQUESTED_BY, name));
        assertEquals(Optional.of(shown), Traces.requestedBy(trace));
        trace.getMetadata().setAnnotations(Map.of(Marks.REQUESTED_BY, name.repeat(500)));
        assertTrue(Traces.requestedBy(trace).orElseThrow().length() <= 512);
    }

    @Test
    void theRequestingUserIsUnknownWithoutAnAnnotation() {
        NetworkTrace trace = ATrace.ofPod("web");
        assertEquals(Optional.empty(), Traces.requestedBy(trace));
        trace.getMetadata().setAnnotations(Map.of(Marks.REQUESTED_BY, " "));
        assertEquals(Optional.empty(), Traces.requestedBy(trace));
    }

    @Test
    void theFirstStatusIsTheSchemasDefault() {
        Status status = Traces.of(ATrace.ofPod("web")).status();
        assertEquals(7, status.conditions().size());
        assertTrue(status.conditions().stream()
                .allMatch(condition -> condition.reason().equals("Pending")));
        assertEquals(List.of(), status.targets());
        assertEquals(Status.initial(), Traces.of(withoutStatus()).status());
    }

    @Test
    void identityDeletionAndFinalizerAreRead() {
        NetworkTrace trace = ATrace.ofPod("web");
        assertEquals("shop/hello/" + ATrace.UID, text(trace));
        trace.getMetadata().setDeletionTimestamp(ATrace.CREATED);
        trace.getMetadata().setFinalizers(List.of("nettools.io/trace-pod"));
        assertTrue(Traces.of(trace).deleting());
        assertTrue(Traces.of(trace).held());
        trace.getMetadata().setFinalizers(List.of("somebody.else/finalizer"));
        assertEquals(false, Traces.of(trace).held());
    }

    @Test
    void timesAreInWholeSeconds() {
        Status planned = plan(admitted(1), pods("capture-answered"));
        var written = Traces.status(planned);
        assertEquals("2026-03-01T10:00:05Z", written.startTime());
        written.conditions()
                .forEach(condition -> assertEquals(
                        Instant.parse(condition.getLastTransitionTime()).getEpochSecond() + "",
                        "" + Instant.parse(condition.getLastTransitionTime()).toEpochMilli() / 1000));
        assertTrue(written.conditions().stream()
                .noneMatch(condition -> condition.getLastTransitionTime().contains(".")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accepted",
                "attaching",
                "ready",
                "capture-answered",
                "completed",
                "completed-large",
                "evicted",
                "failed-post-start-hook",
                "oom-killed",
                "hostile"
            })
    void aSecondPlanLeavesTheStatusUnchanged(String pod) {
        NetworkTrace trace = admitted(1);
        NetworkTrace once = ATrace.with(trace, plan(trace, pods(pod)));
        assertEquals(Traces.of(once).status(), plan(once, pods(pod)), pod);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aSecondPlanLeavesTheStatusOfSeveralTargetsUnchanged(String first, String second) {
        NetworkTrace trace = admitted(2);
        NetworkTrace half = ATrace.with(trace, plan(trace, pods(first, "attaching")));
        NetworkTrace once = ATrace.with(half, plan(half, pods(first, second)));
        assertEquals(Traces.of(once).status(), plan(once, pods(first, second)));
    }

    static Stream<Object[]> pairs() {
        return Stream.of("completed", "completed-large", "hostile")
                .flatMap(first -> Stream.of("ready", "completed", "completed-large", "hostile", "oom-killed")
                        .map(second -> new Object[] {first, second}));
    }

    @Test
    void aNodeTargetIsReadAsWritten() {
        NetworkTrace trace = ATrace.asking("target: {node: node-1}");
        TargetStatus node = TargetStatus.recorded("", "node-uid", "node-1", List.of("198.18.0.11"), "any");
        Status status = NextStatus.of(
                Traces.of(trace), new Phase(Reason.Capturing, "So it is."), List.of(node), Optional.empty(), NOW);
        assertEquals(
                List.of(node), Traces.of(ATrace.with(trace, status)).status().targets());
    }

    private static NetworkTrace withoutStatus() {
        NetworkTrace trace = ATrace.ofPod("web");
        trace.setStatus(null);
        return trace;
    }

    private static String text(NetworkTrace trace) {
        var identity = Traces.identity(trace);
        return identity.namespace() + "/" + identity.name() + "/" + identity.uid();
    }

    /** A trace with recorded targets; their UIDs are target-0, target-1 … */
    private static NetworkTrace admitted(int targets) {
        NetworkTrace trace = ATrace.asking("{target: {selector: {matchLabels: {app: web}}}, conntrack: {}}");
        List<Candidate> found = IntStream.range(0, targets)
                .mapToObj(n -> new Candidate(
                        "web-" + n,
                        "node-1",
                        "Running",
                        "",
                        false,
                        false,
                        "",
                        new TargetPod("target-" + n, "", List.of("c" + n), List.of("10.42.0." + n))))
                .toList();
        return ATrace.with(trace, plan(trace, new Lookup.Found(found), List.of()));
    }

    private static List<Pod> pods(String... folders) {
        return IntStream.range(0, folders.length)
                .mapToObj(n -> ATracePod.of(folders[n], "target-" + n))
                .toList();
    }

    private static Status plan(NetworkTrace trace, List<Pod> pods) {
        return plan(trace, new Lookup.NotAsked(), pods);
    }

    /** The status after the plan; unchanged when the plan has none. */
    private static Status plan(NetworkTrace trace, Lookup lookup, List<Pod> pods) {
        var observed = new Observed(
                Traces.of(trace),
                new Turn.Mine(),
                lookup,
                pods.stream().map(TracePods::of).toList(),
                Map.of(),
                SettingsReader.read(Map.of("image", "image")).limits(),
                NOW);
        return Planner.plan(observed).status().orElse(observed.trace().status());
    }
}
