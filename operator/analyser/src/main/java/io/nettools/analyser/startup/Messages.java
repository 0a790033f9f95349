package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;
import java.util.Arrays;
import java.util.function.Function;

/**
 * One end's messages, over any number of segments. Of each only the beginning is kept, and only until it is whole; a
 * gap in the capture may lie within a message, not across its end.
 */
final class Messages {
    /** Enough for the errors of a start. */
    static final int KEPT = 224;

    /** A start has fewer; a connection that only asks whether the server is there has more. */
    private static final int MOST = 64;

    /** No header is longer. */
    private static final int LONGEST_HEADER = 16;

    private static final byte[] NOTHING = {};

    private final Dialect dialect;
    private final Function<Bytes, Verdict> reader;
    private byte[] message = NOTHING;
    private int kept;
    private long passed;
    private long length;
    private boolean gap;
    private int count;

    /** @param reader gets each message */
    Messages(Dialect dialect, Function<Bytes, Verdict> reader) {
        this.dialect = dialect;
        this.reader = reader;
    }

    /** Reads on, up to the first message that decides. */
    Verdict read(Bytes bytes, NewBytes fresh) {
        Verdict verdict = skip(fresh.missing());
        int at = fresh.from();
        while (at < fresh.to() && verdict.goesOn()) {
            if (length == Dialect.UNKNOWN) {
                verdict = header(bytes.u8(at++));
            } else {
                int step = (int) Math.min(length - passed, fresh.to() - at);
                keep(bytes, at, step);
                passed += step;
                at += step;
            }
            verdict = verdict.goesOn() ? whole() : verdict;
        }
        return verdict.goesOn() ? skip(fresh.cut()) : verdict;
    }

    private Verdict header(int value) {
        if (passed == 0) {
            message = new byte[LONGEST_HEADER];
        }
        message[kept++] = (byte) value;
        passed++;
        length = dialect.length(Bytes.of(message, kept));
        if (length == Dialect.FOREIGN || (length == Dialect.UNKNOWN && kept == LONGEST_HEADER)) {
            return Verdict.OVER;
        }
        if (length != Dialect.UNKNOWN) {
            message = Arrays.copyOf(message, (int) Math.max(kept, Math.min(length, KEPT)));
        }
        return Verdict.GOES_ON;
    }

    private void keep(Bytes bytes, int at, int step) {
        int count = gap ? 0 : Math.min(step, message.length - kept);
        bytes.copyTo(message, kept, at, count);
        kept += count;
    }

    private Verdict skip(int count) {
        if (count == 0) {
            return Verdict.GOES_ON;
        }
        if (length == Dialect.UNKNOWN || count > length - passed) {
            return Verdict.OVER;
        }
        gap = true;
        passed += count;
        return whole();
    }

    private Verdict whole() {
        if (length == Dialect.UNKNOWN || passed < length) {
            return Verdict.GOES_ON;
        }
        Bytes read = Bytes.of(message, kept);
        message = NOTHING;
        kept = 0;
        passed = 0;
        length = Dialect.UNKNOWN;
        gap = false;
        return count++ < MOST ? reader.apply(read) : Verdict.OVER;
    }
}
