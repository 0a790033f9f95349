package io.nettools.analyser.pcap;

import io.nettools.analyser.packet.LinkType;

/**
 * An interface description block of a pcapng file.
 *
 * <pre>
 * 8 link type (2) | 10 zero | 12 snap length | 16 options
 * option: 0 code (2) | 2 length (2) | 4 value, padded to a multiple of four bytes
 * </pre>
 *
 * @param link link type of its packets
 * @param linkNumber number of the link type in the file
 * @param snapLength most bytes of a packet that are read
 * @param resolution of times (if_tsresol): n stands for units of 10^-n seconds, with the high bit of 2^-n seconds
 * @param offsetSeconds to add to times (if_tsoffset)
 */
record InterfaceDescription(LinkType link, int linkNumber, int snapLength, int resolution, long offsetSeconds) {
    static final int OPTIONS = 16;

    private static final int LINK_TYPE = 8;
    private static final int SNAP_LENGTH = 12;
    private static final int END_OF_OPTIONS = 0;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;
    private static final int MICROSECONDS = 6;
    private static final int BINARY = 0x80;
    /** Limit for times, µs: beyond any clock, and small enough for sums within a long. */
    private static final long LATEST = 1L << 55;

    private static final long LATEST_SECONDS = LATEST / 1_000_000;

    /** @param end index behind the block's body, which holds at least the fields before the options */
    static InterfaceDescription of(byte[] array, int from, int end, boolean bigEndian) {
        int snapLength = Words.word(array, from + SNAP_LENGTH, bigEndian);
        int limit = snapLength <= 0 || snapLength > Format.LONGEST_PACKET ? Format.LONGEST_PACKET : snapLength;
        int resolution = MICROSECONDS;
        long offset = 0;
        int at = from + OPTIONS;
        while (at + 4 <= end) {
            int code = Words.half(array, at, bigEndian);
            int length = Words.half(array, at + 2, bigEndian);
            int value = at + 4;
            if (code == END_OF_OPTIONS || length > end - value) {
                break;
            }
            resolution = code == RESOLUTION && length == 1 ? array[value] & 0xff : resolution;
            offset = code == OFFSET && length == 8 ? Words.twoWords(array, value, bigEndian) : offset;
            at = value + (length + 3) / 4 * 4;
        }
        int number = Words.half(array, from + LINK_TYPE, bigEndian);
        long seconds = Math.clamp(offset, -LATEST_SECONDS, LATEST_SECONDS);
        return new InterfaceDescription(LinkType.of(number), number, limit, resolution, seconds);
    }

    /**
     * Converts the time of a packet on this interface.
     *
     * @param ticks unsigned, as in the packet's block
     * @return µs since the epoch, not negative
     */
    long micros(long ticks) {
        boolean binary = (resolution & BINARY) != 0;
        long micros = binary ? binaryMicros(ticks, resolution & ~BINARY) : decimalMicros(ticks, resolution);
        return Math.clamp(micros + offsetSeconds * 1_000_000, 0, LATEST);
    }

    /**
     * Converts ticks of 2 to the power of minus {@code exponent} seconds; the product before the shift has 128 bits.
     */
    private static long binaryMicros(long ticks, int exponent) {
        long high = Math.unsignedMultiplyHigh(ticks, 1_000_000);
        long low = ticks * 1_000_000;
        if (exponent >= 64) {
            return high >>> Math.min(63, exponent - 64);
        }
        boolean fits = high >>> exponent == 0;
        long shifted = exponent == 0 ? low : (low >>> exponent) | (high << (64 - exponent));
        return bounded(fits ? shifted : -1);
    }

    private static long decimalMicros(long ticks, int exponent) {
        long micros = ticks;
        for (int i = exponent; i > MICROSECONDS && micros != 0; i--) {
            micros = Long.divideUnsigned(micros, 10);
        }
        for (int i = exponent; i < MICROSECONDS; i++) {
            micros = bounded(micros) * 10;
        }
        return bounded(micros);
    }

    private static long bounded(long micros) {
        return Long.compareUnsigned(micros, LATEST) > 0 ? LATEST : micros;
    }
}
