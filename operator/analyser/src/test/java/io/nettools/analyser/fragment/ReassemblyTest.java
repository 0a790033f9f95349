package io.nettools.analyser.fragment;

import static io.nettools.analyser.wire.Wire.fragment4;
import static io.nettools.analyser.wire.Wire.fragment6;
import static io.nettools.analyser.wire.Wire.join;
import static io.nettools.analyser.wire.Wire.tcp;
import static io.nettools.analyser.wire.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReassemblyTest {
    private static final int UDP = 17;
    private static final byte[] REQUEST = Wire.ascii("GET /from-fragments HTTP/1.1\r\nHost: a\r\n\r\n");

    private Reassembly reassembly = new Reassembly(packet -> false);
    private final Packet packet = new Packet();
    private long micros;

    private boolean accept(byte[] datagram) {
        return accept(datagram, datagram.length);
    }

    private boolean accept(byte[] datagram, int captured) {
        packet.read(LinkType.Raw, datagram, 0, captured, datagram.length, micros);
        return reassembly.accept(packet);
    }

    /** Content of the datagram that the last packet has become, as far as it was captured. */
    private byte[] content() {
        int from = packet.datagram().payload();
        return packet.bytes().copy(from, packet.datagram().capturedEnd() - from);
    }

    private static byte[] numbered(int length) {
        byte[] content = udp(5000, 53, new byte[length - 8]);
        for (int i = 8; i < length; i++) {
            content[i] = (byte) (i * 7);
        }
        return content;
    }

    private static byte[] part(byte[] content, int from, int to) {
        return Arrays.copyOfRange(content, from, to);
    }

    @Property(tries = 300)
    void fragmentsInAnyOrderGiveTheDatagram(
            @ForAll @IntRange(min = 9, max = 4000) int length,
            @ForAll @IntRange(min = 5, max = 60) int units,
            @ForAll long seed) {
        for (boolean six : new boolean[] {false, true}) {
            reassembly = new Reassembly(each -> false);
            byte[] content = numbered(length);
            List<byte[]> fragments = cut(content, units * 8, six);
            Collections.shuffle(fragments, new Random(seed));
            for (byte[] fragment : fragments.subList(1, fragments.size())) {
                assertFalse(accept(fragment));
                assertFalse(packet.whole());
            }
            assertTrue(accept(fragments.getFirst()));
            assertTrue(packet.whole());
            assertArrayEquals(content, content());
            assertEquals(length, packet.datagram().payloadLength());
            assertEquals(5000, packet.sourcePort());
            assertEquals(0, reassembly.incomplete() + reassembly.stray() + reassembly.refused());
        }
    }

    private static List<byte[]> cut(byte[] content, int size, boolean six) {
        List<byte[]> fragments = new ArrayList<>();
        int id = content.length * 8 + size / 8;
        for (int from = 0; from < content.length; from += size) {
            int to = Math.min(content.length, from + size);
            byte[] piece = part(content, from, to);
            boolean more = to < content.length;
            fragments.add(six ? fragment6(id, UDP, from, more, piece) : fragment4(id, UDP, from, more, piece));
        }
        return fragments;
    }

    @Property(tries = 300)
    void overlappingFragmentsOfIp4KeepTheFirstBytes(@ForAll long seed) {
        reassembly = new Reassembly(each -> false);
        Random random = new Random(seed);
        byte[] first = new byte[160];
        boolean[] known = new boolean[160];
        for (int i = 0; i < 30; i++) {
            int from = random.nextInt(20) * 8;
            int to = Math.min(160, from + 8 + random.nextInt(5) * 8);
            byte[] piece = new byte[to - from];
            Arrays.fill(piece, (byte) i);
            for (int at = from; at < to; at++) {
                first[at] = known[at] ? first[at] : (byte) i;
                known[at] = true;
            }
            if (accept(fragment4(9, 201, from, to < 160, piece))) {
                assertArrayEquals(first, content());
                return;
            }
        }
    }

    @Test
    void anIp6DatagramWithOverlappingFragmentsIsRefused() {
        byte[] content = numbered(64);
        assertFalse(accept(fragment6(1, UDP, 0, true, part(content, 0, 32))));
        assertFalse(accept(fragment6(1, UDP, 24, true, part(content, 24, 48))));
        assertFalse(accept(fragment6(1, UDP, 32, true, part(content, 32, 48))));
        assertFalse(accept(fragment6(1, UDP, 48, false, part(content, 48, 64))));
        assertEquals(1, reassembly.refused());
        assertEquals(0, reassembly.incomplete());
    }

    @Test
    void copiesOfFragmentsAreNoOverlap() {
        byte[] content = numbered(64);
        assertFalse(accept(fragment6(1, UDP, 0, true, part(content, 0, 32))));
        assertFalse(accept(fragment6(1, UDP, 0, true, part(content, 0, 32))));
        assertTrue(accept(fragment6(1, UDP, 32, false, part(content, 32, 64))));
        assertFalse(accept(fragment6(1, UDP, 32, false, part(content, 32, 64))), "it is known already");
        assertEquals(0, reassembly.incomplete());
        micros += 1_000_001;
        assertFalse(accept(fragment6(1, UDP, 0, true, part(content, 0, 32))));
        assertTrue(accept(fragment6(1, UDP, 32, false, part(content, 32, 64))), "the number is used again");
    }

    @Test
    void datagramsWithContradictingFragmentsAreRefused() {
        accept(fragment4(1, UDP, 64, false, new byte[8]));
        accept(fragment4(1, UDP, 72, true, new byte[8]));
        assertEquals(1, reassembly.refused());
        accept(fragment4(2, UDP, 64, false, new byte[8]));
        accept(fragment4(2, UDP, 56, false, new byte[8]));
        assertEquals(2, reassembly.refused());
        accept(fragment4(3, UDP, 64, true, new byte[8]));
        accept(fragment4(3, UDP, 56, false, new byte[8]));
        assertEquals(3, reassembly.refused());
        accept(fragment4(4, UDP, 65_528, false, new byte[100]));
        assertEquals(4, reassembly.refused());
        accept(fragment4(5, UDP, 0, true, new byte[9]));
        assertFalse(
                accept(fragment4(5, UDP, 8, false, new byte[8])),
                "a fragment of 9 bytes before another is no fragment");
    }

    @Test
    void fragmentsWaitAsLongAsInLinux() {
        byte[] content = numbered(64);
        accept(fragment4(1, UDP, 0, true, part(content, 0, 32)));
        accept(fragment6(1, UDP, 0, true, part(content, 0, 32)));
        micros = 30_000_000;
        assertTrue(accept(fragment4(1, UDP, 32, false, part(content, 32, 64))));
        accept(fragment4(2, UDP, 0, true, part(content, 0, 32)));
        micros = 60_000_001;
        assertFalse(accept(fragment4(2, UDP, 32, false, part(content, 32, 64))));
        assertFalse(accept(fragment6(1, UDP, 32, false, part(content, 32, 64))));
        assertEquals(4, reassembly.incomplete());
        assertEquals(2, reassembly.stray());
    }

    @Test
    void aFragmentCutBySnapLengthEndsTheContent() {
        byte[] content = numbered(64);
        assertFalse(accept(fragment4(1, UDP, 0, true, part(content, 0, 32)), 20 + 20));
        assertTrue(accept(fragment4(1, UDP, 32, false, part(content, 32, 64))));
        assertArrayEquals(part(content, 0, 20), content());
        assertEquals(64, packet.datagram().payloadLength());
    }

    @Test
    void extensionHeadersBehindTheFragmentHeaderAreRead() {
        byte[] options = Wire.hex("1100 0104 00000000");
        byte[] content = join(options, numbered(64));
        byte[] first = fragment6(7, 60, 0, true, part(content, 0, 40));
        assertFalse(accept(first));
        assertTrue(accept(fragment6(7, 60, 40, false, part(content, 40, 72))));
        assertEquals(UDP, packet.datagram().protocol());
        assertEquals(5000, packet.sourcePort());
        assertArrayEquals(numbered(64), content());
    }

    @Test
    void aFloodIsBoundedInNumberAndBytes() {
        for (int i = 0; i < 5000; i++) {
            accept(fragment4(i, UDP, 0, true, new byte[1480]));
        }
        assertTrue(reassembly.waiting() <= Reassembly.MOST_DATAGRAMS);
        for (int i = 0; i < 100; i++) {
            for (int offset = 0; offset < 48_000; offset += 1480) {
                accept(fragment6(i, UDP, offset / 8 * 8, true, new byte[1480]));
            }
        }
        assertTrue(reassembly.bytes() <= Reassembly.MOST_BYTES);
        assertTrue(reassembly.waiting() < 30, "each has 48 KB");
        assertEquals(5100, reassembly.incomplete());
    }

    @Test
    void aDatagramOfManyTinyFragmentsIsRefused() {
        for (int i = 0; i < 8000; i++) {
            accept(fragment4(1, UDP, i * 8, true, new byte[8]));
        }
        assertEquals(1, reassembly.refused());
        assertTrue(reassembly.bytes() < 1000);
    }

    @Test
    void theFlowCountsEveryFragment() {
        byte[] content = numbered(64);
        Report report = Capture.of(Capture.RAW)
                .packet(fragment4(1, UDP, 32, false, part(content, 32, 64)))
                .packet(fragment4(1, UDP, 0, true, part(content, 0, 32)))
                .packet(fragment4(2, UDP, 0, true, part(content, 0, 32)))
                .packet(fragment4(2, UDP, 32, true, part(content, 32, 48)))
                .report();
        assertEquals(1, report.flows().count());
        assertEquals(
                new Flow.Volume(4, 52 + 52 + 52 + 36),
                report.flows().first().getFirst().toServer());
        assertEquals(
                List.of("1 fragmented datagrams were captured incompletely; their content is not read."),
                report.notes());
    }

    @Test
    void aRequestInFragmentsIsRead() {
        byte[] segment = tcp(40_000, 80, "P.", 1, 1, new byte[0], REQUEST);
        Report report = Capture.of(Capture.RAW)
                .packet(Wire.ip4(6, "10.0.0.1", "10.0.0.2", tcp(40_000, 80, "S", 0, 0, new byte[0], new byte[0])))
                .packet(fragment4(1, 6, 0, true, part(segment, 0, 24)))
                .packet(fragment4(1, 6, 24, false, part(segment, 24, segment.length)))
                .report();
        assertEquals(
                "/from-fragments", report.protocols().http().first().getFirst().path());
        assertEquals(3, report.flows().first().getFirst().toServer().packets());
    }

    @Test
    void fragmentsOfTwoInterfacesAreReassembledSeparately() {
        byte[] content = numbered(64);
        byte[] first = fragment4(1, UDP, 0, true, part(content, 0, 32));
        byte[] last = fragment4(1, UDP, 32, false, part(content, 32, 64));
        Report report = Capture.of(Capture.COOKED2)
                .packet(Wire.cooked2(1, 0, 1, 0x0800, first))
                .packet(Wire.cooked2(2, 4, 1, 0x0800, first))
                .packet(Wire.cooked2(1, 0, 1, 0x0800, last))
                .packet(Wire.cooked2(2, 4, 1, 0x0800, last))
                .report();
        assertEquals(4, report.flows().first().getFirst().toServer().packets());
        assertEquals(List.of("Packets that were captured more than once: 1. Each is evaluated once."), report.notes());
    }
}
