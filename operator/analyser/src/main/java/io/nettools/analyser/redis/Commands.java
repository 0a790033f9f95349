package io.nettools.analyser.redis;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * Reads the client's commands over any number of segments. It keeps its place across bytes that were not captured as
 * long as they are within one argument. It keeps the name of a command and the arguments that {@link Arguments} wants;
 * claimed lengths are counted down, not allocated.
 *
 * <pre>
 * *count CR LF ($length CR LF argument CR LF)*
 * name (SPACE argument)* CR LF                      typed by a person or a simple health check
 * </pre>
 */
final class Commands {
    /** Longest line that a server accepts (PROTO_INLINE_MAX_SIZE). */
    private static final int LONGEST_LINE = 64 << 10;

    private static final int LINE_END = 2;
    private static final int KEPT = Arguments.LONGEST + 1;

    private final Listener listener;
    private final Arguments arguments = new Arguments();
    private final LengthLine length = new LengthLine();
    private final byte[] text = new byte[KEPT];
    private State state = State.Begin;
    private int kept;
    private boolean whole;
    private boolean inName;
    private int count;
    private int place;
    private long left;
    private boolean any;
    private boolean lost;

    private enum State {
        Begin,
        Count,
        Dollar,
        Length,
        Argument,
        Line
    }

    /** Receives the commands. */
    interface Listener {
        /** A command begins; its arguments are not read yet. */
        void begins(Command command);

        /** A command is complete, or its captured part is. */
        void said(Arguments arguments);

        /** The client's first bytes are not a command. */
        void noCommand();

        /** The number of commands is unknown from here on. */
        void commandsLost();
    }

    Commands(Listener listener) {
        this.listener = listener;
    }

    /**
     * Whether the bytes may begin a command as programs send it. The check is cheap, since it is made for each
     * connection.
     */
    static boolean mayBegin(Bytes bytes, int from, int to) {
        return bytes.u8(from) == '*' && (to - from == 1 || isDigit(bytes.u8(from + 1)));
    }

    /**
     * Whether the bytes begin a command as people type it. Other protocols have the same words, so the answer has to
     * confirm it.
     */
    static boolean mayBeTyped(Bytes bytes, int from, int to) {
        // the first letter says of most connections that nothing else need be looked at
        return switch (Command.capital((byte) bytes.u8(from))) {
            case 'P' ->
                bytes.startsWithIgnoringCase("ping\r", from, to) || bytes.startsWithIgnoringCase("ping\n", from, to);
            case 'I' ->
                bytes.startsWithIgnoringCase("info\r", from, to)
                        || bytes.startsWithIgnoringCase("info\n", from, to)
                        || bytes.startsWithIgnoringCase("info ", from, to);
            case 'A' -> bytes.startsWithIgnoringCase("auth ", from, to);
            case 'S' -> bytes.startsWithIgnoringCase("select ", from, to);
            case 'H' -> bytes.startsWithIgnoringCase("hello ", from, to);
            default -> false;
        };
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
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
            case Argument -> argument(bytes, at, to);
            case Line -> line(bytes.u8(at), at);
            case Begin -> begin(bytes.u8(at), at);
            case Dollar -> dollar(bytes.u8(at), at);
            case Count, Length -> head(bytes.u8(at), at);
        };
    }

    private int begin(int value, int at) {
        if (value == '*') {
            length.begin();
            state = State.Count;
            return at + 1;
        }
        if (value == '\r' || value == '\n') {
            return at + 1;
        }
        state = State.Line;
        left = LONGEST_LINE;
        kept = 0;
        whole = true;
        inName = true;
        return at;
    }

    private int dollar(int value, int at) {
        if (value != '$') {
            lose();
        }
        length.begin();
        state = State.Length;
        return at + 1;
    }

    private int head(int value, int at) {
        switch (length.take(value)) {
            case Unfinished -> {}
            case Broken -> lose();
            case Finished -> begin(length.value());
        }
        return at + 1;
    }

    private void begin(long number) {
        if (state == State.Count) {
            beginCommand(number);
        } else {
            beginArgument(number);
        }
    }

    /** Begins a command; an empty one has no answer. */
    private void beginCommand(long arguments) {
        if (arguments > Integer.MAX_VALUE) {
            lose();
            return;
        }
        count = (int) arguments;
        place = 0;
        state = arguments > 0 ? State.Dollar : State.Begin;
    }

    private void beginArgument(long bytes) {
        if (bytes < 0 || (place == 0 && bytes == 0)) {
            lose();
            return;
        }
        left = bytes + LINE_END;
        kept = 0;
        whole = true;
        state = State.Argument;
    }

    private int argument(Bytes bytes, int at, int to) {
        int step = (int) Math.min(left, to - at);
        if (place == 0 || arguments.wanted(place)) {
            int wanted = (int) Math.min(Math.max(0, left - LINE_END), Math.min(step, KEPT - kept));
            bytes.copyTo(text, kept, at, wanted);
            kept += wanted;
        }
        left -= step;
        if (left == 0) {
            finishArgument();
        }
        return at + step;
    }

    private void finishArgument() {
        if (place == 0) {
            named(count);
        } else if (whole && arguments.wanted(place)) {
            arguments.take(place, text, kept);
        }
        place++;
        state = State.Dollar;
        if (place == count) {
            state = State.Begin;
            listener.said(arguments);
        }
    }

    private void named(int arguments) {
        if (!isName()) {
            lose();
            return;
        }
        any = true;
        Command command = whole ? Command.named(text, kept) : Command.Work;
        this.arguments.begin(command, arguments);
        listener.begins(command);
    }

    /**
     * Whether the captured part can be a command's name: a word, in modules with a dot or another sign inside
     * (FT.SEARCH).
     */
    private boolean isName() {
        for (int i = 0; i < kept; i++) {
            int value = text[i];
            boolean sign = i > 0 && (value == '.' || value == '_' || value == '-' || isDigit(value));
            if (!sign && (Command.capital(text[i]) < 'A' || Command.capital(text[i]) > 'Z')) {
                return false;
            }
        }
        return kept > 0 && kept < KEPT;
    }

    /** Reads a line. Only its first word is kept, since the rest may have a password. */
    private int line(int value, int at) {
        left--;
        inName &= value != ' ' && value != '\r';
        if (value == '\n') {
            place = 0;
            state = State.Begin;
            named(0);
            if (!lost) {
                listener.said(arguments);
            }
        } else if (left == 0) {
            lose();
        } else if (inName && kept < KEPT) {
            text[kept++] = (byte) value;
        }
        return at + 1;
    }

    private void skip(long bytes) {
        if (bytes == 0 || lost) {
            return;
        }
        if (!any && state == State.Begin) {
            lost = true;
            return;
        }
        boolean within = state == State.Argument && bytes <= left && any;
        if (!within) {
            lose();
            return;
        }
        whole &= left <= LINE_END;
        left -= bytes;
        if (left == 0) {
            finishArgument();
        }
    }

    private void lose() {
        boolean open = state != State.Begin && place > 0;
        lost = true;
        if (!any) {
            listener.noCommand();
            return;
        }
        listener.commandsLost();
        if (open) {
            listener.said(arguments);
        }
    }

    /** Resumes after a loss, at a segment that may begin with a command. */
    private boolean resumes(Bytes bytes, NewBytes fresh) {
        lost = !fresh.any() || !mayBegin(bytes, fresh.from(), fresh.to());
        state = State.Begin;
        return !lost;
    }
}
