package io.nettools.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.planner.status.ProbeAnswer;
import io.nettools.planner.status.ProbeAnswer.Attempt;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trace's own request: each kind, from the pod, from its node and from the peer, and each way in which it can fail. */
class ProbeTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String LOW_PORTS =
            "{sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: '0'}], runAsNonRoot: true,";

    /** Decodes and runs its first argument; what is left is the program's. */
    private static final String RUN = "import base64,sys; exec(base64.b64decode(sys.argv.pop(1)))";

    /** Of the pods here, server answers and silent drops whatever comes. %s is the address of the one that is asked. */
    private static final List<Asked> ALL = List.of(
            new Asked("tcp", "server", "tcp: {host: %s, port: 18083}", Outcome.Succeeded, ""),
            new Asked("http", "server", "http: {url: 'http://%s:18083/hostname'}", Outcome.Succeeded, "200"),
            new Asked(
                    "https",
                    "server",
                    "http: {url: 'https://%s:18443/hostname', insecureSkipTLSVerify: true}",
                    Outcome.Succeeded,
                    "200"),
            new Asked("dns", "server", "dns: {name: web.test, server: %s}", Outcome.Succeeded, "NOERROR"),
            new Asked("icmp", "server", "icmp: {host: %s}", Outcome.Succeeded, ""),
            new Asked("tcp-refused", "server", "tcp: {host: %s, port: 9}", Outcome.Refused, ""),
            new Asked("http-refused", "server", "http: {url: 'http://%s:9/'}", Outcome.Refused, ""),
            new Asked("no-page", "server", "http: {url: 'http://%s:18083/not-there'}", Outcome.WrongStatus, "404"),
            new Asked("no-tls", "server", "http: {url: 'https://%s:18083/'}", Outcome.TLSFailed, ""),
            new Asked("not-signed", "server", "http: {url: 'https://%s:18443/'}", Outcome.TLSFailed, ""),
            new Asked("no-name", "server", "dns: {name: nosuch.invalid, server: %s}", Outcome.NameNotFound, "NXDOMAIN"),
            new Asked("tcp-silent", "silent", "tcp: {host: %s, port: 18083}", Outcome.TimedOut, ""),
            new Asked("http-silent", "silent", "http: {url: 'http://%s:18083/'}", Outcome.TimedOut, ""),
            new Asked("dns-silent", "silent", "dns: {name: web.test, server: %s}", Outcome.TimedOut, ""),
            new Asked("icmp-silent", "silent", "icmp: {host: %s}", Outcome.TimedOut, ""));

    private static final int AT_ONCE = 4;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** @param status the protocol's own answer; empty where there is none */
    private record Asked(String name, String pod, String request, Outcome outcome, String status) {
        Tracing from(From place) {
            String of = place == From.Pod ? "{pod: client}" : "{pod: " + pod + "}";
            String peer = place == From.Peer ? "peer: {pod: client}\n" : "";
            return SCENE.trace(
                    name + "-" + place.name().toLowerCase(Locale.ROOT),
                    "target: %s\n%sduration: 8s\nprobe: {%s, from: %s}\n"
                            .formatted(of, peer, request.formatted(SCENE.ip(pod)), place));
        }

        /** The outcome stands with who asked; the packets are seen at each end that is watched. */
        void seen(Tracing trace) {
            List<TargetStatus> ends = trace.ended(Reason.Completed).status().targets();
            ProbeAnswer probe = ends.getLast().probe();
            Attempt attempt = probe.results().getFirst();
            assertEquals(outcome, attempt.outcome(), attempt::toString);
            assertEquals(status, attempt.status(), attempt::toString);
            assertEquals(outcome == Outcome.Succeeded ? 1 : 0, probe.succeeded(), probe::toString);
            assertTrue(
                    ends.stream().allMatch(end -> end.capture().captured() > 0),
                    () -> name + " was not captured: " + ends);
            assertTrue(
                    ends.getFirst().summary().startsWith("probe: " + probe.succeeded() + " of 1 succeeded"),
                    () -> ends.getFirst().summary());
        }
    }

    @BeforeAll
    static void pods() throws IOException, GeneralSecurityException {
        SCENE.pod("client", "sleep", "infinity");
        String program = Shell.read(Path.of("src/test/resources/probed.py"));
        Scene.apply(SCENE.podYaml("server", "python3", "-c", RUN, base64(program), base64(SelfSigned.pem()))
                .replace("{runAsNonRoot: true,", LOW_PORTS));
        SCENE.ready("server");
        SCENE.pod("silent", "sleep", "infinity");
        Shell.node(
                        SCENE.node("silent"),
                        "nsenter",
                        "-t",
                        SCENE.pid("silent"),
                        "-n",
                        "nft",
                        "add table inet t; add chain inet t i { type filter hook input priority 0; policy drop; };")
                .ok();
    }

    /** A few at a time: more processes that start at once would take a small machine longer than a request may. */
    @ParameterizedTest
    @EnumSource
    void eachRequestHasItsOutcomeFromEverywhere(From place) {
        assertAll(IntStream.range(0, Math.ceilDiv(ALL.size(), AT_ONCE))
                .mapToObj(i -> ALL.subList(i * AT_ONCE, Math.min(ALL.size(), (i + 1) * AT_ONCE)))
                .flatMap(some -> checks(some, place)));
    }

    private static Stream<Executable> checks(List<Asked> some, From place) {
        List<Tracing> traces = some.stream().map(asked -> asked.from(place)).toList();
        return IntStream.range(0, some.size()).mapToObj(i -> () -> some.get(i).seen(traces.get(i)));
    }

    @Test
    void connectionsAreCountedAndCaptured() {
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
    void aResponseTellsItsTimesAndNotTheQuery() {
        TargetStatus target = probed("http: {url: 'http://%s:18083/hostname?token=secret'}".formatted(server()));
        Attempt attempt = target.probe().results().getFirst();
        assertTrue(attempt.connectMicroseconds() > 0 && attempt.firstByteMicroseconds() > 0, attempt::toString);
        assertEquals(
                "GET http://" + server() + ":18083/hostname?...", target.probe().request());
        assertTrue(
                target.http().stream().anyMatch(http -> http.status() == 200), () -> "not captured: " + target.http());
    }

    /** Whether or not the cluster has a DNS: what comes of it is what dig says in the pod. */
    @Test
    void aNameIsLookedUpAsThePodDoes() {
        boolean found = !SCENE.exec("client", "dig", "+short", "+search", "+tries=1", "kubernetes.default")
                .out()
                .replaceAll("(?m)^;.*$", "")
                .isBlank();
        ProbeAnswer report = probed("dns: {name: kubernetes.default}").probe();
        assertEquals(found, report.succeeded() == 1, report::toString);
    }

    /** T16, T18: as the kernel shows it of the tool that waits for an answer. */
    @Test
    void aToolSeesNoneOfTheTracePodsVolumes() {
        String silent = SCENE.ip("silent");
        Tracing trace = SCENE.trace(
                        "secluded",
                        "target: {pod: client}\nduration: 8s\nprobe: {http: {url: 'http://%s:18083/'}}"
                                .formatted(silent))
                .capturing();
        String node = SCENE.node("client");
        AtomicReference<String> mounts = new AtomicReference<>("");
        await("curl to run").atMost(Duration.ofSeconds(10)).until(() -> {
            String find = "cat /proc/$(pgrep -f '^curl -q -g .*//" + silent + ":' | head -1)/mountinfo";
            mounts.set(Shell.node(node, "sh", "-c", find).out());
            return !mounts.get().isEmpty();
        });
        trace.ended(Reason.Completed);
        for (String volume : List.of("/host/proc", "/work", "/control", "/run/netns", "/dev/termination-log")) {
            assertFalse(mounts.get().contains(" " + volume + " "), mounts::get);
        }
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
    void fromThePeerItStandsWithThePeer() {
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

    /** Nobody knows the address before the peer has looked it up, and it is another one when the request arrives. */
    @Test
    void whatAPeerAsksByNameIsCountedAtEachPoint() {
        String node = SCENE.node("server").equals("node-1") ? "node-2" : "node-1";
        String resolver = "spec:\n  nodeName: %s\n  dnsPolicy: None\n  dnsConfig: {nameservers: ['%s']}\n";
        Scene.apply(SCENE.podYaml("namer", "sleep", "infinity").replace("spec:\n", resolver.formatted(node, server())));
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: front, namespace: %s}
                spec: {selector: {app: server}, ports: [{port: 80, targetPort: 18083}]}
                """
                        .formatted(SCENE.namespace()));
        SCENE.ready("namer");
        String address = SCENE.clusterIp("front");
        Tracing trace = SCENE.trace(
                "named",
                "target: {pod: server}\npeer: {pod: namer}\nduration: 10s\n"
                        + "probe: {http: {url: 'http://%s.test/hostname'}, from: Peer}\n"
                                .formatted(address.replace('.', '-')));
        List<TargetStatus> ends = trace.ended(Reason.Completed).status().targets();
        Attempt attempt = ends.getLast().probe().results().getFirst();
        assertEquals(Outcome.Succeeded, attempt.outcome(), attempt::toString);
        assertEquals(address, attempt.address());
        assertTrue(
                ends.getFirst().passages().stream()
                        .anyMatch(passage -> passage.protocol().equals("tcp")
                                && passage.points().size() == 6
                                && passage.verdict().endsWith("passed all 6 points")),
                () -> ends.getFirst().passages().toString());
    }

    @Test
    void anUnexpectedStatusIsNamed() {
        TargetStatus target = probed("http: {url: 'http://%s:18083/not-there'}".formatted(server()));
        assertTrue(target.summary().contains("WrongStatus 404"), target::summary);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String server() {
        return SCENE.ip("server");
    }

    private static TargetStatus probed(String probe) {
        Tracing trace = SCENE.trace(
                "probe-" + NUMBER.incrementAndGet(),
                "target: {pod: client}\nduration: 6s\nprobe: {%s}\n".formatted(probe));
        return trace.ended(Reason.Completed).target();
    }
}
