package io.nettools.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.Dns;
import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.order.Probe.Http;
import io.nettools.analyser.order.Probe.Icmp;
import io.nettools.analyser.order.Probe.Tcp;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace's own requests, made by the real tools to real servers, from a simulated pod and a simulated node. */
class ProbeInNamespaceTest {
    /** The pod's address; 10.9.0.1 is the node's, and nobody has 10.9.0.99. */
    private static final String POD = "10.9.0.7";

    private static final String RESOLV_CONF = "nameserver 127.0.0.1\nsearch shop.svc.test svc.test\noptions ndots:5\n";

    private static final String HTTP =
            """
            import http.server, sys
            class Hello(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(503 if self.path == "/down" else 200)
                    self.send_header("Content-Length", "0"); self.end_headers()
                def log_message(self, *args): pass
            http.server.HTTPServer(("", 8080), Hello).serve_forever()
            """;

    @TempDir
    Path folder;

    private TestTarget target;
    private TestTarget node;
    private TestTracePod pod;

    @BeforeEach
    void aNodeAndAPodWithAServer() throws Exception {
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
        node = new TestTarget(folder.resolve("node"));
        target.onNodeOf(node.start("sleep", "600").pid());
        node.run("ip", "link", "add", "veth0", "type", "veth", "peer", "name", "eth0", "netns", target.namespace());
        node.run("ip", "addr", "add", "10.9.0.1/24", "dev", "veth0");
        node.run("ip", "link", "set", "veth0", "up");
        target.run("ip", "addr", "add", POD + "/24", "dev", "eth0");
        target.run("ip", "link", "set", "eth0", "up");
        target.start("python3", "-c", HTTP);
        await().until(() -> listening(8080));
    }

    @AfterEach
    void nothing() throws Exception {
        pod.close();
        target.remove();
        node.remove();
    }

    @Test
    void aConnectionThatIsAcceptedIsCapturedAndTimed() throws Exception {
        CaptureReport captured = captured(probe(new Tcp("127.0.0.1", 8080)));
        Attempt attempt = only(captured);
        assertEquals(Outcome.Succeeded, attempt.outcome(), attempt::message);
        assertTrue(attempt.connectMicroseconds() > 0, attempt::toString);
        assertTrue(
                captured.counts().captured() >= 3,
                () -> "a handshake is three packets, not " + captured.counts().captured());
    }

    @Test
    void aClosedPortRefuses() throws Exception {
        assertEquals(Outcome.Refused, attempt(new Tcp("127.0.0.1", 9)).outcome());
        assertEquals(Outcome.Refused, attempt(get("http://127.0.0.1:9/")).outcome());
    }

    @Test
    void aDroppedRequestTimesOutWithinItsLimit() throws Exception {
        target.run("nft", "add table inet t");
        target.run("nft", "add chain inet t i { type filter hook input priority 0; }");
        target.run("nft", "add rule inet t i tcp dport 8080 drop");
        Attempt tcp = attempt(new Tcp("127.0.0.1", 8080));
        assertEquals(Outcome.TimedOut, tcp.outcome());
        assertEquals(Attempt.NOT_TAKEN, tcp.connectMicroseconds());
        Attempt http = attempt(get("http://127.0.0.1:8080/"));
        assertEquals(Outcome.TimedOut, http.outcome());
        assertTrue(http.totalMicroseconds() <= 5_500_000, http::toString);
    }

    @Test
    void anAddressWithoutARouteOrNeighbourIsUnreachable() throws Exception {
        assertEquals(Outcome.Unreachable, attempt(new Tcp("192.0.2.1", 80)).outcome());
        assertEquals(Outcome.Unreachable, attempt(get("http://192.0.2.1/")).outcome());
        assertEquals(Outcome.Unreachable, attempt(new Icmp("192.0.2.1")).outcome());
        assertEquals(Outcome.Unreachable, attempt(new Icmp("10.9.0.99")).outcome());
    }

