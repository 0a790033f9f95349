package io.nettools.analyser.tls;

/** Protocol versions; their numbers as in RFC 8446 §4.2.1 and before. */
final class Version {
    static final int SSL3 = 0x0300;
    static final int TLS12 = 0x0303;
    static final int TLS13 = 0x0304;

    private Version() {}

    /** Whether it is a version between SSL 3.0 and TLS 1.3; reserved numbers (RFC 8701) and drafts are not. */
    static boolean known(int number) {
        return number >= SSL3 && number <= TLS13;
    }

    /** e.g. TLSv1.3; empty for 0, a number in hex when it has no name. */
    static String name(int number) {
        return switch (number) {
            case 0 -> "";
            case SSL3 -> "SSLv3";
            case 0x0301 -> "TLSv1.0";
            case 0x0302 -> "TLSv1.1";
            case TLS12 -> "TLSv1.2";
            case TLS13 -> "TLSv1.3";
            default -> "0x%04x".formatted(number);
        };
    }
}
