package io.nettools.analyser.conntrack;

import io.nettools.analyser.report.Conntrack;
import io.nettools.analyser.shape.Listed;
import io.nettools.analyser.text.Printable;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the connections in the output of {@code conntrack -L} and {@code conntrack -E}. Their lines:
 *
 * <pre>
 * tcp      6 431999 ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=51000 dport=8080 src=… [ASSURED] mark=0 use=1
 *     [NEW] tcp      6 120 SYN_SENT src=127.0.0.1 dst=127.0.0.1 sport=51000 dport=8080 [UNREPLIED] src=…
 * [DESTROY] udp      17 src=10.0.0.1 dst=10.0.0.2 sport=5000 dport=53 src=…
 * </pre>
 */
public final class ConntrackLog {
    /**
     * tcp_conntrack_names of Linux' net/netfilter/nf_conntrack_proto_tcp.c; a fixed set, so that no input makes the map
     * grow.
     */
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

    /** Longest line; conntrack prints no longer ones. */
    private static final int LONGEST_LINE = 4096;

    private static final int LONGEST_PROTOCOL = 16;

    private final int listed;
    private final Translations translations = new Translations();
    private final Map<String, Long> states = new TreeMap<>();
    private long entries;
    private long created;
    private long updated;
    private long destroyed;
    private long lost;
    private long unreplied;

    ConntrackLog(int listed) {
        this.listed = listed;
    }

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
            answer(line);
        } else if (before.contains("[DESTROY]")) {
            destroyed++;
            answer(line);
            unreplied += replied(line) ? 0 : 1;
        } else {
            return;
        }
        countState(before.strip());
    }

    private void look(String line) {
        Tuples tuples = Tuples.of(line);
        translations.add(protocol(line), tuples, replied(line));
    }

    private void answer(String line) {
        if (replied(line)) {
            translations.replied(protocol(line), Tuples.of(line));
        }
    }

    private static boolean replied(String line) {
        return !line.contains("[UNREPLIED]");
    }

    /** The protocol: the first word that is neither a number in brackets nor a kind of event. */
    private static String protocol(String line) {
        String before = line.substring(0, line.indexOf("src="));
        String words = before.substring(before.lastIndexOf(']') + 1).strip();
        int end = words.indexOf(' ');
        String word = end < 0 ? words : words.substring(0, end);
        return Printable.of(word.toUpperCase(Locale.ROOT), LONGEST_PROTOCOL);
    }

    private static boolean isFlow(String line) {
        return line.length() <= LONGEST_LINE && line.contains("src=");
    }

    /** @param before the text before the addresses; a TCP state is its last word */
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

    /** Whether it has reported anything. */
    boolean tracking() {
        return entries + created + updated + destroyed > 0;
    }

    /** The counts. */
    Conntrack report(boolean ofNode, String reason) {
        return new Conntrack(
                ofNode,
                tracking(),
                reason,
                entries,
                new Conntrack.Events(created, updated, destroyed, unreplied),
                states,
                new Listed<>(translations.connections(), translations.top(listed)),
                lost);
    }
}
