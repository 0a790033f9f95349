package io.nettools.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.report.NodeConntrack;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both containers beside a simulated node. A rule like kube-proxy's translates a Service's address to a pod's address.
 * The target and a stranger send requests to the same Service.
 *
 * <pre>
 *   target   10.9.7.2 ── 10.9.7.1 ┐
 *   stranger 10.9.8.2 ── 10.9.8.1 ┤ node, 10.96.0.20:80 is 10.9.9.2:8080
 *   server   10.9.9.2 ── 10.9.9.1 ┘
 * </pre>
 */
class NodeConntrackInNamespaceTest {
    private static final String SERVICE = "10.96.0.20:80";
    private static final String RULES =
            """
            add table ip nat
            add chain ip nat services { type nat hook prerouting priority -100; }
            add rule ip nat services ip daddr 10.96.0.20 tcp dport 80 dnat to 10.9.9.2:8080
            """;
    private static final String TRACK =
            "add table ip t; add chain ip t c { type filter hook output priority 0; }; add rule ip t c ct state new counter";
    private static final String ASK =
            "import urllib.request; urllib.request.urlopen('http://10.96.0.20/', timeout=10).read()";

    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;
    private TestTarget stranger;
    private TestTarget server;
    private TestTarget node;

    @BeforeEach
    void aNodeWithAService() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
        stranger = new TestTarget(folder.resolve("stranger"));
        server = new TestTarget(folder.resolve("server"));
        node = new TestTarget(folder.resolve("node"));
        target.onNodeOf(node.start("sleep", "600").pid());
        node.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
        connect(target, 7);
        connect(stranger, 8);
        connect(server, 9);
        node.run("nft", RULES);
        server.start("python3", "-m", "http.server", "8080", "--bind", "10.9.9.2", "--directory", folder.toString());
        await("the server listens")
                .atMost(TestTracePod.PATIENCE)
                .until(() -> !server.run("ss", "-Hltn", "sport = :8080").isBlank());
    }

    @AfterEach
    void noNode() throws Exception {
        pod.close();
        for (TestTarget one : List.of(target, stranger, server, node)) {
            one.remove();
        }
    }

    private void connect(TestTarget one, int net) throws IOException, InterruptedException {
        String port = "veth" + net;
        String[] add = {"ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", one.namespace()};
        node.run(add);
        node.run("ip", "addr", "add", "10.9.%d.1/24".formatted(net), "dev", port);
        node.run("ip", "link", "set", port, "up");
        one.run("ip", "addr", "add", "10.9.%d.2/24".formatted(net), "dev", "eth0");
        one.run("ip", "link", "set", "eth0", "up");
        one.run("ip", "route", "add", "default", "via", "10.9.%d.1".formatted(net));
    }

    @Test
    void theNodesTableShowsTheServicesTranslationAndNothingOfAStranger() throws Exception {
        ask(); // its entry is there when the trace begins
        Process reading = pod.read(order());
        Process capturing = pod.capture(order());
        pod.awaitAttached();
        ask();
        CaptureReport captured = pod.captured(capturing, 0);
        Report report = pod.report(reading);

        assertEquals(List.of(), captured.notes());
        Conntrack conntrack = report.conntrack().orElseThrow();
        assertTrue(conntrack.ofNode());
        assertEquals(1, conntrack.entries());
        assertEquals(1, conntrack.events().created());
        assertEquals(2, conntrack.translations().count());
        assertEquals(1, conntrack.translations().first().size(), conntrack::toString);
        Conntrack.Translation service = conntrack.translations().first().getFirst();
        assertTrue(service.client().startsWith("10.9.7.2:"), service::toString);
        assertEquals(
                new Conntrack.Translation("TCP", service.client(), SERVICE, "10.9.9.2:8080", "", 2, true), service);
        assertNothingOfTheStranger(report, captured);
    }

    private void assertNothingOfTheStranger(Report report, CaptureReport captured) throws IOException {
        Path list = pod.captureLayout().nodeConntrackList();
        Path events = pod.captureLayout().nodeConntrackEvents();
        for (Path file : List.of(list, events)) {
            List<String> lines = Files.readAllLines(file);
            assertFalse(lines.isEmpty(), file::toString);
            assertTrue(lines.stream().allMatch(line -> line.contains("src=10.9.7.2 ")), lines::toString);
            assertTrue(lines.stream().noneMatch(line -> line.contains("10.9.8.2")), lines::toString);
        }
        assertFalse(report.toString().contains("10.9.8."), report::toString);
        assertFalse(captured.toString().contains("10.9.8."), captured::toString);
    }

    @Test
    void entriesOfTheNodesTableIncludeAStrangers() throws Exception {
        ask();
        NodeConntrack counted =
                pod.captured(pod.capture(order()), 0).nodeConntrack().orElseThrow();
        assertEquals(2, counted.entries(), "the target's and the stranger's");
        assertTrue(counted.limit() > 1000, counted::toString);
        assertEquals(0, counted.dropped());
        assertEquals(0, counted.insertFailed());
        assertEquals(0, counted.lost());
    }

    @Test
    void aPodThatTracksIsReportedFromItsOwnTable() throws Exception {
        target.run("nft", TRACK);
        Process reading = pod.read(order());
        Process capturing = pod.capture(order());
        pod.awaitAttached();
        target.run("python3", "-c", ASK);
        pod.captured(capturing, 0);
        Conntrack conntrack = pod.report(reading).conntrack().orElseThrow();
        assertFalse(conntrack.ofNode());
        assertEquals(1, conntrack.events().created());
        assertEquals(0, conntrack.translations().count(), "it is the node that translates");
    }

    private void ask() throws IOException, InterruptedException {
        target.run("python3", "-c", ASK);
        stranger.run("python3", "-c", ASK);
    }

    private Order order() {
        TargetPod one =
                new TargetPod(TestTarget.UID, "", List.of(TestTarget.CONTAINER), List.of("web"), List.of("10.9.7.2"));
        return AnOrder.of(one)
                .on("eth0")
                .filtering("tcp port 80")
                .lastingMillis(2_000)
                .with(Extra.Conntrack)
                .order();
    }
}
