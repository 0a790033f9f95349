package io.nettools.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as a process with the real tools, in a real network namespace. Needs root, and fails with a sentence
 * without it.
 */
class TraceInNamespaceTest {
    private static final String HOST_POD = "cccccccc-9f5d-4f53-9f3e-0d2d6a1b7c11";

    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;

    @BeforeAll
    static void needsRootAndTools() throws Exception {
        assertEquals("0", Command.run("id", "-u").strip(), "network namespaces can only be made and entered as root");
        for (String tool : List.of("tcpdump", "conntrack", "nft", "ip", "nsenter", "socat", "python3", "mount")) {
            Command.run("which", tool);
        }
    }

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

    @Test
    void oneRequestOnLoopbackIsCapturedAndRead() throws Exception {
        Order order = order("port 8080", 4_000);
        Process reading = pod.read(order);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.request();

        CaptureReport captured = pod.captured(capturing, 0);
        Report report = pod.report(reading);
        assertEquals(Stop.Duration, captured.ended().stop());
        assertEquals(12, captured.counts().captured());
        assertEquals(24, captured.counts().receivedByFilter(), "the kernel's counter sees loopback packets twice");
        assertEquals(0, captured.counts().droppedByKernel());
        assertEquals(
                Files.size(pod.captureLayout().capture()), captured.counts().bytes());
        assertEquals(
                List.of("lo"),
                captured.interfaces().stream().map(one -> one.name()).toList());
        assertEquals(12, report.extent().packets());
        assertEquals(
                "/hello.txt?...", report.protocols().http().first().getFirst().path());
        assertEquals(List.of(), captured.notes());
    }

    @Test
    void aPacketOfAllInterfacesHasTheNameOfItsInterface() throws Exception {
        Order order = AnOrder.of(target.pod())
                .on("any")
                .filtering("port 8080")
                .showing(20)
                .lastingMillis(1_000)
                .order();
        Process reading = pod.read(order);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.request();
        pod.captured(capturing, 0);
        String first = pod.report(reading).excerpt().getFirst();
        assertTrue(first.contains(" lo "), first);
    }

