package io.nettools.analyser;

import static io.nettools.analyser.wire.Wire.cooked2;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.pcap.CaptureReader;
import io.nettools.analyser.wire.Capture;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static final byte[] DATAGRAM = ip4(17, "10.0.0.1", "10.0.0.2", udp(5000, 53, new byte[8]));

    private static Totals of(Capture capture) {
        Totals totals = new Totals();
        new CaptureReader(totals).accept(ByteBuffer.wrap(capture.bytes()));
        return totals;
    }

    @Test
    void packetsOfEachInterface() {
        Capture capture = Capture.of(Capture.COOKED2);
        for (int index : new int[] {2, 1, 2}) {
            capture.packet(cooked2(index, 0, 1, 0x0800, DATAGRAM));
        }
        assertEquals(Map.of(1, 1L, 2, 2L), of(capture).packetsPerInterface());
        assertEquals(Map.of(0, 1L), of(Capture.of(Capture.RAW).packet(DATAGRAM)).packetsPerInterface());
    }

    @Test
    void forgedInterfacesAreCountedTogether() {
        Capture capture = Capture.of(Capture.COOKED2);
        for (int index = 1; index <= 300; index++) {
            capture.packet(cooked2(index, 0, 1, 0x0800, DATAGRAM));
        }
        assertEquals(44L, of(capture).packetsPerInterface().get(-1));
    }

    @Test
    void headersThatMakeNoSense() {
        byte[] version = DATAGRAM.clone();
        version[0] = 0x55;
        byte[] length = DATAGRAM.clone();
        length[0] = 0x44;
        byte[] total = DATAGRAM.clone();
        total[3] = 19;
        assertEquals(
                2,
                of(Capture.of(Capture.RAW).packet(DATAGRAM).packet(length).packet(total))
                        .brokenPackets());
        assertEquals(1, of(Capture.of(228).packet(version)).brokenPackets());
        assertEquals(0, of(Capture.cutAt(19, Capture.RAW).packet(length)).brokenPackets());
    }
}
