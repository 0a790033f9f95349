package io.nettools.analyser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cost per packet stays flat only when packets leave no garbage behind. */
class AllocationTest {
    private static final int PACKETS = 10_000;
    private static final int FILE_HEADER = 24;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aPacketOfAKnownConversationMakesNoGarbage() {
        Capture capture = Capture.of(Capture.RAW);
        Talk talk = new Talk(capture, 40_000).handshake();
        for (int i = 0; i < PACKETS; i++) {
            talk.client("P.", 1 + 5L * i, "bytes");
        }
        byte[] file = capture.bytes();
        Analyser analyser = new Analyser(0, Map.of());
        analyser.accept(ByteBuffer.wrap(file));
        ByteBuffer again = ByteBuffer.wrap(Arrays.copyOfRange(file, FILE_HEADER, file.length));

        long before = threads.getCurrentThreadAllocatedBytes();
        analyser.accept(again);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(2L * (PACKETS + 3), analyser.packets());
        assertTrue(bytes < PACKETS, () -> bytes + " bytes for " + PACKETS + " packets");
    }
}
