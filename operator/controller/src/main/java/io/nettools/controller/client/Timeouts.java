package io.nettools.controller.client;

import java.time.Duration;

/**
 * Limits for waiting for the API server.
 *
 * @param ping time between two pings of a connection; it is given up when a ping has no pong by the time of the next
 *     one, so after twice this at most
 * @param connect for a TCP connection
 * @param answer for the next byte of an answer or of a handshake, and for each write
 * @param list the same for a page of a list, and for any request until the last byte of its answer
 * @param firstPause pause before a watch or a list is tried again; it doubles with each failure, five times at most
 */
public record Timeouts(Duration ping, Duration connect, Duration answer, Duration list, Duration firstPause) {
    /**
     * The usual limits: at the latest, a dead connection is noticed after 20 s, and a failed attempt is repeated after
     * 9.6 s. A page of large objects may keep the API server busy for longer before its first byte: it has 60 s (its
     * --request-timeout).
     */
    public static final Timeouts USUAL = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(65),
            Duration.ofMillis(300));

    /** Limits for the lease: two attempts within the time in which it must be renewed. */
    public static final Timeouts OF_THE_LEASE = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofMillis(300));
}
