package io.nettools.analyser.tls;

/**
 * What lengths tell of the client's protected records in TLS 1.3, in which everything behind the ServerHello is
 * encrypted (RFC 8446 §5.2): content, 1 byte of type, tag. Before the Finished a client can send an alert or its
 * certificate and nothing else, once early data is out of the question.
 *
 * <pre>
 *  alert 2 | Certificate without a certificate 8 | Finished 4 + 32 or 48
 * </pre>
 */
final class Secrets {
    private static final int TYPE = 1;
    private static final int TAG = 16;
    private static final int SHORT_TAG = 8;
    private static final int CCM_8 = 0x1305;

    private static final int ALERT = 2;
    private static final int NO_CERTIFICATE = 8;
    private static final int SHORTEST_CERTIFICATE = 300;
    private static final int FINISHED_256 = 4 + 32;
    private static final int FINISHED_384 = 4 + 48;

    private boolean alert;
    private boolean any;
    private boolean noCertificate;
    private boolean certificate;
    private boolean finished;
    private boolean left;
    private long serverBytes;

    /** The client's next record behind the ServerHello. */
    void byClient(int length, int cipher) {
        int content = length - TYPE - tag(cipher);
        if (finished || alert) {
            // a second short record behind an alert is close_notify behind user_canceled
            left |= content == ALERT || alert;
            return;
        }
        any = true;
        certificate |= content >= SHORTEST_CERTIFICATE;
        noCertificate |= content == NO_CERTIFICATE
                || content == NO_CERTIFICATE + FINISHED_256
                || content == NO_CERTIFICATE + FINISHED_384;
        finished = content >= FINISHED_256;
        alert = !finished && !noCertificate;
    }

    /** The server's next bytes. */
    void byServer(int count) {
        serverBytes += finished ? count : 0;
    }

    private static int tag(int cipher) {
        return cipher == CCM_8 ? SHORT_TAG : TAG;
    }

    /** Whether the client ended the handshake with an alert, unless it goes on. */
    boolean clientAlert() {
        return alert && !left;
    }

    /** Whether the client answered the server's request for its certificate without one. */
    boolean noCertificate() {
        return noCertificate;
    }

    /** Whether a record of the client is so long that it has a certificate. */
    boolean certificate() {
        return certificate;
    }

    /** Whether there was one. */
    boolean any() {
        return any;
    }

    boolean clientFinished() {
        return finished;
    }

    /** Whether the client went on after the alert, or left by an alert after its Finished. */
    boolean clientLeft() {
        return left;
    }

    /** Whether the server has sent more than an alert since the client's Finished. */
    boolean serverGoesOn(int cipher) {
        return serverBytes > 0 && !serverAlert(cipher);
    }

    /** Whether what the server has sent since the client's Finished is as long as one alert. */
    boolean serverAlert(int cipher) {
        return serverBytes == Records.HEADER + ALERT + TYPE + tag(cipher);
    }
}
