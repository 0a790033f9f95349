package io.nettools.analyser.line;

import io.nettools.analyser.packet.Bytes;
import java.util.HashMap;
import java.util.Map;

/** TCP, as print-tcp.c. Numbers count from the first ones of each direction, once both are known. */
final class TcpLine {
    private static final int HEADER = 20;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int URG = 32;
    private static final String FLAGS = "FSRP.UEW";

    /** First numbers of the two directions of a connection; bounded by the number of lines. */
    private final Map<String, Origin> origins = new HashMap<>();

    /** First number of the end with the lower port, and of the other. */
    private record Origin(int low, int high) {}

    /** @param length of header and payload on the wire */
    void write(Line line, Carrier carrier, int at, int length) {
        Bytes bytes = line.bytes();
        if (!line.has(at, 4)) {
            line.add(carrier.source(bytes) + " > " + carrier.destination(bytes) + ":")
                    .truncated("tcp");
            return;
        }
        carrier.writeEnds(line, bytes.u16(at), bytes.u16(at + 2));
        int headerLength = (bytes.u8(at + 12) >> 4) * 4;
        if (!line.has(at, HEADER)) {
            line.truncated("tcp");
        } else if (headerLength < HEADER) {
            line.add(" tcp " + Integer.toUnsignedString(length - headerLength));
            line.add(" [bad hdr length " + headerLength + " - too short, < 20]");
        } else {
            writeHeader(line, carrier, at, length);
        }
    }

    private void writeHeader(Line line, Carrier carrier, int at, int length) {
        Bytes bytes = line.bytes();
        int headerLength = (bytes.u8(at + 12) >> 4) * 4;
        line.add("Flags [").add(flags(bytes.u8(at + 13))).add("]");
        Numbers numbers = numbers(bytes, carrier, at);
        if (headerLength > length) {
            line.add(" [bad hdr length " + headerLength + " - too long, > " + length + "]");
            return;
        }
        writeFields(line, at, numbers, length - headerLength);
        if (TcpOptions.write(line, at + HEADER, headerLength - HEADER, numbers.sackOrigin())) {
            writePayload(line, at, headerLength, length - headerLength);
        }
    }

    private static String flags(int flags) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FLAGS.length(); i++) {
            if ((flags >> i & 1) != 0) {
                text.append(FLAGS.charAt(i));
            }
        }
        return text.isEmpty() ? "none" : text.toString();
    }

    /**
     * The numbers to print.
     *
     * @param sackOrigin origin of the numbers in a selective acknowledgment
     */
    private record Numbers(int sequence, int acknowledgment, int sackOrigin) {}

    private Numbers numbers(Bytes bytes, Carrier carrier, int at) {
        int sequence = bytes.i32(at + 4);
        int acknowledgment = bytes.i32(at + 8);
        int flags = bytes.u8(at + 13);
        if ((flags & ACK) == 0) {
            return new Numbers(sequence, acknowledgment, 0);
        }
        boolean reverse = fromHigher(bytes, carrier, at);
        String key = key(bytes, carrier, at, reverse);
        Origin known = origins.get(key);
        if (known == null || (flags & SYN) != 0) {
            Origin origin =
                    reverse ? new Origin(acknowledgment - 1, sequence) : new Origin(sequence, acknowledgment - 1);
            origins.put(key, origin);
            return new Numbers(sequence, acknowledgment, reverse ? origin.low() : origin.high());
        }
        return reverse
                ? new Numbers(sequence - known.high(), acknowledgment - known.low(), known.low())
                : new Numbers(sequence - known.low(), acknowledgment - known.high(), known.high());
    }

    private static boolean fromHigher(Bytes bytes, Carrier carrier, int at) {
        int ports = Integer.compare(bytes.u16(at), bytes.u16(at + 2));
        int size = carrier.version() == 6 ? 16 : 4;
        int source = carrier.at() + (carrier.version() == 6 ? 8 : 12);
        for (int i = 0; i < size && ports == 0; i++) {
            ports = Integer.compare(bytes.u8(source + i), bytes.u8(source + size + i));
        }
        return ports > 0;
    }

    private static String key(Bytes bytes, Carrier carrier, int at, boolean reverse) {
        String source = carrier.source(bytes) + "." + bytes.u16(at);
        String destination = carrier.destination(bytes) + "." + bytes.u16(at + 2);
        return reverse ? destination + " " + source : source + " " + destination;
    }

    private static void writeFields(Line line, int at, Numbers numbers, int length) {
        Bytes bytes = line.bytes();
        int flags = bytes.u8(at + 13);
        if (length > 0 || (flags & (SYN | FIN | RST)) != 0) {
            line.add(", seq ").addUnsigned(numbers.sequence());
        }
        if (length > 0) {
            line.add(":").addUnsigned(numbers.sequence() + length);
        }
        if ((flags & ACK) != 0) {
            line.add(", ack ").addUnsigned(numbers.acknowledgment());
        }
        line.add(", win ").add(bytes.u16(at + 14));
        if ((flags & URG) != 0) {
            line.add(", urg ").add(bytes.u16(at + 18));
        }
    }

    private static void writePayload(Line line, int at, int headerLength, int length) {
        line.add(", length ").add(length);
        Bytes bytes = line.bytes();
        if (length > 0 && (isHttp(bytes.u16(at)) || isHttp(bytes.u16(at + 2)))) {
            HttpText.write(line, at + headerLength, length);
        }
    }

    private static boolean isHttp(int port) {
        return port == 80 || port == 8080;
    }
}
