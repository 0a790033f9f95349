package io.nettools.analyser.tls;

/** IANA names of the cipher suites in use today (registry "TLS Cipher Suites"). */
final class CipherSuite {
    private CipherSuite() {}

    /** The name, or the number in hex when it has no name here. */
    static String name(int number) {
        return switch (number >> 8) {
            case 0x13 -> tls13(number);
            case 0xc0 -> ellipticCurve(number);
            case 0xcc -> chacha(number);
            default -> rsa(number);
        };
    }

    private static String tls13(int number) {
        return switch (number) {
            case 0x1301 -> "TLS_AES_128_GCM_SHA256";
            case 0x1302 -> "TLS_AES_256_GCM_SHA384";
            case 0x1303 -> "TLS_CHACHA20_POLY1305_SHA256";
            case 0x1304 -> "TLS_AES_128_CCM_SHA256";
            case 0x1305 -> "TLS_AES_128_CCM_8_SHA256";
            default -> hex(number);
        };
    }

    private static String ellipticCurve(int number) {
        return switch (number) {
            case 0xc007 -> "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA";
            case 0xc008 -> "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA";
            case 0xc009 -> "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA";
            case 0xc00a -> "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA";
            case 0xc011 -> "TLS_ECDHE_RSA_WITH_RC4_128_SHA";
            case 0xc012 -> "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA";
            case 0xc013 -> "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA";
            case 0xc014 -> "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA";
            case 0xc023 -> "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256";
            case 0xc024 -> "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384";
            case 0xc027 -> "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256";
            case 0xc028 -> "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";
            case 0xc02b -> "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
            case 0xc02c -> "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
            case 0xc02f -> "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
            case 0xc030 -> "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
            case 0xc0ac -> "TLS_ECDHE_ECDSA_WITH_AES_128_CCM";
            case 0xc0ad -> "TLS_ECDHE_ECDSA_WITH_AES_256_CCM";
            default -> hex(number);
        };
    }

    private static String chacha(int number) {
        return switch (number) {
            case 0xcca8 -> "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256";
            case 0xcca9 -> "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256";
            case 0xccaa -> "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256";
            case 0xccab -> "TLS_PSK_WITH_CHACHA20_POLY1305_SHA256";
            default -> hex(number);
        };
    }

    private static String rsa(int number) {
        return switch (number) {
            case 0x0004 -> "TLS_RSA_WITH_RC4_128_MD5";
            case 0x0005 -> "TLS_RSA_WITH_RC4_128_SHA";
            case 0x000a -> "TLS_RSA_WITH_3DES_EDE_CBC_SHA";
            case 0x002f -> "TLS_RSA_WITH_AES_128_CBC_SHA";
            case 0x0033 -> "TLS_DHE_RSA_WITH_AES_128_CBC_SHA";
            case 0x0035 -> "TLS_RSA_WITH_AES_256_CBC_SHA";
            case 0x0039 -> "TLS_DHE_RSA_WITH_AES_256_CBC_SHA";
            case 0x003c -> "TLS_RSA_WITH_AES_128_CBC_SHA256";
            case 0x003d -> "TLS_RSA_WITH_AES_256_CBC_SHA256";
            case 0x0067 -> "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256";
            case 0x006b -> "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256";
            case 0x009c -> "TLS_RSA_WITH_AES_128_GCM_SHA256";
            case 0x009d -> "TLS_RSA_WITH_AES_256_GCM_SHA384";
            case 0x009e -> "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";
            case 0x009f -> "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384";
            default -> hex(number);
        };
    }

    private static String hex(int number) {
        return "0x%04x".formatted(number);
    }
}
