package io.nettools.analyser.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaptureReaderTest {
    private static final byte[] PACKET = Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(5000, 53, new byte[72]));

    @Test
    void timesAndLengthsAreReadFromTheRecords() {
        Report report = Capture.of(Capture.RAW)
                .at(1_000_002_000_003L)
                .packet(PACKET)
                .at(1_000_002_999_999L)
                .packet(PACKET)
                .report();
        assertEquals(2, report.extent().packets());
        assertEquals(200, report.extent().bytes());
        assertEquals(1_000_002_000_003L, report.extent().firstMicros());
        assertEquals(1_000_002_999_999L, report.extent().lastMicros());
        assertEquals(List.of(), report.notes());
    }

    @Test
    void timesAfter2038AreRead() {
        assertEquals(
                4_000_000_000_000_001L,
                Capture.of(Capture.RAW)
                        .at(4_000_000_000_000_001L)
                        .packet(PACKET)
                        .report()
                        .extent()
                        .firstMicros());
    }

    @Test
    void byteOrderAndPrecisionMakeNoDifference() {
        Report expected = Capture.of(Capture.RAW).packet(PACKET).packet(PACKET).report();
        assertEquals(
                expected,
                Capture.bigEndian(Capture.RAW).packet(PACKET).packet(PACKET).report());
        assertEquals(
                expected,
                Capture.nanos(Capture.RAW).packet(PACKET).packet(PACKET).report());
    }

    @Test
    void bytesCutBySnapLengthCount() {
        Report report = Capture.cutAt(40, Capture.RAW).packet(PACKET).report();
        assertEquals(100, report.extent().bytes());
        assertEquals(100, report.flows().first().getFirst().toServer().bytes());
    }

    @Test
    void aCaptureWithoutPacketsHasNoNotes() {
        assertEquals(List.of(), Capture.of(Capture.RAW).report().notes());
    }

    @Test
    void anEmptyFileHasANote() {
        assertEquals(List.of("The capture file is empty: it has no header."), notes(new byte[0]));
    }

    @Test
    void aFileEndingWithinARecordHasANote() {
        Capture capture = Capture.of(Capture.RAW).packet(PACKET).packet(PACKET);
        assertEquals(List.of("The capture file ends within its header."), notes(capture.first(3)));
        assertEquals(List.of("The capture file ends within its header."), notes(capture.first(23)));
        assertEquals(List.of(), notes(capture.first(24)));
        assertEquals(List.of("The capture file ends within a packet, which was not read."), notes(capture.first(25)));
        assertEquals(List.of(), notes(capture.first(24 + 116)));
        assertEquals(List.of("The capture file ends within a packet, which was not read."), notes(capture.first(200)));
        assertEquals(1, Capture.report(capture.first(200)).extent().packets());
    }

    @Test
    void filesOfOtherFormatsHaveANote() {
        List<String> expected = List.of("This is not a capture file of tcpdump (pcap or pcapng format).");
        assertEquals(expected, notes(Wire.ascii("not a capture file, but quite long")));
        assertEquals(expected, notes(Wire.hex("0a0d0d0d 1c000000 4d3c2b1a 01000000")));
    }

    @Test
    void anImpossibleRecordEndsTheReading() {
        byte[] file = Capture.of(Capture.RAW)
                .packet(PACKET)
                .packet(PACKET)
                .packet(PACKET)
                .bytes();
        file[24 + 116 + 8 + 3] = 0x7f;
        Report report = Capture.report(file);
        assertEquals(1, report.extent().packets());
        assertEquals(
                List.of(
                        "The capture file is damaged: a record of 2130706532 bytes at byte 140; what follows was not read."),
                report.notes());
    }

    @Test
    void anImpossibleRecordInPiecesGivesTheSameReport() {
        byte[] file = Capture.of(Capture.RAW).packet(PACKET).packet(PACKET).bytes();
        file[24 + 116 + 8 + 3] = (byte) 0xff;
        Analyser analyser = new Analyser(1000, Map.of(1, "lo", 2, "eth0"));
        for (byte one : file) {
            analyser.accept(ByteBuffer.wrap(new byte[] {one}));
        }
        assertEquals(Capture.report(file), analyser.report());
    }

    @Test
    void largestRecordIsRead() {
        byte[] large = Wire.ip4(17, "10.0.0.1", "10.0.0.2", new byte[65_000]);
        Report report = Capture.of(Capture.RAW)
                .packet(Wire.join(large, new byte[262_144 - large.length]))
                .packet(PACKET)
                .report();
        assertEquals(2, report.extent().packets());
        assertEquals(List.of(), report.notes());
    }

    @Test
    void packetsOfAnUnreadLinkTypeAreCountedWithANote() {
        Report report = Capture.of(147).packet(PACKET).report();
        assertEquals(1, report.extent().packets());
        assertEquals(100, report.extent().bytes());
        assertEquals(List.of("Packets of link type 147 are counted but not read."), report.notes());
        assertEquals(List.of(), report.excerpt());
    }

    @Test
    void reportsBetweenPiecesHaveThePacketsSoFar() {
        byte[] file = Capture.of(Capture.RAW).packet(PACKET).packet(PACKET).bytes();
        Analyser analyser = new Analyser(10, Map.of());
        analyser.accept(ByteBuffer.wrap(file, 0, 24 + 116));
        assertEquals(1, analyser.report().extent().packets());
        assertEquals(1, analyser.report().flows().first().getFirst().toServer().packets());
        analyser.accept(ByteBuffer.wrap(file, 24 + 116, 116));
        assertEquals(2, analyser.report().extent().packets());
        assertEquals(2, analyser.report().flows().first().getFirst().toServer().packets());
    }

    private static List<String> notes(byte[] file) {
        return Capture.report(file).notes();
    }
}
