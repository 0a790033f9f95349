package io.nettools.controller.client;

import java.time.Duration;

/**
 * How long is waited for the API server.
 *
 * @param ping between two pings of a connection; it is given up when a ping has no pong by the time of the next one, so at most twice this
 * @param connect for a TCP connection
 * @param answer for each byte of an answer after the one before, of a handshake, and for each write
 * @param list the same for a page of a list, and from any request to the last byte of its answer
 * @param firstPause before a watch or a list is tried again; it doubles with each failure, five times at most
 */
public record Timeouts(Duration ping, Duration connect, Duration answer, Duration list, Duration firstPause) {
    /**
     * A dead connection is noticed after 20 s, and what failed is tried again after 9.6 s, at the latest. A page of large objects may keep the
     * API server busy for longer than that before its first byte: it has 60 s for it (its --request-timeout).
     */
    public static final Timeouts USUAL = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(65),
            Duration.ofMillis(300));

    /** Two attempts within the time in which a lease has to be renewed. */
    public static final Timeouts OF_THE_LEASE = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofMillis(300));
}
