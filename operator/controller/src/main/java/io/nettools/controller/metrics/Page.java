package io.nettools.controller.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The text that is scraped, made at most once a second: however many ask at a time, and however slowly they read, it is
 * in memory once.
 */
public final class Page {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Supplier<byte[]> text;
    private final LongSupplier nanos;
    private byte[] last = {};
    private long made;

    /** @param nanos a monotonic clock */
    public Page(Supplier<byte[]> text, LongSupplier nanos) {
        this.text = text;
        this.nanos = nanos;
    }

    /** The text, shared and not to be changed. */
    public synchronized byte[] text() {
        long now = nanos.getAsLong();
        if (last.length == 0 || now - made >= FRESH) {
            last = text.get();
            made = now;
        }
        return last;
    }
}
