package io.nettools.analyser.wire;

import java.nio.charset.StandardCharsets;

/** Messages of PostgreSQL's protocol as texts of one byte per character, to be said in a {@link Talk}. */
public final class Postgres {
    private Postgres() {}

    private static String u32(long value) {
        return new String(Wire.u32(value), StandardCharsets.ISO_8859_1);
    }

    /** A packet without a type: its length, a code or version, the rest. */
    public static String untyped(long code, String rest) {
        return u32(8 + rest.length()) + u32(code) + rest;
    }

    public static String sslRequest() {
        return untyped(80877103, "");
    }

    public static String gssRequest() {
        return untyped(80877104, "");
    }

    public static String cancelRequest(String secret) {
        return untyped(80877102, u32(4711) + secret);
    }

    /** A StartupMessage of version 3.0. */
    public static String startup(String... namesAndValues) {
        return untyped(0x0003_0000, namesAndValues.length == 0 ? "\0" : String.join("\0", namesAndValues) + "\0\0");
    }

    public static String message(char type, String body) {
        return type + u32(4 + body.length()) + body;
    }

    public static String authentication(int code, String more) {
        return message('R', u32(code) + more);
    }

    /** What a server says when somebody got in. */
    public static String welcome() {
        return authentication(0, "")
                + message('S', "server_version\00015.0\0")
                + message('K', u32(7) + u32(9))
                + ready();
    }

    public static String ready() {
        return message('Z', "I");
    }

    /** An ErrorResponse: {@code CODE words}. */
    public static String error(String code, String words) {
        return message('E', "SFATAL\0VFATAL\0C" + code + "\0M" + words + "\0Fauth.c\0\0");
    }
}
