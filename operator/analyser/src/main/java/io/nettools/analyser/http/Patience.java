package io.nettools.analyser.http;

import io.nettools.analyser.redaction.RequestTarget;

/** How long an answer may take before it says something about the server. */
public final class Patience {
    /**
     * Shortest wait after which a client has given up, µs: the shortest time-out in use is a probe's second (kubelet, curl -m 1), and that
     * of a client counts from the beginning of its connection. Who leaves earlier has other reasons.
     */
    public static final long GIVEN_UP = 900_000;

    /**
     * Shortest wait, µs, that is worth a word while client and server still wait: five times what is slow. Nobody can tell then whether the
     * server hangs or the client asked it to wait, as long polls do for 30 s and more; those that say so, in their target or their Accept
     * field, are therefore not counted, nor is a wait as long as one that this server has ended by an answer on the connection.
     */
    public static final long STILL_WAITING = 5_000_000;

    /**
     * Shortest silence in the middle of a response of known length, µs, that a client may have left for: a sender repeats lost bytes after
     * 0.2, 0.6 and 1.4 s (RFC 6298 §5, Linux' TCP_RTO_MIN), so that loss alone is shorter.
     */
    static final long STALLED = 3_000_000;

    /** Longest time by which Linux and Windows delay an acknowledgment, µs (TCP_DELACK_MAX, include/net/tcp.h). */
    static final long DELAYED_ACK = 200_000;

    /**
     * Words of long polls in paths and queries: Consul's {@code wait=}, Kubernetes' {@code watch=}, Telegram's {@code timeout=}, Engine.IO's
     * {@code transport=polling}. A path alone may say wait or timeout for other reasons.
     */
    private static final String[] WORDS = {"wait=", "timeout=", "timeoutseconds=", "watch", "poll", "subscri"};

    private Patience() {}

    static boolean asksToWait(RequestTarget target) {
        for (String word : WORDS) {
            if (target.mentions(word)) {
                return true;
            }
        }
        return false;
    }
}
