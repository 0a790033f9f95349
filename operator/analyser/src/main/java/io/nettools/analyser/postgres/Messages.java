package io.nettools.analyser.postgres;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * Reads the server's messages of a start-up over any number of segments. It keeps its place across bytes that were not
 * captured as long as they are within one message. Only the beginning of a message is kept, and only if the listener
 * wants it.
 *
 * <pre>
 *  0 type | 1 length, itself included, the type not | 5 body
 * </pre>
 */
final class Messages {
    static final char AUTHENTICATION = 'R';
    static final char ERROR = 'E';
    static final char READY = 'Z';

    private static final int HEADER = 5;
    private static final int LENGTH = 4;
    /** Longest message that libpq accepts of a type that is short by nature. */
    private static final int LONGEST = 30_000;

    private static final byte[] NOTHING = {};

    private final Listener listener;
    private long header;
    private int headerBytes;
    private int left;
    private byte[] body = NOTHING;
    private int kept;
    private int room;
    private boolean open;
    private boolean lost;
    private boolean any;

    /** Receives the messages. */
    interface Listener {
        /** Number of bytes that are wanted of a message of that type. */
        int wanted(char type);

        /** A message is complete, or its captured part is. */
        void message(char type, byte[] body, int length);

        /** The server's first bytes are not a message. */
        void otherProtocol();
    }

    Messages(Listener listener) {
        this.listener = listener;
    }

    /** Whether bytes were missed, so that messages are unknown. */
    boolean lost() {
        return lost;
    }

    /** Reads the next bytes, up to the first that are of no message of a start-up. */
    void read(Bytes bytes, NewBytes fresh) {
        skip(fresh.missing());
        if (lost && !resumes(bytes, fresh)) {
            return;
        }
        int at = fresh.from();
        while (at < fresh.to() && !lost) {
            at = open ? readBody(bytes, at, fresh.to()) : readHeader(bytes.u8(at), at);
        }
        skip(fresh.cut());
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
        headerBytes = 0;
        lost = !valid(header);
        if (lost) {
            if (!any) {
                listener.otherProtocol();
            }
            return;
        }
        any = true;
        left = (int) header - LENGTH;
        body = new byte[Math.min(left, listener.wanted(type()))];
        room = body.length;
        kept = 0;
        open = true;
        finishWhenWhole();
    }

    private int readBody(Bytes bytes, int at, int to) {
        int step = Math.min(left, to - at);
        int wanted = Math.min(step, room - kept);
        bytes.copyTo(body, kept, at, wanted);
        kept += wanted;
        left -= step;
        finishWhenWhole();
        return at + step;
    }

    private void finishWhenWhole() {
        if (left == 0) {
            open = false;
            listener.message(type(), body, kept);
            body = NOTHING;
        }
    }

    private void skip(int count) {
        if (count == 0 || lost) {
            return;
        }
        boolean within = open && count <= left;
        lost = !within;
        // bytes behind the gap have another place
        room = kept;
        left = within ? left - count : 0;
        if (open) {
            finishWhenWhole();
        }
        headerBytes = 0;
    }

    /** Resumes after a loss, at a segment that begins with a valid header. */
    private boolean resumes(Bytes bytes, NewBytes fresh) {
        int at = fresh.from();
        lost = fresh.to() - at < HEADER || !valid((long) bytes.u8(at) << 32 | bytes.u32(at + 1));
        return !lost;
    }

    /** Whether the header is of a message that a server sends during a start-up, with a possible length. */
    private static boolean valid(long header) {
        long length = header & 0xffff_ffffL;
        long shortest =
                switch ((char) (header >> 32 & 0xff)) {
                    case AUTHENTICATION, 'v' -> 8;
                    case READY -> 5;
                    case 'K' -> 12;
                    case ERROR, 'N' -> 5;
                    case 'S' -> 6;
                    default -> Long.MAX_VALUE;
                };
        return length >= shortest && length <= LONGEST;
    }

    private char type() {
        return (char) (header >> 32 & 0xff);
    }
}
