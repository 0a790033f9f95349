package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes that need a kernel, or that packets show only in part: the first finding names the cause, and healthy traffic has none. */
class CausesTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** A program that listens and never accepts, and clients that ask it. */
    private static final String FULL_QUEUE =
            """
            import socket, time
            full = socket.create_server(("127.0.0.1", 18101), backlog=1)
            clients = [socket.socket() for _ in range(8)]
            for client in clients:
                client.setblocking(False); client.connect_ex(("127.0.0.1", 18101))
            time.sleep(4)
            """;

    /** A program that is bound to a port and never reads, and a client that asks three times. */
    private static final String SILENT_DATAGRAMS =
            """
            import socket, subprocess
            silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); silent.bind(("127.0.0.1", 53))
            subprocess.run(["dig", "@127.0.0.1", "+tries=3", "+time=1", "db.shop.svc.cluster.local"])
            """;

    /** A server closes connections after two idle seconds; its client uses one a moment later. */
    private static final String REUSE_AFTER_TWO_SECONDS =
            """
            import socket, threading, time
            server = socket.create_server(("127.0.0.1", 18103))
            def serve():
                while True:
                    one, _ = server.accept()
                    one.recv(100); one.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n"); time.sleep(2); one.close()
            threading.Thread(target=serve, daemon=True).start()
            for _ in range(2):
                client = socket.create_connection(("127.0.0.1", 18103))
                client.sendall(b"GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"); client.recv(100)
                time.sleep(2.05)
                client.sendall(b"GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n"); time.sleep(0.2); client.close()
            """;

    /** Java's client does not know the authority of the server's certificate, and over TLS 1.3 it encrypts its alert. */
    private static final String UNKNOWN_AUTHORITY =
            """
            import java.io.FileInputStream;
            import java.security.KeyStore;
            import javax.net.ssl.*;

            class Handshakes {
                public static void main(String[] args) throws Exception {
                    KeyStore store = KeyStore.getInstance("PKCS12");
                    store.load(new FileInputStream(args[0]), "changeit".toCharArray());
                    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
                    keys.init(store, "changeit".toCharArray());
                    SSLContext server = SSLContext.getInstance("TLSv1.3");
                    server.init(keys.getKeyManagers(), null, null);
                    SSLServerSocket listener = (SSLServerSocket) server.getServerSocketFactory().createServerSocket(18104);
                    Thread.ofVirtual().start(() -> {
                        while (true) {
                            try (SSLSocket one = (SSLSocket) listener.accept()) { one.startHandshake(); } catch (Exception e) { }
                        }
                    });
                    for (int i = 0; i < 3; i++) {
                        SSLSocketFactory clients = (SSLSocketFactory) SSLSocketFactory.getDefault();
                        try (SSLSocket one = (SSLSocket) clients.createSocket("127.0.0.1", 18104)) { one.startHandshake(); } catch (SSLException e) { }
                        Thread.sleep(200);
                    }
                    System.exit(0);
                }
            }
            """;

    /** A response of 50,000 bytes ends after 600. */
    private static final String CUT_OFF =
            """
            import socket, threading, time
            server = socket.create_server(("127.0.0.1", 18105))
            def serve():
                while True:
                    one, _ = server.accept(); one.recv(1000)
                    one.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 50000\\r\\n\\r\\n" + bytes(600)); one.close()
            threading.Thread(target=serve, daemon=True).start()
            for _ in range(3):
                client = socket.create_connection(("127.0.0.1", 18105))
                client.sendall(b"GET /report HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n")
                while client.recv(1000): pass
                client.close()
            """;

    /** 200 datagrams a second until long after the trace has ended. */
    private static final String STEADY =
            """
            import socket, time
            there = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); there.bind(("127.0.0.1", 18106))
            here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            for n in range(%d):
                here.sendto(b"tick", ("127.0.0.1", 18106)); there.recv(10); time.sleep(0.005)
            """;

    private static final String FIVE_THOUSAND_BYTES =
            "import http.server as h; H = type(\"H\", (h.BaseHTTPRequestHandler,), {\"do_GET\": lambda s: (s.send_response(200),"
                    + " s.send_header(\"Content-Length\", \"5000\"), s.end_headers(), s.wfile.write(bytes(5000)))});"
                    + " h.ThreadingHTTPServer((\"\", 18090), H).serve_forever()";

    @BeforeAll
    static void pods() {
        Scene.apply(SCENE.podYaml("one", "sleep", "infinity")
                .replace(
                        "seccompProfile:",
                        "sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: \"0\"}], seccompProfile:"));
        SCENE.ready("one");
        on("node-1", "client", "sleep", "infinity");
        on("node-2", "server", "python3", "-c", FIVE_THOUSAND_BYTES);
    }

    private static void on(String node, String pod, String... command) {
        Scene.apply(SCENE.podYaml(pod, command).replace("spec:\n", "spec:\n  nodeName: " + node + "\n"));
        SCENE.ready(pod);
    }

    @Test
    void aProgramThatNeverAcceptsHasAFullAcceptQueue() {
        TargetStatus target = onLoopback("queue", FULL_QUEUE);
        Finding first = first(target, "AcceptQueueFull", Severity.Warning);
        assertTrue(first.evidence().toString().contains("ListenOverflows"), first::toString);
    }

    @Test
    void aSilentProgramThatGetsDatagramsIsNotBlamedOnAFirewall() {
        TargetStatus target = onLoopback("silent", SILENT_DATAGRAMS);
        Finding first = first(target, "DnsUnanswered", Severity.Error);
        assertFalse(first.toString().contains("firewall"), first::toString);
    }

    @Test
    void aRequestThatMeetsTheCloseOfAnIdleConnectionIsARace() {
        first(onLoopback("race", REUSE_AFTER_TWO_SECONDS), "KeepAliveRace", Severity.Warning);
    }

    @Test
    void anUnknownAuthorityIsNamedThoughTheAlertIsEncrypted() throws Exception {
        Tracing trace = tracing("authority", "client", "lo");
        inClientsNetwork();
        trace.stop();
        TargetStatus target = trace.ended(Reason.Stopped).target();
        Finding first = first(target, "TlsCertificateRejected", Severity.Error);
        assertTrue(first.message().contains("most likely"), first::toString);
        assertEquals("TLSv1.3", target.tls().getFirst().version());
        assertEquals("encrypted_alert", target.tls().getFirst().alert());
    }

    /** Runs on the node, with the test's own Java: the pod has none. */
    private static void inClientsNetwork() throws Exception {
        Path source = Files.writeString(Files.createTempDirectory("tls").resolve("Handshakes.java"), UNKNOWN_AUTHORITY);
        Path store = SelfSigned.store();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String node = SCENE.node("client");
        Shell.node(node, "nsenter", "-t", SCENE.pid("client"), "-n", java, source.toString(), store.toString())
                .ok();
    }

    @Test
    void aResponseThatIsCutOffIsNoSuccess() {
        TargetStatus target = onLoopback("cut", CUT_OFF);
        first(target, "HttpResponseCut", Severity.Error);
        assertTrue(target.http().getFirst().error().contains("600 of 50000"), target.http()::toString);
    }

    /** Seen from the client's pod alone: of an answer of 5,000 bytes only the last, small packet comes; a request of 4,000 bytes does not arrive. */
    @ParameterizedTest
    @CsvSource({"in, ip saddr SERVER ip length > 1000, 0", "out, ip daddr SERVER ip length > 1000, 4000"})
    void largePacketsThatVanishAreNamedFromOneView(String way, String rule, String sent) {
        String script = addressed(
                """
                import socket
                try:
                    there = socket.create_connection(("SERVER", 18090))
                    there.settimeout(5)
                    there.sendall(b"GET / HTTP/1.0\\r\\nX: " + b"x" * SENT + b"\\r\\n\\r\\n")
                    while there.recv(4096): pass
                except OSError: pass
                """
                        .replace("SENT", sent));
        TargetStatus target = Firewall.dropping(
                SCENE, "node-1", "forward 0", addressed(rule), () -> traced("mtu-" + way, "client", "eth0", script));
        first(target, "PathMtuBlackHole", Severity.Error);
    }

    @Test
    void whatComesAfterTheEndIsNotLost() {
        Tracing trace = SCENE.trace(
                        "steady",
                        """
                        target: {pod: one}
                        duration: 5s
                        capture: {interface: lo}
                        """)
                .capturing();
        SCENE.exec("one", "python3", "-c", STEADY.formatted(1_600)).ok();
        TargetStatus target = trace.ended(Reason.Completed).target();
        assertTrue(target.counters().orElseThrow().captured() > 500, target::toString);
        assertEquals(0L, trace.status().lost(), target::toString);
    }

    private static String addressed(String text) {
        return text.replace("SERVER", SCENE.ip("server")).replace("CLIENT", SCENE.ip("client"));
    }

    private static TargetStatus onLoopback(String name, String script) {
        return traced(name, "one", "lo", script);
    }

    private static TargetStatus traced(String name, String pod, String on, String script) {
        Tracing trace = tracing(name, pod, on);
        SCENE.exec(pod, "python3", "-c", script).ok();
        trace.stop(); // not by its duration: how long a script takes depends on the machine
        return trace.ended(Reason.Stopped).target();
    }

    private static Tracing tracing(String name, String pod, String on) {
        return SCENE.trace(
                        name,
                        """
                        target: {pod: %s}
                        duration: 2m
                        capture: {interface: %s}
                        conntrack: {}
                        """
                                .formatted(pod, on))
                .capturing();
    }

    private static Finding first(TargetStatus target, String code, Severity severity) {
        assertFalse(target.findings().isEmpty(), () -> "no finding; " + target);
        Finding first = target.findings().getFirst();
        assertEquals(code, first.code(), target::toString);
        assertEquals(severity, first.severity(), first::toString);
        return first;
    }
}
