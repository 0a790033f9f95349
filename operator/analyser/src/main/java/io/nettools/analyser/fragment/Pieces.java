package io.nettools.analyser.fragment;

import java.util.ArrayList;
import java.util.List;

/**
 * Content of a datagram as far as it has come: ordered pieces that do not overlap. Where fragments overlap, the first
 * one to come is kept.
 */
final class Pieces {
    /** Limit for pieces. Linux makes fewer of 64 KiB with an MTU of at least 576; more are an attempt to waste time. */
    static final int MOST = 128;

    private static final int OVERHEAD = 64;

    private final List<Piece> pieces = new ArrayList<>(4);
    private int length;
    private int bytes;

    /** Content between two offsets; the snap length may have cut its end. */
    private static final class Piece {
        private final int from;
        private final int to;
        private final byte[] captured;

        Piece(int from, int to, byte[] captured) {
            this.from = from;
            this.to = to;
            this.captured = captured;
        }
    }

    /**
     * Adds those bytes of a piece that are not there yet.
     *
     * @return number of added bytes
     */
    int add(int from, int to, byte[] captured) {
        int before = length;
        int begin = from;
        int index = 0;
        while (begin < to) {
            Piece next = index < pieces.size() ? pieces.get(index) : null;
            int end = next == null ? to : Math.min(to, next.from);
            if (begin < end) {
                insert(index, begin, end, part(captured, begin - from, end - from));
                index++;
            }
            begin = next == null ? to : Math.max(begin, next.to);
            index++;
        }
        return length - before;
    }

    /** Bytes between two offsets that are not there yet. */
    int missing(int from, int to) {
        int missing = to - from;
        for (Piece piece : pieces) {
            missing -= Math.max(0, Math.min(to, piece.to) - Math.max(from, piece.from));
        }
        return missing;
    }

    private void insert(int index, int from, int to, byte[] captured) {
        pieces.add(index, new Piece(from, to, captured));
        length += to - from;
        bytes += captured.length + OVERHEAD;
    }

    private static byte[] part(byte[] captured, int from, int to) {
        int begin = Math.min(from, captured.length);
        int end = Math.min(to, captured.length);
        if (begin == 0 && end == captured.length) {
            return captured;
        }
        byte[] part = new byte[end - begin];
        System.arraycopy(captured, begin, part, 0, part.length);
        return part;
    }

    /** Bytes of content that have arrived on the wire. */
    int length() {
        return length;
    }

    /** Approximate bytes of memory. */
    int bytes() {
        return bytes;
    }

    boolean full() {
        return pieces.size() >= MOST;
    }

    /** Offset behind the last byte. */
    int end() {
        return pieces.isEmpty() ? 0 : pieces.getLast().to;
    }

    /** A header, and behind it the content up to the first byte that was not captured. */
    byte[] behind(byte[] header) {
        int captured = 0;
        for (Piece piece : pieces) {
            captured += piece.captured.length;
            if (piece.captured.length < piece.to - piece.from) {
                break;
            }
        }
        byte[] all = new byte[header.length + captured];
        System.arraycopy(header, 0, all, 0, header.length);
        int at = header.length;
        for (Piece piece : pieces) {
            int count = Math.min(piece.captured.length, all.length - at);
            System.arraycopy(piece.captured, 0, all, at, count);
            at += count;
        }
        return all;
    }
}
