package io.nettools.analyser.order;

import io.nettools.analyser.redaction.Paths;
import java.util.List;
import java.util.Optional;

/**
 * One trace of one target pod, as the trace pod's two containers get it (JSON in the environment variable {@value #VARIABLE}).
 *
 * @param target whose namespace to enter
 * @param networkInterface tcpdump's {@code -i}: a name or {@code any}
 * @param filter pcap-filter(7) expression, empty for all packets
 * @param snapLength bytes kept of each packet, tcpdump's {@code -s}
 * @param maxPackets capture ends with exactly this many
 * @param maxBytes capture ends before the file would grow beyond this by more than one packet
 * @param durationMillis from tcpdump listening to the end of the capture
 * @param startMillis how long attaching may take
 * @param conntrack whether to take entries and events of connection tracking
 * @param topology whether to look at how the pod hangs on its node
 * @param nodeViews whether to listen on the node, too: at the pod's other end there and at the uplink
 * @param probe the request that the trace makes itself, if any
 * @param bothEnds whether the other end of the way is captured, too: the time that both listen in is told later, and the probe waits for it
 * @param others only what the target says to these addresses is compared between views; empty for all
 * @param excerpt so many packet lines in tcpdump's wording
 * @param hostNetworkAllowed whether the admin lets the target's namespace see a node's own network
 * @param paths how much of the paths of HTTP requests the admin lets be shown
 */
public record Order(
        TargetPod target,
        String networkInterface,
        String filter,
        int snapLength,
        long maxPackets,
        long maxBytes,
        long durationMillis,
        long startMillis,
        boolean conntrack,
        boolean topology,
        boolean nodeViews,
        Optional<Probe> probe,
        boolean bothEnds,
        List<String> others,
        int excerpt,
        boolean hostNetworkAllowed,
        Paths paths) {
    /** Environment variable of both containers. */
    public static final String VARIABLE = "NETTRACE_ORDER";

    public Order {
        probe = probe == null ? Optional.empty() : probe;
        others = others == null ? List.of() : List.copyOf(others);
        paths = paths == null ? Paths.Shown : paths;
    }

    /** Of a trace that only watches. */
    public Order(
            TargetPod target,
            String networkInterface,
            String filter,
            int snapLength,
            long maxPackets,
            long maxBytes,
            long durationMillis,
            long startMillis,
            boolean conntrack,
            boolean topology,
            int excerpt,
            boolean hostNetworkAllowed) {
        this(
                target,
                networkInterface,
                filter,
                snapLength,
                maxPackets,
                maxBytes,
                durationMillis,
                startMillis,
                conntrack,
                topology,
                false,
                Optional.empty(),
                false,
                List.of(),
                excerpt,
                hostNetworkAllowed,
                Paths.Shown);
    }

    /** The same with a request of its own. */
    public Order probing(Probe own) {
        return with(target, nodeViews, Optional.of(own), bothEnds, others);
    }

    /** The same, with views of the node. */
    public Order viewing() {
        return with(target, true, probe, bothEnds, others);
    }

    /** The same of what the target says to these addresses. */
    public Order between(List<String> addresses) {
        return with(target, nodeViews, probe, true, addresses);
    }

    /** The same, of which the other end is captured, too. */
    public Order withOtherEnd() {
        return with(target, nodeViews, probe, true, others);
    }

    /**
     * What the reader needs of it: it parses a stranger's packets, and is to know neither the request that the trace makes (its URL may have a
     * token) nor which containers are meant.
     */
    public Order forReader() {
        return with(target.addressesAlone(), nodeViews, Optional.empty(), bothEnds, others);
    }

    private Order with(TargetPod whom, boolean views, Optional<Probe> own, boolean both, List<String> addresses) {
        return new Order(
                whom,
                networkInterface,
                filter,
                snapLength,
                maxPackets,
                maxBytes,
                durationMillis,
                startMillis,
                conntrack,
                topology,
                views,
                own,
                both,
                addresses,
                excerpt,
                hostNetworkAllowed,
                paths);
    }
}
