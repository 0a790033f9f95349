package io.nettools.analyser.flow;

import static io.nettools.analyser.wire.Wire.icmp;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowTableTest {
    private static final byte[] HELLO = Wire.ascii("hello");

    @Test
    void clientIsWhoSendsFirst() {
        Report report = Capture.of(Capture.RAW)
                .packet(ip4(17, "10.0.0.9", "10.0.0.2", udp(5000, 53, HELLO)))
                .packet(ip4(17, "10.0.0.2", "10.0.0.9", udp(53, 5000, HELLO)))
                .packet(ip4(17, "10.0.0.2", "10.0.0.9", udp(53, 5000, HELLO)))
                .report();
        Flow.Volume once = new Flow.Volume(1, 33);
        Flow.Volume twice = new Flow.Volume(2, 66);
        Flow flow = new Flow(
                new Flow.Ends("UDP", "10.0.0.9:5000", "10.0.0.2:53", ""),
                once,
                twice,
                -1,
                0,
                "",
                Flow.End.None,
                Optional.empty());
        assertEquals(List.of(flow), report.flows().first());
    }

    /** A connection that failed has few packets, and is what somebody looks for. */
    @Test
    void whatFailedComesFirstUnlessItFloods() {
        assertEquals(List.of(Flow.End.Unanswered, Flow.End.Unanswered, Flow.End.None), ends(2).subList(0, 3));
        assertEquals(Flow.End.None, ends(30).getFirst());
    }

    /** Of so many unanswered SYNs, and of a query and its answer for each. */
    private static List<Flow.End> ends(int unanswered) {
        Capture capture = Capture.of(Capture.RAW);
        for (int port = 1; port <= unanswered; port++) {
            capture = capture.packet(
                    ip4(6, "10.0.0.9", "10.0.0.2", Wire.tcp(port, 80, "S", 1, 0, new byte[0], new byte[0])));
            capture = capture.packet(ip4(17, "10.0.0.9", "10.0.0.3", udp(5000 + port, 53, HELLO)))
                    .packet(ip4(17, "10.0.0.3", "10.0.0.9", udp(53, 5000 + port, HELLO)));
        }
        return capture.report().flows().first().stream().map(Flow::end).toList();
    }

    @Test
    void whoAnswersASynIsTheServerEvenIfSeenFirst() {
        assertEquals(
                "10.0.0.1:40000",
                new Talk().server("S.", 0, "").client(".", 1, "").flow().ends().client());
        assertEquals(
                "10.0.0.1:40000",
                new Talk().client("S", 0, "").server("S.", 0, "").flow().ends().client());
    }

    @Test
    void inTheMiddleTheEndWithoutAPortOfTheMomentIsTheServer() {
        assertEquals(
                "10.0.0.1:40000",
                new Talk().answers("in the middle").flow().ends().client());
        assertEquals(
                "10.0.0.1:40000", new Talk().asks("in the middle").flow().ends().client());
        Report answer = Capture.of(Capture.RAW)
                .packet(ip4(17, "10.0.0.2", "10.0.0.9", udp(53, 45_000, HELLO)))
                .report();
        assertEquals("10.0.0.9:45000", answer.flows().first().getFirst().ends().client());
    }

    @Test
    void whereNoPortTellsTheFirstIsTheClient() {
        Talk nobody = new Talk(Capture.of(Capture.RAW), 9_001);
        assertEquals(
                "10.0.0.2:9000", nobody.answers("in the middle").flow().ends().client());
        Report low = Capture.of(Capture.RAW)
                .packet(ip4(17, "10.0.0.2", "10.0.0.9", udp(5000, 53, HELLO)))
                .report();
        assertEquals("10.0.0.2:5000", low.flows().first().getFirst().ends().client());
        Report high = Capture.of(Capture.RAW)
                .packet(ip4(17, "10.0.0.2", "10.0.0.9", udp(32_768, 40_000, HELLO)))
                .report();
        assertEquals("10.0.0.2:32768", high.flows().first().getFirst().ends().client());
    }

    @Test
    void protocolsWithoutPortsAreNamedByAddress() {
        Report report = Capture.of(Capture.RAW)
                .packet(ip4(1, "10.0.0.1", "10.0.0.2", icmp(8, 0, 1, HELLO)))
                .packet(ip6(58, 1, 2, icmp(128, 0, 1, HELLO)))
                .packet(ip4(47, "10.0.0.1", "10.0.0.2", HELLO))
                .report();
        List<String> names = report.flows().first().stream()
                .map(flow -> flow.ends().protocol() + " " + flow.ends().client() + " "
                        + flow.ends().server())
                .toList();
        assertEquals(
                List.of("ICMP 10.0.0.1 10.0.0.2", "IP protocol 47 10.0.0.1 10.0.0.2", "ICMPv6 fd00::1 fd00::2"), names);
    }

    @Test
    void ip6EndsAreInBrackets() {
        Report report = Capture.of(Capture.RAW)
                .packet(ip6(17, 1, 2, udp(5000, 53, HELLO)))
                .report();
        assertEquals("[fd00::1]:5000", report.flows().first().getFirst().ends().client());
        assertEquals("[fd00::2]:53", report.flows().first().getFirst().ends().server());
    }

    @Test
    void portsAndAddressesKeepConversationsApart() {
        Report report = Capture.of(Capture.RAW)
                .packet(ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 53, HELLO)))
                .packet(ip4(17, "10.0.0.1", "10.0.0.2", udp(5001, 53, HELLO)))
                .packet(ip4(17, "10.0.0.1", "10.0.0.3", udp(5000, 53, HELLO)))
                .packet(ip4(17, "10.0.0.2", "10.0.0.1", udp(5000, 53, HELLO)))
                .report();
        assertEquals(4, report.flows().count());
    }

    @Test
    void bothEndsAlikeIsOneConversation() {
        Flow flow = Capture.of(Capture.RAW)
                .packet(ip4(17, "127.0.0.1", "127.0.0.1", udp(5000, 5000, HELLO)))
                .packet(ip4(17, "127.0.0.1", "127.0.0.1", udp(5000, 5000, HELLO)))
                .report()
                .flows()
                .first()
                .getFirst();
        assertEquals(2, flow.toServer().packets());
    }

    @Test
    void laterFragmentsBelongToNoConversationAndAreNoted() {
        Report report = Capture.of(Capture.RAW)
                .packet(ip4(6, 0x0001, "10.0.0.1", "10.0.0.2", new byte[0], new byte[40]))
                .packet(ip6(44, 1, 2, Wire.join(Wire.hex("0600 0008 12345678"), new byte[40])))
                .report();
        assertEquals(2, report.extent().packets());
        assertEquals(0, report.flows().count());
        assertEquals(
                List.of(
                        "2 fragmented datagrams were captured incompletely; their content is not read.",
                        "2 IP fragments belong to no conversation: the fragment with their ports was not captured."),
                report.notes());
    }

    @Test
    void theLargestComeFirst() {
        Capture capture = Capture.of(Capture.RAW);
        for (int port = 1; port <= 30; port++) {
            for (int i = 0; i < port; i++) {
                capture.packet(ip4(17, "10.0.0.1", "10.0.0.2", udp(port, 53, HELLO)));
            }
        }
        Report report = capture.report();
        assertEquals(30, report.flows().count());
        List<Long> packets = report.flows().first().stream()
                .map(flow -> flow.toServer().packets())
                .toList();
        assertEquals(20, packets.size());
        assertEquals(30, packets.getFirst());
        assertEquals(11, packets.getLast());
    }

    @Test
    void portsUsedAgainMakeAnotherConversation() {
        Talk talk = new Talk().handshake().clientEnds().serverEnds();
        new Talk(talk.capture(), 40_000).client("S", 0, "").server("R.", 0, "");
        Report report = talk.capture().report();
        assertEquals(2, report.flows().count());
        assertEquals(
                List.of(Flow.End.Refused, Flow.End.Closed),
                report.flows().first().stream().map(Flow::end).toList());
    }
}
