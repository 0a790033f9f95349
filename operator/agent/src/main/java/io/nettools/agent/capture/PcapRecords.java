package io.nettools.agent.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Splits tcpdump's output into the file header and one record per packet, without looking into any packet. Packets come
 * in batches: at a high rate a system call for each packet would cost more than its analysis.
 *
 * <pre>
 * file header, 24 bytes             record header, 16 bytes
 * 0  magic a1b2c3d4 or a1b23c4d     0  seconds
 * 4  version                        4  micro- or nanoseconds
 * 8  zone, accuracy (zero)          8  bytes kept: the packet's data follow
 * 16 snap length                    12 bytes on the wire
 * 20 link type
 * </pre>
 *
 * All fields are in the byte order of the machine that wrote the file, which the magic shows.
 */
final class PcapRecords {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int KEPT = 8;
    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;
    /** The largest packet that libpcap itself writes or accepts, bytes (MAXIMUM_SNAPLEN). */
    private static final int MAX_KEPT = 262_144;

    private final InputStream input;
    private final byte[] window = new byte[RECORD_HEADER + MAX_KEPT];
    private int read;
    private int filled;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    /** Units of a record's second word per millisecond. */
    private int fractions = 1000;

    PcapRecords(InputStream input) {
        this.input = input;
    }

    /** The file header; empty when the output ended before it was whole. */
    Optional<ByteBuffer> header() throws IOException {
        while (filled < FILE_HEADER) {
            if (!more()) {
                return Optional.empty();
            }
        }
        order = orderOf(window);
        fractions = ByteBuffer.wrap(window).order(order).getInt(0) == NANOS ? 1_000_000 : 1000;
        read = FILE_HEADER;
        return Optional.of(ByteBuffer.wrap(window, 0, FILE_HEADER));
    }

    /**
     * The packets that have arrived, at least one; valid until the next call. Empty at the end, where half a record is
     * ignored.
     */
    Optional<Batch> next() throws IOException {
        Batch batch = whole();
        while (batch.count() == 0) {
            if (!more()) {
                return Optional.empty();
            }
            batch = whole();
        }
        read = batch.end(batch.count());
        return Optional.of(batch);
    }

    private Batch whole() throws IOException {
        IntStream.Builder ends = IntStream.builder();
        int end = read;
        while (filled - end >= RECORD_HEADER) {
            int kept = ByteBuffer.wrap(window).order(order).getInt(end + KEPT);
            if (kept < 0 || kept > MAX_KEPT) {
                throw new IOException("tcpdump wrote a record of " + Integer.toUnsignedString(kept) + " bytes");
            }
            if (filled - end - RECORD_HEADER < kept) {
                break;
            }
            end += RECORD_HEADER + kept;
            ends.add(end);
        }
        return new Batch(window, read, ends.build().toArray(), order, fractions);
    }

    /** Waits for more output; false at its end. */
    private boolean more() throws IOException {
        System.arraycopy(window, read, window, 0, filled - read);
        filled -= read;
        read = 0;
        int count = input.read(window, filled, window.length - filled);
        filled += Math.max(0, count);
        return count >= 0;
    }

    /** Consecutive packets with their record headers. */
    static final class Batch {
        private final byte[] window;
        private final int begin;
        private final int[] ends;
        private final ByteOrder order;
        private final int fractions;

        private Batch(byte[] window, int begin, int[] ends, ByteOrder order, int fractions) {
            this.window = window;
            this.begin = begin;
            this.ends = ends;
            this.order = order;
            this.fractions = fractions;
        }

        /** Number of packets. */
        int count() {
            return ends.length;
        }

        /** Bytes of the first {@code packets} records. */
        int length(int packets) {
            return end(packets) - begin;
        }

        /** The first {@code packets} records. */
        ByteBuffer first(int packets) {
            return ByteBuffer.wrap(window, begin, length(packets));
        }

        /** Time of the last of the first {@code packets} records, ms since the epoch. */
        long millis(int packets) {
            ByteBuffer record = ByteBuffer.wrap(window).order(order);
            int at = end(packets - 1);
            long seconds = Integer.toUnsignedLong(record.getInt(at));
            return seconds * 1000 + Integer.toUnsignedLong(record.getInt(at + Integer.BYTES)) / fractions;
        }

        private int end(int packets) {
            return packets == 0 ? begin : ends[packets - 1];
        }
    }

    /** Discards further output, so that a tcpdump that is blocked on its pipe can end. */
    void discard() {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            return; // as good as its end
        }
    }

    private static ByteOrder orderOf(byte[] header) throws IOException {
        for (ByteOrder candidate : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int magic = ByteBuffer.wrap(header).order(candidate).getInt(0);
            if (magic == MICROS || magic == NANOS) {
                return candidate;
            }
        }
        throw new IOException("tcpdump did not write a capture file");
    }
}
