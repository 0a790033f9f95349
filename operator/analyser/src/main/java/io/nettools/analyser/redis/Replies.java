package io.nettools.analyser.redis;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * Reads the server's answers over any number of segments. It keeps its place across bytes that were not captured as
 * long as they are within one bulk string. Only the words of an error are kept. Claimed lengths are counted down, not
 * allocated; nested elements are counted, not remembered, so that depth costs nothing (Redis's documentation, "Redis
 * serialization protocol").
 *
 * <pre>
 * + words   - error   : number   _ null   # boolean   , double   ( big number       each ends with CR LF
 * $ = ! length CR LF bytes CR LF
 * * ~   count CR LF elements
 * %     count CR LF twice as many elements
 * &gt;     count CR LF elements            no answer: the server pushes it
 * |     count CR LF twice as many elements, then what they are about
 * </pre>
 */
final class Replies {
    /** Longest line: a server's messages are short, and a number has hundreds of digits at most. */
    private static final int LONGEST_LINE = 64 << 10;
    /** Bytes of an error that are kept: its code, and more of its words than are shown. */
    private static final int KEPT = 160;

    private static final int LINE_END = 2;
    /** More elements than any server sends. */
    private static final long MOST_ELEMENTS = 1L << 40;

    private static final byte[] NOTHING = {};

    private final Listener listener;
    private final LengthLine length = new LengthLine();
    private byte[] words = NOTHING;
    private int kept;
    private State state = State.Type;
    private char type;
    private boolean outermost;
    private long elements;
    private long left;
    private boolean any;
    private boolean lost;
    private boolean mayResume;

    private enum State {
        Type,
        Length,
        Line,
        Bytes
    }

    /** Receives the answers. */
    interface Listener {
        /** A command was answered without an error. */
        void succeeded();

        /**
         * A command was answered with an error.
         *
         * @param words has the first {@code length} bytes of the error
         * @param whole whether these are all its bytes
         */
        void failed(byte[] words, int length, boolean whole);

        /** The server's first bytes are not an answer. */
        void otherProtocol();

        /** The number of answers is unknown from here on. */
        void repliesLost();
    }

    Replies(Listener listener) {
        this.listener = listener;
    }

    /** Whether a server refuses the connection before the first command. */
    static boolean refusesAtOnce(Bytes bytes, int from) {
        return bytes.startsWith("-ERR max number of clients", from)
                || bytes.startsWith("-DENIED Redis is running", from)
                || bytes.startsWith("-DENIED Running in protected", from);
    }

    /** Notes that the client sent bytes, so that the server's next bytes may begin an answer. */
    void asked() {
        mayResume = true;
    }

    /** Reads the next bytes. */
    void read(Bytes bytes, NewBytes fresh) {
        skip(fresh.missing());
        if (lost && !resumes(bytes, fresh)) {
            return;
        }
        for (int at = fresh.from(); at < fresh.to() && !lost; ) {
            at = step(bytes, at, fresh.to());
        }
        skip(fresh.cut());
    }

    private int step(Bytes bytes, int at, int to) {
        return switch (state) {
            case Type -> begin((char) bytes.u8(at), at);
            case Length -> head(bytes.u8(at), at);
            case Line -> line(bytes, at, to);
            case Bytes -> bytes(bytes, at, to);
        };
    }

    private int begin(char first, int at) {
        type = first;
        outermost = elements == 0;
        elements = Math.max(1, elements);
        kept = 0;
        if (isLine(first)) {
            state = State.Line;
            left = LONGEST_LINE;
        } else if (hasLength(first)) {
            state = State.Length;
            length.begin();
        } else {
            broken();
        }
        return at + 1;
    }

    /**
     * Whether an answer of this type is a line. The first answer has no type of RESP3, which the client has to request.
     */
    private boolean isLine(char first) {
        return switch (first) {
            case '+', '-', ':' -> true;
            case '_', '#', ',', '(' -> any;
            default -> false;
        };
    }

    private static boolean hasLength(char first) {
        return switch (first) {
            case '$', '=', '!', '*', '~', '%', '>', '|' -> true;
            default -> false;
        };
    }

    private int head(int value, int at) {
        switch (length.take(value)) {
            case Unfinished -> {}
            case Broken -> broken();
            case Finished -> begin(length.value());
        }
        return at + 1;
    }

    /** @param number -1 for null, which has no type in RESP2 */
    private void begin(long number) {
        if (number < -1) {
            broken();
            return;
        }
        switch (type) {
            case '|' -> beginAttributes(2 * number);
            case '%' -> beginElements(2 * number);
            case '$', '=', '!' -> beginBytes(number);
            default -> beginElements(number);
        }
        any = true;
    }

    private void beginBytes(long number) {
        if (number >= 0) {
            left = number + LINE_END;
            state = State.Bytes;
        }
        if (type != '!' || number < 0) {
            tell(true);
        }
        if (number < 0) {
            finishElement();
        }
    }

    private void beginElements(long number) {
        tell(true);
        elements += Math.max(0, number);
        finishElement();
    }

    /** Begins attributes; the answer that they describe follows as it would without them. */
    private void beginAttributes(long number) {
        elements += Math.max(0, number) - (outermost ? 1 : 0);
        state = State.Type;
        bound();
    }

    private int line(Bytes bytes, int at, int to) {
        int end = bytes.find('\n', at, to);
        keep(bytes, at, end);
        left -= end - at;
        if (left <= 0) {
            broken();
        } else if (end < to) {
            any = true;
            tell(true);
            finishElement();
        }
        return end + 1;
    }

    private int bytes(Bytes bytes, int at, int to) {
        int step = (int) Math.min(left, to - at);
        keep(bytes, at, at + (int) Math.min(step, Math.max(0, left - LINE_END)));
        left -= step;
        finishBytes();
        return at + step;
    }

    private void finishBytes() {
        if (left > 0) {
            return;
        }
        if (type == '!') {
            tell(true);
        }
        finishElement();
    }

    private void finishElement() {
        elements--;
        state = State.Type;
        bound();
    }

    private void bound() {
        if (elements > MOST_ELEMENTS) {
            broken();
        }
    }

    private void keep(Bytes bytes, int from, int to) {
        if (!isError()) {
            return;
        }
        words = words == NOTHING ? new byte[KEPT] : words;
        int count = Math.min(to - from, KEPT - kept);
        bytes.copyTo(words, kept, from, count);
        kept += count;
    }

    private boolean isError() {
        return outermost && (type == '-' || type == '!');
    }

    /** Reports an answer, unless it is nested or a push. */
    private void tell(boolean whole) {
        if (!outermost || type == '>') {
            return;
        }
        if (isError()) {
            boolean ended = kept > 0 && words[kept - 1] == '\r';
            listener.failed(words, ended ? kept - 1 : kept, whole && kept < KEPT);
            words = NOTHING;
        } else {
            listener.succeeded();
        }
    }

    private void skip(int count) {
        if (count == 0 || lost) {
            return;
        }
        if (state == State.Bytes && count <= left) {
            left -= count;
            finishBytes();
        } else {
            missed();
        }
    }

    /** Reports an answer within which bytes were missed, if its kind is known, and that answers are lost. */
    private void missed() {
        boolean inAnswer = state == State.Line || (state == State.Bytes && type == '!');
        if (inAnswer) {
            any = true;
            tell(false);
        }
        lose();
        listener.repliesLost();
    }

    private void broken() {
        lose();
        if (any) {
            listener.repliesLost();
        } else {
            listener.otherProtocol();
        }
    }

    private void lose() {
        lost = true;
        mayResume = false;
        elements = 0;
        state = State.Type;
    }

    /** Resumes after a loss, where the server's first bytes behind the client's may begin an answer. */
    private boolean resumes(Bytes bytes, NewBytes fresh) {
        int at = fresh.from();
        boolean resumes = mayResume && fresh.any() && mayBegin((char) bytes.u8(at), bytes.u8(at + 1));
        mayResume = false;
        lost = !resumes;
        any |= resumes;
        return resumes;
    }

    private static boolean mayBegin(char first, int second) {
        boolean digit = second >= '0' && second <= '9';
        boolean letter = second >= 'A' && second <= 'Z';
        return switch (first) {
            case '+', '-' -> letter;
            default -> hasLength(first) && (digit || second == '-');
        };
    }
}
