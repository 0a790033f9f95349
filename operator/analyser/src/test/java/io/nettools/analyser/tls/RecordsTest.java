package io.nettools.analyser.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.wire.Tls;
import io.nettools.analyser.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The record layer by itself, with streams that have holes. */
class RecordsTest {
    private static final int HEADERS = 40;
    private static final int WHOLE = 65_535;

    private final List<String> told = new ArrayList<>();
    private final Records records = new Records(new Told());
    private final NewBytes fresh = new NewBytes();
    private final Packet packet = new Packet();
    private int next = 1;

    /** The calls, a word each: "22:5" a record, "+3" bytes of it, "-2" missing ones, "other" no record. */
    private final class Told implements Records.Content {
        @Override
        public void record(int type, int length) {
            told.add(type + ":" + length);
        }

        @Override
        public void bytes(int type, Bytes bytes, int from, int to) {
            told.add("+" + (to - from));
        }

        @Override
        public void missing(int type, int count) {
            told.add("-" + count);
        }

        @Override
        public void lost() {
            told.add("lost");
        }

        @Override
        public void otherProtocol(long first) {
            told.add("other");
        }
    }

    private RecordsTest sends(String text) {
        return sends(text, WHOLE);
    }

    private RecordsTest sends(String text, int captured) {
        byte[] ip = Wire.ip4(
                6, "10.0.0.1", "10.0.0.2", Wire.tcp(40_000, 443, "P.", next, 1, new byte[0], Wire.ascii(text)));
        packet.read(LinkType.Raw, ip, 0, Math.min(ip.length, HEADERS + captured), ip.length, 0);
        fresh.read(packet.segment());
        records.read(packet.bytes(), fresh);
        next += text.length();
        return this;
    }

    private RecordsTest misses(int bytes) {
        next += bytes;
        return this;
    }

    private String told() {
        String all = String.join(" ", told);
        told.clear();
        return all;
    }

    @Test
    void recordsBeginBehindEachOther() {
        assertEquals(
                "22:5 +5 23:3 +3",
                sends(Tls.record(22, "hello") + Tls.record(23, "abc")).told());
    }

    @Test
    void aRecordGoesOnInTheNextSegment() {
        String record = Tls.record(22, "hello");
        assertEquals("", sends(record.substring(0, 4)).told());
        assertEquals("22:5 +2", sends(record.substring(4, 7)).told());
        assertEquals("+3", sends(record.substring(7)).told());
    }

    @Test
    void aHoleWithinARecordKeepsThePlace() {
        String record = Tls.record(22, "0123456789");
        sends(record.substring(0, 8)).misses(4);
        assertEquals(
                "22:10 +3 -4 +3 23:1 +1",
                sends(record.substring(12) + Tls.record(23, "x")).told());
    }

    @Test
    void aHoleUpToTheVeryEndOfARecordKeepsThePlace() {
        String record = Tls.record(22, "0123456789");
        sends(record.substring(0, 8)).misses(7);
        assertEquals("22:10 +3 -7 23:1 +1", sends(Tls.record(23, "x")).told());
    }

    @Test
    void behindALostHeaderThePlaceIsWhereASegmentBeginsLikeARecord() {
        sends(Tls.record(22, "0123456789").substring(0, 8)).misses(8);
        assertEquals("22:10 +3 -7 lost", sends("no record at all").told());
        assertEquals("", sends("\u0016\u0003").told());
        assertEquals("23:1 +1", sends(Tls.record(23, "x")).told());
    }

    @Test
    void bytesCutByTheSnapLengthAreMissing() {
        assertEquals(
                "22:10 +2 -8",
                sends(Tls.record(22, "0123456789"), Records.HEADER + 2).told());
        assertEquals("23:1 +1", sends(Tls.record(23, "x")).told());
    }

    @Test
    void aStreamThatDoesNotBeginLikeARecordIsAnotherProtocol() {
        assertEquals("other", sends("GET / HTTP/1.1").told());
        assertEquals("", sends(Tls.record(22, "too late")).told());
    }

    @Test
    void aRecordMayBeAsLongAsProtectionMakesItAndNoLonger() {
        int longest = (1 << 14) + 2048;
        assertEquals(
                "23:" + longest + " +1", sends("\u0017\u0003\u0003H\u0000x").told());
        assertEquals(
                "other", new RecordsTest().sends("\u0017\u0003\u0003H\u0001x").told());
    }

    @Test
    void onlyDataMayBeEmpty() {
        assertEquals(
                "23:0 23:1 +1", sends(Tls.record(23, "") + Tls.record(23, "x")).told());
        assertEquals("other", new RecordsTest().sends(Tls.record(22, "")).told());
    }
}
