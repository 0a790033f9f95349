package io.nettools.agent.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final Progress progress = new Progress(new PrintStream(terminal), nanos::get, "a\tb");

    @Test
    void aQuickFileShowsNoBar() {
        nanos.set(1_900_000_000L);
        progress.at(1, 2, 3);
        progress.end();
        assertEquals("", shown());
    }

    @Test
    void aLongFileShowsPercentAndPackets() {
        nanos.set(2_000_000_000L);
        progress.at(250, 1000, 1234);
        String shown = shown();
        assertTrue(shown.contains(" 25% ") && shown.contains("1,234 packets"), shown);
        long filled = shown.chars().filter(c -> c == '#').count();
        long left = shown.chars().filter(c -> c == '.').count();
        assertEquals(filled, (filled + left) / 4);
        assertTrue(shown.contains("a\\x09b"), shown);
    }

    @Test
    void anInputOfUnknownSizeShowsBytes() {
        nanos.set(2_000_000_000L);
        progress.at(2_500_000, Input.UNKNOWN, 7);
        assertTrue(shown().contains("2.5 MB") && !shown().contains("%"), this::shown);
    }

    @Test
    void theBarIsRedrawnAfterAPauseAndRemovedAtTheEnd() {
        nanos.set(2_000_000_000L);
        progress.at(1, 2, 3);
        String once = shown();
        nanos.addAndGet(1_000_000);
        progress.at(1, 2, 4);
        assertEquals(once, shown());
        progress.end();
        assertTrue(shown().endsWith("\r\u001b[K"));
    }

    private String shown() {
        return terminal.toString(StandardCharsets.US_ASCII);
    }
}
