package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * Splits one direction of a TCP connection into messages, each behind its length in two bytes (RFC 1035 §4.2.2). A
 * segment may have several messages, and a message several segments. The beginning of each message is kept until its
 * end was captured. After missing bytes within one message the start of the next one is still known.
 */
final class MessageStream {
    /**
     * Bytes that are kept of a message. Header and question need 271 bytes; an answer with an extended response code is
     * hardly longer.
     */
    private static final int MOST_KEPT = 512;

    private static final int LENGTH = 2;

    private final byte[] length = new byte[LENGTH];
    private int lengthBytes;
    private byte[] kept;
    private int captured;
    private int wire;
    /** Whether the start of the next message is unknown; then the next segment is tried as one. */
    private boolean lost;

    /** Takes each message. */
    interface Sink {
        void message(Bytes bytes, int to);
    }

    /** Reads the new bytes of a segment. */
    void accept(Bytes bytes, NewBytes fresh, Sink sink) {
        skip(fresh.missing(), sink);
        if (lost) {
            lost = false;
            forget();
        }
        int at = fresh.from();
        while (at < fresh.to() && !lost) {
            at = lengthBytes < LENGTH ? takeLength(bytes.u8(at), at) : takeBody(bytes, at, fresh.to(), sink);
        }
        skip(fresh.cut(), sink);
    }

    private int takeLength(int value, int at) {
        length[lengthBytes++] = (byte) value;
        if (lengthBytes == LENGTH) {
            lost = messageLength() < Message.HEADER;
            kept = new byte[Math.min(messageLength(), MOST_KEPT)];
        }
        return at + 1;
    }

    private int messageLength() {
        return (length[0] & 0xff) << 8 | (length[1] & 0xff);
    }

    private int takeBody(Bytes bytes, int at, int to, Sink sink) {
        int step = Math.min(messageLength() - wire, to - at);
        // nothing can be kept behind a gap
        int wanted = captured == wire ? Math.min(step, kept.length - captured) : 0;
        bytes.copyTo(kept, captured, at, wanted);
        captured += wanted;
        lost = captured >= Message.HEADER && !Message.mayBegin(Bytes.of(kept, captured), 0, captured);
        pass(step, sink);
        return at + step;
    }

    /** Skips bytes that were not captured. If they contain the next message's length, its start is unknown. */
    private void skip(int count, Sink sink) {
        if (count == 0 || lost) {
            return;
        }
        int within = lengthBytes < LENGTH ? 0 : Math.min(count, messageLength() - wire);
        pass(within, sink);
        lost = count > within;
    }

    private void pass(int count, Sink sink) {
        wire += count;
        if (lengthBytes == LENGTH && wire == messageLength()) {
            tell(sink);
            forget();
        }
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
