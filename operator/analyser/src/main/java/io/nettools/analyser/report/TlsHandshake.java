package io.nettools.analyser.report;

/**
 * The part of a TLS connection that is in the clear (RFC 8446, RFC 5246).
 *
 * @param client end that began, as in {@link Flow}
 * @param server the other end
 * @param serverName that the client asked for (SNI, RFC 6066 §3); empty without
 * @param offered the newest version that the client offered, e.g. TLSv1.3
 * @param version that the server chose; empty when it has not answered
 * @param alpn protocol that the server chose, else the first that the client offered (RFC 7301); empty without
 * @param cipher suite that the server chose, by its IANA name; empty when it has not answered
 * @param handshakeMicros from the ClientHello until data may flow (the last Finished; in TLS 1.3 the client's), µs; -1 when it was not seen
 * @param alert that ended it, by its name (RFC 8446 §6), e.g. handshake_failure; empty without
 * @param alertBy {@code Client} or {@code Server}; empty without alert
 * @param outcome how it ended
 * @param resumed whether the server took up an earlier session
 * @param certificateRequested whether the server asked for the client's certificate; in TLS 1.3 that is encrypted and not seen
 */
public record TlsHandshake(
        String client,
        String server,
        String serverName,
        String offered,
        String version,
        String alpn,
        String cipher,
        long handshakeMicros,
        String alert,
        String alertBy,
        Outcome outcome,
        boolean resumed,
        boolean certificateRequested) {

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