    /** As of a pod beside it that was just replaced, whose address the node still has in its neighbour table. */
    @Test
    void aFrameThatABridgeFloodsIsNoConversationOfThePod() throws Exception {
        TestTarget node = new TestTarget(folder.resolve("node"));
        try {
            target.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "veth0", "netns", node.namespace());
            target.run("ip", "link", "set", "eth0", "up");
            node.run("ip", "addr", "add", "10.9.0.1/24", "dev", "veth0");
            node.run("ip", "link", "set", "veth0", "up");
            node.run("ip", "neigh", "add", "10.9.0.86", "lladdr", "02:00:00:00:00:86", "dev", "veth0");
            Order order = AnOrder.of(target.pod())
                    .on("any")
                    .filtering("port 8080")
                    .lastingMillis(2_500)
                    .order();
            Process reading = pod.read(order);
            Process capturing = pod.capture(order);
            pod.awaitAttached();
            node.run(
                    "python3",
                    "-c",
                    "import socket; s = socket.socket(); s.settimeout(2); s.connect_ex((\"10.9.0.86\", 8080))");
            pod.captured(capturing, 0);
            Report report = pod.report(reading);
            assertTrue(report.extent().packets() > 0, "no frame came");
            assertEquals(0, report.flows().count());
            assertEquals(List.of(), report.findings());
        } finally {
            node.remove();
        }
    }

    @Test
    void aHookThatStartsAfterTcpdumpReturns() throws Exception {
        Process capturing = pod.capture(order("", 60_000));
        pod.awaitAttached();
        Process hook = new ProcessBuilder(
                        "socat", "-u", "UNIX-LISTEN:" + pod.captureLayout().hook(), "-")
                .start();
        assertTrue(hook.waitFor(5, TimeUnit.SECONDS), "the hook still waits");
        assertEquals(0, hook.exitValue());
        assertTrue(capturing.isAlive());
    }

    @Test
    void maxPacketsIsExact() throws Exception {
        Process capturing = pod.capture(AnOrder.of(target.pod())
                .on("lo")
                .filtering("udp")
                .ofAtMostPackets(5)
                .lastingMillis(60_000)
                .order());
        pod.awaitAttached();
        target.send(20, 100);
        CaptureReport captured = pod.captured(capturing, 0);
        assertEquals(Stop.MaxPackets, captured.ended().stop());
        assertEquals(5, captured.counts().captured());
        assertEquals(24 + 5 * (16 + 96), Files.size(pod.captureLayout().capture()));
    }

    @Test
    void theFileNeverOutgrowsMaxBytes() throws Exception {
        Process capturing = pod.capture(AnOrder.of(target.pod())
                .filtering("udp")
                .keepingOfEachPacket(200)
                .ofAtMostBytes(10_000)
                .lastingMillis(60_000)
                .order());
        pod.awaitAttached();
        target.send(400, 1_000);
        CaptureReport captured = pod.captured(capturing, 0);
        assertEquals(Stop.MaxBytes, captured.ended().stop());
        assertEquals(24 + 46 * (16 + 200), captured.counts().bytes());
        assertEquals(captured.counts().bytes(), Files.size(pod.captureLayout().capture()));
    }

    @Test
    void aStopKeepsPacketsThatAreStillInTheKernel() throws Exception {
        Process capturing = pod.capture(order("udp", 60_000));
        pod.awaitAttached();
        target.send(10, 100);
        pod.requestStop();
        long asked = System.nanoTime();
        CaptureReport captured = pod.captured(capturing, 0);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        assertEquals(Stop.StopRequested, captured.ended().stop());
        assertEquals(10, captured.counts().captured());
        assertTrue(took.toMillis() < 2_500, () -> "took " + took);
    }

    @Test
    void sigtermKeepsTheResultOfBothContainers() throws Exception {
        Order order = order("udp", 60_000);
        Process capturing = pod.capture(order);
        Process reading = pod.read(order);
        pod.awaitAttached();
        target.send(7, 100);
        capturing.destroy();
        reading.destroy();
        assertEquals(Stop.Terminated, pod.captured(capturing, 0).ended().stop());
        assertEquals(7, pod.report(reading).extent().packets());
    }

    @Test
    void aRefusedFilterHasTcpdumpsMessage() throws Exception {
        Order order = order("port 80 and foo bar", 1_000);
        Process capturing = pod.capture(order);
        Process reading = pod.read(order);
        CaptureReport captured = pod.captured(capturing, 1);
        assertEquals(Stop.FilterInvalid, captured.ended().stop());
        assertEquals("unknown port 'foo'", captured.ended().message());
        Report report = pod.report(reading);
        assertEquals(0, report.extent().packets());
        assertEquals(List.of(), report.notes());
    }

    @Test
    void aFilterLikeAnOptionIsRefused() throws Exception {
        Path written = folder.resolve("written");
        CaptureReport captured = pod.captured(pod.capture(order("-w " + written, 1_000)), 1);
        assertEquals(Stop.FilterInvalid, captured.ended().stop());
        assertFalse(Files.exists(written));
    }

    @Test
    void aMissingInterfaceIsNamed() throws Exception {
        Order order = AnOrder.of(target.pod()).on("eth7").order();
        CaptureReport captured = pod.captured(pod.capture(order), 1);
        assertEquals(Stop.InterfaceNotFound, captured.ended().stop());
        assertEquals("the pod has no interface eth7", captured.ended().message());
    }

    @Test
    void anInterfaceThatIsDownCannotBeCaptured() throws Exception {
        target.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        Order order = AnOrder.of(target.pod()).on("eth0").order();
        CaptureReport captured = pod.captured(pod.capture(order), 1);
        assertEquals(Stop.InterfaceNotFound, captured.ended().stop());
        assertEquals("eth0: That device is not up", captured.ended().message());
    }

    @Test
    void theNodesNamespaceIsRefused() throws Exception {
        String hostContainer = "b".repeat(64);
        target.listed("4711", "self", "0::/kubepods/pod" + HOST_POD + "/" + hostContainer + "\n");
        var hostPod = new TargetPod(HOST_POD, "", List.of(hostContainer), List.of());
        Order order = AnOrder.of(hostPod).order();
        assertEquals(
                Stop.TargetHostNetwork,
                pod.captured(pod.capture(order), 1).ended().stop());
    }

    @Test
    void theNodesNamespaceIsEnteredWhenTheAdminAllowsIt() throws Exception {
        String hostContainer = "b".repeat(64);
        target.listed("4711", "self", "0::/kubepods/pod" + HOST_POD + "/" + hostContainer + "\n");
        var hostPod = new TargetPod(HOST_POD, "", List.of(hostContainer), List.of());
        Order order = AnOrder.of(hostPod)
                .on("lo")
                .filtering("udp port 9")
                .with(Extra.HostNetwork)
                .order();
        assertEquals(Stop.Duration, pod.captured(pod.capture(order), 0).ended().stop());
    }

    /** Another namespace stands for the node's, so that only the test's packets are counted. */
    @Test
    void aTracedNodeOutlivesTheProcessesOnIt() throws Exception {
        target.onNodeOf(target.start("sleep", "600").pid());
        TargetPod node = TargetPod.ofNode("node-uid", List.of("192.0.2.1"));
        Order order = AnOrder.of(node)
                .filtering("udp")
                .lastingMillis(6_000)
                .with(Extra.Conntrack, Extra.Topology, Extra.HostNetwork)
                .order();
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.send(3, 100);
        target.killProcesses();
        CaptureReport captured = pod.captured(capturing, 0);
        assertEquals(Stop.Duration, captured.ended().stop(), captured.ended()::message);
        assertEquals(3, captured.counts().captured());
        assertEquals(List.of(), captured.notes());
        assertEquals(
                List.of("The node itself is traced: there is no path between it and a pod."),
                captured.topology().orElseThrow().unknown());
    }

    @Test
    void aNodeIsRefusedUnlessTheAdminAllowsIt() throws Exception {
        TargetPod node = TargetPod.ofNode("node-uid", List.of());
        Order order = AnOrder.of(node).on("lo").filtering("udp port 9").order();
        assertEquals(
                Stop.TargetHostNetwork,
                pod.captured(pod.capture(order), 1).ended().stop());
    }

    @Test
    void aMissingInterfaceOfANodeIsNamedAsTheNodes() throws Exception {
        TargetPod node = TargetPod.ofNode("node-uid", List.of());
        Order order = AnOrder.of(node).on("eth7").with(Extra.HostNetwork).order();
        CaptureReport captured = pod.captured(pod.capture(order), 1);
        assertEquals(Stop.InterfaceNotFound, captured.ended().stop());
        assertEquals("the node has no interface eth7", captured.ended().message());
    }

    /** A browser's sandbox has such a process. The pod's namespace is still that of its first process. */
    @Test
    void aProcessWithItsOwnNamespaceDoesNotMatter() throws Exception {
        target.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        long own = target.start("unshare", "-n", "sleep", "600").pid();
        target.listed(
                Long.toString(own),
                Long.toString(own),
                "0::/kubepods/pod" + TestTarget.UID + "/" + TestTarget.CONTAINER + "\n");
        CaptureReport captured = pod.captured(pod.capture(order("", 1_000)), 0);
        assertEquals(Stop.Duration, captured.ended().stop(), captured.ended()::message);
        assertTrue(captured.interfaces().stream().anyMatch(one -> one.name().equals("eth0")));
    }

    @Test
    void anUnknownPodIsNotFound() throws Exception {
        var unknown = new TargetPod("no-such-uid", "", List.of("d".repeat(64)), List.of());
        Order order = AnOrder.of(unknown).order();
        assertEquals(
                Stop.TargetNotFound, pod.captured(pod.capture(order), 1).ended().stop());
    }

    @Test
    void aDeadTargetEndsTheCapture() throws Exception {
        Process capturing = pod.capture(
                AnOrder.of(target.pod()).filtering("udp").lastingMillis(60_000).order());
        pod.awaitAttached();
        target.send(3, 100);
        target.killProcesses();
        CaptureReport captured = pod.captured(capturing, 0);
        assertEquals(Stop.TargetGone, captured.ended().stop());
        assertEquals(3, captured.counts().captured());
        assertEquals("", target.processIds().strip(), "no tool is left in the namespace");
    }

    @Test
    void aRestartedContainerDoesNotEndTheCapture() throws Exception {
        Process capturing = pod.capture(order("udp", 4_000));
        pod.awaitAttached();
        target.startContainer("e".repeat(64));
        target.killFirstContainer();
        assertEquals(Stop.Duration, pod.captured(capturing, 0).ended().stop());
    }

    @Test
    void aRemovedInterfaceOfALivingTargetEndsAsInterfaceGone() throws Exception {
        target.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        target.run("ip", "link", "set", "eth0", "up");
        Process capturing = pod.capture(
                AnOrder.of(target.pod()).on("eth0").lastingMillis(60_000).order());
        pod.awaitAttached();
        target.run("ip", "link", "delete", "eth0");
        assertEquals(Stop.InterfaceGone, pod.captured(capturing, 0).ended().stop());
    }

    @Test
    void anInterfaceRemovedWithItsTargetEndsAsTargetGone() throws Exception {
        target.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth1");
        target.run("ip", "link", "set", "eth0", "up");
        Process capturing = pod.capture(
                AnOrder.of(target.pod()).on("eth0").lastingMillis(60_000).order());
        pod.awaitAttached();
        target.run("ip", "link", "delete", "eth0");
        target.killProcesses();
        assertEquals(Stop.TargetGone, pod.captured(capturing, 0).ended().stop());
    }

    @Test
    void aFullDiskKeepsWholePacketsAndTheReport() throws Exception {
        Path work = pod.captureLayout().work();
        Command.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", work.toString());
        try {
            Order order = AnOrder.of(target.pod())
                    .on("lo")
                    .filtering("udp")
                    .keepingOfEachPacket(2_000)
                    .ofAtMostPackets(100_000)
                    .ofAtMostBytes(1 << 30)
                    .lastingMillis(60_000)
                    .order();
            Process capturing = pod.capture(order);
            Process reading = pod.read(order);
            pod.awaitAttached();
            target.send(500, 1_000);
            CaptureReport captured = pod.captured(capturing, 0);
            assertEquals(Stop.DiskFull, captured.ended().stop());
            assertTrue(captured.counts().captured() > 50, () -> captured.toString());
            assertEquals(
                    24 + captured.counts().captured() * (16 + 1_042),
                    Files.size(pod.captureLayout().capture()));
            assertTrue(Files.exists(pod.captureLayout().done()));
            assertEquals(
                    captured.counts().captured(), pod.report(reading).extent().packets());
        } finally {
            Command.run("umount", "-l", work.toString());
        }
    }

    @Test
    void conntrackIsReportedIfARuleTracks() throws Exception {
        target.run(
                "nft",
                "add table inet t; add chain inet t c { type filter hook input priority 0; };"
                        + " add rule inet t c ct state new counter");
        Order order = AnOrder.of(target.pod())
                .on("lo")
                .filtering("port 8080")
                .keepingOfEachPacket(512)
                .lastingMillis(2_000)
                .with(Extra.Conntrack)
                .order();
        Process reading = pod.read(order);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.request();
        CaptureReport captured = pod.captured(capturing, 0);
        assertEquals(List.of(), captured.notes());
        assertEquals(0, captured.counts().conntrackLost());
        var conntrack = pod.report(reading).conntrack().orElseThrow();
        assertTrue(conntrack.tracking());
        assertEquals(1, conntrack.events().created());
    }

    @Test
    void packetsOfACaptureThatDiedAreRead() throws Exception {
        Order order = order("udp", 60_000);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        Process reading = pod.read(order);
        target.send(200, 100);
        // tcpdump writes 4096 bytes at a time: the last ones die with it
        await().atMost(TestTracePod.PATIENCE)
                .until(() -> Files.size(pod.captureLayout().capture()) > 150 * 100);
        capturing.destroyForcibly();
        Report report = pod.report(reading);
        assertTrue(
                report.extent().packets() >= 100 && report.extent().packets() <= 200,
                () -> "packets: " + report.extent().packets());
        assertEquals(
                "the capture container died; the report covers what it had written",
                report.notes().getFirst());
    }

    @Test
    void aCaptureThatNeverStartsIsReportedAfterTheStartLimit() throws Exception {
        Order order = AnOrder.of(target.pod())
                .on("lo")
                .lastingMillis(60_000)
                .attachingWithinMillis(100)
                .order();
        Report report = pod.report(pod.read(order));
        assertEquals(List.of("the capture container did not start in time"), report.notes());
    }

    @Test
    void anUnreadableOrderFailsWithAMessage() throws Exception {
        Process capturing = pod.start("capture", "{\"target\": 5}");
        CaptureReport captured = pod.captured(capturing, 1);
        assertEquals(Stop.AttachFailed, captured.ended().stop());
        assertTrue(
                captured.ended().message().startsWith("the order cannot be read: "),
                captured.ended().message());
    }

    private Order order(String filter, long durationMillis) throws IOException {
        return AnOrder.of(target.pod())
                .on("lo")
                .filtering(filter)
                .keepingOfEachPacket(512)
                .showing(20)
                .lastingMillis(durationMillis)
                .order();
    }
}
