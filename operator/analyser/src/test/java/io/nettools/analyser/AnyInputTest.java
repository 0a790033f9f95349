package io.nettools.analyser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Harmless;
import io.nettools.analyser.wire.Talk;
import io.nettools.analyser.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever arrives, and however it is cut, ends in one and the same bounded, printable report. */
class AnyInputTest {
    private static final List<String> CAPTURES = List.of(
            "loopback-http",
            "loopback-ipv6",
            "any-cooked1",
            "any-cooked2",
            "udp-icmp",
            "resets",
            "dns",
            "tls12",
            "tls13",
            "tls-snap");

    @Provide
    Arbitrary<byte[]> captures() {
        return Arbitraries.of(CAPTURES).map(AnyInputTest::capture);
    }

    @Provide
    Arbitrary<byte[]> rawBytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(400);
    }

    private static byte[] capture(String name) {
        try (InputStream in = AnyInputTest.class.getResourceAsStream("/captures/" + name + ".pcap")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 500)
    void anyBytesEndInAReport(@ForAll("rawBytes") byte[] bytes) {
        assertHarmless(Capture.report(bytes));
    }

    @Property(tries = 1000)
    void anyPacketEndsInAReport(
            @ForAll("rawBytes") byte[] packet, @ForAll("links") int link, @ForAll("firstBytes") byte[] first) {
        System.arraycopy(first, 0, packet, 0, Math.min(first.length, packet.length));
        Report report = Capture.of(link).packet(packet).packet(packet).report();
        assertEquals(2, report.extent().packets());
        assertHarmless(report);
    }

    @Provide
    Arbitrary<Integer> links() {
        return Arbitraries.of(0, 1, 101, 108, 113, 228, 229, 276, 147);
    }

    /** Beginnings that lead further into the parsers than random bytes do. */
    @Provide
    Arbitrary<byte[]> firstBytes() {
        return Arbitraries.of(
                new byte[0],
                Wire.ethernet(0x0800, Wire.hex("4500 0190 0000 0000 4006")),
                Wire.ethernet(0x86dd, Wire.hex("60000000 0190 06 40")),
                Wire.ethernet(0x86dd, Wire.hex("60000000 0190 00 40")),
                Wire.ethernet(0x8100, Wire.vlan(1, 0x0800, Wire.hex("4500 0190 0000 0000 4001"))),
                Wire.ethernet(0x0806, Wire.hex("0001 0800 06 04")),
                Wire.hex("4500 0190 0000 0000 4006"),
                Wire.hex("60000000 0190 3a 40"));
    }

    @Property(tries = 300)
    void damagedCapturesEndInAReport(@ForAll("captures") byte[] file, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] damaged = file.clone();
        for (int i = 0; i < 20; i++) {
            damaged[24 + random.nextInt(damaged.length - 24)] = (byte) random.nextInt();
        }
        assertHarmless(Capture.report(damaged));
    }

    @Property(tries = 300)
    void anyCutIsReadUpToItsLastWholePacket(@ForAll("captures") byte[] file, @ForAll @IntRange(max = 9500) int size) {
        int length = Math.min(size, file.length);
        Report cut = Capture.report(Arrays.copyOf(file, length));
        Report whole = Capture.report(file);
        assertHarmless(cut);
        assertTrue(cut.extent().packets() <= whole.extent().packets());
        assertEquals(whole.excerpt().subList(0, cut.excerpt().size()), cut.excerpt());
        assertEquals(cut.extent().packets(), cut.excerpt().size());
    }

    @Property(tries = 200)
    void anySplitGivesTheSameReport(
            @ForAll("captures") byte[] file, @ForAll List<@IntRange(min = 1, max = 700) Integer> sizes) {
        assertEquals(Capture.report(file), inPieces(file, sizes));
    }

    @Property(tries = 6)
    void byteByByteGivesTheSameReport(@ForAll("captures") byte[] file) {
        assertEquals(Capture.report(file), inPieces(file, List.of(1)));
    }

    private static Report inPieces(byte[] file, List<Integer> sizes) {
        Analyser analyser = new Analyser(1000, Map.of(1, "lo", 2, "eth0"));
        int at = 0;
        for (int i = 0; at < file.length; i++) {
            int size = sizes.isEmpty() ? file.length : sizes.get(i % sizes.size());
            int end = Math.min(file.length, at + size);
            ByteBuffer piece = ByteBuffer.allocateDirect(end - at);
            analyser.accept(piece.put(file, at, end - at).flip());
            assertEquals(0, piece.remaining(), "the piece is consumed");
            at = end;
        }
        return analyser.report();
    }

    @Property(tries = 300)
    void hostileHttpComesOutPrintable(@ForAll("hostileText") String path, @ForAll("hostileText") String reason) {
        Talk talk = new Talk(Capture.of(Capture.RAW), 8080)
                .handshake()
                .asks("GET /" + path + " HTTP/1.1\r\n\r\n")
                .answers("HTTP/1.1 200 " + reason + "\r\n\r\n");
        assertHarmless(talk.capture().report());
    }

    @Provide
    Arbitrary<String> hostileText() {
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(300);
        Arbitrary<String> known = Arbitraries.of(
                "\u001b[2J\u001b]0;owned\u0007",
                "\u001b]8;;http://evil\u0007x",
                "\u009b31m",
                "\\x1b[0m",
                "a\r\nSet-Cookie: b",
                "\u0000");
        return Arbitraries.oneOf(any, known);
    }

    private static void assertHarmless(Report report) {
        Harmless.check(report);
        report.excerpt().forEach(line -> assertTrue(line.length() <= 300, line));
        report.protocols()
                .http()
                .first()
                .forEach(exchange -> assertTrue(exchange.path().length() <= 128, exchange.path()));
        report.protocols().dns().first().forEach(one -> assertTrue(one.name().length() <= 253, one.name()));
        assertTrue(report.protocols().dns().first().size() <= 20);
        assertTrue(report.summary().length() <= 100, report.summary());
        assertTrue(report.findings().size() <= 20);
        assertTrue(report.flows().first().size() <= 20);
        assertTrue(report.protocols().http().first().size() <= 20);
    }
}
