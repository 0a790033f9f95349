package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Bytes;

/**
 * Finds the OPT record (RFC 6891 §6.1.2) among the records behind the question:
 * {@code name 0 | type 41 | UDP size | upper rcode (8 bits), version, flags | length | options}.
 */
final class ExtendedCode {
    /** Limit for the records that are searched. */
    private static final int MOST_RECORDS = 256;
    /** Bytes of type, class, time to live and length of the data. */
    private static final int FIXED = 10;

    private final Name name;

    ExtendedCode(Name name) {
        this.name = name;
    }

    /** Upper 8 bits of the response code; 0 when the message has no OPT, or it was not captured. */
    int upper(Bytes bytes, int message, int firstRecord, int to) {
        int at = firstRecord;
        int records = bytes.u16(message + 6) + bytes.u16(message + 8) + bytes.u16(message + 10);
        for (int i = 0; i < Math.min(records, MOST_RECORDS); i++) {
            if (name.read(bytes, message, at, to) != Name.Extent.Whole || name.next() + FIXED > to) {
                return 0;
            }
            if (bytes.u16(name.next()) == RecordType.OPT) {
                return bytes.u8(name.next() + 4);
            }
            at = name.next() + FIXED + bytes.u16(name.next() + 8);
        }
        return 0;
    }
}
