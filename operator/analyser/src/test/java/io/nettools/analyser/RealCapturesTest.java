package io.nettools.analyser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.icmp.IcmpError;
import io.nettools.analyser.neighbour.Neighbour;
import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of captures of a real kernel; see resources/captures/README.md. */
class RealCapturesTest {
    private static Report report(String name) throws IOException {
        return Capture.report(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = RealCapturesTest.class.getResourceAsStream("/captures/" + name + ".pcap")) {
            return in.readAllBytes();
        }
    }

    /** A conversation in a line: protocol, ends, packets each way, how it ended and by whom. */
    private static List<String> told(Report report) {
        return report.flows().first().stream().map(RealCapturesTest::told).toList();
    }

    private static String told(Flow flow) {
        String packets = flow.toServer().packets() + "/" + flow.toClient().packets();
        return (flow.ends().protocol() + " " + flow.ends().client() + " > "
                        + flow.ends().server() + " " + packets + " " + flow.end() + " " + flow.resetBy())
                .strip();
    }

    @Test
    void requestOverLoopback() throws IOException {
        Report report = report("loopback-http");
        assertEquals(List.of("TCP 127.0.0.1:50578 > 127.0.0.1:8080 7/6 Closed"), told(report));
        assertEquals(
                List.of(new HttpExchange(
                        "127.0.0.1:50578",
                        "127.0.0.1:8080",
                        "",
                        "GET",
                        "/hello.txt",
                        200,
                        "",
                        3398L,
                        "2026-11-23T03:05:23.886239Z")),
                report.protocols().http().first());
        assertEquals(106, report.flows().first().getFirst().handshakeMicros());
        assertEquals(13, report.extent().loopbackPackets());
    }

    @Test
    void ip6Loopback() throws IOException {
        Report report = report("loopback-ipv6");
        assertEquals(
                List.of(
                        "TCP [::1]:40512 > [::1]:9 1/1 Refused Server",
                        "TCP [::1]:45130 > [::1]:8080 6/6 Closed",
                        "UDP [::1]:32888 > [::1]:9 1/0 None",
                        "ICMPv6 ::1 > ::1 1/0 None"),
                told(report));
        assertEquals(16, report.extent().loopbackPackets());
    }

    @Test
    void allInterfaces() throws IOException {
        Report first = report("any-cooked1");
        assertEquals(
                List.of(404),
                first.protocols().http().first().stream()
                        .map(HttpExchange::status)
                        .toList());
        assertEquals(13, first.extent().loopbackPackets());
        Report second = report("any-cooked2");
        assertEquals(
                List.of("10.9.0.2:8080 200", "127.0.0.1:8080 200"),
                second.protocols().http().first().stream()
                        .map(exchange -> exchange.server() + " " + exchange.status())
                        .toList());
        assertEquals(13, second.extent().loopbackPackets());
        assertEquals(38, second.extent().packets());
    }

    @Test
    void resets() throws IOException {
        assertEquals(
                List.of(
                        "TCP 127.0.0.1:38558 > 127.0.0.1:7000 5/3 Reset Client",
                        "TCP 127.0.0.1:38542 > 127.0.0.1:7000 4/2 Reset Client",
                        "TCP 127.0.0.1:38550 > 127.0.0.1:7000 3/3 Reset Server",
                        "TCP 127.0.0.1:50596 > 127.0.0.1:7001 1/1 Refused Server"),
                told(report("resets")));
    }

    /** tshark counts the same five retransmissions; the client is heard, the handshake passed. */
    @Test
    void pathThatDropsWhatIsLarge() throws IOException {
        Flow flow = report("path-mtu").flows().first().stream()
                .filter(one -> one.tcp().isPresent())
                .findFirst()
                .orElseThrow();
        Flow.Sender server = flow.tcp().orElseThrow().fromServer();
        assertEquals(5, flow.retransmissions());
        assertEquals(Optional.of(new Flow.Again(5, 0, 0, 0, 0, 0)), server.again());
        assertTrue(server.onlySmallSegmentsPass());
        assertFalse(flow.tcp().orElseThrow().fromClient().onlySmallSegmentsPass());
    }

