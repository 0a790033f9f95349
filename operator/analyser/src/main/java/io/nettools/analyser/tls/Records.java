package io.nettools.analyser.tls;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * The record layer of one direction (RFC 8446 §5.1): cuts the stream into records, over any number of segments, and
 * keeps its place across bytes that were not captured as long as they lie within one record.
 *
 * <pre>
 *  0 content type | 1 version | 3 length | 5 fragment
 * </pre>
 */
final class Records {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
    private static final int HEARTBEAT = 24;

    static final int HEADER = 5;
    /** 2^14 bytes and what protection may add in TLS 1.2 (RFC 5246 §6.2.3). */
    private static final int LONGEST = (1 << 14) + 2048;

    private final Content content;
    private long header;
    private int headerBytes;
    private int type;
    private int left;
    private boolean lost;
    private boolean any;

    /** Receives the records and their content. */
    interface Content {
        /** A record begins. */
        void record(int type, int length);

        /** The next bytes of it. */
        void bytes(int type, Bytes bytes, int from, int to);

        /** Bytes of it were not captured. */
        void missing(int type, int count);

        /** The place among the records is lost: some were not captured. */
        void lost();

        /** The stream does not begin with a record; {@code first} are its first five bytes. */
        void otherProtocol(long first);
    }

    Records(Content content) {
        this.content = content;
    }

    /** Reads on. */
    void read(Bytes bytes, NewBytes fresh) {
        skip(fresh.missing());
        int at = fresh.from();
        if (lost && !resume(bytes, fresh)) {
            return;
        }
        while (at < fresh.to() && !lost) {
            at = left > 0 ? readContent(bytes, at, fresh.to()) : readHeader(bytes.u8(at), at);
        }
        skip(fresh.cut());
    }

    private int readContent(Bytes bytes, int at, int to) {
        int end = at + Math.min(left, to - at);
        left -= end - at;
        content.bytes(type, bytes, at, end);
        return end;
    }

    private int readHeader(int value, int at) {
        header = header << 8 | value;
        headerBytes++;
        if (headerBytes == HEADER) {
            begin();
        }
        return at + 1;
    }

    private void begin() {
        long complete = header;
        header = 0;
        headerBytes = 0;
        if (!valid(complete)) {
            lost = true;
            if (any) {
                content.lost();
            } else {
                content.otherProtocol(complete);
            }
            return;
        }
        any = true;
        type = (int) (complete >> 32);
        left = (int) (complete & 0xffff);
        content.record(type, left);
    }

    private void skip(int count) {
        if (count == 0 || lost) {
            return;
        }
        lost = count > left;
        content.missing(type, Math.min(count, left));
        left = lost ? 0 : left - count;
        headerBytes = 0;
        header = 0;
        any = true;
        if (lost) {
            content.lost();
        }
    }

    /** After a loss a record is believed to begin where a segment does, when its whole header is plausible. */
    private boolean resume(Bytes bytes, NewBytes fresh) {
        int at = fresh.from();
        boolean whole = fresh.to() - at >= HEADER;
        lost = !any || !whole || !valid((long) bytes.u8(at) << 32 | bytes.u32(at + 1));
        return !lost;
    }

    private static boolean valid(long header) {
        int type = (int) (header >> 32);
        int length = (int) (header & 0xffff);
        boolean empty = length == 0 && type != APPLICATION_DATA;
        return type >= CHANGE_CIPHER_SPEC
                && type <= HEARTBEAT
                && Version.known((int) (header >> 16 & 0xffff))
                && length <= LONGEST
                && !empty;
    }
}
