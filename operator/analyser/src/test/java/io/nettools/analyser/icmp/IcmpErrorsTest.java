package io.nettools.analyser.icmp;

import static io.nettools.analyser.wire.Wire.icmp;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.icmp.IcmpError.Kind;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Seen;
import io.nettools.analyser.wire.Wire;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcmpErrorsTest {
    private static final byte[] NONE = {};
    private static final String CLIENT = "10.0.0.1:5000";
    private static final String SERVER = "10.0.0.2:53";
    private static final byte[] QUERY = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 53, new byte[40]));
    private static final byte[] ANSWER = ip4(17, "10.0.0.2", "10.0.0.1", udp(53, 5000, new byte[40]));
    private static final byte[] QUERY6 = ip6(17, 1, 2, udp(5000, 53, new byte[40]));
    private static final long BEGIN = 1_000_000_000_000L;

    private static byte[] fromRouter(byte[] message) {
        return ip4(1, "10.0.0.254", "10.0.0.1", message);
    }

    private static List<IcmpError> errors(Capture capture) {
        return Seen.in(capture).conversation(CLIENT, SERVER).icmpErrors();
    }

    @Test
    void anErrorBelongsToTheConversationThatItQuotes() {
        Capture capture = Capture.of(Capture.RAW)
                .at(BEGIN)
                .packet(QUERY)
                .packet(fromRouter(icmp(3, 4, 1400, QUERY)))
                .packet(fromRouter(icmp(3, 4, 1300, QUERY)))
                .packet(fromRouter(icmp(3, 4, 1500, ANSWER)));
        IcmpError query = new IcmpError(Kind.PacketTooBig, "10.0.0.254", Side.Client, BEGIN + 1000, BEGIN + 2000, 2);
        IcmpError answer = new IcmpError(Kind.PacketTooBig, "10.0.0.254", Side.Server, BEGIN + 3000, BEGIN + 3000, 1);
        assertEquals(List.of(query, answer), errors(capture));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, NetworkUnreachable",
        "3, 1, HostUnreachable",
        "3, 2, ProtocolUnreachable",
        "3, 3, PortUnreachable",
        "3, 4, PacketTooBig",
        "3, 5, OtherUnreachable",
        "3, 6, NetworkUnreachable",
        "3, 7, HostUnreachable",
        "3, 9, Prohibited",
        "3, 13, Prohibited",
        "5, 1, Redirect",
        "11, 0, TimeExceeded",
        "11, 1, ReassemblyTimeExceeded",
        "12, 0, ParameterProblem"
    })
    void typeAndCodeHaveTheirKind(int type, int code, Kind kind) {
        Capture capture = Capture.of(Capture.RAW).packet(QUERY).packet(fromRouter(icmp(type, code, 0, QUERY)));
        assertEquals(kind, errors(capture).getFirst().kind());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, NetworkUnreachable",
        "1, 1, Prohibited",
        "1, 2, OtherUnreachable",
        "1, 3, HostUnreachable",
        "1, 4, PortUnreachable",
        "1, 5, Prohibited",
        "2, 0, PacketTooBig",
        "3, 0, TimeExceeded",
        "3, 1, ReassemblyTimeExceeded",
        "4, 0, ParameterProblem",
        "4, 1, ProtocolUnreachable"
    })
    void typeAndCodeOfIcmp6HaveTheirKind(int type, int code, Kind kind) {
        IcmpError error = Seen.in(
                        Capture.of(Capture.RAW).packet(QUERY6).packet(ip6(58, 9, 1, icmp(type, code, 1280, QUERY6))))
                .conversation("[fd00::1]:5000", "[fd00::2]:53")
                .icmpErrors()
                .getFirst();
        assertEquals(kind, error.kind());
        assertEquals("fd00::9", error.from());
    }

    @Test
    void theQuoteOfAnIcmp6RedirectIsInAnOption() {
        byte[] addresses = new byte[32];
        byte[] macOption = Wire.hex("0201 0a580a800201");
        byte[] redirected = join(Wire.hex("040c 000000000000"), QUERY6);
        Seen seen = Seen.in(Capture.of(Capture.RAW)
                .packet(QUERY6)
                .packet(ip6(58, 9, 1, icmp(137, 0, 0, join(addresses, macOption, redirected)))));
        assertEquals(
                Kind.Redirect,
                seen.conversation("[fd00::1]:5000", "[fd00::2]:53")
                        .icmpErrors()
                        .getFirst()
                        .kind());
    }

    @Test
    void eightQuotedBytesOfThePayloadAreEnough() {
        byte[] quote = Arrays.copyOf(QUERY, 28);
        Capture capture = Capture.of(Capture.RAW).packet(QUERY).packet(fromRouter(icmp(3, 3, 0, quote)));
        assertEquals(1, errors(capture).size());
    }

    @Test
    void anErrorAboutATunnelBelongsToItsInnerConversation() {
        byte[] outer =
                ip4(17, "172.18.0.2", "172.18.0.3", udp(40_000, 4789, Wire.vxlan(1, Wire.ethernet(0x0800, QUERY))));
        byte[] quote = Arrays.copyOf(outer, outer.length - 20);
        Capture capture = Capture.of(Capture.RAW)
                .packet(outer)
                .packet(ip4(1, "172.18.0.9", "172.18.0.2", icmp(3, 4, 1400, quote)));
        assertEquals("172.18.0.9", errors(capture).getFirst().from());
    }

    @Test
    void errorsWithoutAKnownConversationAreCounted() {
        byte[] later = ip4(17, 3, "10.0.0.1", "10.0.0.2", NONE, new byte[8]);
        Seen seen = Seen.in(Capture.of(Capture.RAW)
                .packet(QUERY)
                .packet(fromRouter(icmp(3, 3, 0, ip4(17, "10.0.0.1", "10.0.0.9", udp(1, 2, NONE)))))
                .packet(fromRouter(icmp(3, 3, 0, later)))
                .packet(fromRouter(icmp(3, 3, 0, NONE))));
        assertEquals(3, seen.unknownQuotes());
        assertEquals(List.of(), seen.conversation(CLIENT, SERVER).icmpErrors());
    }

    @Test
    void theFirstErrorsAreKeptAndAllAreCounted() {
        Capture capture = Capture.of(Capture.RAW).packet(QUERY);
        for (int code = 0; code < 16; code++) {
            capture.packet(fromRouter(icmp(3, code, 0, QUERY)));
        }
        assertEquals(IcmpErrors.MOST, errors(capture).size());
        assertEquals(16, Seen.in(capture).conversation(CLIENT, SERVER).icmpErrorCount());
    }

    @Test
    void otherMessagesAreNoErrors() {
        Capture capture = Capture.of(Capture.RAW).packet(QUERY);
        for (int type : new int[] {0, 4, 8, 13, 40}) {
            capture.packet(fromRouter(icmp(type, 0, 0, QUERY)));
        }
        assertEquals(List.of(), errors(capture));
        assertEquals(0, Seen.in(capture).unknownQuotes());
    }
}
