package io.nettools.controller.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PageTest {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Page page = new Page(() -> new byte[] {(byte) made.incrementAndGet()}, nanos::get);

    @Test
    void manyWhoAskWithinASecondGetTheSameArray() {
        byte[] first = page.text();
        nanos.addAndGet(Duration.ofMillis(999).toNanos()); // the clock may overflow
        assertSame(first, page.text());
        assertEquals(1, made.get());
    }

    @Test
    void afterASecondThereIsAnother() {
        page.text();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(2, page.text()[0]);
    }
}
