package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Bytes;
import java.util.Optional;

/**
 * A DNS message (RFC 1035 §4.1), as far as it was captured.
 *
 * <pre>
 *  0 id | 2 QR (1 bit), opcode (4), AA, TC, RD | 3 RA, Z, AD, CD, rcode (4)
 *  4 questions | 6 answers | 8 authority records | 10 additional records | 12 question: name, type, class
 * </pre>
 */
final class Message {
    /** Bytes of the header. */
    static final int HEADER = 12;

    private static final int INTERNET = 1;

    private final Name name = new Name();
    private final ExtendedCode extended = new ExtendedCode(name);
    private Bytes bytes;
    private int from;
    private int to;
    private Name.Extent extent;
    private Question question;
    private int questionEnd;
    private int questionClass;

    /**
     * Reads a message.
     *
     * @param to the offset behind its last captured byte
     * @return whether the message has a header, and a question that is valid as far as it was captured
     */
    boolean read(Bytes bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        question = null;
        extent = Name.Extent.Whole;
        questionEnd = from + HEADER;
        if (to - from < HEADER) {
            return false;
        }
        if (questions() > 0) {
            readQuestion();
        }
        return extent != Name.Extent.Malformed;
    }

    private void readQuestion() {
        extent = name.read(bytes, from, from + HEADER, to);
        boolean typed = extent == Name.Extent.Whole && name.next() + 4 <= to;
        int type = typed ? bytes.u16(name.next()) : RecordType.UNKNOWN;
        questionClass = typed ? bytes.u16(name.next() + 2) : INTERNET;
        questionEnd = typed ? name.next() + 4 : to;
        question = new Question(name.text(), type);
    }

    int id() {
        return bytes.u16(from);
    }

    /** Whether it is an answer (QR). */
    boolean response() {
        return response(bytes, from);
    }

    /** Whether the message at {@code from} is an answer. */
    static boolean response(Bytes bytes, int from) {
        return (bytes.u8(from + 2) & 0x80) != 0;
    }

    /** Whether it is a query for records or its answer: opcode QUERY, not NOTIFY, UPDATE and others. */
    boolean standard() {
        return (bytes.u8(from + 2) & 0x78) == 0;
    }

    /** Whether the answer was cut to what the transport can carry (TC). */
    boolean truncated() {
        return (bytes.u8(from + 2) & 2) != 0;
    }

    int questions() {
        return bytes.u16(from + 4);
    }

    int answers() {
        return bytes.u16(from + 6);
    }

    /** The first question. A message never has more than one (RFC 9619); some errors come without. */
    Optional<Question> question() {
        return Optional.ofNullable(question);
    }

    /** The response code, with the upper bits of the OPT record if that was captured. */
    int responseCode() {
        int low = bytes.u8(from + 3) & 15;
        boolean extensible = question != null && bytes.u16(from + 10) > 0 && questions() == 1;
        return extensible ? extended.upper(bytes, from, questionEnd, to) << 4 | low : low;
    }

    /**
     * Whether it has the exact form of a query, so that it may be one on any port: one whole question of the Internet
     * class, and nothing behind it but OPT.
     */
    boolean plainQuery() {
        int afterQuestion = to - questionEnd;
        boolean bare = bytes.u16(from + 10) == 0 && afterQuestion == 0;
        boolean extended =
                bytes.u16(from + 10) == 1 && bytes.u8(questionEnd) == 0 && bytes.u16(questionEnd + 1) == RecordType.OPT;
        return plainQuestion() && answers() == 0 && bytes.u16(from + 8) == 0 && (bare || extended);
    }

    private boolean plainQuestion() {
        boolean whole = extent == Name.Extent.Whole && question != null && question.type() > 0;
        return whole && questions() == 1 && standard() && !response() && questionClass == INTERNET;
    }

    /**
     * Whether the header at {@code from} can be that of a DNS message. It is false for most bytes of other protocols.
     */
    static boolean mayBegin(Bytes bytes, int from, int to) {
        boolean reserved = (bytes.u8(from + 3) & 0x40) != 0;
        return to - from >= HEADER && !reserved && bytes.u16(from + 4) <= 1;
    }
}
