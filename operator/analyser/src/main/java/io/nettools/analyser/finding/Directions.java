package io.nettools.analyser.finding;

import java.util.List;

/**
 * The directions that were captured, in TCP connections.
 *
 * @param toServerOnly connections without a packet of the server, although the client acknowledges some
 * @param toClientOnly connections without a packet of the client, although the server acknowledges some
 * @param both other connections that went beyond a SYN
 */
record Directions(long toServerOnly, long toClientOnly, long both) {
    static final Directions UNKNOWN = new Directions(0, 0, 0);

    static Directions of(List<ServerFacts> servers) {
        long toServer =
                servers.stream().mapToLong(one -> one.transfers.toServerOnly).sum();
        long toClient =
                servers.stream().mapToLong(one -> one.transfers.toClientOnly).sum();
        long plain = servers.stream().mapToLong(one -> one.transfers.plain).sum();
        return new Directions(toServer, toClient, Math.max(0, plain - toServer - toClient));
    }

    /** Connections of which one direction is missing. */
    long one() {
        return toServerOnly + toClientOnly;
    }

    /** Whether one direction, and always the same one, is missing from most of them. */
    boolean oneMissing() {
        return one() > both && (toServerOnly == 0 || toClientOnly == 0);
    }
}
