package io.nettools.analyser.tls;

/** What is known of both ends' certificates: whether they came, not what is in them. */
final class Certificates {
    /** Length of a Certificate up to TLS 1.2 without a certificate. */
    private static final int EMPTY = 3;
    /** Shortest protected flight of a TLS 1.3 server with a certificate; in a resumed session, without, it is shorter. */
    private static final int SHORTEST_FLIGHT = 300;

    private boolean shown;
    private int flight;
    private boolean requested;
    private boolean missing;
    private boolean sent;

    void byServer(int type) {
        requested |= type == Messages.CERTIFICATE_REQUEST;
        shown |= type == Messages.CERTIFICATE;
    }

    void byClient(int type, int length) {
        missing |= type == Messages.CERTIFICATE && length == EMPTY;
        sent |= type == Messages.CERTIFICATE && length > EMPTY;
        answered();
    }

    /** Takes a protected record of a TLS 1.3 server behind its ServerHello. */
    void serverSecret(int length) {
        flight += length;
    }

    /** Takes what the lengths of the client's protected records show. */
    void byClient(Secrets secrets) {
        missing |= secrets.noCertificate();
        sent |= secrets.certificate();
        answered();
    }

    /** A client says something about its certificate only when it is asked. */
    private void answered() {
        requested |= missing || sent;
    }

    /** Whether the server's certificate came. */
    boolean shown() {
        return shown || flight >= SHORTEST_FLIGHT;
    }

    boolean sent() {
        return sent;
    }

    /** True when the server asked for the client's certificate; else null. */
    Boolean asReportedRequested() {
        return requested ? true : null;
    }

    /** Whether the client sent its certificate; null when that is not known. */
    Boolean asReportedSent() {
        if (missing) {
            return false;
        }
        return sent ? true : null;
    }
}
