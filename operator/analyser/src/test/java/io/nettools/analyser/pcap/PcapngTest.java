package io.nettools.analyser.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Pcapng;
import io.nettools.analyser.wire.Seen;
import io.nettools.analyser.wire.Wire;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PcapngTest {
    private static final byte[] PACKET = Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(5000, 53, new byte[72]));
    private static final long NOON = 1_763_433_148_679_560L;

    @Test
    void pcapngGivesTheSameReportAsPcap() {
        Report expected =
                Capture.of(Capture.RAW).at(NOON).packet(PACKET).packet(PACKET).report();
        assertEquals(
                expected,
                Pcapng.of(Capture.RAW)
                        .packet(0, NOON, PACKET)
                        .packet(0, NOON + 1000, PACKET)
                        .report());
        assertEquals(
                expected,
                Pcapng.of(Capture.RAW)
                        .oldPacket(0, NOON, PACKET)
                        .oldPacket(0, NOON + 1000, PACKET)
                        .report());
        assertEquals(
                expected,
                new Pcapng()
                        .section(ByteOrder.BIG_ENDIAN)
                        .face(Capture.RAW)
                        .packet(0, NOON, PACKET)
                        .packet(0, NOON + 1000, PACKET)
                        .report());
    }

    @Test
    void eachSectionHasItsByteOrderAndItsInterfaces() {
        Report report = Pcapng.of(Capture.RAW)
                .packet(0, NOON, PACKET)
                .section(ByteOrder.BIG_ENDIAN)
                .face(Capture.ETHERNET)
                .packet(0, NOON + 1000, Wire.ethernet(0x0800, PACKET))
                .packet(1, NOON + 1000, PACKET)
                .report();
        assertEquals(2, report.extent().packets());
        assertEquals(2, report.flows().first().getFirst().toServer().packets());
        assertEquals(
                List.of(
                        "1 packets name an interface that the file does not describe; they were not read.",
                        "Packets that were captured more than once: 1. Each is evaluated once."),
                report.notes());
    }

    @Test
    void eachInterfaceHasItsLinkTypeAndSnapLength() {
        byte[] file = Pcapng.of(Capture.RAW)
                .face(Capture.ETHERNET)
                .face(Capture.RAW, 22)
                .packet(0, NOON, PACKET)
                .packet(1, NOON, Wire.ethernet(0x0800, PACKET))
                .packet(2, NOON, PACKET)
                .bytes();
        Seen seen = Seen.in(file);
        assertEquals(Map.of(0, 1L, 1, 1L, 2, 1L), seen.interfaces().counts());
        assertEquals(List.of("10.0.0.1:5000 > 10.0.0.2:53", "10.0.0.1:0 > 10.0.0.2:0"), seen.names());
    }

    @Test
    void timesAreReadInAnyResolution() {
        assertEquals(NOON, micros(6, 0, NOON));
        assertEquals(NOON, micros(9, 0, NOON * 1000 + 999));
        assertEquals(1_763_433_148_000_000L, micros(0, 0, 1_763_433_148L));
        assertEquals(1_763_433_148_679_000L, micros(3, 0, 1_763_433_148_679L));
        assertEquals(1_500_000, micros(0x80 | 1, 0, 3));
        assertEquals(1_763_433_148_500_000L, micros(0x80 | 20, 0, 1_763_433_148L << 20 | 1 << 19));
        assertEquals(3_600_000_000L + NOON, micros(6, 3600, NOON));
        assertEquals(NOON - 3_600_000_000L, micros(6, -3600, NOON));
        assertEquals(0, micros(127, 0, -1));
    }

    @Test
    void impossibleTimesAreBounded() {
        for (int resolution : new int[] {0, 1, 5, 6, 7, 64, 127, 128, 129, 191, 192, 255}) {
            for (long offset : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
                long micros = micros(resolution, offset, -1);
                assertEquals(Math.clamp(micros, 0, 1L << 55), micros, resolution + " " + offset);
            }
        }
    }

    @Property
    void ticksOfPowersOfTwoAreExact(@ForAll long ticks, @ForAll @IntRange(max = 127) int exponent) {
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(ticks));
        BigInteger exact = unsigned.multiply(BigInteger.valueOf(1_000_000)).shiftRight(exponent);
        assertEquals(exact.min(BigInteger.ONE.shiftLeft(55)).longValueExact(), micros(0x80 | exponent, 0, ticks));
    }

    @Property
    void ticksOfPowersOfTenAreExact(
            @ForAll @LongRange(min = 0, max = 1L << 62) long ticks, @ForAll @IntRange(max = 30) int exponent) {
        BigInteger exact = BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(1_000_000))
                .divide(BigInteger.TEN.pow(exponent));
        assertEquals(exact.min(BigInteger.ONE.shiftLeft(55)).longValueExact(), micros(exponent, 0, ticks));
    }

    private static long micros(int resolution, long offset, long ticks) {
        Pcapng file = new Pcapng().section(ByteOrder.LITTLE_ENDIAN);
        byte[] name = file.option(2, Wire.ascii("eth0"));
        return file.face(Capture.RAW, name, file.resolution(resolution), file.offset(offset), file.option(0))
                .packet(0, ticks, PACKET)
                .report()
                .extent()
                .firstMicros();
    }

    @Test
    void simplePacketsAreOfTheFirstInterfaceAndHaveNoTime() {
        Report report = new Pcapng()
                .section(ByteOrder.LITTLE_ENDIAN)
                .face(Capture.RAW, 40)
                .simplePacket(Arrays.copyOf(PACKET, 40), 100)
                .report();
        assertEquals(100, report.extent().bytes());
        assertEquals(0, report.extent().firstMicros());
        assertEquals(1, report.flows().count());
        assertEquals(List.of(), report.notes());
    }

    @Test
    void otherBlocksAreSkipped() {
        Report report = Pcapng.of(Capture.RAW)
                .block(4, Wire.ascii("name resolution"))
                .block(0xbad, new byte[1_000_000])
                .packet(0, NOON, PACKET)
                .block(5, new byte[20])
                .report();
        assertEquals(1, report.extent().packets());
        assertEquals(List.of(), report.notes());
    }

    @Test
    void damagedBlocksEndTheReading() {
        byte[] good = Pcapng.of(Capture.RAW).packet(0, NOON, PACKET).bytes();
        int begin = Pcapng.of(Capture.RAW).bytes().length;
        assertDamage("a block of 2147483779 bytes at byte " + begin, good, begin + 4, 0x83, 0, 0, 0x80);
        assertDamage("a block of 0 bytes at byte " + begin, good, begin + 4, 0);
        assertDamage("a block of 134 bytes at byte " + begin, good, begin + 4, 134);
        assertDamage("a block whose two lengths differ at byte " + begin, good, good.length - 4, 0);
        assertDamage("a packet of 101 bytes in a block of 132 at byte " + begin, good, begin + 20, 101);
        assertDamage(
                "a packet of 4294967140 bytes in a block of 132 at byte " + begin, good, begin + 20, 100, -1, -1, -1);
        assertDamage("a section without byte order at byte 0", good, 8, 0);
    }

    private static void assertDamage(String what, byte[] good, int at, int... bytes) {
        byte[] damaged = good.clone();
        for (int i = 0; i < bytes.length; i++) {
            damaged[at + i] = (byte) bytes[i];
        }
        Report report = Capture.report(damaged);
        assertEquals(0, report.extent().packets());
        assertEquals(List.of("The capture file is damaged: " + what + "; what follows was not read."), report.notes());
    }

    @Test
    void aFileEndingWithinABlockHasANote() {
        byte[] file = Pcapng.of(Capture.RAW).packet(0, NOON, PACKET).bytes();
        assertEquals(List.of("The capture file ends within its header."), notes(Arrays.copyOf(file, 20)));
        assertEquals(List.of(), notes(Arrays.copyOf(file, 28)));
        List<String> within = List.of("The capture file ends within a packet, which was not read.");
        assertEquals(within, notes(Arrays.copyOf(file, 30)));
        assertEquals(within, notes(Arrays.copyOf(file, file.length - 1)));
        byte[] skipped =
                Pcapng.of(Capture.RAW).block(0xbad, new byte[1_000_000]).bytes();
        assertEquals(within, notes(Arrays.copyOf(skipped, skipped.length - 1)));
    }

    private static List<String> notes(byte[] file) {
        return Capture.report(file).notes();
    }

    @Test
    void packetsOfUnreadLinkTypesAreCountedWithNotes() {
        Report report = Pcapng.of(147)
                .face(148)
                .packet(0, NOON, PACKET)
                .packet(1, NOON, PACKET)
                .report();
        assertEquals(2, report.extent().packets());
        assertEquals(
                List.of(
                        "Packets of link type 147 are counted but not read.",
                        "Packets of link type 148 are counted but not read."),
                report.notes());
    }

    @Property(tries = 200)
    void anySplitGivesTheSameReport(@ForAll @IntRange(min = 1, max = 400) int size, @ForAll boolean damaged) {
        Pcapng file = Pcapng.of(Capture.RAW)
                .packet(0, NOON, PACKET)
                .block(0xbad, new byte[400_000])
                .section(ByteOrder.BIG_ENDIAN)
                .face(Capture.ETHERNET)
                .packet(0, NOON, Wire.ethernet(0x0800, PACKET));
        byte[] bytes = damaged ? Wire.join(file.bytes(), new byte[500]) : file.bytes();
        Analyser analyser = new Analyser(1000, Map.of());
        for (int at = 0; at < bytes.length; at += size) {
            analyser.accept(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
        }
        assertEquals(Capture.report(bytes), analyser.report());
        assertEquals(2, analyser.report().extent().packets());
    }

    @Property(tries = 500)
    void damagedFilesEndInAReport(@ForAll long seed) {
        byte[] bytes = new Pcapng()
                .section(ByteOrder.LITTLE_ENDIAN)
                .face(Capture.RAW, new Pcapng().resolution(9), new Pcapng().offset(1))
                .packet(0, NOON, PACKET)
                .simplePacket(PACKET, PACKET.length)
                .oldPacket(0, NOON, PACKET)
                .bytes();
        Random random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
        }
        assertTrue(Capture.report(bytes).extent().packets() <= 3);
    }
}
