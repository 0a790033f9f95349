package io.nettools.analyser.tls;

import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;
import java.util.Arrays;

/**
 * A ClientHello or ServerHello (RFC 8446 §4.1), as far as it was captured.
 *
 * <pre>
 *  0 legacy_version | 2 random | 34 session id (1 + n)
 *    client: cipher_suites (2 + n) | compression_methods (1 + n) | extensions (2 + n)
 *    server: cipher_suite (2)      | compression_method (1)      | extensions (2 + n)
 * </pre>
 *
 * @param version client: the newest that it offers; server: the one it chose; 0 when that part is missing
 * @param cipher server: the suite it chose, 0 for a client
 * @param serverName SNI of a client, printable; empty without one
 * @param alpn the first protocol named (RFC 7301), printable; empty without one
 * @param earlyData whether the client may send data before the server has answered
 * @param retry server: whether it is a HelloRetryRequest
 */
record Hello(int version, int cipher, String serverName, String alpn, boolean earlyData, boolean retry) {
    /** Shortest body of a hello: no session id, one cipher suite, no extensions. */
    static final int SHORTEST = 38;

    private static final int RANDOM = 2;
    private static final int SESSION = 34;
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final int EARLY_DATA = 42;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_PROTOCOL = 32;

    /** SHA-256 of "HelloRetryRequest" (RFC 8446 §4.1.3). */
    private static final long[] RETRY = {
        0xcf21_ad74_e59a_6111L, 0xbe1d_8c02_1e65_b891L, 0xc2a2_1116_7abb_8c5eL, 0x079e_09e2_c8a8_339cL
    };

    /** Reads the first {@code length} bytes of a ClientHello; {@code whole} when there are no more. */
    static Hello ofClient(byte[] body, int length, boolean whole) {
        View view = new View(body, length);
        int suites = SESSION + 1 + view.u8(SESSION);
        int compression = suites + 2 + view.u16(suites);
        return of(view, compression + 1 + view.u8(compression), 0, whole);
    }

    /** Reads the first {@code length} bytes of a ServerHello; {@code whole} when there are no more. */
    static Hello ofServer(byte[] body, int length, boolean whole) {
        View view = new View(body, length);
        int suite = SESSION + 1 + view.u8(SESSION);
        return of(view, suite + 3, view.u16(suite), whole);
    }

    private static Hello of(View view, int extensions, int cipher, boolean whole) {
        int versions = view.extension(extensions, SUPPORTED_VERSIONS);
        int name = view.extension(extensions, SERVER_NAME);
        int alpn = view.extension(extensions, ALPN);
        return new Hello(
                versions < 0 ? legacy(view, whole) : view.newest(versions, cipher != 0),
                cipher,
                // list length (2), name type (1), name length (2)
                name < 0 ? "" : view.text(name + 5, view.u16(name + 3), LONGEST_NAME),
                // list length (2), protocol length (1)
                alpn < 0 ? "" : view.text(alpn + 3, view.u8(alpn + 2), LONGEST_PROTOCOL),
                view.extension(extensions, EARLY_DATA) >= 0,
                view.retry());
    }

    /**
     * The version of the old field, which counts without the extension; 0 when the extension may be in the missing
     * rest.
     */
    private static int legacy(View view, boolean whole) {
        return whole ? view.u16(0) : 0;
    }

    /** The body, in which a read behind the end gives 0. */
    private static final class View {
        private final byte[] body;
        private final int length;

        View(byte[] body, int length) {
            this.body = body;
            this.length = length;
        }

        int u8(int at) {
            return at < length ? body[at] & 0xff : 0;
        }

        int u16(int at) {
            return u8(at) << 8 | u8(at + 1);
        }

        /** Offset of an extension's content, -1 when it is missing or incomplete. */
        int extension(int extensions, int type) {
            int end = Math.min(length, extensions + 2 + u16(extensions));
            for (int at = extensions + 2; at + 4 <= end; at += 4 + u16(at + 2)) {
                if (u16(at) == type) {
                    return at + 4 + u16(at + 2) <= end ? at + 4 : -1;
                }
            }
            return -1;
        }

        int newest(int at, boolean chosen) {
            if (chosen) {
                return u16(at);
            }
            int newest = 0;
            for (int i = 0; i + 1 < u8(at); i += 2) {
                int version = u16(at + 1 + i);
                newest = Version.known(version) ? Math.max(newest, version) : newest;
            }
            return newest;
        }

        String text(int from, int size, int cap) {
            int end = Math.min(length, from + size);
            return from < end ? ShownText.name(Printable.of(body, from, end, cap)) : "";
        }

        boolean retry() {
            long[] random = new long[4];
            for (int i = 0; i < 32; i++) {
                random[i / 8] = random[i / 8] << 8 | u8(RANDOM + i);
            }
            return Arrays.equals(random, RETRY);
        }
    }
}
