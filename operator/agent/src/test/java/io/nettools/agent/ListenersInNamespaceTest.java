package io.nettools.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.report.Listener.Seen;
import io.nettools.analyser.shape.Listed;
import io.nettools.planner.answer.Answer;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.way.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real kernel shows of the sockets in the target's namespace. Needs root. */
class ListenersInNamespaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;

    @BeforeEach
    void start() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
    }

    @AfterEach
    void end() throws Exception {
        pod.close();
        target.remove();
    }

    /** Runs a program of the pod until it has opened its sockets. */
    private Process running(String script, int port) throws Exception {
        Process process = target.start("python3", "-c", "import socket, time\n" + script + "\ntime.sleep(60)");
        await("port " + port).atMost(PATIENCE).until(() -> target.run("ss", "-Hlntu")
                .contains(":" + port + " "));
        return process;
    }

    private Optional<Listed<Listener>> traced(Order order, Meanwhile meanwhile) throws Exception {
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        meanwhile.run();
        pod.requestStop();
        return pod.captured(capturing, 0).watched().listeners();
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    @Test
    void whatThePodListensOnIsReadAtBothTimes() throws Exception {
        running(
                """
                one = socket.socket(); one.bind(("127.0.0.1", 8080)); one.listen()
                two = socket.socket(socket.AF_INET6); two.bind(("::", 8081)); two.listen()
                asked = socket.create_connection(("127.0.0.1", 8080))
                three = socket.socket(type=socket.SOCK_DGRAM); three.bind(("0.0.0.0", 53))
                client = socket.socket(type=socket.SOCK_DGRAM); client.connect(("127.0.0.1", 53))
                """,
                53);
        Process ending = running("one = socket.socket(); one.bind(('127.0.0.1', 8082)); one.listen()", 8082);
        Order order = AnOrder.of(target.pod()).on("lo").lastingMillis(60_000).order();
        Optional<Listed<Listener>> listeners = traced(order, () -> {
            ending.destroyForcibly().waitFor();
            running("one = socket.socket(); one.bind(('127.0.0.1', 8083)); one.listen()", 8083);
        });
        assertEquals(
                Optional.of(new Listed<>(
                        5,
                        List.of(
                                new Listener(Protocol.TCP, "127.0.0.1", 8080, Seen.BothTimes),
                                new Listener(Protocol.TCP, "::", 8081, Seen.BothTimes),
                                new Listener(Protocol.TCP, "127.0.0.1", 8082, Seen.BeginOnly),
                                new Listener(Protocol.TCP, "127.0.0.1", 8083, Seen.EndOnly),
                                new Listener(Protocol.UDP, "0.0.0.0", 53, Seen.BothTimes)))),
                listeners);
    }

    @Test
    void aPodWithoutListenersIsKnownToHaveNone() throws Exception {
        Order order = AnOrder.of(target.pod()).on("lo").lastingMillis(60_000).order();
        assertEquals(Optional.of(Listed.none()), traced(order, () -> {}));
    }

    /** The analyser's sentence names the end, and the answer knows by it which socket is meant. */
    @Test
    void aProgramThatListensOnLoopbackAloneExplainsTheRefusal() throws Exception {
        target.run("ip", "address", "add", "10.9.9.9/32", "dev", "lo");
        running("one = socket.socket(); one.bind(('127.0.0.1', 8080)); one.listen()", 8080);
        Order order = AnOrder.of(target.pod()).on("lo").lastingMillis(60_000).order();
        Process reading = pod.read(order);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.run("python3", "-c", "import socket; socket.socket().connect_ex(('10.9.9.9', 8080))");
        pod.requestStop();
        Answer.Said said = new Answer.Said(
                TargetStatus.recorded("web", "uid", "node-1", List.of("10.9.9.9"), "lo"),
                pod.captured(capturing, 0),
                pod.report(reading));
        Finding finding = Answer.of(said, List.of(), Way.Filter.None).findings().getFirst();
        assertEquals("ConnectionRefused", finding.code());
        assertEquals(
                "Nothing accepts connections at 10.9.9.9:8080: the pod listens on 127.0.0.1:8080 only, asked on"
                        + " 10.9.9.9:8080.",
                finding.message());
    }

    /** Who may trace a node's packets, or those of a pod on its network, need not know the programs of the node. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatANodeListensOnIsNotReported(boolean wholeNode) throws Exception {
        running("one = socket.socket(); one.bind(('127.0.0.1', 8080)); one.listen()", 8080);
        target.onNodeOf(target.start("sleep", "600").pid());
        Order order = AnOrder.of(wholeNode ? TargetPod.ofNode("node-uid", List.of()) : target.pod())
                .on("lo")
                .with(Extra.HostNetwork)
                .lastingMillis(60_000)
                .order();
        assertEquals(Optional.empty(), traced(order, () -> {}));
    }
}
