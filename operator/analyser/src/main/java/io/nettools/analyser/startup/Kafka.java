package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;

/**
 * Kafka ("Kafka protocol guide": "Request and Response Headers", "ApiVersions", "SaslHandshake", "SaslAuthenticate",
 * "Error Codes"). A version of ApiVersions that the broker does not know is healthy: the client asks again with an
 * older one.
 *
 * <pre>
 * request:   0 length, these 4 not included | 4 API key (2) | 6 version (2) | 8 correlation (4) | 12 name: length (2), text...
 * response:  0 length (4) | 4 correlation (4) | 8 error (2), behind a byte of tags in newer logins
 * handshake: 10 number of mechanisms (4) | 14 length (2), text...
 * login:     10 length (2), words; from version 2 on 11 length plus one (1), words
 * </pre>
 */
final class Kafka implements Dialect {
    private static final int PREFIX = 4;
    private static final int HEADER = 14;
    private static final int ERROR = 8;
    /** A first request is short; answers may be as long as a broker takes requests (socket.request.max.bytes). */
    private static final int LONGEST_REQUEST = 1 << 16;

    private static final int LONGEST = 100 << 20;
    private static final int LONGEST_NAME = 256;
    private static final int LAST_VERSION = 30;

    private static final int METADATA = 3;
    private static final int HANDSHAKE = 17;
    private static final int VERSIONS = 18;
    private static final int LOGIN = 36;

    private static final String OFFERED = "SASL mechanisms offered: ";

    private boolean begun;
    private int api = -1;
    private int version;
    private int correlation;

    /** Some clients send the length by itself. */
    static boolean mayBegin(Bytes bytes, int from, int to) {
        long length = bytes.u32(from);
        if (to - from < PREFIX || length < HEADER - PREFIX || length > LONGEST_REQUEST) {
            return false;
        }
        return to - from == PREFIX || (to - from >= HEADER && begins(bytes, from));
    }

    /** Whether it is a request that clients begin with, and its header makes sense. */
    private static boolean begins(Bytes bytes, int at) {
        int key = bytes.u16(at + PREFIX);
        int name = (short) bytes.u16(at + 12);
        return (key == METADATA || key == HANDSHAKE || key == VERSIONS || key == LOGIN)
                && bytes.u16(at + 6) <= LAST_VERSION
                && name >= -1
                && name <= Math.min(LONGEST_NAME, bytes.u32(at) - (HEADER - PREFIX))
                && isText(bytes, at + HEADER, Math.max(0, name));
    }

    private static boolean isText(Bytes bytes, int from, int count) {
        int to = Math.min(bytes.length(), from + count);
        int at = from;
        while (at < to && bytes.u8(at) >= ' ') {
            at++;
        }
        return at >= to;
    }

    @Override
    public Protocol protocol() {
        return Protocol.Kafka;
    }

    @Override
    public long length(Bytes start) {
        if (!start.has(0, PREFIX)) {
            return UNKNOWN;
        }
        long length = start.u32(0);
        return length < 4 || length > LONGEST ? FOREIGN : PREFIX + length;
    }

    @Override
    public Verdict asked(Bytes message) {
        boolean known = message.has(0, HEADER) && (begun || begins(message, 0));
        begun = true;
        api = message.u16(PREFIX);
        version = message.u16(6);
        correlation = message.i32(8);
        return known ? Verdict.GOES_ON : Verdict.OVER;
    }

    @Override
    public Verdict answered(Bytes message) {
        if (message.i32(PREFIX) != correlation || !message.has(0, ERROR)) {
            return Verdict.OVER;
        }
        return switch (api) {
            case VERSIONS -> Verdict.GOES_ON;
            case HANDSHAKE -> handshake(message);
            case LOGIN -> login(message);
            default -> Verdict.SERVES;
        };
    }

    private Verdict handshake(Bytes message) {
        int error = message.u16(ERROR);
        if (!message.has(ERROR, 2)) {
            return Verdict.OVER;
        }
        if (error != 0) {
            return refused(error, offered(message));
        }
        // after version 0 the login is not framed as Kafka's other requests
        return version == 0 ? Verdict.OVER : Verdict.GOES_ON;
    }

    /** The mechanisms that the broker has, as far as they are there. */
    private static String offered(Bytes message) {
        StringBuilder names = new StringBuilder();
        int at = HEADER;
        for (int left = message.i32(10); left > 0 && message.has(at, 2); left--) {
            int length = message.u16(at);
            names.append(names.isEmpty() ? OFFERED : " ").append(Verdict.words(message, at + 2, at + 2L + length));
            at += 2 + length;
        }
        return names.toString();
    }

    private Verdict login(Bytes message) {
        boolean compact = version >= 2;
        int at = compact ? ERROR + 1 : ERROR;
        int error = message.u16(at);
        if (error == 0 || !message.has(at, 2) || (compact && message.u8(ERROR) != 0)) {
            return message.has(at, 2) && error == 0 ? Verdict.GOES_ON : Verdict.OVER;
        }
        int text = at + (compact ? 3 : 4);
        int length = compact ? message.u8(at + 2) - 1 : (short) message.u16(at + 2);
        return refused(error, Verdict.words(message, text, text + (long) length));
    }

    private static Verdict refused(int error, String words) {
        Cause cause =
                switch (error) {
                    // a handshake at a listener without SASL is "illegal" (34)
                    case 33, 34 -> Cause.Mechanism;
                    case 58 -> Cause.PasswordWrong;
                    default -> Cause.OtherError;
                };
        return Verdict.refused(cause, error, words);
    }
}
