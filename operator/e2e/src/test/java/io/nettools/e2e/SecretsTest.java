package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nettools.planner.status.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** T8: secrets of all kinds in a pod's packets, none of which anybody can read who reads the trace or what runs for it. */
class SecretsTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** A kind of secret is a line of it, which the agent's own test knows, too. */
    private static final Path KINDS = Shell.ROOT.resolve("operator/agent/src/test/resources/secrets/kinds.py");
    /** An answer lists 20 requests, so that the kinds are shared among traces that run at once. */
    private static final int OF_ONE_POD = 18;

    private final Map<String, String> said = new ConcurrentHashMap<>();

    @Test
    void noPlantedSecretIsInWhatCanBeReadOfATrace() {
        int kinds = Integer.parseInt(kinds("", "count"));
        int pods = (kinds + OF_ONE_POD - 1) / OF_ONE_POD;
        List<String> names =
                IntStream.range(0, pods).mapToObj(n -> "talking-" + n).toList();
        names.forEach(name -> SCENE.pod(name, "sleep", "600"));
        List<Tracing> traces = names.stream().map(SecretsTest::trace).toList();
        traces.forEach(Tracing::capturing);

        List<Thread> logs = SCENE.pods().stream().map(this::follow).toList();
        for (int n = 0; n < pods; n++) {
            String from = Integer.toString(n * OF_ONE_POD);
            String to = Integer.toString((n + 1) * OF_ONE_POD);
            SCENE.exec(names.get(n), "python3", "-c", Shell.read(KINDS), "talk", from, to)
                    .ok();
        }
        traces.forEach(Tracing::stop);
        traces.forEach(trace -> trace.ended(Reason.Stopped).toldOnce());
        await("the logs of the trace pods").atMost(Duration.ofSeconds(30)).until(() -> logs.stream()
                .noneMatch(Thread::isAlive));

        traces.forEach(trace -> said.put("status of " + trace.name(), Serialization.asYaml(trace.resource())));
        said.put(
                "events",
                Shell.kubectl("get", "events", "-n", SCENE.namespace(), "-o", "yaml")
                        .ok()
                        .out());
        said.put("operator", operator());
        said.forEach((where, text) -> assertEquals("", kinds(text, "find"), () -> where + ":\n" + text));
        assertThatSomethingIsShown();
    }

    /** Else nothing could leak. */
    private void assertThatSomethingIsShown() {
        String first = said.get("status of talking-0");
        assertTrue(first.contains("/a%3F..."), first);
        assertTrue(first.contains("/services/T00000000/B00000000/..."), first);
        assertFalse(said.get("events").isBlank());
        assertTrue(said.get("operator").contains("talking-0"), said.get("operator"));
        assertTrue(said.keySet().stream().anyMatch(where -> where.startsWith("log of ")), said::toString);
    }

    private static Tracing trace(String pod) {
        return SCENE.trace(
                pod,
                """
                target: {pod: %s}
                duration: 2m
                capture: {interface: lo, excerpt: 50}
                conntrack: {}
                """
                        .formatted(pod));
    }

    /** Its specification with the environment now, and its log to the end. */
    private Thread follow(Pod pod) {
        String name = pod.getMetadata().getName();
        said.put("trace pod " + name, Serialization.asYaml(pod));
        return Thread.ofVirtual()
                .start(() -> said.put(
                        "log of " + name,
                        Shell.kubectl("logs", "-f", "-n", Scene.TRACES, name, "--all-containers")
                                .out()));
    }

    private static String operator() {
        return Operator.pods().stream()
                .map(pod -> pod.getMetadata().getName())
                .flatMap(name -> Stream.of(
                        Shell.kubectl("logs", "-n", Scene.SYSTEM, name).out()))
                .collect(Collectors.joining("\n"));
    }

    private static String kinds(String input, String command) {
        return Shell.run(input, List.of("python3", KINDS.toString(), command))
                .ok()
                .text();
    }
}
