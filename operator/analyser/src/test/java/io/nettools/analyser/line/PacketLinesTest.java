package io.nettools.analyser.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Packet lines that differ from tcpdump's on purpose. {@code TcpdumpWordingTest} has those that are the same. */
class PacketLinesTest {
    private static final byte[] NONE = {};
    private static final String HTTP = "02:32:28.679560 IP 10.0.0.1.40000 > 10.0.0.2.8080: Flags [P.], seq 1:";

    private static String line(Capture capture) {
        List<String> lines = capture.report().excerpt();
        assertEquals(1, lines.size());
        return lines.getFirst();
    }

    private static String http(String payload) {
        byte[] segment = Wire.tcp(40_000, 8080, "P.", 1, 1, NONE, Wire.ascii(payload));
        String line = line(Capture.of(Capture.RAW).packet(Wire.ip4(6, "10.0.0.1", "10.0.0.2", segment)));
        String before = HTTP + (payload.length() + 1) + ", ack 1, win 512, length " + payload.length();
        assertEquals(before, line.substring(0, before.length()));
        return line.substring(before.length());
    }

    @Test
    void queriesAndPasswordsAreHidden() {
        assertEquals(": HTTP: \"GET /a?... HTTP/1.1\"", http("GET /a?token=secret HTTP/1.1\r\n\r\n"));
        assertEquals(": HTTP: \"GET http://...@h/ HTTP/1.1\"", http("GET http://u:p@h/ HTTP/1.1\r\n\r\n"));
    }

    @Test
    void payloadThatIsNoHttpIsNotShown() {
        assertEquals(": HTTP", http("LOGIN 200 secret\r\n"));
        assertEquals(": HTTP", http("GET secret\r\n"));
        assertEquals(": HTTP", http("password=secret\r\n"));
    }

    @Test
    void backslashIsEscaped() {
        assertEquals(": HTTP: \"GET /\\x5cx1b HTTP/1.1\"", http("GET /\\x1b HTTP/1.1\r\n\r\n"));
    }

    @Test
    void longLinesAreCut() {
        String line = http("GET /" + "word/".repeat(80) + " HTTP/1.1\r\n\r\n");
        assertTrue(line.matches(".*/word/.*[.]{3}\""), line);
    }

    @Test
    void otherPayloadsAreNotDissected() {
        byte[] query = Wire.hex("abcd 0100 0001 0000 0000 0000 0161 00 0001 0001");
        byte[] datagram = Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(5000, 53, query));
        assertEquals(
                "02:32:28.679560 IP 10.0.0.1.5000 > 10.0.0.2.53: UDP, length 19",
                line(Capture.of(Capture.RAW).packet(datagram)));
    }

    @Test
    void unreadFramesHaveNoDumpOfTheirBytes() {
        assertEquals(
                "02:32:28.679560 0a:58:0a:80:02:01 > 0a:58:0a:80:02:2b, ethertype Unknown (0x88cc), length 18",
                line(Capture.of(Capture.ETHERNET).packet(Wire.ethernet(0x88cc, new byte[4]))));
        assertEquals(
                "02:32:28.679560 0a:58:0a:80:02:01 > 0a:58:0a:80:02:2b, 802.3, length 18",
                line(Capture.of(Capture.ETHERNET).packet(Wire.ethernet(4, new byte[4]))));
    }

    @Test
    void interfacesAreNamedAsInTheCapturedNamespace() {
        byte[] datagram = Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(5000, 5001, NONE));
        String rest = " IP 10.0.0.1.5000 > 10.0.0.2.5001: UDP, length 0";
        assertEquals(
                List.of(
                        "02:32:28.679560 eth0  Out" + rest,
                        "02:32:28.680560 lo    In " + rest,
                        "02:32:28.681560 ?     B  " + rest),
                Capture.of(Capture.COOKED2)
                        .packet(Wire.cooked2(2, 4, 1, 0x0800, datagram))
                        .packet(Wire.cooked2(1, 0, 772, 0x0800, datagram))
                        .packet(Wire.cooked2(77, 1, 1, 0x0800, datagram))
                        .report()
                        .excerpt());
    }

    @Test
    void noMoreLinesThanWanted() {
        byte[] datagram = Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(5000, 5001, NONE));
        byte[] file = Capture.of(Capture.RAW)
                .packet(datagram)
                .packet(datagram)
                .packet(datagram)
                .bytes();
        for (int wanted = 0; wanted < 3; wanted++) {
            Analyser analyser = new Analyser(wanted, Map.of());
            analyser.accept(ByteBuffer.wrap(file));
            assertEquals(wanted, analyser.report().excerpt().size());
            assertEquals(3, analyser.report().extent().packets());
        }
    }
}
