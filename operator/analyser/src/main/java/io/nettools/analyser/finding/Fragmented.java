package io.nettools.analyser.finding;

/**
 * Datagrams that were sent in fragments.
 *
 * @param whole datagrams with all fragments
 * @param incomplete datagrams with missing fragments
 */
public record Fragmented(long whole, long incomplete) {
    /** No datagram was sent in fragments. */
    static final Fragmented NONE = new Fragmented(0, 0);
}
