package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;

/**
 * MySQL and MariaDB (MySQL Source Code Documentation, "Connection Phase", "Protocol::HandshakeV10", "ERR_Packet"). The
 * server speaks first; an error in place of the greeting may lack the SQL state. Numbers begin with the lowest byte.
 *
 * <pre>
 *  0 length (3 bytes), these 4 not included | 3 number in sequence | 4 type or payload
 * error:  4 0xff | 5 code (2 bytes) | 7 '#' and SQL state (6 bytes, or missing) | words
 * login:  4 capabilities (4) | 8 longest packet (4) | 12 character set | 13 zeros (23) | 36 user NUL | password...
 * </pre>
 */
final class MySql implements Dialect {
    private static final int HEADER = 4;
    private static final int GREETING = 10;
    private static final int ERROR = 0xff;
    private static final int OK = 0;
    private static final int MORE_DATA = 1;
    private static final int SWITCH = 0xfe;
    /** Greetings and errors are shorter. */
    private static final int LONGEST_GREETING = 1024;

    private static final int LONGEST = 1 << 20;

    private static final int CAN_PROTOCOL_41 = 0x200;
    private static final int CAN_TLS = 0x800;
    /** Of the 23 zeros MariaDB uses the last four. */
    private static final int ZEROS = 19;

    private static final int ZEROS_AT = 13;
    private static final int USER_AT = 36;
    private static final int TLS_REQUEST = 36;
    private static final int LONGEST_USER = 64;

    private final boolean greeted;
    private boolean begun;
    private boolean loggedIn;
    private int sequence = -1;
    private String user = "";

    /** @param greeted whether the server's greeting was captured; else it begins with the login */
    MySql(boolean greeted) {
        this.greeted = greeted;
    }

    static boolean mayGreet(Bytes bytes, int from, int to) {
        if (to - from < 7
                || bytes.u8(from + 2) != 0
                || bytes.u8(from + 3) != 0
                || number(bytes, from) > LONGEST_GREETING) {
            return false;
        }
        int next = bytes.u8(from + 5);
        return switch (bytes.u8(from + 4)) {
            case GREETING -> next >= '0' && next <= '9';
            case ERROR -> isCode(number(bytes, from + 5));
            default -> false;
        };
    }

    static boolean mayLogIn(Bytes bytes, int from, int to) {
        if (to - from < USER_AT || bytes.u8(from + 3) != 1 || (number(bytes, from + 4) & CAN_PROTOCOL_41) == 0) {
            return false;
        }
        int at = from + ZEROS_AT;
        while (at < from + ZEROS_AT + ZEROS && bytes.u8(at) == 0) {
            at++;
        }
        return at == from + ZEROS_AT + ZEROS;
    }

    /** Errors of servers, and those of ProxySQL. */
    private static boolean isCode(int code) {
        return (code >= 1000 && code < 5000) || (code >= 9000 && code < 9100);
    }

    private static int number(Bytes bytes, int at) {
        return bytes.u8(at) | bytes.u8(at + 1) << 8;
    }

    @Override
    public Protocol protocol() {
        return Protocol.MySql;
    }

    @Override
    public boolean serverBegins() {
        return greeted;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public long length(Bytes start) {
        if (!start.has(0, HEADER)) {
            return UNKNOWN;
        }
        int length = HEADER + (number(start, 0) | start.u8(2) << 16);
        return length == HEADER || length > LONGEST ? FOREIGN : length;
    }

    @Override
    public Verdict asked(Bytes message) {
        if (!follows(message)) {
            return Verdict.OVER;
        }
        if (!loggedIn) {
            return logIn(message);
        }
        return Verdict.GOES_ON;
    }

    private Verdict logIn(Bytes message) {
        int can = number(message, HEADER);
        if (message.length() <= TLS_REQUEST && (can & CAN_TLS) != 0) {
            return Verdict.SERVES;
        }
        loggedIn = true;
        if ((can & CAN_PROTOCOL_41) != 0) {
            int end = message.find('\0', USER_AT, message.length());
            byte[] name = message.has(USER_AT, end - USER_AT) ? message.copy(USER_AT, end - USER_AT) : new byte[0];
            user = ShownText.name(Printable.of(name, 0, name.length, LONGEST_USER));
        }
        return Verdict.GOES_ON;
    }

    @Override
    public Verdict answered(Bytes message) {
        boolean first = greeted && !begun;
        if (!follows(message) || !message.has(HEADER, 1)) {
            return Verdict.OVER;
        }
        int type = message.u8(HEADER);
        if (type == ERROR && (first || loggedIn)) {
            return error(message);
        }
        if (first) {
            return type == GREETING ? Verdict.GOES_ON : Verdict.OVER;
        }
        return switch (type) {
            case OK -> Verdict.SERVES;
            case MORE_DATA, SWITCH -> Verdict.GOES_ON;
            default -> Verdict.OVER;
        };
    }

    /** The numbers go on across both ends; a command begins them again. */
    private boolean follows(Bytes message) {
        boolean next = begun ? message.u8(3) == sequence + 1 : message.u8(3) == (greeted ? 0 : 1);
        begun = true;
        sequence = message.u8(3);
        return next && message.has(0, HEADER);
    }

    private static Verdict error(Bytes message) {
        if (!message.has(HEADER, 3)) {
            return Verdict.OVER;
        }
        int code = number(message, HEADER + 1);
        if (!isCode(code) || ofTheConnection(code)) {
            return Verdict.OVER;
        }
        int from = message.u8(7) == '#' ? 13 : 7;
        return Verdict.refused(cause(code), code, Verdict.words(message, from, message.length()));
    }

    /** The server read or wrote too little in time, as from a health check that stays silent. */
    private static boolean ofTheConnection(int code) {
        return code >= 1153 && code <= 1161;
    }

    /** MySQL's "Server Error Message Reference", MariaDB's "Error Codes". */
    private static Cause cause(int code) {
        return switch (code) {
            case 1040 -> Cause.Full;
            case 1203, 1226 -> Cause.UserFull;
            case 1053, 3032, 3168 -> Cause.ShuttingDown;
            case 1129 -> Cause.HostBlocked;
            case 1130 -> Cause.HostNotAllowed;
            case 1045, 1698 -> Cause.PasswordWrong;
            case 1820, 1862 -> Cause.PasswordExpired;
            case 3118, 3955, 4151 -> Cause.AccountLocked;
            case 1044, 1142, 1227 -> Cause.NotPermitted;
            case 1049 -> Cause.NoSuchDatabase;
            case 3159 -> Cause.TlsRequired;
            case 1251, 1524, 2059 -> Cause.Mechanism;
            default -> Cause.OtherError;
        };
    }
}
