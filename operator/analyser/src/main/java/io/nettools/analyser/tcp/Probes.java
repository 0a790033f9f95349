package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Segment;

/**
 * Segments that one end sends only to get an answer. A keep-alive repeats the last byte, or has no byte at its place
 * (RFC 9293 §3.8.4). A probe of a zero window does the same, or has one byte beyond the window (RFC 9293 §3.8.6.1).
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
     * The kind of a segment without SYN.
     *
     * @param next the place of the next new byte
     * @param outstanding whether bytes before that place are not acknowledged
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

    /** Whether the last segment was a keep-alive, so that its answer is no duplicate acknowledgment. */
    boolean keptAlive() {
        return keptAlive;
    }

    /** Whether the last segment was one byte beyond the window. */
    boolean beyondWindow() {
        return beyondWindow;
    }
}
