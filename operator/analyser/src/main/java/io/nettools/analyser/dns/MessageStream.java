package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Segment;

/**
 * Cuts one direction of a TCP connection into messages, each behind its length in two bytes (RFC 1035 §4.2.2); any number of them in a
 * segment, each over any number of segments. Of each its beginning is kept until its end was seen.
 */
final class MessageStream {
    /** Header and question need 271 bytes; an answer that has an extended response code is hardly longer. */
    private static final int MOST_KEPT = 512;

    private static final int LENGTH = 2;

    private final byte[] length = new byte[LENGTH];
    private int lengthBytes;
    private byte[] kept;
    private int captured;
    private int wire;
    /** Whether it is unknown where the next message begins; then it is tried at the next segment. */
    private boolean lost;

    /** Takes each message. */
    interface Sink {
        void message(Bytes bytes, int to);
    }

    /** Forgets the position, after bytes were missed; the message that was begun is told as far as it came. */
    void restart(Sink sink) {
        tell(sink);
        lost = true;
    }

    void accept(Bytes bytes, Segment segment, Sink sink) {
        if (lost) {
            lost = false;
            forget();
        }
        int at = segment.payload();
        int end = at + segment.payloadLength();
        while (at < end && !lost) {
            at = lengthBytes < LENGTH
                    ? takeLength(bytes, at, segment.capturedEnd())
                    : takeBody(bytes, at, end, segment, sink);
        }
    }

    private int takeLength(Bytes bytes, int at, int capturedEnd) {
        if (at >= capturedEnd) {
            lost = true;
            return at;
        }
        length[lengthBytes++] = (byte) bytes.u8(at);
        if (lengthBytes == LENGTH) {
            lost = messageLength() < Message.HEADER;
            kept = new byte[Math.min(messageLength(), MOST_KEPT)];
        }
        return at + 1;
    }

    private int messageLength() {
        return (length[0] & 0xff) << 8 | (length[1] & 0xff);
    }

    private int takeBody(Bytes bytes, int at, int end, Segment segment, Sink sink) {
        int step = Math.min(messageLength() - wire, end - at);
        int wanted = Math.min(at + Math.min(step, kept.length - captured), segment.capturedEnd());
        // what was cut off by the snap length leaves a hole, behind which nothing can be kept
        if (captured == wire) {
            for (int from = at; from < wanted; from++) {
                kept[captured++] = (byte) bytes.u8(from);
            }
        }
        wire += step;
        lost = captured >= Message.HEADER && !Message.mayBegin(Bytes.of(kept, captured), 0, captured);
        if (wire == messageLength()) {
            tell(sink);
            forget();
        }
        return at + step;
    }

    private void tell(Sink sink) {
        if (captured >= Message.HEADER && !lost) {
            sink.message(Bytes.of(kept, captured), captured);
        }
    }

    private void forget() {
        lengthBytes = 0;
        kept = null;
        captured = 0;
        wire = 0;
    }
}
