package io.nettools.analyser.finding;

import java.util.List;

/**
 * The directions that were captured, in TCP connections.
 *
 * @param toServerOnly connections with several packets of the client and none of the server, although the client acknowledges some
 * @param toClientOnly the same with the ends exchanged
 * @param both connections with packets of both ends
 */
record Directions(long toServerOnly, long toClientOnly, long both) {
    static final Directions UNKNOWN = new Directions(0, 0, 0);

    static Directions of(List<ServerFacts> servers) {
        long toServer =
                servers.stream().mapToLong(one -> one.transfers.toServerOnly).sum();
        long toClient =
                servers.stream().mapToLong(one -> one.transfers.toClientOnly).sum();
        long both = servers.stream().mapToLong(one -> one.transfers.bothWays).sum();
        return new Directions(toServer, toClient, both);
    }

    /** Connections with packets in one direction only. */
    long one() {
        return toServerOnly + toClientOnly;
    }

    /** Whether one direction, and always the same one, is missing from most of them. */
    boolean oneMissing() {
        return one() > both && (toServerOnly == 0 || toClientOnly == 0);
    }
}