    @Test
    void datagramsAndFragments() throws IOException {
        Report report = report("udp-icmp");
        assertEquals("UDP 10.9.0.1:34100 > 10.9.0.2:5000 5/0 None", told(report).getFirst());
        assertEquals(List.of(), report.notes());
        assertEquals(0, report.extent().loopbackPackets());
    }

    @Test
    void overlayOfTwoNodes() throws IOException {
        Report report = report("vxlan");
        assertEquals(
                List.of(
                        "UDP 10.10.0.2:5000 > 10.10.0.3:53 2/3 None",
                        "ICMP 10.11.0.3 > 10.11.0.2 1/0 None",
                        "UDP 10.11.0.2:6000 > 10.11.0.3:9 1/0 None"),
                told(report));
        assertEquals(
                List.of(
                        "VXLAN 172.18.0.2 > 172.18.0.3 vni 4096",
                        "VXLAN 172.18.0.3 > 172.18.0.2 vni 1",
                        "VXLAN 172.18.0.2 > 172.18.0.3 vni 1"),
                report.flows().first().stream()
                        .map(flow -> flow.ends().tunnel())
                        .toList());
        assertEquals(List.of(), report.notes());
        assertEquals(16, report.extent().packets());
        Seen seen = Seen.in(bytes("vxlan"));
        assertEquals(
                List.of(
                        "VXLAN 172.18.0.2 > 172.18.0.3 vni 4096",
                        "VXLAN 172.18.0.3 > 172.18.0.2 vni 1",
                        "VXLAN 172.18.0.2 > 172.18.0.3 vni 1"),
                seen.tunnels());
        assertEquals(
                IcmpError.Kind.PortUnreachable,
                seen.conversation("10.11.0.2:6000", "10.11.0.3:9")
                        .icmpErrors()
                        .getFirst()
                        .kind());
    }

    @Test
    void neighboursInsideOfTheOverlay() throws IOException {
        Map<String, Long> unanswered = Seen.in(bytes("vxlan")).neighbours().stream()
                .filter(neighbour -> neighbour.asked() > 0)
                .collect(Collectors.toMap(Neighbour::address, Neighbour::unanswered));
        assertEquals(Map.of("172.18.0.3", 0L, "10.10.0.3", 0L, "10.11.0.3", 0L, "10.10.0.77", 3L), unanswered);
    }

    /** Names, codes and times are those that tshark's dns.* fields give for the same file. */
    @Test
    void resolverAndServer() throws IOException {
        Report report = report("dns");
        assertEquals(
                List.of(
                        "UDP stalled.test A  0 of 2 asked",
                        "UDP unknown.org MX REFUSED 0 of 1 asked",
                        "UDP web.example.com A NOERROR 1 of 1 asked",
                        "UDP api.test AAAA NOERROR 1 of 1 asked",
                        "UDP web.example.com.default.svc.cluster.local A NXDOMAIN 0 of 1 asked",
                        "UDP web.example.com.svc.cluster.local A NXDOMAIN 0 of 1 asked",
                        "UDP web.example.com.cluster.local A NXDOMAIN 0 of 1 asked",
                        "UDP web.example.com A NOERROR 1 of 1 asked",
                        "UDP big.test TXT NOERROR 9 of 1 asked",
                        "TCP big.test TXT NOERROR 60 of 1 asked"),
                report.protocols().dns().first().stream()
                        .map(RealCapturesTest::told)
                        .toList());
        assertEquals(
                Arrays.asList(null, 74L, 80L, 53L, 63L, 70L, 79L, 68L),
                report.protocols().dns().first().stream()
                        .limit(8)
                        .map(DnsTransaction::latencyMicroseconds)
                        .toList());
        assertTrue(report.protocols().dns().first().get(8).truncated());
    }

    private static String told(DnsTransaction one) {
        return one.transport() + " " + one.name() + " " + one.type() + " " + one.rcode() + " " + one.answers() + " of "
                + one.queries() + " asked";
    }
}
