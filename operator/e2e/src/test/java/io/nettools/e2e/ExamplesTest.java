package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Flow.End;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The files of examples/, as a new user applies them, in a namespace of the test's own. */
class ExamplesTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Path EXAMPLES = Shell.ROOT.resolve("examples");
    private static final String POD = "nettools-dual-pod";

    @BeforeAll
    static void pods() {
        // Routes are OpenShift's: their definition stands in, so that the file applies whole
        Shell.kubectl(
                        "apply",
                        "-f",
                        Shell.ROOT.resolve("cluster/examples/route.yaml").toString())
                .ok();
        Scene.apply(example("dual-container.yaml"));
        Scene.apply(example("http-svc.yaml"));
        Shell.kubectl("wait", "pod", POD, "-n", SCENE.namespace(), "--for=condition=Ready", "--timeout=90s")
                .ok();
        Shell.kubectl("rollout", "status", "deployment/static-server", "-n", SCENE.namespace(), "--timeout=90s")
                .ok();
    }

    /** The seed's request: what tcpdump itself, in the same namespace at the same time, says is what stands in the status. */
    @Test
    void seedsRequestReadsAsTcpdumpReadsIt() {
        Tracing trace = trace("hello.yaml").capturing();
        TargetStatus target;
        try (Reference tcpdump = Reference.on(SCENE, POD, "lo", "port 8080 and host 127.0.0.1")) {
            curl("http://127.0.0.1:8080/hello.txt");
            target = trace.ended(Reason.Completed).target();
            assertEquals(withHttpQuoted(withoutTime(tcpdump.lines())), withoutTime(target.packets()));
        }
        // twelve as in the seed, or one more: an acknowledgment may travel alone
        assertTrue(target.capture().captured() >= 12, target::toString);
        assertEquals(target.packets().size(), target.capture().captured());
        assertEquals(2 * target.capture().captured(), target.capture().receivedByFilter());
        assertEquals(0, target.capture().droppedByKernel());
        assertTrue(target.capture().loopbackCountedTwice());
    }

    @Test
    void seedsRequestIsOneFlowAndOneExchange() {
        Scene.apply(example("traces/hello.yaml").replace("name: hello", "name: once"));
        Tracing trace = new Tracing(SCENE, "once").capturing();
        curl("http://127.0.0.1:8080/hello.txt");
        trace.stop();
        TargetStatus target = trace.ended(Reason.Stopped).target();
        assertEquals(1, target.flows().size());
        ConversationAnswer flow = target.flows().getFirst();
        assertEquals("127.0.0.1:8080", flow.server());
        assertEquals(End.Closed, flow.end());
        HttpExchange answer = target.http().getFirst();
        assertEquals("GET /hello.txt 200", answer.method() + " " + answer.path() + " " + answer.status());
        assertTrue(answer.latencyMicroseconds() > 0);
        assertEquals(
                List.of("lo", "eth0"),
                target.interfaces().stream().map(NetworkInterface::name).toList());
        assertTrue(target.interfaces().get(1).peerIndex() > 0, "eth0 is one end of a pair");
    }

    @Test
    void requestThroughTheServiceIsSeenByWhoeverServes() {
        Tracing trace = trace("by-label.yaml").capturing();
        String service = Scene.CLIENT
                .services()
                .inNamespace(SCENE.namespace())
                .withName("static-server")
                .get()
                .getSpec()
                .getClusterIP();
        curl("http://" + service + "/hello.txt");
        trace.stop();
        trace.ended(Reason.Stopped);
        List<HttpExchange> answers = trace.status().targets().stream()
                .flatMap(target -> target.http().stream())
                .toList();
        assertEquals(2, trace.status().targets().size());
        assertEquals(1, answers.size(), "one of two replicas answered");
        assertEquals(200, answers.getFirst().status());
    }

    /** All at once, or as many as the admin allows at a time. */
    @Test
    void everyTraceFinishes() throws IOException {
        List<Tracing> traces = traces().stream().map(ExamplesTest::brief).toList();
        assertAll(traces.stream().map(trace -> () -> {
            trace.finished();
            assertFalse(trace.status().summary().isBlank(), trace.name());
            assertNotEquals(
                    "SpecInvalid",
                    trace.condition("Finished").getReason(),
                    () -> trace.name() + ": " + trace.message());
        }));
    }

    private static Tracing brief(Path file) {
        String name = "brief-" + file.getFileName().toString().replace(".yaml", "");
        String yaml = example("traces/" + file.getFileName()).replaceAll("(?m)^  name: .*", "  name: " + name);
        boolean asks = yaml.contains("probe:"); // which needs its time
        Scene.apply(asks ? yaml : yaml.replaceAll("duration: \\w+", "duration: 1s"));
        return new Tracing(SCENE, name);
    }

    private static List<Path> traces() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("traces"))) {
            return files.sorted().toList();
        }
    }

    /** Two sockets may give the same packet times that differ by a microsecond: 02:32:28.679560 is cut off. */
    private static List<String> withoutTime(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring("02:32:28.679560".length()))
                .toList();
    }

    /** As text of the network stands in a status: tcpdump shows it bare. */
    private static List<String> withHttpQuoted(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("(: HTTP: )(.*)$", "$1\"$2\""))
                .toList();
    }

    private static Tracing trace(String file) {
        Scene.apply(example("traces/" + file));
        return new Tracing(SCENE, file.replace(".yaml", ""));
    }

    private static void curl(String url) {
        Shell.kubectl(
                        "exec",
                        "-n",
                        SCENE.namespace(),
                        POD,
                        "-c",
                        "nettools-container-2",
                        "--",
                        "curl",
                        "-s",
                        "--fail",
                        "--max-time",
                        "10",
                        url)
                .ok();
    }

    /** A file of examples/ in this test's namespace, with the images that this cluster has. */
    private static String example(String file) {
        return Shell.read(EXAMPLES.resolve(file))
                .replace("namespace: network-trace", "namespace: " + SCENE.namespace())
                .replaceAll("image: docker.io/nginxinc/\\S+", "image: localhost/nginx-twin:dev");
    }
}
