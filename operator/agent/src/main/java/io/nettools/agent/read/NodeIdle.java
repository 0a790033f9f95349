package io.nettools.agent.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long the node's CPUs have had nothing to do, all together, since the node started. A container's /proc/stat is its node's. */
final class NodeIdle {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;

    /** USER_HZ, the same for every program on Linux. */
    private static final int TICKS_PER_SECOND = 100;

    private NodeIdle() {}

    /** Empty where /proc/stat cannot be read. */
    static Optional<Duration> now() {
        try {
            return of(Files.readString(STAT));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Reads a text like /proc/stat: {@code cpu  user nice system idle iowait …} in its first line (proc(5)). */
    static Optional<Duration> of(String text) {
        String[] fields = text.lines().findFirst().orElse("").split("\\s+", -1);
        if (fields.length <= WAITING_FOR_DISK || !fields[0].equals("cpu")) {
            return Optional.empty();
        }
        try {
            long ticks = Math.addExact(Long.parseLong(fields[IDLE]), Long.parseLong(fields[WAITING_FOR_DISK]));
            return Optional.of(Duration.ofMillis(Math.multiplyExact(ticks, 1000L / TICKS_PER_SECOND)));
        } catch (ArithmeticException | NumberFormatException notTheKernels) {
            return Optional.empty();
        }
    }
}
