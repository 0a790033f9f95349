package io.nettools.analyser.postgres;

/** What a server asks a client for, by the names of PostgreSQL's documentation ("Message Formats": Authentication…). */
final class Authentication {
    static final int OK = 0;
    /** The client got in without being asked: by the method trust, or by an address or a certificate. */
    static final String NONE = "None";

    private Authentication() {}

    /** The name of the method; empty for the later steps of one and for those that nobody knows. */
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
