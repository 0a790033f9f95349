package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is wrong with a pod's traffic stands in the status, the cause first; nothing does when nothing is. */
class FindingsTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** A server and its client in one process: {@code ANSWER} answers GET, {@code ASK} is the client. */
    private static final String HTTP =
            """
            import http.server, threading, time, urllib.request, urllib.error
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    ANSWER
                def log_message(self, *args): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 18090), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for n in range(5):
                try: urllib.request.urlopen("http://127.0.0.1:18090/order/%d?token=secret" % n).read()
                except urllib.error.HTTPError: pass
            """;

    private static final String OK =
            "self.send_response(200); self.send_header('Content-Length', '3'); self.end_headers(); self.wfile.write(b'ok\\n')";

    /** A DNS server that cannot answer: each query comes back with QR set and RCODE 2. */
    private static final String SERVFAIL =
            """
            import socket, threading, subprocess
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 53))
            def serve():
                while True:
                    query, client = s.recvfrom(512)
                    s.sendto(query[:2] + bytes([query[2] | 0x80, 0x82]) + query[4:], client)
            threading.Thread(target=serve, daemon=True).start()
            for name in ("db.shop.svc.cluster.local", "web.shop.svc.cluster.local"):
                subprocess.run(["dig", "@127.0.0.1", "+tries=1", "+time=2", name])
            """;

    @BeforeAll
    static void pods() {
        Scene.apply(SCENE.podYaml("seen", "sleep", "infinity")
                .replace(
                        "seccompProfile:",
                        "sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: \"0\"}], seccompProfile:"));
        SCENE.ready("seen");
    }

    @Test
    void healthyTrafficHasNoFinding() {
        TargetStatus target = after("healthy", HTTP.replace("ANSWER", OK));
        assertEquals(List.of(), target.findings());
        assertEquals(5, target.httpCount());
    }

    @Test
    void refusedConnectionIsNamedWithItsEnd() {
        TargetStatus target = after(
                "refused",
                """
                import socket
                for _ in range(3):
                    s = socket.socket()
                    assert s.connect_ex(("127.0.0.1", 18099)) != 0
                    s.close()
                """);
        Finding first = first(target, "ConnectionRefused", Severity.Error);
        assertTrue(first.message().contains("127.0.0.1:18099"), first::toString);
        assertTrue(target.summary().contains("127.0.0.1:18099"), target::summary);
    }

    @Test
    void slowServerIsToldFromASlowNetwork() {
        TargetStatus target = after("slow", HTTP.replace("ANSWER", "time.sleep(1.2); " + OK));
        assertTrue(List.of("HttpSlow", "SlowApplication").contains(codes(target).getFirst()), () -> codes(target)
                .toString());
        assertFalse(codes(target).contains("SlowNetwork"), () -> codes(target).toString());
    }

    @Test
    void errorsOfAnHttpServerAreCountedWithAnExample() {
        TargetStatus target = after("errors", HTTP.replace("ANSWER", "self.send_error(503)"));
        Finding first = first(target, "HttpServerErrors", Severity.Error);
        String evidence = String.join(" ", first.evidence());
        assertTrue(evidence.contains("503") && evidence.contains("/order/"), evidence);
        assertFalse(target.toString().contains("secret"), "a query is never shown");
    }

    @Test
    void failureOfADnsServerIsNamed() {
        TargetStatus target = after("names", SERVFAIL);
        first(target, "DnsServerFailure", Severity.Error);
        assertEquals(2, target.dnsCount());
        assertEquals("SERVFAIL", target.dns().getFirst().rcode());
    }

    @Test
    void silenceIsToldFromAFilterThatMatchesNothing() {
        Tracing trace = SCENE.trace(
                        "filtered",
                        """
                target: {pod: seen}
                duration: 2m
                capture: {interface: lo, filter: "tcp port 19999"}
                """)
                .capturing();
        SCENE.exec("seen", "python3", "-c", HTTP.replace("ANSWER", OK)).ok();
        trace.stop();
        first(trace.ended(Reason.Stopped).target(), "FilterMatchedNothing", Severity.Info);
    }

    private static TargetStatus after(String name, String script) {
        Tracing trace = SCENE.trace(
                        name,
                        """
                target: {pod: seen}
                duration: 2m
                capture: {interface: lo}
                """)
                .capturing();
        SCENE.exec("seen", "python3", "-c", script).ok();
        trace.stop(); // not by its duration: how long a script takes depends on the machine
        return trace.ended(Reason.Stopped).target();
    }

    private static Finding first(TargetStatus target, String code, Severity severity) {
        assertFalse(target.findings().isEmpty(), () -> "no finding; " + target);
        Finding first = target.findings().getFirst();
        assertEquals(code, first.code(), target::toString);
        assertEquals(severity, first.severity());
        assertFalse(first.message().isEmpty() || first.nextStep().isEmpty(), first::toString);
        return first;
    }

    private static List<String> codes(TargetStatus target) {
        List<String> codes = target.findings().stream().map(Finding::code).toList();
        assertFalse(codes.isEmpty(), () -> "no finding; " + target);
        return codes;
    }
}
