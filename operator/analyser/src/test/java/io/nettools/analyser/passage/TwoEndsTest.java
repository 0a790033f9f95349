package io.nettools.analyser.passage;

import static io.nettools.analyser.passage.Road.PEER;
import static io.nettools.analyser.passage.Road.POD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ends are the keys of the tables of conversations, which a flood fills: equal ends are found, and neighbours spread.
 */
class TwoEndsTest {
    private static final int NEIGHBOURS = 64;
    private static final int TABLE = 4_096;

    private static List<TwoEnds> read(List<byte[]> packets) {
        List<TwoEnds> all = new ArrayList<>();
        TwoEnds again = new TwoEnds();
        CaptureReader reader = new CaptureReader(packet -> {
            again.read(packet, true);
            all.add(again.copy());
        });
        Capture capture = Capture.of(Capture.RAW);
        packets.forEach(capture::packet);
        reader.accept(ByteBuffer.wrap(capture.bytes()));
        return all;
    }

    /** Offsets in an IPv6 packet: the last byte of each half of each address, and of both ports. */
    @ParameterizedTest
    @ValueSource(ints = {15, 23, 31, 39, 41, 43})
    void neighboursInAnyPartDifferInHashAndOrder(int part) {
        List<TwoEnds> all = neighbours(part);
        assertEquals(NEIGHBOURS, all.stream().map(TwoEnds::hashCode).distinct().count());
        assertEquals(NEIGHBOURS, new TreeSet<>(all).size());
        for (int i = 0; i < NEIGHBOURS; i++) {
            for (int j = 0; j < NEIGHBOURS; j++) {
                int order = all.get(i).compareTo(all.get(j));
                assertEquals(Integer.signum(order), -Integer.signum(all.get(j).compareTo(all.get(i))));
                assertEquals(i == j, all.get(i).equals(all.get(j)));
            }
        }
        assertEquals(all, neighbours(part));
        assertEquals(
                all.stream().map(TwoEnds::hashCode).toList(),
                neighbours(part).stream().map(TwoEnds::hashCode).toList());
    }

    private static List<TwoEnds> neighbours(int part) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < NEIGHBOURS; i++) {
            byte[] packet = Wire.ip6(17, 5, 7, Wire.udp(5_000, 514, new byte[20]));
            packet[part] = (byte) (64 + i);
            packets.add(packet);
        }
        return read(packets);
    }

    /**
     * So that a hash map's lists stay short. Balls thrown at random into as many bins: hardly ever more than eight in
     * one.
     */
    @Test
    void allPortsOfAClientSpreadInATable() {
        List<byte[]> packets = IntStream.range(0, TABLE)
                .mapToObj(port -> Road.segment(PEER, 32_768 + port, POD, 80, "S", 0, 0))
                .toList();
        long fullest = read(packets).stream()
                .collect(Collectors.groupingBy(TwoEndsTest::bin, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(count -> count)
                .max()
                .orElseThrow();
        assertTrue(fullest <= 12, () -> "in one bin: " + fullest);
    }

    /** As java.util.HashMap does. */
    private static int bin(TwoEnds ends) {
        int hash = ends.hashCode();
        return (hash ^ hash >>> 16) & TABLE - 1;
    }

    @Test
    void anotherProtocolOrVersionIsAnotherConversation() {
        List<TwoEnds> all = read(List.of(
                Road.segment(POD, 53, PEER, 53, "S", 0, 0),
                Road.datagram(POD, 53, PEER, 53, ""),
                Wire.ip6(17, 5, 7, Wire.udp(53, 53, new byte[0])),
                Wire.ip6(6, 5, 7, Wire.tcp(53, 53, "S", 0, 0, new byte[0], new byte[0]))));
        assertEquals(all.size(), new TreeSet<>(all).size());
        assertEquals(
                List.of("tcp", "udp", "udp", "tcp"),
                all.stream().map(TwoEnds::protocolName).toList());
        assertNotEquals(all.getFirst(), all.getLast());
    }

    /** 20 bits for each pair of ends: of a thousand conversations hardly two are alike. */
    @Property(tries = 20)
    void conversationsOfAClientHaveTagsOfTheirOwn(@ForAll @IntRange(max = 255) int host) {
        String client = "10.244.1." + host + ':';
        long tags = IntStream.range(40_000, 41_000)
                .mapToLong(port -> Tag.of("tcp", client + port, "10.244.2.7:80") >>> 1)
                .distinct()
                .count();
        assertTrue(tags >= 993, () -> tags + " tags");
        assertNotEquals(Tag.of("tcp", client + 1, PEER + ":53"), Tag.of("udp", client + 1, PEER + ":53"));
    }
}
