package io.nettools.planner.status;

import io.nettools.analyser.report.TlsHandshake;

/**
 * One TLS handshake, as far as it is in the clear.
 *
 * @param client the end that began
 * @param server the other end
 * @param serverName name that the client asked for (SNI); absent without
 * @param offered the newest version that the client offered, e.g. TLSv1.3
 * @param version that the server chose; absent when it has not answered
 * @param alpn protocol spoken above, e.g. h2 or http/1.1; absent without
 * @param cipher suite that the server chose; absent when it has not answered
 * @param handshakeMicroseconds from the client's first message until data could flow; absent when that was not seen
 * @param alert that ended it, e.g. handshake_failure; absent without
 * @param alertBy which end sent the alert, Client or Server; absent without
 * @param outcome how the handshake ended
 */
public record TlsAnswer(
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
        TlsHandshake.Outcome outcome) {

    public static TlsAnswer of(TlsHandshake one) {
        return new TlsAnswer(
                one.client(),
                one.server(),
                one.serverName(),
                one.offered(),
                one.version(),
                one.alpn(),
                one.cipher(),
                one.handshakeMicros() < 0 ? null : one.handshakeMicros(),
                one.alert(),
                one.alertBy(),
                one.outcome());
    }
}
