package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Segment;

/**
 * Where messages begin in one direction of a connection: at the beginning of a segment, or behind the body of the message before, whose
 * bytes are skipped and never looked at.
 */
final class MessageStream {
    private final Head head = new Head();
    private long skip;
    private boolean bodyFollows;
    private int at;

    /** Forgets the position, after bytes were missed. */
    void restart() {
        head.abandon();
        skip = 0;
    }

    /** Goes to the first place in the segment where a message may begin; false when it has none. */
    boolean enter(Bytes bytes, Segment segment) {
        at = segment.payload();
        if (head.open()) {
            finishHead(bytes, segment);
        }
        return skipBody(segment);
    }

    /** Goes behind the message that begins here, as far as the segment reaches; false when no other can begin in it. */
    boolean next(Bytes bytes, Segment segment, boolean mayHaveBody) {
        bodyFollows = mayHaveBody;
        head.begin();
        finishHead(bytes, segment);
        return skipBody(segment);
    }

    private void finishHead(Bytes bytes, Segment segment) {
        at = head.read(bytes, at, segment.capturedEnd());
        if (head.open() && segment.cut()) {
            head.abandon();
            at = segment.payload() + segment.payloadLength();
            return;
        }
        skip = head.open() || !bodyFollows ? 0 : head.bodyLength();
    }

    private boolean skipBody(Segment segment) {
        long left = segment.payload() + (long) segment.payloadLength() - at;
        long step = Math.min(skip, left);
        skip -= step;
        at += (int) step;
        return !head.open() && at < segment.capturedEnd();
    }

    /** Whether the head of the last message goes on in the next segment. */
    boolean headOpen() {
        return head.open();
    }

    /** Offset where a message may begin. */
    int at() {
        return at;
    }
}
