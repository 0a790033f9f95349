package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real kernel counts in the target's namespace reaches the findings. Needs root. */
class KernelInNamespaceTest {
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

    private record Traced(CaptureReport captured, Report report) {
        KernelCounters kernel() {
            return captured.watched().kernel().orElseThrow();
        }

        List<String> codes() {
            return report.findings().stream().map(Finding::code).toList();
        }
    }

    /** What the pod does while it is captured on all its interfaces. */
    private Traced traced(String script) throws Exception {
        Order order = AnOrder.of(target.pod()).on("any").lastingMillis(4_000).order();
        Process reading = pod.read(order);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.start("python3", "-c", script);
        CaptureReport captured = pod.captured(capturing, 0);
        return new Traced(captured, pod.report(reading));
    }

    @Test
    void aProgramThatNeverAcceptsHasAFullQueue() throws Exception {
        Traced traced = traced(
                """
                import socket, time
                server = socket.socket(); server.bind(("127.0.0.1", 8080)); server.listen(1)
                held = []
                for i in range(6):
                    client = socket.socket(); client.setblocking(False); client.connect_ex(("127.0.0.1", 8080))
                    held.append(client)
                time.sleep(60)
                """);
        assertTrue(traced.kernel().grown(KernelCounter.TcpExtListenOverflows) >= 4, traced.captured()::toString);
        assertEquals(List.of(new KernelCounters.Queue(8080, 2)), traced.kernel().queues());
        assertEquals("AcceptQueueFull", traced.codes().getFirst(), traced.report()::toString);
    }

    @Test
    void aServerThatNeverReadsItsDatagramsHasAFullBuffer() throws Exception {
        Traced traced = traced(
                """
                import socket, time
                server = socket.socket(type=socket.SOCK_DGRAM); server.bind(("127.0.0.1", 5300))
                server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
                client = socket.socket(type=socket.SOCK_DGRAM)
                for i in range(30): client.sendto(b"x" * 500, ("127.0.0.1", 5300))
                time.sleep(60)
                """);
        assertTrue(traced.kernel().grown(KernelCounter.UdpRcvbufErrors) > 0, traced.captured()::toString);
        assertEquals(List.of("ReceiveBufferFull"), traced.codes(), traced.report()::toString);
    }

    @Test
    void aRuleOfItsOwnOutputChainLeavesNothingToCapture() throws Exception {
        target.run(
                "nft",
                "add table t; add chain t c { type filter hook output priority 0; }; add rule t c udp dport 53 drop");
        Traced traced = traced(
                """
                import socket
                client = socket.socket(type=socket.SOCK_DGRAM)
                for i in range(5):
                    try: client.sendto(b"a query", ("127.0.0.1", 53))
                    except PermissionError: pass
                """);
        assertEquals(0, traced.captured().counts().captured());
        assertEquals(5, traced.kernel().grown(KernelCounter.IpOutDiscards), traced.captured()::toString);
        assertEquals(List.of("DroppedBeforeInterface"), traced.codes(), traced.report()::toString);
    }

    @Test
    void aRequestThatIsAnsweredIsNoFinding() throws Exception {
        Traced traced = traced(
                """
                import socket, threading
                server = socket.socket(); server.bind(("127.0.0.1", 8080)); server.listen()
                def serve():
                    one, _ = server.accept(); one.sendall(one.recv(100)); one.close()
                threading.Thread(target=serve).start()
                client = socket.create_connection(("127.0.0.1", 8080)); client.sendall(b"hello"); client.recv(100)
                client.close()
                """);
        assertTrue(traced.kernel().sockets().tcpSent() > 0, traced.captured()::toString);
        assertEquals(List.of(), traced.codes(), traced.report()::toString);
    }
}
