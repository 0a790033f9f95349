package io.nettools.analyser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Redis;
import io.nettools.analyser.wire.Talk;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cost per packet stays flat only when packets leave no garbage behind. */
class AllocationTest {
    private static final int PACKETS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aPacketOfAKnownConversationMakesNoGarbage() {
        Capture capture = Capture.of(Capture.RAW);
        Talk talk = new Talk(capture, 40_000).handshake();
        for (int i = 0; i < 2 * PACKETS; i++) {
            talk.client("P.", 1 + 5L * i, "bytes");
        }
        assertMakesNoGarbage(capture.bytes(), 2 * PACKETS + 3);
    }

    @Test
    void aCommandOfAKnownRedisConnectionMakesNoGarbage() {
        Capture capture = Capture.of(Capture.RAW);
        Talk talk = new Talk(capture, 40_000).handshake().asks(Redis.commandOf("HELLO 3"));
        talk.answers(Redis.welcome());
        for (int i = 0; i < PACKETS; i++) {
            talk.asks(Redis.commandOf("LRANGE orders 0 1")).answers(Redis.array(Redis.bulk("full"), Redis.bulk("x")));
        }
        assertMakesNoGarbage(capture.bytes(), 2 * PACKETS + 5);
    }

    private void assertMakesNoGarbage(byte[] file, long packets) {
        Analyser analyser = new Analyser(0, Map.of());
        int half = file.length / 2;
        analyser.accept(ByteBuffer.wrap(file, 0, half));

        long before = threads.getCurrentThreadAllocatedBytes();
        analyser.accept(ByteBuffer.wrap(file, half, file.length - half));
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(packets, analyser.packets());
        assertTrue(bytes < PACKETS, () -> bytes + " bytes for " + PACKETS + " packets");
    }
}