    @Test
    void aStatusOutsideTheExpectedRangeIsWrong() throws Exception {
        Attempt well = attempt(get("http://127.0.0.1:8080/?token=secret"));
        assertEquals(Outcome.Succeeded, well.outcome(), well::message);
        assertEquals("200", well.status());
        assertTrue(well.firstByteMicroseconds() > 0, well::toString);
        assertTrue(well.totalMicroseconds() >= well.connectMicroseconds() + well.firstByteMicroseconds());
        Attempt ill = attempt(get("http://127.0.0.1:8080/down"));
        assertEquals(Outcome.WrongStatus, ill.outcome());
        assertEquals("503", ill.status());
        assertEquals(
                Outcome.Succeeded,
                attempt(new Http("http://127.0.0.1:8080/down", 503, 503, false)).outcome());
    }

    @Test
    void aSelfSignedCertificateFailsUnlessVerificationIsSkipped() throws Exception {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        Command.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=self",
                "-days",
                "1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        target.start(
                "openssl",
                "s_server",
                "-www",
                "-accept",
                "8443",
                "-key",
                key.toString(),
                "-cert",
                certificate.toString());
        await().until(() -> listening(8443));
        Attempt attempt = attempt(get("https://127.0.0.1:8443/"));
        assertEquals(Outcome.TLSFailed, attempt.outcome());
        assertTrue(attempt.message().contains("certificate"), attempt::message);
        assertTrue(attempt.message().endsWith("insecureSkipTLSVerify: true accepts any."), attempt::message);
        Attempt any = attempt(new Http("https://127.0.0.1:8443/", 200, 399, true));
        assertEquals(Outcome.Succeeded, any.outcome(), any::message);
        assertTrue(any.tlsMicroseconds() > 0, any::toString);
    }

    @Test
    void anEchoSucceedsOutsideOfPingGroupRange() throws Exception {
        target.run("sysctl", "-q", "-w", "net.ipv4.ping_group_range=1 0");
        Attempt attempt = attempt(new Icmp("10.9.0.1"));
        assertEquals(Outcome.Succeeded, attempt.outcome(), attempt::message);
        assertTrue(attempt.totalMicroseconds() > 0);
    }

    @Test
    void namesAreResolvedByThePodsOwnResolvConf() throws Exception {
        names();
        target.resolving(RESOLV_CONF);
        Attempt look = attempt(new Dns("web", "A", ""));
        assertEquals(Outcome.Succeeded, look.outcome(), look::message);
        assertEquals("NOERROR", look.status());
        assertEquals(POD, look.message());
        Attempt http = attempt(get("http://web.shop:8080/"));
        assertEquals(Outcome.Succeeded, http.outcome(), http::message);
        assertTrue(http.nameMicroseconds() > 0 && http.totalMicroseconds() > http.nameMicroseconds());
        assertEquals(POD, http.address());
        assertEquals("", look.address(), "of a look-up it is the answer itself");
        assertEquals(Outcome.Succeeded, attempt(new Tcp("web", 8080)).outcome());
        assertEquals(Outcome.Succeeded, attempt(new Icmp("web")).outcome());
    }

    @Test
    void anUnknownNameIsNotFound() throws Exception {
        names();
        target.resolving(RESOLV_CONF);
        Attempt look = attempt(new Dns("nobody.svc.test", "A", "127.0.0.1"));
        assertEquals(Outcome.NameNotFound, look.outcome());
        assertEquals("NXDOMAIN", look.status());
        assertEquals(Outcome.NameNotFound, attempt(get("http://nobody:8080/")).outcome());
        assertEquals(Outcome.NameNotFound, attempt(new Tcp("nobody", 8080)).outcome());
        assertEquals(Outcome.Refused, attempt(new Dns("web", "A", "127.0.0.2")).outcome());
    }

    /** The container's owner may have made the link. It would be followed in the trace pod's own files. */
    @Test
    void aSymbolicLinkAsResolvConfIsNotRead() throws Exception {
        Path file = target.resolving(RESOLV_CONF);
        Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        Attempt attempt = attempt(new Dns("web", "A", ""));
        Files.delete(file);
        assertEquals(Outcome.Failed, attempt.outcome());
        assertTrue(attempt.message().contains("not a regular file"), attempt::message);
    }

    @Test
    void aProbeFromTheNodeReachesOnlyThePod() throws Exception {
        Attempt own = only(captured(new Probe(From.Node, new Tcp(POD, 8080), 1, 1_000)));
        assertEquals(Outcome.Succeeded, own.outcome(), own::message);
        Attempt foreign = only(captured(new Probe(From.Node, new Tcp("10.9.0.1", 8080), 1, 1_000)));
        assertEquals(Outcome.Failed, foreign.outcome());
        assertTrue(foreign.message().contains("only go to the pod's own addresses"), foreign::message);
    }

    @Test
    void requestsKeepTheirIntervalWithoutAnswers() throws Exception {
        target.run("nft", "add table inet t");
        target.run("nft", "add chain inet t i { type filter hook input priority 0; }");
        target.run("nft", "add rule inet t i tcp dport 8080 drop");
        ProbeReport report = captured(new Probe(From.Pod, new Tcp("127.0.0.1", 8080), 10, 100))
                .probe()
                .orElseThrow();
        assertEquals(10, report.results().size());
        assertEquals(0, report.succeeded());
        assertEquals("TCP 127.0.0.1:8080", report.request());
    }

    /** The tool has none of the capabilities of its container. */
    @Test
    void theRequestingToolHasNoCapabilities() throws Exception {
        target.run("nft", "add table inet t");
        target.run("nft", "add chain inet t i { type filter hook input priority 0; }");
        target.run("nft", "add rule inet t i tcp dport 8080 drop");
        Process capture = pod.capture(order(probe(new Tcp("127.0.0.1", 8080))));
        await().until(() -> !status("python3", "-I", "-S", "-c", "import errno").isEmpty());
        String status = status("python3", "-I", "-S", "-c", "import errno");
        pod.captured(capture, 0);
        assertTrue(status.contains("CapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n"), status);
        assertTrue(
                status.contains("NoNewPrivs:\t1\n") && status.contains("Uid:\t65532\t65532\t65532\t65532\n"), status);
    }

    private String status(String... command) throws IOException, InterruptedException {
        for (String id : target.processIds().lines().toList()) {
            Path process = Path.of("/proc", id);
            String line = Files.exists(process) ? Files.readString(process.resolve("cmdline")) : "";
            if (line.startsWith(String.join("\0", command))) {
                return Files.readString(process.resolve("status"));
            }
        }
        return "";
    }

    /** Starts a real DNS server. */
    private void names() throws Exception {
        target.start(
                "dnsmasq",
                "--keep-in-foreground",
                "--no-resolv",
                "--no-hosts",
                "--conf-file=/dev/null",
                "--pid-file",
                "--user=root",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--local=/test/",
                "--local=/shop/",
                "--local=/web/",
                "--local=/nobody/",
                "--host-record=web.shop.svc.test," + POD);
        await().until(() -> !target.run("ss", "-Hlun", "sport", "=", ":53").isEmpty());
    }

    private boolean listening(int port) throws IOException, InterruptedException {
        return !target.run("ss", "-Hltn", "sport", "=", ":" + port).isEmpty();
    }

    private static Http get(String url) {
        return new Http(url, 200, 399, false);
    }

    private static Probe probe(Probe.Request request) {
        return new Probe(From.Pod, request, 1, 1_000);
    }

    private Attempt attempt(Probe.Request request) throws IOException, InterruptedException {
        return only(captured(probe(request)));
    }

    private static Attempt only(CaptureReport report) {
        List<Attempt> results = report.probe().orElseThrow().results();
        assertEquals(1, results.size(), report::toString);
        return results.getFirst();
    }

    /**
     * Captures until all requests have results, and then requests the stop, so that the test need not wait for the
     * duration.
     */
    private CaptureReport captured(Probe probe) throws IOException, InterruptedException {
        Files.deleteIfExists(pod.captureLayout().done());
        Files.deleteIfExists(pod.captureLayout().annotations());
        Process capture = pod.capture(order(probe));
        pod.awaitProbed(probe.count());
        pod.requestStop();
        return pod.captured(capture, 0);
    }

    private Order order(Probe probe) {
        TargetPod one = new TargetPod(TestTarget.UID, "", List.of(TestTarget.CONTAINER), List.of(POD));
        return AnOrder.of(one).lastingMillis(15_000).probing(probe).order();
    }
}
