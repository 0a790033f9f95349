package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Segment;

/**
 * Whether one end sends a segment only to get an answer. A keep-alive repeats the last byte, or has no byte at its place
 * (RFC 9293 §3.8.4). A probe of a zero window does the same, or has one byte beyond the window (RFC 9293 §3.8.6.1).
 */
enum Probe {
    None,
    /** Its answer is no duplicate acknowledgment. */
    KeepAlive,
    ZeroWindow,
    /** One byte beyond a zero window. */
    BeyondWindow;

    /**
     * The kind of a segment without SYN.
     *
     * @param next the place of the next new byte
     * @param outstanding whether bytes before that place are not acknowledged
     * @param closed whether the other end's window is zero
     */
    static Probe of(Segment segment, long begin, long next, boolean outstanding, boolean closed) {
        int length = segment.payloadLength();
        if (length > 1 || segment.has(Segment.FIN)) {
            return None;
        }
        if (begin == next - 1 && (length == 0 || !outstanding)) {
            return closed ? ZeroWindow : KeepAlive;
        }
        return length == 1 && begin == next && closed ? BeyondWindow : None;
    }

    boolean ofWindow() {
        return this == ZeroWindow || this == BeyondWindow;
    }
}
