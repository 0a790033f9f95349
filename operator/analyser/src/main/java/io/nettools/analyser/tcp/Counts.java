package io.nettools.analyser.tcp;

/** Counts of rare events of one end; created when the first one happens. */
final class Counts {
    static final Counts NONE = new Counts();

    long gaps;
    long outOfOrder;
    long keepAlives;
    long keepAliveAcks;
    long zeroWindowProbes;
    long windowFull;

    /** Those of a window that has no room for one whole segment. */
    long smallWindowFull;

    long synRetries;

    /** Repetitions of its SYN although the other end's acknowledgment and data were captured. */
    long synIgnored;

    void probe(Probe probe) {
        keepAlives += probe == Probe.KeepAlive ? 1 : 0;
        zeroWindowProbes += probe.ofWindow() ? 1 : 0;
    }
}
