package io.nettools.analyser.postgres;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/**
 * A message without a type, which a client sends before those with one. It may have any number of segments, and is read
 * as far as it was captured (PostgreSQL's documentation, "Message Formats": StartupMessage, SSLRequest, GSSENCRequest,
 * CancelRequest).
 *
 * <pre>
 *  0 length, itself included | 4 code, or version (major 16 bits, minor 16 bits) | 8 parameters
 * </pre>
 *
 * The first bytes alone prove little: Kafka's Metadata request of version 0 begins with a length and 00 03 00 00, too.
 * {@link Parameters} distinguishes the two.
 */
final class Request {
    static final int HEADER = 8;

    private static final int CANCEL = 80877102;
    private static final int SSL = 80877103;
    private static final int GSS = 80877104;
    private static final int MAJOR = 3;
    /** Last minor version. Versions 3.0 to 3.2 are in use; clients request 3.9999 to test that servers negotiate. */
    private static final int LAST_MINOR = 9999;

    /** Longest StartupMessage that PostgreSQL accepts (MAX_STARTUP_PACKET_LENGTH). */
    private static final int LONGEST = 10_000;
    /** Longest CancelRequest: it names a process and its secret, of 4 bytes in version 3.0 and up to 256 in 3.2. */
    private static final int LONGEST_CANCEL = 12 + 256;
    /** Bytes of parameters that are read: clients send user and database among the first. */
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

    /** Kinds of requests. */
    enum Kind {
        /** The kind is unknown until more bytes come. */
        Unfinished,
        Startup,
        Ssl,
        Gss,
        Cancel,
        /** A message of another protocol. */
        Other
    }

    /** Whether the bytes may begin a request. The check is cheap, since it is made for each connection. */
    static boolean mayBegin(Bytes bytes, int from, int to) {
        if (bytes.u8(from) != 0) {
            return false;
        }
        return to - from < HEADER ? bytes.u8(from + 1) == 0 : valid(bytes.i64(from));
    }

    /** Reads the next bytes. */
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

    /** Finishes the request with its captured part. */
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

    /** Parameters of a StartupMessage, as far as they were captured. */
    Parameters parameters() {
        return parameters;
    }
}
