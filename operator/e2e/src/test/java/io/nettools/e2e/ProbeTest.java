package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.planner.status.ProbeAnswer;
import io.nettools.planner.status.ProbeAnswer.Attempt;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The trace's own request: each kind, from the pod, from its node and from the peer, and each way in which it can fail. */
class ProbeTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String LOW_PORTS =
            "{sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: '0'}], runAsNonRoot: true,";

    /** Knows no name at all. */
    private static final String NO_NAMES =
            """
            import socket; here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); here.bind(("", 53)); \
            [here.sendto(query[:2] + b"\\x81\\x83\\0\\1" + bytes(6) + query[12:query.index(b"\\0", 12) + 5], client) \
            for query, client in iter(lambda: here.recvfrom(512), None)]\
            """;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @BeforeAll
    static void pods() {
        SCENE.pod("client", "sleep", "infinity");
        SCENE.pod("server", "python3", "-m", "http.server", "18083", "--directory", "/etc");
        Scene.apply(SCENE.podYaml("names", "python3", "-c", NO_NAMES).replace("{runAsNonRoot: true,", LOW_PORTS));
        SCENE.ready("names");
    }

    @Test
    void fromThePodAServerAnswersByTcp() {
        TargetStatus target = probed("tcp: {host: %s, port: 18083}, count: 3, interval: 200ms".formatted(server()));
        assertEquals(3, target.probe().succeeded(), target.probe()::toString);
        assertEquals("TCP " + server() + ":18083", target.probe().request());
        assertTrue(target.summary().startsWith("probe: 3 of 3 succeeded, median "), target::summary);
        assertTrue(
                target.flows().stream()
                                .filter(flow -> flow.server().equals(server() + ":18083"))
                                .count()
                        >= 3,
                () -> "not captured: " + target.flows());
    }

    @Test
    void fromThePodAServerAnswersByHttp() {
        TargetStatus target = probed("http: {url: 'http://%s:18083/hostname?token=secret'}".formatted(server()));
        Attempt attempt = target.probe().results().getFirst();
        assertEquals(Outcome.Succeeded, attempt.outcome(), attempt::message);
        assertEquals("200", attempt.status());
        assertTrue(attempt.connectMicroseconds() > 0 && attempt.firstByteMicroseconds() > 0, attempt::toString);
        assertEquals(
                "GET http://" + server() + ":18083/hostname?...", target.probe().request());
        assertTrue(
                target.http().stream().anyMatch(http -> http.status() == 200), () -> "not captured: " + target.http());
    }

    @Test
    void fromThePodAnEchoIsAnswered() {
        assertEquals(Outcome.Succeeded, outcome("icmp: {host: %s}".formatted(server())));
    }

    /** Whether or not the cluster has a DNS: what comes of it is what dig says in the pod. */
    @Test
    void fromThePodANameIsLookedUpAsThePodDoes() {
        boolean found = !SCENE.exec("client", "dig", "+short", "+search", "+tries=1", "kubernetes.default")
                .out()
                .replaceAll("(?m)^;.*$", "")
                .isBlank();
        ProbeAnswer report = probed("dns: {name: kubernetes.default}").probe();
        assertEquals(found, report.succeeded() == 1, report::toString);
    }

    @Test
    void fromTheNodeThePodIsReached() {
        assertEquals(
                Outcome.Succeeded, outcome("server", "tcp: {host: %s, port: 18083}, from: Node".formatted(server())));
        assertEquals(
                Outcome.Succeeded,
                outcome("server", "http: {url: 'http://%s:18083/hostname'}, from: Node".formatted(server())));
    }

    @Test
    void fromTheNodeNobodyElseIsAsked() {
        Tracing trace = SCENE.trace(
                "foreign",
                "target: {pod: client}\nduration: 6s\nprobe: {tcp: {host: %s, port: 18083}, from: Node}"
                        .formatted(server()));
        trace.ended(Reason.SpecInvalid);
    }

    /** The server is the target, whose trace has two entries: the outcome stands with who asked. */
    @Test
    void fromThePeerThePodIsReached() {
        Tracing trace = SCENE.trace(
                "probe-" + NUMBER.incrementAndGet(),
                "target: {pod: server}\npeer: {pod: client}\nduration: 10s\n"
                        + "probe: {tcp: {host: %s, port: 18083}, from: Peer, count: 3}\n".formatted(server()));
        List<TargetStatus> ends = trace.ended(Reason.Completed).status().targets();
        TargetStatus peer = ends.getLast();
        assertEquals("client", peer.pod());
        assertEquals(Probe.From.Peer, peer.probe().from());
        assertEquals(3, peer.probe().succeeded(), peer.probe()::toString);
        assertTrue(trace.status().summary().startsWith("probe: 3 of 3 succeeded"), () -> trace.status()
                .summary());
        assertTrue(
                ends.getFirst().flows().stream().anyMatch(flow -> flow.server().equals(server() + ":18083")),
                () -> "not captured: " + ends.getFirst().flows());
    }

    @Test
    void aPortWhereNobodyListensRefuses() {
        assertEquals(Outcome.Refused, outcome("tcp: {host: %s, port: 9}".formatted(server())));
    }

    @Test
    void aNameThatNobodyHasIsNotFound() {
        TargetStatus target = probed("dns: {name: nosuch.invalid, server: %s}".formatted(SCENE.ip("names")));
        Attempt attempt = target.probe().results().getFirst();
        assertEquals(Outcome.NameNotFound, attempt.outcome(), attempt::toString);
        assertEquals("NXDOMAIN", attempt.status());
    }

    @Test
    void aServerThatSpeaksNoTlsFailsThere() {
        TargetStatus target = probed("http: {url: 'https://%s:18083/hostname'}".formatted(server()));
        assertEquals(Outcome.TLSFailed, target.probe().results().getFirst().outcome());
    }

    @Test
    void whatIsDroppedTimesOut() {
        String node = SCENE.node("server");
        String pid = Shell.node(node, "pgrep", "-f", "^python3 -m http.server 18083")
                .ok()
                .text();
        Shell.node(
                        node,
                        "nsenter",
                        "-t",
                        pid,
                        "-n",
                        "nft",
                        "add table inet t; add chain inet t i { type filter hook input priority 0; };"
                                + " add rule inet t i tcp dport 18084 drop")
                .ok();
        assertEquals(Outcome.TimedOut, outcome("tcp: {host: %s, port: 18084}".formatted(server())));
    }

    @Test
    void anUnexpectedStatusIsNamed() {
        TargetStatus target = probed("http: {url: 'http://%s:18083/not-there'}".formatted(server()));
        assertEquals(Outcome.WrongStatus, target.probe().results().getFirst().outcome());
        assertTrue(target.summary().contains("WrongStatus 404"), target::summary);
    }

    private static String server() {
        return SCENE.ip("server");
    }

    private static Outcome outcome(String probe) {
        return outcome("client", probe);
    }

    private static Outcome outcome(String pod, String probe) {
        return probed(pod, probe).probe().results().getFirst().outcome();
    }

    private static TargetStatus probed(String probe) {
        return probed("client", probe);
    }

    private static TargetStatus probed(String pod, String probe) {
        Tracing trace = SCENE.trace(
                "probe-" + NUMBER.incrementAndGet(),
                "target: {pod: %s}\nduration: 6s\nprobe: {%s}\n".formatted(pod, probe));
        return trace.ended(Reason.Completed).target();
    }
}
