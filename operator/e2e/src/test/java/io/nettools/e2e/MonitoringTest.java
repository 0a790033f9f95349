package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nettools.planner.status.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes both replicas, and a real alert fires when an analyser dies; no alert beside it does. */
class MonitoringTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Path DASHBOARD = Shell.ROOT.resolve("deploy/monitoring/dashboard.json");
    private static final String FAILED = "sum(networktrace_targets_ended_total{reason=\"AnalyserFailed\"})";

    @Test
    void anAnalyserThatDiesRaisesItsAlert(@TempDir Path folder) throws IOException {
        SCENE.pod("idle", "sleep", "infinity");
        try (Prometheus prometheus = Prometheus.scraping(folder, Operator.pods())) {
            eventually("both replicas, one leader", () -> {
                assertEquals(List.of(2.0), prometheus.values("count(networktrace_build_info)"));
                assertEquals(List.of(1.0), prometheus.values("sum(networktrace_leader)"));
                assertEquals(1, prometheus.values(FAILED).size());
            });
            double before = prometheus.values(FAILED).getFirst();
            Tracing trace = SCENE.trace("dies", "target: {pod: idle}\nduration: 5m\ncapture: {interface: lo}")
                    .capturing();
            eventually("the trace", () -> {
                assertTrue(prometheus
                                .values("networktrace_traces{reason=\"Capturing\"}")
                                .getFirst()
                        >= 1);
                assertTrue(prometheus
                                .values("sum(networktrace_attach_duration_seconds_count)")
                                .getFirst()
                        >= 1);
                assertTrue(prometheus.values("sum(networktrace_trace_pods)").getFirst() >= 1);
            });
            new Processes(SCENE.pods().getFirst(), "analyser").signal("KILL", "java");
            trace.stop();
            trace.ended(Reason.AnalyserFailed);
            eventually("the alert", () -> assertTrue(prometheus.firing().contains("NetworkTraceAnalysisFails")));
            assertTrue(prometheus.values(FAILED).getFirst() > before); // other classes' analysers die, too
            assertEquals(
                    List.of("ok"),
                    prometheus.healthOfRules().stream().distinct().toList());
            assertEquals(
                    List.of(),
                    prometheus.firing().stream()
                            .filter(name -> name.endsWith("Down") || name.endsWith("Leader") || name.endsWith("Stale"))
                            .toList());
            eachPanelCanBeAsked(prometheus);
            System.out.printf(
                    "measured: scrape %.0f ms, %.0f samples of the leader%n",
                    1000 * prometheus.values("max(scrape_duration_seconds)").getFirst(),
                    prometheus.values("max(scrape_samples_scraped)").getFirst());
        }
    }

    private static void eventually(String what, org.awaitility.core.ThrowingRunnable facts) {
        await(what).atMost(Duration.ofSeconds(20)).untilAsserted(facts);
    }

    /** Prometheus answers a mistaken expression with 400, which throws. */
    private static void eachPanelCanBeAsked(Prometheus prometheus) throws IOException {
        List<String> expressions = StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(DASHBOARD.toFile())
                                .path("panels")
                                .spliterator(),
                        false)
                .flatMap(panel -> StreamSupport.stream(panel.path("targets").spliterator(), false))
                .map((JsonNode target) -> target.path("expr").asText().replace("$__rate_interval", "1m"))
                .toList();
        assertTrue(expressions.size() > 10, expressions::toString);
        expressions.forEach(prometheus::values);
    }
}
