package io.nettools.analyser.greeting;

import io.nettools.analyser.packet.Bytes;

/**
 * The first bytes that a client or a server sends. Only what no other protocol begins with is recognized; what is cut
 * off too early is unknown.
 */
public final class FirstBytes {
    private static final int HTTP2_HEADER = 9;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int MYSQL_VERSION = 5;
    /** A line that greets is not longer. */
    private static final int LONGEST_LINE = 200;

    private static final String[] METHODS = {
        "GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ", "PATCH ", "CONNECT ", "TRACE "
    };

    private FirstBytes() {}

    /** What a client speaks that begins so. */
    static Protocol ofClient(Bytes bytes, int from, int to) {
        if (to - from < 3) {
            return Protocol.Unknown;
        }
        if (tls(bytes, from)) {
            return Protocol.Tls;
        }
        if (bytes.startsWith("SSH-", from)) {
            return Protocol.Ssh;
        }
        if (bytes.startsWith("PRI * HTTP/2", from)) {
            return Protocol.Http2;
        }
        return request(bytes, from, to) ? Protocol.Http : Protocol.Unknown;
    }

    /** Redis takes "GET name" in one line, too: only with a target of HTTP it is a request. */
    private static boolean request(Bytes bytes, int from, int to) {
        for (String method : METHODS) {
            if (bytes.startsWith(method, from)) {
                int target = from + method.length();
                boolean path = target < to
                        && (bytes.u8(target) == '/' || bytes.startsWith("http", target) || method.equals("CONNECT "));
                int end = bytes.find('\n', target, to);
                return path && (end == to || bytes.startsWith("HTTP/1.", end - "HTTP/1.1\r".length()));
            }
        }
        return false;
    }

    /** What a server speaks that begins so. */
    public static Protocol ofServer(Bytes bytes, int from, int to) {
        if (to - from < 3) {
            // a server's whole answer to who wants TLS
            return to - from == 1 && bytes.u8(from) == 'N' ? Protocol.PostgreSql : Protocol.Unknown;
        }
        if (mySql(bytes, from, to)) {
            return Protocol.MySql;
        }
        int first = bytes.u8(from);
        if (first >= '0' && first <= '9') {
            return numbered(bytes, from, to);
        }
        return first >= ' ' ? inWords(bytes, from) : binary(bytes, from, to);
    }

    private static Protocol binary(Bytes bytes, int from, int to) {
        if (tls(bytes, from)) {
            return Protocol.Tls;
        }
        return http2(bytes, from, to) ? Protocol.Http2 : Protocol.Unknown;
    }

    private static Protocol inWords(Bytes bytes, int from) {
        return switch (bytes.u8(from)) {
            case 'H' -> named(Protocol.Http, bytes, from, "HTTP/1.");
            case 'S' -> named(Protocol.Ssh, bytes, from, "SSH-");
            case '*' -> named(Protocol.Imap, bytes, from, "* OK ", "* BYE ", "* BAD ", "* PREAUTH ");
            case '<' -> named(Protocol.Http, bytes, from, "<!DOCTYPE HTML", "<!DOCTYPE html", "<html", "<HTML");
            case '+' -> named(Protocol.Pop3, bytes, from, "+OK ");
            case '-' ->
                named(Protocol.Redis, bytes, from, "-ERR unknown command", "-ERR wrong number", "-NOAUTH ", "-DENIED ");
            case 'A' -> named(Protocol.Amqp, bytes, from, "AMQP");
            case 'I' -> named(Protocol.Nats, bytes, from, "INFO {");
            case 'R' -> named(Protocol.Vnc, bytes, from, "RFB 003.");
            case 'E' ->
                bytes.u32(from + 1) < 1000 && bytes.u8(from + 5) == 'S'
                        ? Protocol.PostgreSql
                        : named(Protocol.Memcached, bytes, from, "ERROR\r\n");
            default -> Protocol.Unknown;
        };
    }

    private static Protocol named(Protocol protocol, Bytes bytes, int from, String... beginnings) {
        for (String beginning : beginnings) {
            if (bytes.startsWith(beginning, from)) {
                return protocol;
            }
        }
        return Protocol.Unknown;
    }

    /** Whether a record begins there: an alert, a handshake, or data where the capture began late (RFC 8446 §5.1). */
    private static boolean tls(Bytes bytes, int from) {
        int type = bytes.u8(from);
        boolean record = type == 0x15 || type == 0x16 || (type == 0x17 && bytes.u8(from + 2) >= 1);
        return record && bytes.u8(from + 1) == 3 && bytes.u8(from + 2) <= 4;
    }

    /** SETTINGS or GOAWAY of the whole connection (RFC 9113 §4.1). */
    private static boolean http2(Bytes bytes, int from, int to) {
        int length = bytes.u16(from) << 8 | bytes.u8(from + 2);
        int type = bytes.u8(from + 3);
        boolean settings = type == SETTINGS && length % 6 == 0 && bytes.u8(from + 4) <= 1;
        boolean goAway = type == GOAWAY && length >= 8 && bytes.u8(from + 4) == 0;
        return to - from >= HTTP2_HEADER && length < 1024 && bytes.i32(from + 5) == 0 && (settings || goAway);
    }

    /** The greeting, number 0 of its connection: protocol version 10 and the server's version, or an error. */
    private static boolean mySql(Bytes bytes, int from, int to) {
        boolean numbered = bytes.u8(from + 2) == 0 && bytes.u8(from + 3) == 0 && to - from > MYSQL_VERSION + 2;
        int digit = bytes.u8(from + MYSQL_VERSION);
        boolean greets = bytes.u8(from + 4) == 10 && digit >= '0' && digit <= '9';
        return numbered && (greets || (bytes.u8(from + 4) == 0xff && bytes.u8(from + MYSQL_VERSION + 1) >= 4));
    }

    /** Replies that begin with 220, or with an error that has a number (RFC 5321 §4.2, RFC 959 §4.2). */
    private static Protocol numbered(Bytes bytes, int from, int to) {
        boolean reply = bytes.startsWith("220", from)
                || bytes.startsWith("421", from)
                || bytes.startsWith("500", from)
                || bytes.startsWith("502", from)
                || bytes.startsWith("554", from);
        int behind = bytes.u8(from + 3);
        if (!reply || (behind != ' ' && behind != '-')) {
            return Protocol.Unknown;
        }
        int end = Math.min(to, from + LONGEST_LINE);
        if (contains(bytes, "SMTP", from, end)) {
            return Protocol.Smtp;
        }
        boolean ftp = contains(bytes, "FTP", from, end) || contains(bytes, "FileZilla", from, end);
        return ftp ? Protocol.Ftp : Protocol.SmtpOrFtp;
    }

    private static boolean contains(Bytes bytes, String text, int from, int to) {
        for (int at = bytes.find(text.charAt(0), from, to); at < to; at = bytes.find(text.charAt(0), at + 1, to)) {
            if (at + text.length() <= to && bytes.startsWith(text, at)) {
                return true;
            }
        }
        return false;
    }
}
