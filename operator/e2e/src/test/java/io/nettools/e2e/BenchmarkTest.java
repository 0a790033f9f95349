package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prints what a trace costs, in one run; only counts are asserted, since machines are noisy. How long it takes until it captures: {@link AttachTest}. */
@Alone("times and memory are measured")
class BenchmarkTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    void requestsToTheApiServerOfOneTrace() {
        SCENE.pod("counted", "sleep", "infinity");
        Tracing trace =
                SCENE.trace("counted", "target: {pod: counted}\nduration: 1s").ended(Reason.Completed);
        await("the finalizer to be gone")
                .atMost(Duration.ofSeconds(15))
                .until(() -> trace.resource().getMetadata().getFinalizers().isEmpty());
        AuditTrail trail = AuditTrail.of(
                SCENE.namespace(), "counted", trace.resource().getMetadata().getUid());
        print("API writes of one trace: %d (aim: 7) %s", trail.writes().size(), trail.writes());
        print("API reads of one trace: %d (aim: 2) %s", trail.reads().size(), trail.reads());
        print("events of one trace: %d %s", trail.events().size(), trail.events());
        assertEquals(7, trail.writes().size(), trail::toString);
        assertEquals(1, trail.reads().size(), trail::toString);
        assertEquals(4, trail.events().size(), trail::toString);
    }

    @Test
    void startAndMemoryOfOperatorAndAgent() {
        SCENE.pod("start", "sleep", "infinity");
        Operator.kill(); // the next process of the pod that leads does not have to wait for its turn
        Operator.ready();
        Pod leader = Operator.leader();
        Shell.kubectl("logs", "-n", Scene.SYSTEM, leader.getMetadata().getName())
                .ok()
                .out()
                .lines()
                .filter(line -> line.contains("phase=Ready"))
                .forEach(line -> print(
                        "operator, process start -> caches filled (aim: 500 ms): %s",
                        line.replaceFirst(".*after=(\\S+).*", "$1")));
        String operators = "^/opt/networktrace/bin/java";
        print("operator, resident (aim: 100 MB): %s", resident(leader.getSpec().getNodeName(), operators));
        Operator.pods().stream()
                .filter(pod -> !Operator.leads(pod))
                .map(pod -> pod.getSpec().getNodeName())
                .filter(node -> !node.equals(leader.getSpec().getNodeName()))
                .forEach(node -> print("operator that stands by, resident: %s", resident(node, operators)));
        Tracing trace =
                SCENE.trace("start", "target: {pod: start}\nduration: 3s").capturing();
        String node = SCENE.node("start");
        print(
                "agent while capturing, resident (aim: 60 MB): %s",
                resident(node, "^/opt/nettrace/bin/java .* capture$"));
        print("agent while reading, resident (aim: 60 MB): %s", resident(node, "^/opt/nettrace/bin/java .* read$"));
        trace.ended(Reason.Completed);
        String timed = SCENE.exec(
                        "start",
                        "python3",
                        "-c",
                        """
                import subprocess, time
                def run():
                    began = time.monotonic()
                    said = subprocess.run(["/opt/nettrace/bin/java", "@/opt/nettrace/nettrace.options", "capture"], capture_output=True, text=True)
                    assert "AttachFailed" in said.stderr, said
                    return time.monotonic() - began
                print(sorted(run() for _ in range(5))[2] * 1000)
                """)
                .ok()
                .text();
        print(
                "agent, from its start to its end without an order, median of 5 (aim: 150 ms): %.0f ms",
                Double.parseDouble(timed));
    }

    private static String resident(String node, String pattern) {
        String pid = Shell.node(node, "pgrep", "-n", "-f", pattern).ok().text();
        String status = Shell.node(node, "cat", "/proc/" + pid + "/status").ok().out();
        long kib = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        return kib / 1024 + " MiB";
    }

    private static void print(String format, Object... values) {
        System.out.println("benchmark: " + String.format(Locale.ROOT, format, values));
    }
}
