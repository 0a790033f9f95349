package io.nettools.analyser.report;

/**
 * One TLS handshake, as far as it is in the clear (RFC 8446, RFC 5246).
 *
 * @param client the end that began
 * @param server the other end
 * @param serverName server name that the client sent (SNI); text from the network; absent when it sent none
 * @param offered the newest version that the client offered, e.g. TLSv1.3
 * @param version version that the server chose; absent when it did not answer
 * @param alpn application protocol, e.g. h2 or http/1.1; text from the network; absent without ALPN
 * @param cipher cipher suite that the server chose; absent when it did not answer
 * @param handshakeMicroseconds from the client's first message until data could flow; absent when that was not seen
 * @param alert alert that ended the handshake, e.g. handshake_failure; absent without an alert
 * @param alertBy end that sent the alert, Client or Server; absent without an alert
 * @param outcome how the handshake ended
 * @param certificateRequested true when the server asked for the client's certificate; in TLS 1.3 that is encrypted, and only the
 *     length of the client's answer shows it
 * @param certificateSent whether the client sent a certificate when the server asked for one; absent when that was not seen
 * @param answeredIn protocol in which the server answered instead of TLS, e.g. SSH; absent otherwise
 * @param proxyHeader true when the client sent a header of the PROXY protocol before it began TLS
 */
public record TlsHandshake(
        String client,
        String server,
        String serverName,
        String offered,
        String version,
        String alpn,
        String cipher,
        Long handshakeMicroseconds,
        String alert,
        String alertBy,
        Outcome outcome,
        Boolean certificateRequested,
        Boolean certificateSent,
        String answeredIn,
        Boolean proxyHeader) {

    /** How a handshake ended. */
    public enum Outcome {
        /** Data may flow. */
        Completed,
        /** Still going on when the capture ended, or its end was not seen. */
        Underway,
        /** The server has sent nothing since the ClientHello. */
        Unanswered,
        /** One end refused it with an alert. */
        Alert,
        /** The client closed the connection (FIN). */
        ClosedByClient,
        /** The server closed the connection (FIN). */
        ClosedByServer,
        ResetByClient,
        ResetByServer,
        /** The server answered in plain HTTP. */
        AnsweredByHttp,
        /** The server answered, but not in TLS. */
        AnsweredByOther
    }
}
