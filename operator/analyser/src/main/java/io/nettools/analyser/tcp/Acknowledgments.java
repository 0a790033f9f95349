package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Segment;

/** The acknowledgments of one end: normal, repeated and selective ones (RFC 2018, RFC 2883). A part of an {@link Endpoint}. */
abstract class Acknowledgments extends SentBytes {
    /** Stands for no acknowledgment: below every place, and so that no difference to it overflows. */
    static final long NOTHING = -(1L << 60);

    private static final int BLOCK = 8;

    private long last;
    private long first;
    private long highest;
    private long micros;
    private long sackedTo;
    private int run;
    private int duplicates;
    private int duplicateSacks;

    @Override
    void clear() {
        super.clear();
        last = NOTHING;
        first = NOTHING;
        highest = NOTHING;
        micros = NOTHING;
        sackedTo = NOTHING;
        run = 0;
        duplicates = 0;
        duplicateSacks = 0;
    }

    /** @param repeats whether the segment only repeats the one before: a duplicate, unless something asked for it */
    void accept(long acknowledgment, boolean repeats, long now) {
        if (acknowledgment != last) {
            run = 0;
        } else if (repeats) {
            run++;
            duplicates++;
        }
        first = first == NOTHING ? acknowledgment : first;
        last = acknowledgment;
        highest = Math.max(highest, acknowledgment);
        micros = now;
    }

    void readSack(Bytes bytes, Segment segment, long acknowledgment, SentBytes sent) {
        int at = Options.plain(bytes, segment) ? Options.NONE : Options.find(Options.SACK, bytes, segment);
        int blocks = at == Options.NONE ? 0 : (bytes.u8(at + 1) - 2) / BLOCK;
        for (int i = 0; i < blocks; i++) {
            long right = sent.place(bytes.i32(at + 2 + i * BLOCK + 4));
            if (sent.plausible(right) && right > acknowledgment) {
                sackedTo = Math.max(sackedTo, right);
            }
        }
        duplicateSacks += blocks > 0 && namesDuplicate(bytes, at + 2, blocks, acknowledgment, sent) ? 1 : 0;
    }

    /** Whether the first block is a D-SACK (RFC 2883 §4): below the acknowledgment, or within the second block. */
    private static boolean namesDuplicate(Bytes bytes, int at, int blocks, long acknowledgment, SentBytes sent) {
        long left = sent.place(bytes.i32(at));
        long right = sent.place(bytes.i32(at + 4));
        boolean below = right <= acknowledgment;
        boolean within = blocks > 1
                && left >= sent.place(bytes.i32(at + BLOCK))
                && right <= sent.place(bytes.i32(at + BLOCK + 4));
        return below || within;
    }

    boolean seen() {
        return last != NOTHING;
    }

    /** The last acknowledgment that was captured; it may be an older one that was overtaken. */
    long last() {
        return last;
    }

    long highest() {
        return highest;
    }

    int firstNumber() {
        return (int) first;
    }

    /** Whether they grew since the first one: bytes of the other end arrived, captured or not. */
    boolean grew() {
        return highest > first;
    }

    /** Whether the other end is asked for the bytes behind an acknowledgment: by selective or repeated ones. */
    boolean asksFor(long acknowledgment) {
        return sackedTo > acknowledgment || (last == acknowledgment && run >= 2);
    }

    /** Time of the last acknowledgment. */
    long micros() {
        return micros;
    }

    /** Number of repetitions of the last acknowledgment. */
    int run() {
        return run;
    }

    /** The highest place in a selective acknowledgment. */
    long sackedTo() {
        return sackedTo;
    }

    int duplicates() {
        return duplicates;
    }

    /** Segments that this end reports to have got twice. */
    int duplicateSacks() {
        return duplicateSacks;
    }
}
