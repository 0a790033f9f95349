package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.ShownText;

/**
 * LDAP (RFC 4511 §4.1.1 envelope, §4.1.9 result, §4.2 bind, §4.4.1 notice of disconnection, §4.14 StartTLS, §5.1 BER).
 *
 * <pre>
 * 0x30 length | 0x02 length, message ID | operation, length | ...
 * result:  0x0a 1 code | 0x04 length, matched DN | 0x04 length, diagnostic message
 * bind:    0x02 1 version | 0x04 length, name | password or SASL...
 * </pre>
 */
final class Ldap implements Dialect {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int OCTETS = 4;
    private static final int ENUMERATED = 10;
    private static final int LONG = 0x80;
    private static final int LONGEST = 1 << 24;

    private static final int BIND = 0x60;
    private static final int UNBIND = 0x42;
    private static final int BIND_RESPONSE = 0x61;
    private static final int SEARCH = 0x63;
    private static final int SEARCH_ENTRY = 0x64;
    private static final int SEARCH_DONE = 0x65;
    private static final int SEARCH_REFERENCE = 0x73;
    private static final int EXTENDED = 0x77;
    private static final int EXTENDED_RESPONSE = 0x78;

    private static final int SUCCESS = 0;
    private static final int REFERRAL = 10;
    private static final int SASL_GOES_ON = 14;

    /** Length and value of the message ID 0. */
    private static final int NOTICE = 1 << 8;

    private String user = "";

    static boolean mayBegin(Bytes bytes, int from, int to) {
        if (to - from < 7 || bytes.u8(from) != SEQUENCE) {
            return false;
        }
        int id = content(bytes, from);
        int length = bytes.u8(id + 1);
        int operation = bytes.u8(id + 2 + length);
        boolean asks = operation == BIND || operation == SEARCH || operation == EXTENDED;
        return bytes.u8(id) == INTEGER && length >= 1 && length <= 4 && id + 2 + length < to && asks;
    }

    /** Where the content of the value at {@code at} begins. */
    private static int content(Bytes bytes, int at) {
        int first = bytes.u8(at + 1);
        return at + 2 + (first < LONG ? 0 : first - LONG);
    }

    /** Bytes of the content of the value at {@code at}; FOREIGN when LDAP has none that long. */
    private static long size(Bytes bytes, int at) {
        int first = bytes.u8(at + 1);
        if (first < LONG) {
            return first;
        }
        long size = first - LONG <= 4 ? 0 : FOREIGN;
        for (int i = at + 2; i < at + 2 + first - LONG && size >= 0; i++) {
            size = size << 8 | bytes.u8(i);
        }
        return size <= LONGEST ? size : FOREIGN;
    }

    @Override
    public Protocol protocol() {
        return Protocol.Ldap;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public long length(Bytes start) {
        if (start.u8(0) != SEQUENCE) {
            return FOREIGN;
        }
        int content = content(start, 0);
        if (!start.has(0, 2) || !start.has(0, Math.min(content, 6))) {
            return UNKNOWN;
        }
        long size = size(start, 0);
        return size <= 0 ? FOREIGN : content + size;
    }

    @Override
    public Verdict asked(Bytes message) {
        int operation = operation(message);
        if (message.u8(operation) == BIND) {
            int name = next(message, content(message, operation));
            int text = content(message, name);
            user = message.u8(name) == OCTETS
                    ? ShownText.name(Verdict.words(message, text, text + size(message, name)))
                    : "";
        }
        return message.u8(operation) == UNBIND ? Verdict.OVER : Verdict.GOES_ON;
    }

    @Override
    public Verdict answered(Bytes message) {
        int operation = operation(message);
        int code = content(message, operation);
        boolean hasCode = message.u8(code) == ENUMERATED && message.u8(code + 1) == 1 && message.has(code, 3);
        return switch (message.u8(operation)) {
            case BIND_RESPONSE, EXTENDED_RESPONSE, SEARCH_DONE ->
                hasCode ? result(message, message.u8(operation), code) : Verdict.OVER;
            case SEARCH_ENTRY, SEARCH_REFERENCE -> Verdict.SERVES;
            default -> Verdict.OVER;
        };
    }

    /** Where the operation of a message is. */
    private static int operation(Bytes message) {
        return next(message, content(message, 0));
    }

    /** Where the value behind the one at {@code at} is; far behind what was captured when there is none. */
    private static int next(Bytes message, int at) {
        return (int) Math.min(message.length(), content(message, at) + Math.max(0, size(message, at)));
    }

    private static Verdict result(Bytes message, int operation, int at) {
        int code = message.u8(at + 2);
        int diagnostic = next(message, at + 3);
        int text = content(message, diagnostic);
        String words = Verdict.words(message, text, text + size(message, diagnostic));
        return switch (code) {
            case SUCCESS -> Verdict.SERVES;
            case SASL_GOES_ON -> Verdict.GOES_ON;
            case REFERRAL -> Verdict.OVER;
            default -> refusal(message, operation, code, words);
        };
    }

    private static Verdict refusal(Bytes message, int operation, int code, String words) {
        boolean notice = operation == EXTENDED_RESPONSE && message.u16(content(message, 0) + 1) == NOTICE;
        if (operation == EXTENDED_RESPONSE && !notice) {
            return Verdict.refused(Cause.TlsMissing, code, words);
        }
        boolean concernsTheStart = code == 8 || code == 13 || (code >= 51 && code <= 53) || wantsBind(code, words);
        return operation == SEARCH_DONE && !concernsTheStart
                ? Verdict.SERVES
                : Verdict.refused(cause(code, words), code, words);
    }

    /** Active Directory calls it an error of operations. */
    private static boolean wantsBind(int code, String words) {
        return code == 1 && words.contains("successful bind must");
    }

    /** RFC 4511, appendix A.2. */
    private static Cause cause(int code, String words) {
        return switch (code) {
            case 1 -> wantsBind(code, words) ? Cause.NotPermitted : Cause.OtherError;
            case 7, 48 -> Cause.Mechanism;
            case 8, 13 -> Cause.TlsRequired;
            case 32, 34 -> Cause.PasswordWrong;
            case 49 -> ofActiveDirectory(words);
            case 50 -> Cause.NotPermitted;
            case 51 -> Cause.Busy;
            case 52 -> Cause.ShuttingDown;
            case 53 -> Cause.Unwilling;
            default -> Cause.OtherError;
        };
    }

    /** Active Directory adds "data" and a Windows error in hexadecimal (MS-ERREF §2.2). */
    private static Cause ofActiveDirectory(String words) {
        if (words.contains("data 532,") || words.contains("data 773,")) {
            return Cause.PasswordExpired;
        }
        boolean locked = words.contains("data 533,") || words.contains("data 701,") || words.contains("data 775,");
        return locked ? Cause.AccountLocked : Cause.PasswordWrong;
    }
}
