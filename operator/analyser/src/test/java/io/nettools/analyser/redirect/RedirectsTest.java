package io.nettools.analyser.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers of a redirected connection belong to the end to which it was redirected. */
class RedirectsTest {
    private static final int TCP = 6;
    private static final byte[] NONE = {};
    private static final String POD = "10.0.0.7";
    private static final String ASKED = "10.96.0.20";
    private static final String LOCAL = "127.0.0.1";
    private static final int CLIENT = 40_000;
    private static final int PROXY = 15_001;

    private final Packet packet = new Packet();
    private final FlowTable flows = new FlowTable(20);
    private final Stage redirects = new Redirects();
    private long micros = 1_763_433_148_000_000L;

    private void seen(
            String from, int fromPort, String to, int toPort, String flags, long sequence, long acknowledged) {
        byte[] segment = Wire.tcp(fromPort, toPort, flags, sequence, acknowledged, NONE, NONE);
        byte[] datagram = from.contains(":") ? ip6(from, to, segment) : Wire.ip4(TCP, from, to, segment);
        packet.read(LinkType.Raw, datagram, 0, datagram.length, datagram.length, micros++);
        redirects.accept(packet);
        flows.accept(packet);
    }

    private static byte[] ip6(String from, String to, byte[] segment) {
        byte[] datagram = Wire.ip6(TCP, 1, 2, segment);
        System.arraycopy(new Host(from).bytes(), 0, datagram, 8, 16);
        System.arraycopy(new Host(to).bytes(), 0, datagram, 24, 16);
        return datagram;
    }

    private List<String> conversations() {
        return flows.top().stream()
                .map(flow -> flow.ends().client() + " " + flow.ends().server() + " "
                        + flow.toServer().packets() + "+" + flow.toClient().packets())
                .sorted()
                .toList();
    }

    @Test
    void bothDirectionsAreOneConversation() {
        seen(POD, CLIENT, LOCAL, PROXY, "S", 100, 0);
        seen(ASKED, 80, POD, CLIENT, "S.", 500, 101);
        seen(POD, CLIENT, LOCAL, PROXY, ".", 101, 501);
        seen(ASKED, 80, POD, CLIENT, "P.", 501, 101);
        assertEquals(List.of("10.0.0.7:40000 127.0.0.1:15001 2+2"), conversations());
    }

    @Test
    void aRefusalIsThatOfTheRedirectedEnd() {
        seen(POD, CLIENT, LOCAL, PROXY, "S", 100, 0);
        seen(ASKED, 80, POD, CLIENT, "R.", 0, 101);
        assertEquals(List.of("10.0.0.7:40000 127.0.0.1:15001 1+1"), conversations());
    }

    @Test
    void theSameOverIpv6() {
        seen("fd00::7", CLIENT, "::1", PROXY, "S", 100, 0);
        seen("fd00::20", 80, "fd00::7", CLIENT, "S.", 500, 101);
        assertEquals(List.of("[fd00::7]:40000 [::1]:15001 1+1"), conversations());
    }

    @Test
    void aConnectionOnLoopbackStaysWhatItIs() {
        seen(LOCAL, CLIENT, LOCAL, 8080, "S", 100, 0);
        seen(LOCAL, 8080, LOCAL, CLIENT, "S.", 500, 101);
        assertEquals(List.of("127.0.0.1:40000 127.0.0.1:8080 1+1"), conversations());
    }

    /** The proxy itself asks from the same address, with a port of its own. */
    @Test
    void anotherConnectionOfTheClientIsLeftAlone() {
        seen(POD, CLIENT, LOCAL, PROXY, "S", 100, 0);
        seen(POD, 41_000, ASKED, 80, "S", 900, 0);
        seen(ASKED, 80, POD, 41_000, "S.", 700, 901);
        assertEquals(
                List.of("10.0.0.7:40000 127.0.0.1:15001 1+0", "10.0.0.7:41000 10.96.0.20:80 1+1"), conversations());
    }

    /** T1: a packet that somebody makes up fits neither by its numbers, nor, later, by its source. */
    @Test
    void aStrangerIsNotTakenForTheAnswer() {
        seen(POD, CLIENT, LOCAL, PROXY, "S", 100, 0);
        seen("10.9.9.9", 80, POD, CLIENT, "S.", 500, 77);
        seen(ASKED, 80, POD, CLIENT, "S.", 500, 101);
        seen("10.9.9.9", 80, POD, CLIENT, ".", 500, 101);
        assertEquals(List.of("10.0.0.7:40000 10.9.9.9:80 0+2", "10.0.0.7:40000 127.0.0.1:15001 1+1"), conversations());
    }

    @Test
    void manyRedirectionsTakeBoundedMemory() {
        for (int n = 0; n < 3_000; n++) {
            seen(POD, 1_000 + n, LOCAL, PROXY, "S", 100, 0);
        }
        seen(ASKED, 80, POD, 1_000, "S.", 500, 101);
        seen(ASKED, 80, POD, 3_999, "S.", 500, 101);
        assertEquals(3_001, flows.count());
    }
}
