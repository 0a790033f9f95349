package io.nettools.analyser.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NewBytesTest {
    private static final int HEADERS = 40;
    private static final int WHOLE = 65_535;
    private static final byte[] STREAM = stream(4000);

    private final NewBytes fresh = new NewBytes();
    private final Packet packet = new Packet();
    private int first = 1000;

    /** Bytes that differ from their neighbours and from those one segment away. */
    private static byte[] stream(int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) (i ^ i >> 8));
        return bytes;
    }

    private NewBytesTest segment(String flags, int begin, byte[] payload, int captured) {
        byte[] tcp = Wire.tcp(40_000, 9_000, flags, first + begin, 0, new byte[0], payload);
        byte[] ip = Wire.ip4(6, "10.0.0.1", "10.0.0.2", tcp);
        packet.read(LinkType.Raw, ip, 0, Math.min(ip.length, HEADERS + captured), ip.length, 0);
        fresh.read(packet.segment());
        return this;
    }

    private NewBytesTest syn() {
        return segment("S", -1, new byte[0], WHOLE);
    }

    private NewBytesTest sends(int begin, String text) {
        return segment("P.", begin, Wire.ascii(text), WHOLE);
    }

    /** The new bytes as "missing text cut", with dots for bytes that were not captured. */
    private String told() {
        byte[] bytes = new byte[fresh.to() - fresh.from()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) packet.bytes().u8(fresh.from() + i);
        }
        assertEquals(bytes.length > 0, fresh.any());
        assertEquals(bytes.length == 0 && fresh.cut() == 0, fresh.nothing());
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return ".".repeat(fresh.missing()) + text + ".".repeat(fresh.cut());
    }

    @Test
    void followingBytesAreNew() {
        assertEquals("abc", syn().sends(0, "abc").told());
        assertEquals("def", sends(3, "def").told());
    }

    @Test
    void repeatedBytesAreNotNew() {
        syn().sends(0, "abcdef");
        assertEquals("", sends(0, "abcdef").told());
        assertEquals("", sends(2, "cd").told());
        assertEquals("gh", sends(4, "efgh").told());
    }

    @Test
    void skippedBytesAreMissingAndNeverNew() {
        syn().sends(0, "abc");
        assertEquals("...ghi", sends(6, "ghi").told());
        assertEquals("", sends(3, "def").told());
        assertEquals("j", sends(3, "defghij").told());
    }

    @Test
    void bytesCutBySnapLengthAreCounted() {
        assertEquals("ab....", syn().segment("P.", 0, Wire.ascii("abcdef"), 2).told());
        assertEquals("gh", sends(6, "gh").told());
        // the cut is within bytes that were captured before
        assertEquals("...", segment("P.", 4, Wire.ascii("efghijk"), 1).told());
    }

    @Test
    void withoutASynTheFirstBytesHaveNoGap() {
        assertEquals("xyz", sends(500, "xyz").told());
        assertEquals("", sends(400, "before").told());
    }

    @Test
    void aSynTakesOneNumberAndMayHaveBytes() {
        assertEquals("fast", segment("S", -1, Wire.ascii("fast"), WHOLE).told());
        assertEquals("er", sends(4, "er").told());
    }

    @Test
    void anotherSynRestartsTheStreamOnlyBeforeItsFirstByte() {
        syn();
        first = 777_000;
        assertEquals("abc", syn().sends(0, "abc").told());
        first = 5;
        assertEquals("", syn().told());
        first = 777_000;
        assertEquals("def", sends(3, "def").told());
    }

    @Test
    void resetsAndOtherPacketsHaveNoNewBytes() {
        syn().sends(0, "abc");
        assertEquals("", segment("R.", 3, Wire.ascii("why I reset"), WHOLE).told());
        byte[] datagram = Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(1, 2, Wire.ascii("xyz")));
        packet.read(LinkType.Raw, datagram, 0, datagram.length, datagram.length, 0);
        sends(3, "def");
        fresh.read(packet.segment());
        assertEquals("", told());
        assertFalse(fresh.any());
    }

    @Test
    void keepAlivesAndFinsHaveNoNewBytes() {
        syn().sends(0, "abc");
        assertEquals("", sends(2, "c").told());
        assertEquals("", segment("F.", 3, new byte[0], WHOLE).told());
        assertTrue(fresh.nothing());
    }

    /**
     * Any segments of a stream: reordered, repeated, overlapping, cut or left out. The counts of missing and cut bytes
     * give each new byte its place, no byte comes twice, and the counts add up to the last byte that was sent.
     */
    @Property(tries = 1000)
    void newBytesAreAtTheirPlaceInTheStream(
            @ForAll int start,
            @ForAll @Size(max = 60) List<@IntRange(min = -90, max = 120) Integer> steps,
            @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 0, max = 100) Integer> lengths,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 0, max = 150) Integer> captured) {
        NewBytesTest talk = begunAt(start);
        int place = 0;
        int furthest = 0;
        int begin = 0;
        for (int i = 0; i < steps.size(); i++) {
            int length = lengths.get(i % lengths.size());
            begin = Math.clamp(begin + steps.get(i), 0, STREAM.length - length);
            byte[] payload = Arrays.copyOfRange(STREAM, begin, begin + length);
            place = talk.segment("P.", begin, payload, captured.get(i % captured.size()))
                    .assertAt(place);
            furthest = length == 0 ? furthest : Math.max(furthest, begin + length);
            assertEquals(furthest, place);
        }
    }

    private static NewBytesTest begunAt(int start) {
        NewBytesTest talk = new NewBytesTest();
        talk.first = start;
        return talk.syn();
    }

    /** Asserts that the new bytes are those behind {@code before} bytes of the stream; returns the new place. */
    private int assertAt(int before) {
        int place = before + fresh.missing();
        for (int at = fresh.from(); at < fresh.to(); at++) {
            assertEquals(STREAM[place++], (byte) packet.bytes().u8(at), "byte " + place);
        }
        return place + fresh.cut();
    }

    /** Every byte is delivered if none is lost or cut, in any pieces and with any repetitions. */
    @Property(tries = 300)
    void aCompleteStreamIsDeliveredWhole(
            @ForAll int start, @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 300) Integer> sizes) {
        NewBytesTest talk = begunAt(start);
        StringBuilder all = new StringBuilder();
        int sent = 0;
        for (int i = 0; sent < STREAM.length; i++) {
            int size = sizes.get(i % sizes.size());
            int from = Math.max(0, sent - size / 3);
            int to = Math.min(STREAM.length, sent + size);
            all.append(talk.segment("P.", from, Arrays.copyOfRange(STREAM, from, to), WHOLE)
                    .told());
            sent = to;
        }
        assertEquals(new String(STREAM, StandardCharsets.ISO_8859_1), all.toString());
    }
}
