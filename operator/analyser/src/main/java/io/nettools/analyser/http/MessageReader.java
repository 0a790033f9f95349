package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * Finds the messages of one direction of an HTTP/1 connection (RFC 9112 §2.1, §6), in whatever segments they come. The
 * bytes of bodies are counted and not looked at. After bytes that were not captured, outside of a body of known length,
 * a message is believed to begin where a segment begins with a start line.
 *
 * <pre>
 *   StartLine -> Fields -> StartLine | Body | ChunkSize | Seeking
 *                          ChunkSize -> Chunk -> ChunkSize … -> Trailer -> StartLine
 * </pre>
 *
 * <p>A subclass takes the parts of messages, and a superclass the fields of the head: objects beside each reader would be more for each
 * connection in the table.
 */
abstract class MessageReader extends Head {
    /** Bytes that are kept of a line in several segments; enough for every line that is read. */
    private static final int LONGEST_LINE = 256;

    /** A line break behind each chunk. */
    private static final int CHUNK_END = 2;

    private enum State {
        /** The beginning of the next message is unknown. */
        Seeking,
        StartLine,
        Fields,
        Body,
        ChunkSize,
        Chunk,
        Trailer
    }

    private State state;
    private long left;
    private long inChunks;
    private byte[] kept;
    private int keptLength;

    MessageReader() {
        clear();
    }

    /** Makes it as new. */
    final void clear() {
        begin();
        state = State.Seeking;
        left = 0;
        inChunks = 0;
        kept = null;
        keptLength = 0;
    }

    /** Takes a line; returns whether it begins a message. */
    abstract boolean begins(Bytes line, int from, int to);

    /** Whether the captured part of a line could begin a message. */
    abstract boolean mayBegin(Bytes bytes, int from, int to);

    /** The head of the message is read. */
    abstract Framing headEnd();

    /** Bytes are not known, in which messages may have begun and ended. */
    abstract void lost();

    /** Reads on. */
    void read(Bytes bytes, NewBytes fresh) {
        skip(fresh.missing());
        if (state == State.Seeking) {
            state = State.StartLine;
        }
        int at = fresh.from();
        while (at < fresh.to() && state != State.Seeking) {
            at = readOn(bytes, at, fresh);
        }
        skip(fresh.cut());
    }

    private int readOn(Bytes bytes, int at, NewBytes fresh) {
        if (state == State.Body || state == State.Chunk) {
            return readBody(at, fresh.to());
        }
        int line = state == State.Fields && kept == null ? fields(bytes, at, fresh.to()) : at;
        return line < fresh.to() ? readLine(bytes, line, fresh.to(), fresh.cut() > 0) : line;
    }

    /** Whether the bytes read so far end within a message. */
    boolean inside() {
        return state.compareTo(State.Fields) >= 0 || kept != null;
    }

    /**
     * What the end of the stream means for the message: "cut off after 600 of 50000 bytes" if it has no end; empty if it is complete or
     * its end is unknown.
     *
     * @param uncaptured bytes of the stream that were not captured, before its end
     */
    String cutOff(int uncaptured) {
        return switch (state) {
            case Body -> uncaptured < left ? cutOff(length() - left + uncaptured) + " of " + length() + " bytes" : "";
            case Chunk ->
                uncaptured < left ? cutOff(Math.max(0, inChunks - left + CHUNK_END) + uncaptured) + " bytes" : "";
            case ChunkSize -> uncaptured == 0 && kept == null ? cutOff(inChunks) + " bytes" : "";
            default -> "";
        };
    }

    /** How far a message of known length has come: "stopped after 600 of 50000 bytes"; empty for any other message, or a whole one. */
    String stopped() {
        boolean inside = state == State.Body && left > 0;
        return inside ? "stopped after " + (length() - left) + " of " + length() + " bytes" : "";
    }

    private static String cutOff(long bytes) {
        return "cut off after " + bytes;
    }

    private void skip(int count) {
        if (count == 0) {
            return;
        }
        boolean counted = state == State.Body || state == State.Chunk;
        if (counted && count <= left) {
            readBody(0, count);
            return;
        }
        kept = null;
        lose();
    }

    private void lose() {
        state = State.Seeking;
        lost();
    }

    private int readBody(int at, int to) {
        int step = (int) Math.min(left, to - at);
        left -= step;
        if (left == 0) {
            state = state == State.Chunk ? State.ChunkSize : State.StartLine;
        }
        return at + step;
    }

    private int readLine(Bytes bytes, int at, int to, boolean cut) {
        int end = bytes.find('\n', at, to);
        if (end == to) {
            unfinished(bytes, at, to, cut);
            return to;
        }
        if (kept == null) {
            line(bytes, at, end);
        } else {
            keep(bytes, at, end);
            Bytes whole = Bytes.of(kept, keptLength);
            kept = null;
            line(whole, 0, whole.length());
        }
        return end + 1;
    }

    /** @param cut whether the next bytes were not captured */
    private void unfinished(Bytes bytes, int at, int to, boolean cut) {
        if (state == State.StartLine && kept == null && !mayBegin(bytes, at, to)) {
            lose();
            return;
        }
        keep(bytes, at, to);
        if (state == State.StartLine && (cut || keptLength == LONGEST_LINE)) {
            // the rest of the line, if it comes, is read as a field and ignored
            startLine(Bytes.of(kept, keptLength), 0, keptLength);
        }
    }

    private void keep(Bytes bytes, int at, int to) {
        if (kept == null) {
            kept = new byte[LONGEST_LINE];
            keptLength = 0;
        }
        int count = Math.min(to - at, LONGEST_LINE - keptLength);
        bytes.copyTo(kept, keptLength, at, count);
        keptLength += count;
    }

    private void line(Bytes line, int from, int lineEnd) {
        int to = lineEnd > from && line.u8(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
        switch (state) {
            case StartLine -> startLine(line, from, to);
            case Fields -> headLine(line, from, to);
            case ChunkSize -> chunk(line, from, to);
            case Trailer -> state = from == to ? State.StartLine : State.Trailer;
            default -> throw new IllegalStateException(state.name());
        }
    }

    /** Takes a start line. Empty lines before it are ignored (RFC 9112 §2.2). */
    private void startLine(Bytes line, int from, int to) {
        if (from == to) {
            return;
        }
        begin();
        if (begins(line, from, to)) {
            state = State.Fields;
        } else {
            kept = null;
            lose();
        }
    }

    private void headLine(Bytes line, int from, int to) {
        if (from < to) {
            field(line, from, to);
            return;
        }
        switch (headEnd()) {
            case Empty -> state = State.StartLine;
            case Counted -> count(State.Body, length());
            case Chunked -> {
                inChunks = 0;
                state = State.ChunkSize;
            }
            case UntilClose -> state = State.Seeking;
        }
    }

    private void count(State body, long length) {
        left = length;
        state = length == 0 ? State.StartLine : body;
    }

    /** Takes a chunk's size in hexadecimal digits, perhaps with an extension behind it (RFC 9112 §7.1). */
    private void chunk(Bytes line, int from, int to) {
        long size = 0;
        int at = from;
        while (at < to && at < from + Integer.BYTES * 2 && Character.digit(line.u8(at), 16) >= 0) {
            size = size << 4 | Character.digit(line.u8(at), 16);
            at++;
        }
        if (at == from) {
            lose();
        } else if (size == 0) {
            state = State.Trailer;
        } else {
            inChunks += size;
            count(State.Chunk, size + CHUNK_END);
        }
    }
}
