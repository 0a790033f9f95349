package io.nettools.analyser.http2;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.SharedBuffers;

/**
 * Puts the header fields of one direction together, from a HEADERS frame and its CONTINUATIONs (RFC 9113 §4.3), and
 * reads them.
 */
public final class HeaderBlocks implements SharedBuffers.Owner {
    private static final int PRIORITY_LENGTH = 5;

    private final HeaderMemory memory;
    private final FieldDecoder decoder;
    private final Fields fields = new Fields();
    private SharedBuffers.Buffer buffer;
    private boolean lacking;
    private int before;
    private int padding;
    private boolean padded;
    private int left;
    private boolean last;
    private boolean done;

    public HeaderBlocks(HeaderMemory memory) {
        this.memory = memory;
        decoder = new FieldDecoder(memory.table());
    }

    /** A frame begins: {@link FrameType#HEADERS} or {@link FrameType#CONTINUATION}, {@code length} bytes of payload. */
    public void frame(int type, int flags, int length) {
        if (type == FrameType.HEADERS) {
            drop();
            fields.clear();
            lacking = false;
        }
        padded = type == FrameType.HEADERS && (flags & FrameType.PADDED) != 0;
        before = type == FrameType.HEADERS && (flags & FrameType.HAS_PRIORITY) != 0 ? PRIORITY_LENGTH : 0;
        padding = 0;
        left = length;
        last = (flags & FrameType.END_HEADERS) != 0;
        done = false;
    }

    /** The next bytes of the frame. */
    public void payload(Bytes bytes, int from, int to) {
        int at = from;
        left -= to - from;
        if (padded && at < to) {
            padding = bytes.u8(at++);
            padded = false;
        }
        int skipped = Math.min(before, to - at);
        before -= skipped;
        at += skipped;
        // padding behind this piece does not shorten it
        int end = Math.max(at, to - Math.max(0, padding - left));
        if (lacking) {
            return;
        }
        if (left == 0 && last && buffer == null) {
            decoder.read(bytes, at, end, true, fields);
            done = true;
        } else {
            keep(bytes, at, end);
        }
    }

    private void keep(Bytes bytes, int from, int to) {
        if (buffer == null) {
            buffer = memory.buffers().take(this);
        }
        buffer.add(bytes, from, to);
    }

    /** Bytes of the frame were not captured: only the bytes before them are read. */
    public void missing() {
        lacking = true;
    }

    /** The frame is over; returns whether the fields are, too. */
    public boolean end() {
        if (last && !done) {
            readKept(!lacking && buffer != null && !buffer.full());
        }
        return last;
    }

    /** Blocks of fields may not have been captured. */
    public void forget() {
        decoder.forget();
    }

    @Override
    public void hurry() {
        readKept(false);
        lacking = true;
    }

    private void readKept(boolean whole) {
        Bytes block = buffer == null ? new Bytes() : Bytes.of(buffer.bytes(), buffer.length());
        drop();
        decoder.read(block, 0, block.length(), whole, fields);
    }

    private void drop() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }

    /** The fields of the last complete block, as far as it was captured. */
    public Fields fields() {
        return fields;
    }
}
