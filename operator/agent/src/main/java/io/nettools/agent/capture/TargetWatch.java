package io.nettools.agent.capture;

import io.nettools.agent.target.Entered;
import io.nettools.agent.target.TargetSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches whether the target still exists. A tcpdump on {@code any} would run for ever in a dead pod's namespace, which
 * tcpdump itself keeps alive. A restarted container does not end a capture: the pod's interface stays. Two rounds must
 * agree, because there may be no process for a moment between two containers. A hostNetwork pod has no interface of its
 * own, so only its processes count. A node goes only together with its trace pod.
 */
final class TargetWatch {
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int HEADER_LINES = 2;

    private final TargetSearch search;
    private final Entered target;
    private final Path devices;
    private long nextRound;
    private int missed;

    /** @param tool a process in the namespace; its /proc entry shows the interfaces without starting another process */
    TargetWatch(TargetSearch search, Entered target, long tool) {
        this.search = search;
        this.target = target;
        this.devices = Path.of("/proc", Long.toString(tool), "net", "dev");
        this.nextRound = System.nanoTime() + ROUND.toNanos();
    }

    boolean gone() throws IOException {
        if (missed < 2 && System.nanoTime() - nextRound >= 0) {
            nextRound = System.nanoTime() + ROUND.toNanos();
            missed = present() ? 0 : missed + 1;
        }
        return missed >= 2;
    }

    /**
     * Whether the target's processes end after tcpdump has lost the interface. Some runtimes remove the network first.
     * It waits two rounds at most, and meanwhile there is nothing to capture.
     */
    boolean processesGo() throws IOException {
        long deadline = System.nanoTime() + ROUND.multipliedBy(2).toNanos();
        boolean lives = search.livesIn(target.namespace());
        while (lives && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(ROUND.dividedBy(10).toNanos());
            lives = search.livesIn(target.namespace());
        }
        return !lives;
    }

    private boolean present() throws IOException {
        return (!target.ofNode() && hasInterface()) || search.livesIn(target.namespace());
    }

    private boolean hasInterface() {
        try {
            return namesInterface(Files.readString(devices, StandardCharsets.ISO_8859_1));
        } catch (IOException toolEnded) {
            return false;
        }
    }

    /** Whether a text like /proc/net/dev has another interface than lo. */
    static boolean namesInterface(String text) {
        return text.lines().skip(HEADER_LINES).map(String::strip).anyMatch(line -> !line.startsWith("lo:"));
    }
}
