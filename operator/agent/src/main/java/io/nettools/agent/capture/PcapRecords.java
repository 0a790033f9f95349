package io.nettools.agent.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits tcpdump's output into its pieces, the file header and one record per packet, without looking into any packet.
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
 * All in the byte order of the machine that wrote it, which the magic shows.
 */
final class PcapRecords {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int KEPT = 8;
    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;
    /** The largest that libpcap itself writes or accepts (MAXIMUM_SNAPLEN). */
    private static final int MAX_KEPT = 262_144;

    private final InputStream input;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    PcapRecords(InputStream input) {
        this.input = new BufferedInputStream(input, 64 * 1024);
    }

    /** The file header; empty when the output ended before it was whole. */
    Optional<byte[]> header() throws IOException {
        byte[] header = input.readNBytes(FILE_HEADER);
        if (header.length < FILE_HEADER) {
            return Optional.empty();
        }
        order = orderOf(header);
        return Optional.of(header);
    }

    /** The next packet with its record header; empty at the end, where half a record counts as none. */
    Optional<byte[]> next() throws IOException {
        byte[] header = input.readNBytes(RECORD_HEADER);
        if (header.length < RECORD_HEADER) {
            return Optional.empty();
        }
        int kept = ByteBuffer.wrap(header).order(order).getInt(KEPT);
        if (kept < 0 || kept > MAX_KEPT) {
            throw new IOException("tcpdump wrote a record of " + Integer.toUnsignedString(kept) + " bytes");
        }
        byte[] record = Arrays.copyOf(header, RECORD_HEADER + kept);
        return input.readNBytes(record, RECORD_HEADER, kept) < kept ? Optional.empty() : Optional.of(record);
    }

    /** Reads on, so that a tcpdump that is blocked on its pipe can end. */
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
