package io.nettools.analyser.conntrack;

import io.nettools.analyser.report.Conntrack;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what {@code conntrack -L} and {@code conntrack -E} say. Their lines:
 *
 * <pre>
 * tcp      6 431999 ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=51000 dport=8080 src=… [ASSURED] mark=0 use=1
 *     [NEW] tcp      6 120 SYN_SENT src=127.0.0.1 dst=127.0.0.1 sport=51000 dport=8080 [UNREPLIED] src=…
 * [DESTROY] udp      17 src=10.0.0.1 dst=10.0.0.2 sport=5000 dport=53 src=…
 * </pre>
 */
public final class ConntrackLog {
    /** tcp_conntrack_names of Linux' net/netfilter/nf_conntrack_proto_tcp.c; a fixed set, so that no input makes the map grow. */
    private static final Set<String> STATES = Set.of(
            "NONE",
            "SYN_SENT",
            "SYN_RECV",
            "ESTABLISHED",
            "FIN_WAIT",
            "CLOSE_WAIT",
            "LAST_ACK",
            "TIME_WAIT",
            "CLOSE",
            "SYN_SENT2");

    /** Longer lines are not conntrack's. */
    private static final int LONGEST_LINE = 4096;

    private final Map<String, Long> states = new TreeMap<>();
    private long entries;
    private long created;
    private long updated;
    private long destroyed;
    private long lost;
    private long connections;
    private long translated;
    private String translation = "";
    private long neverReplied;
    private String unreplied = "";

    /** Takes a line of {@code conntrack -L}. */
    public void entry(String line) {
        if (isFlow(line)) {
            entries++;
            look(line);
        }
    }

    /** Takes a line of {@code conntrack -E}. */
    public void event(String line) {
        if (!isFlow(line)) {
            return;
        }
        String before = line.substring(0, line.indexOf("src="));
        if (before.contains("[NEW]")) {
            created++;
            look(line);
        } else if (before.contains("[UPDATE]")) {
            updated++;
        } else if (before.contains("[DESTROY]")) {
            destroyed++;
            giveUp(line);
        } else {
            return;
        }
        countState(before.strip());
    }

    private void look(String line) {
        Tuples tuples = Tuples.of(line);
        connections++;
        if (tuples.translated()) {
            translated++;
            translation = translation.isEmpty() ? tuples.server() + " is " + tuples.answering() : translation;
        }
    }

    /** A datagram may need no answer, but a SYN and a question for a name do. */
    private void giveUp(String line) {
        if (line.contains("[UNREPLIED]") && (line.contains(" tcp ") || line.contains("dport=53 "))) {
            Tuples tuples = Tuples.of(line);
            neverReplied++;
            unreplied = unreplied.isEmpty() ? tuples.client() + " > " + tuples.server() : unreplied;
        }
    }

    /** What there is to judge. */
    public ConntrackFacts facts() {
        return new ConntrackFacts(connections, translated, translation, neverReplied, unreplied);
    }

    private static boolean isFlow(String line) {
        return line.length() <= LONGEST_LINE && line.contains("src=");
    }

    /** @param before what stands before the addresses; a TCP state is its last word */
    private void countState(String before) {
        String word = before.substring(before.lastIndexOf(' ') + 1);
        if (STATES.contains(word)) {
            states.merge(word, 1L, Long::sum);
        }
    }

    /** Adds events that the kernel could not deliver. */
    public void lost(long events) {
        lost += Math.max(0, events);
    }

    /** The counts; packets captured at the same time decide what silence means. */
    public Conntrack report(long packets) {
        boolean tracking = entries + created + updated + destroyed > 0;
        String reason = tracking ? "" : silence(packets);
        return new Conntrack(tracking, reason, entries, created, updated, destroyed, states, lost);
    }

    /** A network namespace tracks only once one of its rules needs it (nf_ct_netns_get in Linux' nf_conntrack_proto.c). */
    private static String silence(long packets) {
        return packets > 0
                ? "Packets passed but none was tracked: no rule in this pod's network namespace uses connection tracking, so the kernel does not"
                        + " track there. That is usual; the node tracks instead."
                : "No packet passed during the capture, so it cannot be told whether this network namespace tracks connections.";
    }
}
