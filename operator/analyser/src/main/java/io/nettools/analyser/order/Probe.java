package io.nettools.analyser.order;

/**
 * A request that the trace makes itself, so that it is never empty. Each may take {@value #TIMEOUT_MILLIS} ms; they begin one interval after the other,
 * whether or not the one before has ended.
 *
 * @param from in whose network namespace it is made
 * @param request what is asked
 * @param count how often
 * @param intervalMillis from the beginning of one to the beginning of the next
 */
public record Probe(From from, Request request, int count, long intervalMillis) {
    public static final long TIMEOUT_MILLIS = 5_000;

    /** From the beginning of the first to the latest end of the last, ms. */
    public long longestMillis() {
        return (count - 1) * intervalMillis + TIMEOUT_MILLIS;
    }

    /** The same request, made elsewhere. */
    public Probe madeFrom(From place) {
        return new Probe(place, request, count, intervalMillis);
    }

    /** In whose network namespace the request is made. */
    public enum From {
        /** The target pod's. */
        Pod,
        /** The node's, and only to the target pod's own addresses. */
        Node,
        /** That of the pod at the other end of the way. The one trace pod that makes it is asked for it as from its own {@link #Pod}. */
        Peer
    }

    /** What is asked. The names of their fields tell them apart when they are written: url, name, port, host. */
    public sealed interface Request {}

    /**
     * A TCP connection, closed at once.
     *
     * @param host name or address
     */
    public record Tcp(String host, int port) implements Request {}

    /**
     * An HTTP GET.
     *
     * @param url http or https
     * @param lowest status code that is expected
     * @param highest the last one that is
     * @param skipVerify whether of https any certificate will do
     */
    public record Http(String url, int lowest, int highest, boolean skipVerify) implements Request {}

    /**
     * A DNS look-up.
     *
     * @param type mnemonic of the record type, e.g. AAAA
     * @param server address of the server; empty for the pod's own resolver, with its search list
     */
    public record Dns(String name, String type, String server) implements Request {}

    /**
     * An ICMP echo.
     *
     * @param host name or address
     */
    public record Icmp(String host) implements Request {}
}
