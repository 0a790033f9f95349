package io.nettools.analyser.postgres;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * What a client says before it may send messages with a type: over any number of segments, and as far as it was captured (PostgreSQL's
 * documentation, "Message Formats": StartupMessage, SSLRequest, GSSENCRequest, CancelRequest).
 *
 * <pre>
 *  0 length, itself included | 4 code, or version (major 16 bits, minor 16 bits) | 8 parameters
 * </pre>
 *
 * The first bytes alone prove little: Kafka's Metadata request of version 0 begins with a length and 00 03 00 00, too. {@link Parameters}
 * tells the two apart.
 */
final class Request {
    static final int HEADER = 8;

    private static final int CANCEL = 80877102;
    private static final int SSL = 80877103;
    private static final int GSS = 80877104;
    private static final int MAJOR = 3;
    /** 3.0 to 3.2 are used; servers are asked for 3.9999 to see that they negotiate. */
    private static final int LAST_MINOR = 9999;

    /** PostgreSQL takes no longer one (MAX_STARTUP_PACKET_LENGTH). */
    private static final int LONGEST = 10_000;
    /** A CancelRequest names a process and its secret, of 4 bytes in version 3.0 and up to 256 in 3.2. */
    private static final int LONGEST_CANCEL = 12 + 256;
    /** What is behind is not looked at: clients say user and database among the first. */
    private static final int KEPT = 512;

    private static final byte[] NOTHING = {};

    private long header;
    private int headerBytes;
    private int bodyLength;
    private int passed;
    private byte[] body = NOTHING;
    private int kept;
    private boolean cut;
    private Kind kind = Kind.Unfinished;
    private Parameters parameters = Parameters.NONE;

    /** What it turned out to be. */
    enum Kind {
        /** More bytes are needed to tell. */
        Unfinished,
        Startup,
        Ssl,
        Gss,
        Cancel,
        /** Not of this protocol. */
        Other
    }

    /** Whether these bytes may be the first of a request; cheap, as each connection is asked. */
    static boolean mayBegin(Bytes bytes, int from, int to) {
        if (bytes.u8(from) != 0) {
            return false;
        }
        return to - from < HEADER ? bytes.u8(from + 1) == 0 : valid(bytes.i64(from));
    }

    /** Reads on. */
    void read(Bytes bytes, NewBytes fresh) {
        if (fresh.missing() > 0 && headerBytes > 0) {
            cutOff();
        }
        for (int at = fresh.from(); at < fresh.to() && kind == Kind.Unfinished; at++) {
            take(bytes.u8(at));
        }
        if (fresh.cut() > 0) {
            cutOff();
        }
    }

    private void take(int value) {
        if (headerBytes < HEADER) {
            header = header << 8 | value;
            headerBytes++;
            if (headerBytes == HEADER) {
                begin();
            }
        } else {
            passed++;
            if (kept < body.length) {
                body[kept++] = (byte) value;
            }
        }
        if (headerBytes == HEADER && kind == Kind.Unfinished && passed == bodyLength) {
            finish();
        }
    }

    private void begin() {
        if (!valid(header)) {
            kind = Kind.Other;
            return;
        }
        bodyLength = length(header) - HEADER;
        body = isStartup(header) ? new byte[Math.min(bodyLength, KEPT)] : NOTHING;
    }

    private static boolean valid(long header) {
        int length = length(header);
        return switch ((int) header) {
            case SSL, GSS -> length == HEADER;
            case CANCEL -> length > HEADER + 4 && length <= LONGEST_CANCEL;
            default -> isStartup(header) && length > HEADER && length <= LONGEST;
        };
    }

    private static int length(long header) {
        return (int) (header >> 32);
    }

    private static boolean isStartup(long header) {
        return (header >> 16 & 0xffff) == MAJOR && (header & 0xffff) <= LAST_MINOR;
    }

    /** The rest was not captured: what there is must do. */
    private void cutOff() {
        if (kind == Kind.Unfinished) {
            cut = true;
            finish();
        }
    }

    private void finish() {
        kind = headerBytes < HEADER
                ? Kind.Other
                : switch ((int) header) {
                    case SSL -> Kind.Ssl;
                    case GSS -> Kind.Gss;
                    case CANCEL -> Kind.Cancel;
                    default -> startup();
                };
    }

    private Kind startup() {
        parameters = Parameters.in(body, kept, !cut && kept == bodyLength);
        body = NOTHING;
        return parameters.valid() ? Kind.Startup : Kind.Other;
    }

    Kind kind() {
        return kind;
    }

    /** Of a StartupMessage, as far as they are there. */
    Parameters parameters() {
        return parameters;
    }
}
