package io.nettools.agent.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The idle time of all CPUs of the node together since the node started. A container's /proc/uptime is its node's.
 * /proc/stat has the same number, but to write that file the kernel adds up every interrupt of every CPU.
 */
final class NodeIdle {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final int MILLIS_PER_HUNDREDTH = 10;

    private NodeIdle() {}

    /** The idle time so far; empty where /proc/uptime cannot be read. */
    static Optional<Duration> now() {
        try {
            return of(Files.readString(UPTIME));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Reads a text like /proc/uptime, {@code 350735.47 234388.90}: the second number is the idle seconds (proc(5)). */
    static Optional<Duration> of(String text) {
        String[] numbers = text.strip().split(" ", -1);
        if (numbers.length != 2 || !numbers[1].matches("[0-9]{1,12}\\.[0-9]{2}")) {
            return Optional.empty();
        }
        long hundredths = Long.parseLong(numbers[1].replace(".", ""));
        return Optional.of(Duration.ofMillis(hundredths * MILLIS_PER_HUNDREDTH));
    }
}
