package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.PassageAnswer;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client on one node and a server behind a Service on the other; packets are dropped on the way, one place at a time. */
class WayTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String VANISH = "PacketsVanish";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @BeforeAll
    static void aClientAndAServer() {
        on("node-1", "client", "sleep", "infinity");
        on("node-1", "stranger", "sleep", "infinity");
        on("node-2", "server", "python3", "-m", "http.server", "18090", "--bind", "::", "--directory", "/usr/bin");
        Scene.apply(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: front, namespace: %1$s}
                spec: {ipFamilyPolicy: RequireDualStack, selector: {app: server}, ports: [{port: 80, targetPort: 18090}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: headless, namespace: %1$s}
                spec: {clusterIP: None, selector: {app: server}, ports: [{port: 18090}]}
                """
                        .formatted(SCENE.namespace()));
        List.of("node-1", "node-2").forEach(node -> SCENE.proxied(node, "front", " -> "));
    }

    private static void on(String node, String pod, String... command) {
        Scene.apply(SCENE.podYaml(pod, command).replace("spec:\n", "spec:\n  nodeName: " + node + "\n"));
        SCENE.ready(pod);
    }

    /** CLIENT, SERVER and SERVICE stand for addresses; the server listens on 18090, the Service on 80. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    client | output 0        | tcp dport 80                              | inside pod client
                    node-1 | prerouting -300 | ip saddr CLIENT tcp dport 80              | node-1: between veth\\w+ and eth0
                    node-1 | forward 0       | ip saddr CLIENT ip daddr SERVER           | node-1: between veth\\w+ and eth0
                    fabric | forward 0       | ip saddr CLIENT ip daddr SERVER           | between node-1's uplink eth0 and node-2's uplink eth0
                    node-2 | forward 0       | ip saddr CLIENT ip daddr SERVER           | node-2: between eth0 and veth\\w+
                    server | input 0         | tcp dport 18090                           | inside pod server
                    server | output 0        | tcp sport 18090                           | inside pod server
                    node-2 | prerouting -300 | ip saddr SERVER ip daddr CLIENT           | node-2: between veth\\w+ and eth0
                    fabric | forward 0       | ip saddr SERVER ip daddr CLIENT           | between node-2's uplink eth0 and node-1's uplink eth0
                    node-1 | prerouting -300 | ip saddr SERVER ip daddr CLIENT           | node-1: between eth0 and veth\\w+
                    node-1 | postrouting 300 | ip daddr CLIENT tcp sport 80              | node-1: between eth0 and veth\\w+
                    client | input 0         | tcp sport 80                              | inside pod client
                    """)
    void whereAConnectionDiesIsNamed(String at, String hook, String rule, String place) {
        assertNamed(
                place,
                Firewall.dropping(
                        SCENE, at, hook, addressed(rule), () -> whole("probe: {tcp: {host: SERVICE, port: 80}}")));
    }

    /** One of each kind: the families share the code that compares points, not the filters and headers. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    node-1 | prerouting -300 | ip6 saddr CLIENT6 tcp dport 80            | node-1: between veth\\w+ and eth0
                    fabric | forward 0       | ip6 saddr CLIENT6 ip6 daddr SERVER6       | between node-1's uplink eth0 and node-2's uplink eth0
                    server | input 0         | tcp dport 18090                           | inside pod server
                    client | input 0         | tcp sport 80                              | inside pod client
                    """)
    void whereAnIpv6ConnectionDiesIsNamed(String at, String hook, String rule, String place) {
        assertNamed(
                place,
                Firewall.dropping(
                        SCENE, at, hook, addressed(rule), () -> whole("probe: {tcp: {host: 'SERVICE6', port: 80}}")));
    }

    private static void assertNamed(String place, NetworkTraceStatus status) {
        TargetStatus target = status.targets().getFirst();
        List<Finding> vanished = vanished(target).stream()
                .filter(finding -> ofItsRequest(finding, target))
                .toList();
        assertEquals(1, vanished.size(), () -> target.findings() + "\n" + target.passages());
        assertTrue(vanished.getFirst().place().matches(place), vanished::toString);
        assertEquals("Error", vanished.getFirst().severity().name(), vanished::toString);
        oneFault(status, vanished.getFirst());
        if (place.startsWith("node-2: between eth0")) {
            ruleNamed(status);
        }
    }

    /** The one rule of the server's node that dropped packets meanwhile, by chain and comment. */
    private static void ruleNamed(NetworkTraceStatus status) {
        List<String> evidence = status.diagnosis().getFirst().evidence();
        String rule = "node-2: a rule of chain c, table inet " + SCENE.namespace() + " (\"" + Firewall.COMMENT
                + "\"), dropped ";
        assertTrue(evidence.stream().anyMatch(one -> one.contains(rule)), evidence::toString);
    }

    /** One fault is one entry, and the first line names its place and its object. */
    private static void oneFault(NetworkTraceStatus status, Finding finding) {
        System.out.println(finding.place() + ": " + status.summary());
        List<Diagnosis> faults = status.diagnosis();
        List<Diagnosis> itsOwn = faults.stream()
                .filter(fault -> fault.place().equals(finding.place()))
                .toList();
        assertEquals(1, itsOwn.size(), faults::toString);
        // answers to a request before may still be dropped
        Set<String> places = vanished(status.targets().getFirst()).stream()
                .map(Finding::place)
                .collect(Collectors.toSet());
        assertEquals(places, faults.stream().map(Diagnosis::place).collect(Collectors.toSet()), faults::toString);
        assertEquals(status.summary(), faults.getFirst().summary());
        assertTrue(
                Stream.of("node-1", "node-2", "pod client", "pod server")
                        .anyMatch(itsOwn.getFirst().summary()::contains),
                faults::toString);
    }

    @Test
    void whoRejectsInTheServersNameIsNamedByHisPlace() {
        String rule = addressed("ip saddr CLIENT ip daddr SERVER tcp dport 18090 reject with tcp reset");
        TargetStatus target = Firewall.dropping(
                SCENE, "node-2", "forward 0", rule, () -> traced("probe: {tcp: {host: SERVICE, port: 80}}"));
        assertEquals(Outcome.Refused, target.probe().results().getFirst().outcome(), target.probe()::toString);
        Finding vanished = vanished(target).getFirst();
        assertTrue(vanished.place().matches("node-2: between eth0 and veth\\w+"), vanished::toString);
        assertTrue(vanished.message().contains("rejected there, "), vanished::toString);
    }

    @Test
    void aHealthyWayNamesNothing() {
        NetworkTraceStatus status = whole("probe: {http: {url: 'http://SERVICE/true'}, count: 3, interval: 300ms}");
        TargetStatus target = status.targets().getFirst();
        assertEquals(List.of(), status.diagnosis());
        assertEquals(List.of(), vanished(target), () -> target.passages().toString());
        assertTrue(
                target.findings().stream().noneMatch(one -> one.code().equals("PacketsDelayed")),
                () -> target.findings().toString());
        PassageAnswer passage = target.passages().getFirst();
        assertEquals(6, passage.points().size(), passage::toString);
        assertTrue(
                passage.verdict().matches("all \\d+ (packets|bytes of payload) passed all 6 points"), passage::verdict);
        assertEquals(SCENE.ip("server") + ":18090", passage.translated());
    }

    @Test
    void aHealthyIpv6PathReportsNoLoss() {
        TargetStatus target = traced("probe: {http: {url: 'http://[SERVICE6]/true'}}");
        assertEquals(1, target.probe().succeeded(), target.probe()::toString);
        assertEquals(List.of(), vanished(target), () -> target.passages().toString());
        PassageAnswer passage = target.passages().getFirst();
        assertTrue(
                passage.verdict().matches("all \\d+ (packets|bytes of payload) passed all 6 points"), passage::verdict);
        assertEquals("[" + SCENE.ipv6("server") + "]:18090", passage.translated());
    }

    /** As fast as it goes: segmentation offload, a receiver that is short of room for moments, acknowledgments that are late. */
    @Test
    void aHealthyDownloadNamesNothing() {
        TargetStatus target = downloading("5");
        assertEquals(List.of(), vanished(target), () -> target.flows().toString());
        PassageAnswer passage = target.passages().getFirst();
        assertTrue(passage.verdict().matches("all \\d+ bytes of payload passed all 6 points"), passage::verdict);
    }

    @Test
    void everyTwentiethPacketIsMissedWhereItIsDropped() {
        String rule = addressed("ip saddr SERVER ip daddr CLIENT numgen random mod 100 < 5");
        TargetStatus target = Firewall.dropping(SCENE, "node-2", "forward 0", rule, () -> downloading("5"));
        Finding vanished = vanished(target).getFirst();
        assertEquals("Warning", vanished.severity().name(), vanished::toString);
        assertTrue(vanished.place().matches("node-2: between veth\\w+ and eth0"), vanished::toString);
    }

    @Test
    void onlyLargePacketsAreSaidToBeMissing() {
        String rule = addressed("ip saddr SERVER ip daddr CLIENT ip length > 1000");
        TargetStatus target = Firewall.dropping(SCENE, "fabric", "forward 0", rule, () -> downloading("4"));
        Finding vanished = vanished(target).getFirst();
        assertTrue(vanished.message().contains("only large packets are lost"), vanished::toString);
        assertEquals("between node-2's uplink eth0 and node-1's uplink eth0", vanished.place());
    }

    /** Its interface shows that they arrive, and its acknowledgments that its sockets lack them. */
    @ParameterizedTest
    @CsvSource({"numgen inc mod 10 < 1, dropped inside the pod (", "ip length > 1000, only large packets are lost"})
    void whatAPodLosesOfAnOpenConnectionIsPlacedInIt(String rule, String words) {
        TargetStatus target =
                Firewall.dropping(SCENE, "client", "input 0", "tcp sport 80 " + rule, () -> downloading("6"));
        List<Finding> vanished = vanished(target);
        assertEquals(1, vanished.size(), () -> target.findings() + "\n" + target.flows());
        assertEquals("inside pod client", vanished.getFirst().place());
        assertEquals("Warning", vanished.getFirst().severity().name(), vanished::toString);
        assertTrue(vanished.getFirst().message().contains(words), vanished::toString);
    }

    @Test
    void behindAHeadlessServiceThePodIsReachedByItsOwnAddress() {
        TargetStatus target = SCENE.trace(
                        "headless",
                        addressed(
                                """
                                target: {pod: client}
                                peer: {service: headless}
                                duration: 8s
                                probe: {tcp: {host: SERVER, port: 18090}}
                                """))
                .ended(Reason.Completed)
                .status()
                .targets()
                .getFirst();
        assertEquals(1, target.probe().succeeded(), target.probe()::toString);
        PassageAnswer passage = target.passages().getFirst();
        assertTrue(passage.verdict().matches("all \\d packets passed all 6 points"), passage::verdict);
    }

    /** The only pod behind the Service asks the Service: its own packets come back to it, with other addresses. */
    @Test
    void aPodThatAsksItselfByItsServiceLosesNothing() {
        TargetStatus target = SCENE.trace(
                        "hairpin",
                        addressed(
                                """
                                target: {pod: server}
                                views: [Pod, Node]
                                duration: 6s
                                probe: {http: {url: 'http://SERVICE/true'}}
                                """))
                .ended(Reason.Completed)
                .target();
        assertEquals(1, target.probe().succeeded(), target.probe()::toString);
        assertEquals(List.of(), vanished(target));
    }

    /** What was seen until then at both ends is compared. */
    @Test
    void stopEndsBothEndsAndKeepsWhatThereIs() {
        Tracing trace = SCENE.trace("stopped", "target: {pod: client}\npeer: {service: front}\nduration: 60s\n")
                .capturing();
        SCENE.exec("client", "curl", "-so", "/dev/null", "-m", "5", addressed("http://SERVICE/true"))
                .ok();
        trace.stop();
        List<TargetStatus> ends = trace.ended(Reason.Stopped).status().targets();
        assertEquals(
                List.of("client", "server"),
                ends.stream().map(TargetStatus::pod).toList());
        PassageAnswer passage = ends.getFirst().passages().getFirst();
        assertEquals(6, passage.points().size(), () -> ends.getFirst().notes() + " " + passage);
        assertEquals(List.of(), vanished(ends.getFirst()));
    }

    /** A policy for addresses that nobody has: what the uplink shows counts, and that it need not show everything is said. */
    @Test
    void aNodeWithIpsecSaysThatItsUplinkMayHidePackets() {
        String selector = "src 203.0.113.0/25 dst 203.0.113.128/25 dir out";
        String[] policy = ("ip xfrm policy add " + selector + " tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel")
                .split(" ");
        Shell.node("node-1", policy).ok();
        try {
            TargetStatus target = traced("probe: {http: {url: 'http://SERVICE/true'}}");
            List<String> hiding = target.views().stream()
                    .filter(view -> !view.hides().isEmpty())
                    .map(view -> view.node() + " " + view.place() + ": " + view.hides())
                    .toList();
            assertEquals(List.of("node-1 Uplink: packets to other nodes may pass it inside IPsec"), hiding);
            assertEquals(List.of(), vanished(target));
            assertEquals(6, target.passages().getFirst().points().size(), target.passages()::toString);
        } finally {
            Shell.node("node-1", ("ip xfrm policy delete " + selector).split(" "))
                    .ok();
        }
    }

    @Test
    void deletedWhileBothEndsAreCapturedItLeavesNothing() {
        Tracing trace = SCENE.trace("deleted", "target: {pod: client}\npeer: {service: front}\nduration: 60s\n")
                .capturing();
        trace.delete(); // what is left is looked for after each test
        assertEquals(List.of(), SCENE.tracePods());
    }

    /** Six points: three on each node. */
    @Test
    void aBurstIsCountedExactlyAtEachPoint() {
        String burst =
                """
                import socket, time
                here = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                for n in range(1000):
                    for one in range(100):
                        here.sendto(b"x" * 18, ("SERVER", 9))
                    time.sleep(0.004)
                """;
        Tracing trace = SCENE.trace(
                        "burst",
                        addressed(
                                """
                                target: {pod: client}
                                peer: {pod: server}
                                duration: 14s
                                capture: {filter: udp dst port 9, maxPackets: 200000}
                                """))
                .capturing();
        SCENE.exec("client", "python3", "-c", addressed(burst)).ok();
        TargetStatus target = trace.ended(Reason.Completed).status().targets().getFirst();
        PassageAnswer passage = target.passages().stream()
                .filter(one -> one.protocol().equals("udp"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(target.passages().toString()));
        assertEquals(
                List.of(100_000L, 100_000L, 100_000L, 100_000L, 100_000L, 100_000L),
                passage.points().stream().map(PassageAnswer.Point::sentPackets).toList(),
                () -> target.views().toString());
        assertEquals(List.of(), vanished(target));
    }

    @Test
    void aSingleViewSaysWhatItCannotKnow() {
        String spec = "target: {pod: client}\nduration: 6s\nprobe: {tcp: {host: SERVICE, port: 80}}\n";
        TargetStatus target = Firewall.dropping(
                SCENE, "node-2", "forward 0", addressed("ip saddr CLIENT ip daddr SERVER"), () -> SCENE.trace(
                                "way-" + NUMBER.incrementAndGet(), addressed(spec))
                        .ended(Reason.Completed)
                        .target());
        assertEquals(List.of(), vanished(target));
        assertTrue(
                target.findings().stream()
                        .anyMatch(one -> one.code().equals("ViewMissing")
                                && one.nextStep().contains("views: [Pod, Node]")),
                () -> target.findings().toString());
    }

    /** What a user does with it: the last lines go to kubectl create. */
    @Test
    void theYamlOfTheNextStepFindsThePlace() {
        String spec = addressed("target: {pod: client}\nduration: 8s\nprobe: {tcp: {host: SERVICE, port: 80}}\n");
        String rule = addressed("ip saddr CLIENT ip daddr SERVER");
        TargetStatus target = Firewall.dropping(SCENE, "node-2", "forward 0", rule, () -> {
            Tracing first = SCENE.trace("way-" + NUMBER.incrementAndGet(), spec).ended(Reason.Completed);
            String nextStep = first.status().diagnosis().getFirst().nextStep();
            String yaml = nextStep.substring(nextStep.indexOf("apiVersion:"));
            String created = Shell.kubectlWith(yaml, "create", "-f", "-", "-o", "name")
                    .ok()
                    .text();
            return new Tracing(SCENE, created.substring(created.indexOf('/') + 1))
                    .ended(Reason.Completed)
                    .status()
                    .targets()
                    .getFirst();
        });
        Finding vanished = vanished(target).getFirst();
        assertTrue(vanished.place().matches("node-2: between eth0 and veth\\w+"), vanished::toString);
    }

    /** Not of a request before, to which the server still answers. */
    private static boolean ofItsRequest(Finding finding, TargetStatus target) {
        return target.flows().isEmpty()
                || target.flows().stream()
                        .anyMatch(flow -> finding.evidence().toString().contains(flow.client()));
    }

    private static TargetStatus downloading(String seconds) {
        return traced("", "curl", "-so", "/dev/null", "-m", seconds, "http://SERVICE/python3");
    }

    private static List<Finding> vanished(TargetStatus target) {
        return target.findings().stream()
                .filter(finding -> finding.code().equals(VANISH))
                .toList();
    }

    /** Both ends, and a stranger who asks the same Service meanwhile. */
    private static TargetStatus traced(String more, String... command) {
        return whole(more, command).targets().getFirst();
    }

    private static NetworkTraceStatus whole(String more, String... command) {
        Tracing trace = SCENE.trace(
                        "way-" + NUMBER.incrementAndGet(),
                        addressed("target: {pod: client}\npeer: {service: front}\nduration: 8s\n" + more + "\n"))
                .capturing();
        SCENE.exec(
                "stranger",
                "curl",
                "-sZ",
                "-m",
                "1",
                "-o",
                "/dev/null",
                addressed("http://SERVICE/true"),
                "-o",
                "/dev/null",
                addressed("http://[SERVICE6]/true"));
        if (command.length > 0) {
            SCENE.exec("client", Stream.of(command).map(WayTest::addressed).toArray(String[]::new));
        }
        NetworkTraceStatus status = trace.ended(Reason.Completed).status();
        for (String end : List.of(SCENE.ip("stranger") + ":", "[" + SCENE.ipv6("stranger") + "]:")) {
            assertTrue(!status.toString().contains(end), () -> "a stranger: " + status);
        }
        return status;
    }

    private static String addressed(String text) {
        return text.replace("CLIENT6", SCENE.ipv6("client"))
                .replace("SERVER6", SCENE.ipv6("server"))
                .replace("SERVICE6", SCENE.clusterIpv6("front"))
                .replace("CLIENT", SCENE.ip("client"))
                .replace("SERVER", SCENE.ip("server"))
                .replace("SERVICE", SCENE.clusterIp("front"));
    }
}
