package io.nettools.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.fixture.AScrape;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.observe.Traces;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.queue.Backlog;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.250Z");
    private static final TargetStatus WEB = TargetStatus.recorded("web", "pod-uid", "node-1", List.of(), "any");
    private static final TargetStatus API = TargetStatus.recorded("api", "api-uid", "node-1", List.of(), "any");

    private final Metrics metrics = new Metrics("1.2.3");
    private Trace trace = Traces.of(ATrace.ofPod("web"));

    @Test
    void aTraceIsCountedOnceWhereItEnds() {
        becomes(Reason.Starting, NOW, WEB);
        becomes(Reason.Capturing, NOW.plusMillis(1800), WEB);
        becomes(Reason.Completed, NOW.plusSeconds(12), WEB.as(Reason.Completed, "Done."));
        becomes(Reason.Completed, NOW.plusSeconds(13), WEB.as(Reason.Completed, "Done."));
        String text = AScrape.leader(metrics);
        assertEquals(
                List.of("{reason=\"Completed\",state=\"Succeeded\"} 1.0"),
                AScrape.nonZero(text, "networktrace_traces_finished_total"));
        assertEquals(List.of("{reason=\"Completed\"} 1.0"), AScrape.nonZero(text, "networktrace_targets_ended_total"));
        assertEquals(List.of("1.8"), AScrape.samples(text, "networktrace_attach_duration_seconds_sum"));
        assertEquals(List.of("1"), AScrape.samples(text, "networktrace_attach_duration_seconds_count"));
    }

    @Test
    void eachTargetThatFailsIsCountedThoughTheTraceGoesOn() {
        becomes(Reason.Starting, NOW, WEB, API);
        becomes(Reason.Capturing, NOW, WEB, API.as(Reason.AnalyserFailed, "It ended early."));
        String text = AScrape.leader(metrics);
        assertEquals(
                List.of("{reason=\"AnalyserFailed\"} 1.0"), AScrape.nonZero(text, "networktrace_targets_ended_total"));
        assertEquals(List.of(), AScrape.nonZero(text, "networktrace_traces_finished_total"));
    }

    /** Its admission is in its status in whole seconds alone. */
    @Test
    void aTraceThatAnotherProcessAdmittedHasNoTimeToAttach() {
        Status admitted = status(Reason.Starting, NOW, WEB);
        trace = with(admitted);
        becomes(Reason.Capturing, NOW.plusSeconds(2), WEB);
        assertEquals(
                List.of("0"), AScrape.samples(AScrape.leader(metrics), "networktrace_attach_duration_seconds_count"));
    }

    /** increase() sees only what comes after the first sample. */
    @Test
    void eachEndIsThereBeforeItHappens() {
        String text = AScrape.leader(metrics);
        assertTrue(AScrape.samples(text, "networktrace_traces_finished_total")
                .contains("{reason=\"InternalError\",state=\"Failed\"} 0.0"));
        assertTrue(
                AScrape.samples(text, "networktrace_targets_ended_total").contains("{reason=\"ImagePullFailed\"} 0.0"));
        assertFalse(text.contains("reason=\"Queued\"} 0.0\nnetworktrace_traces_finished"));
    }

    @Test
    void theLeaderHasWhatItHolds() {
        String text = AScrape.leader(metrics);
        assertEquals(List.of("1.0"), AScrape.samples(text, "networktrace_leader"));
        assertEquals(
                List.of("{reason=\"Completed\",state=\"Succeeded\"} 9.0", "{reason=\"Queued\",state=\"Waiting\"} 2.0"),
                AScrape.nonZero(text, "networktrace_traces"));
        assertEquals(List.of("90.0"), AScrape.samples(text, "networktrace_queue_oldest_wait_seconds"));
        assertTrue(AScrape.samples(text, "networktrace_watch_age_seconds").contains("{watch=\"traces\"} 1.5"));
    }

    /** A zero would say that it had looked. */
    @Test
    void aStandbyHasNoFiguresOfTheCluster() {
        String text = AScrape.standby(metrics);
        assertEquals(List.of("0.0"), AScrape.samples(text, "networktrace_leader"));
        assertEquals(List.of("{version=\"1.2.3\"} 1"), AScrape.samples(text, "networktrace_build_info"));
        for (String figure : List.of("traces", "queue_length", "trace_pods", "watch_age_seconds")) {
            assertEquals(List.of(), AScrape.samples(text, "networktrace_" + figure), figure);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "503, 503", "7, other", "100000, other", ", <error>"})
    void aCodeIsOneOfHttp(Integer code, String label) {
        metrics.requested(
                ApiCall.of("GET", "/api/v1/namespaces/shop/pods/web", false),
                code == null ? OptionalInt.empty() : OptionalInt.of(code),
                Duration.ofMillis(20));
        String text = AScrape.leader(metrics);
        assertEquals(
                List.of("{code=\"" + label + "\",resource=\"pods\",verb=\"get\"} 1.0"),
                AScrape.samples(text, "networktrace_api_requests_total"));
        assertFalse(text.contains("shop") || text.contains("web"), text);
    }

    @Test
    void aClockBehindTheApiServersIsNoNegativeWait() {
        Holdings ahead = new Holdings(NOW, Map.of(), new Backlog(1, Optional.of(NOW.plusSeconds(5))), 0, 0, Map.of());
        assertEquals(Duration.ZERO, ahead.oldestWait());
    }

    /** Writes the next status, with these targets. */
    private void becomes(Reason reason, Instant at, TargetStatus... targets) {
        Status next = status(reason, at, targets);
        metrics.wrote(trace, next);
        trace = with(next);
    }

    private Status status(Reason reason, Instant at, TargetStatus... targets) {
        return NextStatus.of(trace, new Phase(reason, "So it is."), List.of(targets), Optional.empty(), at);
    }

    private Trace with(Status status) {
        return new Trace(trace.identity(), trace.generation(), trace.created(), false, true, trace.spec(), status);
    }
}
