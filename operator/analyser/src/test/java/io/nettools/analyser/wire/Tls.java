package io.nettools.analyser.wire;

import java.nio.charset.StandardCharsets;

/** TLS records as texts of one byte per character, to be said in a {@link Talk}. */
public final class Tls {
    private Tls() {}

    private static String text(byte[]... parts) {
        return new String(Wire.join(parts), StandardCharsets.ISO_8859_1);
    }

    private static byte[] u8(int value) {
        return new byte[] {(byte) value};
    }

    public static String record(int type, String content) {
        return text(u8(type), Wire.u16(0x0303), Wire.u16(content.length()), Wire.ascii(content));
    }

    public static String message(int type, String body) {
        return text(u8(type), u8(body.length() >> 16), Wire.u16(body.length()), Wire.ascii(body));
    }

    public static String extension(int type, String content) {
        return text(Wire.u16(type), Wire.u16(content.length()), Wire.ascii(content));
    }

    public static String serverName(String name) {
        return extension(0, text(Wire.u16(name.length() + 3), u8(0), Wire.u16(name.length()), Wire.ascii(name)));
    }

    public static String alpn(String... protocols) {
        StringBuilder list = new StringBuilder();
        for (String protocol : protocols) {
            list.append((char) protocol.length()).append(protocol);
        }
        return extension(16, text(Wire.u16(list.length()), Wire.ascii(list.toString())));
    }

    public static String offers(int... versions) {
        StringBuilder list = new StringBuilder();
        for (int version : versions) {
            list.append(text(Wire.u16(version)));
        }
        return extension(43, text(u8(list.length()), Wire.ascii(list.toString())));
    }

    public static String chooses(int version) {
        return extension(43, text(Wire.u16(version)));
    }

    /** A ClientHello in its record. */
    public static String clientHello(String... extensions) {
        String all = String.join("", extensions);
        byte[] head = Wire.join(Wire.u16(0x0303), new byte[32], u8(0));
        byte[] suites = Wire.join(Wire.u16(4), Wire.u16(0x1a1a), Wire.u16(0x1301), u8(1), u8(0));
        return record(22, message(1, text(head, suites, Wire.u16(all.length()), Wire.ascii(all))));
    }

    /** A ServerHello in its record. */
    public static String serverHello(int cipher, String... extensions) {
        return serverHello(new byte[32], cipher, extensions);
    }

    /** A HelloRetryRequest (RFC 8446 §4.1.4). */
    public static String helloRetryRequest() {
        byte[] random = Wire.hex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
        return serverHello(random, 0x1301, chooses(0x0304));
    }

    private static String serverHello(byte[] random, int cipher, String... extensions) {
        String all = String.join("", extensions);
        byte[] head = Wire.join(Wire.u16(0x0303), random, u8(0), Wire.u16(cipher), u8(0));
        return record(22, message(2, text(head, Wire.u16(all.length()), Wire.ascii(all))));
    }

    public static String alert(int level, int description) {
        return record(21, text(u8(level), u8(description)));
    }

    public static String changeCipherSpec() {
        return record(20, "\u0001");
    }

    /** A record that nobody can read. */
    public static String secret(int type, int length) {
        return record(type, "\u00a7".repeat(length));
    }
}
