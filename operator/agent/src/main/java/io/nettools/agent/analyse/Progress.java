package io.nettools.agent.analyse;

import io.nettools.analyser.text.Printable;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A progress bar in a terminal. It appears once a file takes longer than a person waits without any output. */
final class Progress {
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final int WIDTH = 30;
    private static final int LONGEST_NAME = 30;
    /** Goes back to the first column and clears the line (ECMA-48: EL). */
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream terminal;
    private final LongSupplier nanos;
    private final String name;
    private long next;
    private boolean shown;

    /**
     * @param nanos a clock that never goes back
     * @param name of the file, any text
     */
    Progress(PrintStream terminal, LongSupplier nanos, String name) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.name = Printable.of(name, LONGEST_NAME);
        next = nanos.getAsLong() + PATIENCE_NANOS;
    }

    /**
     * Shows how far the file has been read.
     *
     * @param size bytes of the file, {@link Input#UNKNOWN} for standard input
     */
    void at(long read, long size, long packets) {
        long now = nanos.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + REDRAW_NANOS;
        shown = true;
        terminal.print(CLEAR + name + "  " + done(read, size) + String.format(Locale.ROOT, "  %,d packets", packets));
        terminal.flush();
    }

    private static String done(long read, long size) {
        if (size <= 0) {
            return Numbers.bytes(read);
        }
        double part = Math.min(1, (double) read / size);
        int filled = (int) (part * WIDTH);
        return "[%s%s] %3d%%".formatted("#".repeat(filled), ".".repeat(WIDTH - filled), (int) (part * 100));
    }

    /** Removes the bar. */
    void end() {
        if (shown) {
            terminal.print(CLEAR);
            terminal.flush();
        }
    }
}
