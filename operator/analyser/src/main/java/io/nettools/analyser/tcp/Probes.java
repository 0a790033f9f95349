package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Segment;

/**
 * Segments that one end sends only to get an answer: keep-alives, which are the last byte again or none from its place (RFC 9293 §3.8.4), and
 * probes of a window of zero, which are that too or a byte for which there is no room (RFC 9293 §3.8.6.1).
 */
final class Probes {
    enum Kind {
        None,
        KeepAlive,
        ZeroWindow
    }

    private boolean keptAlive;
    private boolean beyondWindow;

    /**
     * What a segment of no SYN is.
     *
     * @param next place of the next new byte
     * @param outstanding whether bytes before that are not acknowledged
     * @param closed whether the other end's window is zero
     */
    Kind look(Segment segment, long begin, long next, boolean outstanding, boolean closed) {
        int length = segment.payloadLength();
        boolean small = length <= 1 && !segment.has(Segment.FIN);
        boolean last = small && begin == next - 1 && (length == 0 || !outstanding);
        beyondWindow = small && length == 1 && begin == next && closed;
        keptAlive = last && !closed;
        if (keptAlive) {
            return Kind.KeepAlive;
        }
        return last || beyondWindow ? Kind.ZeroWindow : Kind.None;
    }

    /** Whether the last segment was a keep-alive: what comes back says nothing new. */
    boolean keptAlive() {
        return keptAlive;
    }

    /** Whether the last segment was a byte for which there was no room. */
    boolean beyondWindow() {
        return beyondWindow;
    }
}
