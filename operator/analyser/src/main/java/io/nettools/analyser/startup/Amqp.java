package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;

/**
 * AMQP 0-9-1 (specification, §2.2.4 "The Connection Class", §4.2.2 "Protocol Header", §4.2.3 "General Frame Format"; reply
 * codes are constants of its XML). The client begins with a header, to which a server that does not speak that version
 * answers with its own. AMQP 1.0 is read no further than its header.
 *
 * <pre>
 * header: 0 "AMQP" | 4 version (4 bytes)
 * frame:  0 type | 1 channel (2) | 3 length of class to arguments (4) | 7 class (2) | 9 method (2) | 11 arguments | 0xce
 * close:  11 reply code (2) | 13 length | 14 reply text | class (2) | method (2)
 * </pre>
 */
final class Amqp implements Dialect {
    private static final String HEADER = "AMQP";
    private static final int HEADER_LENGTH = 8;
    private static final int FRAME = 7;
    private static final int LONGEST = 1 << 20;
    private static final int LAST_TYPE = 8;
    private static final int ARGUMENTS = 11;
    private static final int TEXT = 14;

    private static final int CONNECTION = 10 << 16;
    private static final int START = CONNECTION | 10;
    private static final int START_OK = CONNECTION | 11;
    private static final int SECURE = CONNECTION | 20;
    private static final int TUNE = CONNECTION | 30;
    private static final int OPEN_OK = CONNECTION | 41;
    private static final int CLOSE = CONNECTION | 50;

    private static final int NOT_ALLOWED = 530;

    private int version;
    private boolean loggingIn;
    private boolean tuned;

    static boolean mayBegin(Bytes bytes, int from, int to) {
        return to - from >= HEADER.length() && bytes.startsWith(HEADER, from);
    }

    @Override
    public Protocol protocol() {
        return Protocol.Amqp;
    }

    @Override
    public long length(Bytes start) {
        if (start.startsWith(HEADER, 0)) {
            return HEADER_LENGTH;
        }
        if (!start.has(0, FRAME)) {
            return UNKNOWN;
        }
        long length = start.u32(3);
        boolean valid = start.u8(0) >= 1 && start.u8(0) <= LAST_TYPE && length <= LONGEST;
        return valid ? FRAME + length + 1 : FOREIGN;
    }

    @Override
    public Verdict asked(Bytes message) {
        if (message.startsWith(HEADER, 0)) {
            version = message.i32(HEADER.length());
            return message.has(0, HEADER_LENGTH) ? Verdict.GOES_ON : Verdict.OVER;
        }
        loggingIn |= message.i32(FRAME) == START_OK;
        return version == 0 || message.i32(FRAME) == CLOSE ? Verdict.OVER : Verdict.GOES_ON;
    }

    @Override
    public Verdict answered(Bytes message) {
        if (message.startsWith(HEADER, 0)) {
            return header(message);
        }
        return switch (message.i32(FRAME)) {
            case START, SECURE -> Verdict.GOES_ON;
            case TUNE -> {
                loggingIn = false;
                tuned = true;
                yield Verdict.GOES_ON;
            }
            case OPEN_OK -> Verdict.SERVES;
            case CLOSE -> close(message);
            default -> Verdict.OVER;
        };
    }

    private Verdict header(Bytes message) {
        if (!message.has(0, HEADER_LENGTH)) {
            return Verdict.OVER;
        }
        int own = message.i32(HEADER.length());
        return own == version
                ? Verdict.SERVES
                : Verdict.refused(
                        Cause.OtherVersion, "", "AMQP " + name(own) + "; the client said: AMQP " + name(version));
    }

    /**
     * The bytes of a version are protocol, major, minor, revision; before 0-9-1 the first was 1, the second something
     * else.
     */
    private static String name(int version) {
        int protocol = version >>> 24;
        String number = (version >> 16 & 0xff) + "-" + (version >> 8 & 0xff) + "-" + (version & 0xff);
        return switch (protocol) {
            case 2 -> number + " (TLS)";
            case 3 -> number + " (SASL)";
            default -> number;
        };
    }

    private Verdict close(Bytes message) {
        if (!message.has(ARGUMENTS, 2)) {
            return Verdict.OVER;
        }
        int code = message.u16(ARGUMENTS);
        int length = message.u8(TEXT - 1);
        String words = Verdict.words(message, TEXT, TEXT + (long) length);
        boolean cut = length == 0 || !message.has(TEXT, length);
        return Verdict.refused(code == NOT_ALLOWED && cut ? Cause.Unwilling : cause(code, words), code, words);
    }

    private Cause cause(int code, String words) {
        return switch (code) {
            case 320 -> Cause.ShuttingDown;
            case 403 -> tuned ? Cause.NotPermitted : Cause.PasswordWrong;
            case NOT_ALLOWED -> notAllowed(words);
            default -> Cause.OtherError;
        };
    }

    /** The words are RabbitMQ's. */
    private static Cause notAllowed(String words) {
        if (words.contains("limit")) {
            return Cause.Full;
        }
        return words.contains("not found") ? Cause.NoSuchDatabase : Cause.NotPermitted;
    }

    /**
     * To a client that did not say that it understands more, RabbitMQ answers so to a wrong password ("Authentication
     * Failure Notifications").
     */
    @Override
    public Verdict closed() {
        return loggingIn ? Verdict.refused(Cause.PasswordWrong, "", "") : Dialect.super.closed();
    }
}
