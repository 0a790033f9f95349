package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.planner.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prints what a trace costs, in one run; only counts are asserted, since machines are noisy. */
@Alone("times and memory are measured")
class BenchmarkTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final int RUNS = 10;

    @Test
    void timeToCapturingAgainstABarePodsTimeToReady() {
        SCENE.pod("target", "sleep", "infinity");
        String node = SCENE.node("target");
        List<Double> bare = new ArrayList<>();
        List<Double> traced = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            bare.add(barePod("bare-" + run, node));
            traced.add(trace("run-" + run));
        }
        print("apply -> Ready of a bare pod, ms, median of %d: %.0f %s", RUNS, median(bare), rounded(bare));
        print("apply -> Capturing of a trace, ms, median of %d: %.0f %s", RUNS, median(traced), rounded(traced));
        print("ratio of the medians: %.2f (aim: at most 1.15)", median(traced) / median(bare));
    }

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

    private double barePod(String name, String node) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(SCENE.namespace())
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("main")
                .withImage("localhost/nettools-fedora:dev")
                .withImagePullPolicy("IfNotPresent")
                .withCommand("sleep", "infinity")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
        long began = System.nanoTime();
        var resource = Scene.CLIENT.resource(pod);
        resource.create();
        resource.waitUntilCondition(Readiness::isPodReady, 60, TimeUnit.SECONDS);
        double millis = (System.nanoTime() - began) / 1e6;
        resource.delete();
        return millis;
    }

    private double trace(String name) {
        NetworkTrace trace = Scene.CLIENT
                .getKubernetesSerialization()
                .unmarshal(SCENE.yaml(name, "target: {pod: target}\nduration: 1s"), NetworkTrace.class);
        long began = System.nanoTime();
        var resource = Scene.CLIENT.resource(trace);
        resource.create();
        resource.waitUntilCondition(BenchmarkTest::capturing, 60, TimeUnit.SECONDS);
        double millis = (System.nanoTime() - began) / 1e6;
        new Tracing(SCENE, name).ended(Reason.Completed);
        return millis;
    }

    private static boolean capturing(NetworkTrace trace) {
        return trace.getStatus().conditions().stream()
                .anyMatch(condition -> condition.getType().equals("Capturing")
                        && condition.getStatus().equals("True"));
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

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static List<Long> rounded(List<Double> values) {
        return values.stream().map(Math::round).sorted().toList();
    }

    private static void print(String format, Object... values) {
        System.out.println("benchmark: " + String.format(Locale.ROOT, format, values));
    }
}
