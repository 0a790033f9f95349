package io.nettools.analyser.order;

import io.nettools.analyser.redaction.Paths;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One trace of one target pod, as the trace pod's two containers get it (JSON in the environment variable {@value #VARIABLE}).
 *
 * @param target whose namespace to enter
 * @param durationMillis from tcpdump listening to the end of the capture
 * @param startMillis how long attaching may take
 * @param extras what is done besides; sorted, so that equal orders are written alike
 * @param probe the request that the trace makes itself, if any
 * @param others only what the target says to these addresses is compared between views; empty for all
 * @param paths how much of the paths of HTTP requests the admin lets be shown
 */
public record Order(
        TargetPod target,
        CaptureOptions capture,
        long durationMillis,
        long startMillis,
        Set<Extra> extras,
        Optional<Probe> probe,
        List<String> others,
        Paths paths) {
    /** Environment variable of both containers. */
    public static final String VARIABLE = "NETTRACE_ORDER";

    public Order {
        extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
        probe = probe == null ? Optional.empty() : probe;
        others = List.copyOf(others);
    }

    /** Whether this is to be done, too. */
    public boolean asks(Extra extra) {
        return extras.contains(extra);
    }

    /**
     * What the reader needs of it: it parses a stranger's packets, and is to know neither the request that the trace makes (its URL may have a
     * token) nor which containers are meant.
     */
    public Order forReader() {
        return new Order(
                target.addressesAlone(), capture, durationMillis, startMillis, extras, Optional.empty(), others, paths);
    }
}
