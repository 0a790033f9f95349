package io.nettools.analyser.postgres;

/**
 * Authentication methods that a server requests, by their names in PostgreSQL's documentation ("Message Formats":
 * Authentication…).
 */
final class Authentication {
    static final int OK = 0;
    /** Login without a request: by the method trust, or by an address or a certificate. */
    static final String NONE = "None";

    private Authentication() {}

    /** The name of a method; empty for later steps of a method and for unknown ones. */
    static String method(int code) {
        return switch (code) {
            case 2 -> "KerberosV5";
            case 3 -> "CleartextPassword";
            case 5 -> "MD5Password";
            case 7 -> "GSS";
            case 9 -> "SSPI";
            case 10 -> "SASL";
            default -> "";
        };
    }
}
