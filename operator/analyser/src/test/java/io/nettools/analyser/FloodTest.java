package io.nettools.analyser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.flow.FlowTable;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import io.nettools.analyser.wire.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forged packets cost a bounded amount, are said to have come, and do not hide the conversation that mattered. */
class FloodTest {
    private static final int FORGED = 50_000;

    /** Hands the packets of a capture to an analyser, without its file header. */
    private static void feed(Analyser analyser, Capture capture) {
        byte[] bytes = capture.bytes();
        analyser.accept(ByteBuffer.wrap(Arrays.copyOfRange(bytes, 24, bytes.length)));
    }

    private static byte[] forgedSyn(int number) {
        String source = "11." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
        return Wire.ip4(6, source, "10.0.0.2", Wire.tcp(1024, 9000, "S", number, 0, new byte[0], new byte[0]));
    }

    private static void flood(Analyser analyser) {
        for (int batch = 0; batch < FORGED; batch += 1000) {
            Capture capture = Capture.of(Capture.RAW);
            for (int i = batch; i < batch + 1000; i++) {
                capture.packet(forgedSyn(i));
            }
            feed(analyser, capture);
        }
    }

    @Test
    void aFloodIsBoundedAndSaid() {
        Analyser analyser = new Analyser(5, Map.of());
        analyser.accept(
                ByteBuffer.wrap(new Talk().handshake().asks("x").capture().bytes()));
        flood(analyser);
        Report report = analyser.report();
        assertEquals(FORGED + 4, report.extent().packets());
        assertEquals(FORGED + 1, report.flows().count());
        assertEquals(20, report.flows().first().size());
        assertEquals("10.0.0.1:40000", report.flows().first().getFirst().ends().client());
        int dropped = FORGED + 1 - FlowTable.CAPACITY;
        assertTrue(
                report.notes().getFirst().startsWith(dropped + " conversations were dropped"),
                report.notes()::toString);
    }

    @Test
    void aTalkThatGoesOnStaysInTheTable() {
        Analyser analyser = new Analyser(5, Map.of());
        Talk talk = new Talk().handshake();
        analyser.accept(ByteBuffer.wrap(talk.capture().bytes()));
        for (int batch = 0; batch < 30; batch++) {
            Capture capture = Capture.of(Capture.RAW);
            for (int i = 0; i < 1000; i++) {
                capture.packet(forgedSyn(batch * 1000 + i));
            }
            new Talk(capture, 40_000).client("P.", 1 + batch, "x");
            feed(analyser, capture);
        }
        Flow flow = analyser.report().flows().first().getFirst();
        assertEquals(32, flow.toServer().packets());
        assertEquals(2000, flow.handshakeMicros());
        assertEquals(0, flow.retransmissions());
    }

    @Test
    void endlessRequestsWithoutAnswersAreCounted() {
        Talk talk = new Talk().handshake();
        for (int i = 0; i < 500; i++) {
            talk.asks("GET /" + i + " HTTP/1.1\r\n\r\n");
        }
        Report report = talk.capture().report();
        assertEquals(500, report.protocols().http().count());
        assertEquals(20, report.protocols().http().first().size());
        assertEquals("/0", report.protocols().http().first().getFirst().path());
        assertNull(report.protocols().http().first().getFirst().status());
    }
}
