package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.TlsHandshake.Outcome;
import java.util.Optional;

/** The rules about TLS handshakes. */
final class TlsRules {
    private TlsRules() {}

    /** A server that does not expect the header takes it for the beginning of the handshake. */
    static Optional<Diagnosis> proxyHeader(TlsFailures failed) {
        boolean refused = failed.byServer() || otherProtocol(failed);
        if (!failed.proxyHeader() || failed.chosen() || !refused) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(
                        Code.TlsHandshakeFailed,
                        failed,
                        failed.server() + " most likely does not expect the PROXY header it gets")
                .meaning("The client sends a header of the PROXY protocol before TLS; " + failed.server()
                        + " refuses it instead of answering the handshake: most likely it does not expect that"
                        + " header.")
                .shownBy(otherProtocol(failed) ? inPlainText(failed) : failed.ended())
                .shownBy(failed.example())
                .next("Switch the PROXY protocol on in the server (listen ... ssl proxy_protocol;"
                        + " use-proxy-protocol; accept-proxy), or off in the load balancer before it."));
    }

    private static boolean otherProtocol(TlsFailures failed) {
        return failed.outcome() == Outcome.AnsweredByHttp || failed.outcome() == Outcome.AnsweredByOther;
    }

    private static String inPlainText(TlsFailures failed) {
        return Wording.count(failed.count(), "handshake") + " answered in " + spoken(failed);
    }

    private static String spoken(TlsFailures failed) {
        String name = failed.failure().first().answeredIn();
        return failed.outcome() == Outcome.AnsweredByHttp
                ? "plain HTTP"
                : name.isEmpty() ? "something other than TLS" : name;
    }

    static Optional<Diagnosis> onPlainPort(TlsFailures failed) {
        if (!otherProtocol(failed) || proxyHeader(failed).isPresent()) {
            return Optional.empty();
        }
        String name = failed.failure().first().answeredIn();
        String place = failed.server() + " does not speak TLS";
        String headline = name.isEmpty() ? place : place + ", it answers with " + name;
        boolean http = failed.outcome() == Outcome.AnsweredByHttp;
        return Optional.of(diagnosis(Code.TlsOnPlainPort, failed, headline)
                .meaning("A client begins TLS with " + failed.server() + ", which answers in "
                        + (name.isEmpty() ? "plain text" : spoken(failed)) + ".")
                .shownBy(inPlainText(failed))
                .shownBy(failed.example())
                .next(
                        http || name.isEmpty()
                                ? "Write http:// in the client's address, or use the server's TLS port; in an ingress or"
                                        + " proxy set the backend's protocol to HTTP."
                                : "Compare the port in the client's address with the server's. Where the port is right,"
                                        + " switch TLS off in the client, or set it to begin TLS as the protocol says"
                                        + " (STARTTLS)."));
    }

    static Optional<Diagnosis> versionMismatch(TlsFailures failed) {
        if (!failed.alert("protocol_version", "insufficient_security", "inappropriate_fallback")) {
            return Optional.empty();
        }
        return Optional.of(
                diagnosis(Code.TlsVersionMismatch, failed, "no TLS version in common with " + failed.server())
                        .meaning("The client and " + failed.server()
                                + " have no TLS version in common: one of them is too old or too strict.")
                        .shownBy(Wording.count(failed.count(), "handshake") + " ended by " + failed.alertText())
                        .shownBy(failed.offer())
                        .shownBy(failed.example())
                        .next(
                                "Update the older end, or let the stricter one accept an older version (ssl_protocols, minProtocolVersion,"
                                        + " MinVersion)."));
    }

    static Optional<Diagnosis> certificateRejected(TlsFailures failed) {
        if (!failed.byClientsVerdict()) {
            return Optional.empty();
        }
        String likely = failed.hidden() ? "most likely " : "";
        return Optional.of(diagnosis(
                        Code.TlsCertificateRejected,
                        failed,
                        "the client " + likely + "rejects the certificate of " + failed.server())
                .meaning(
                        failed.hidden()
                                ? "The client leaves once " + failed.server() + " has shown its certificate. "
                                        + (failed.alert("") ? "No alert says why" : "TLS 1.3 hides the reason")
                                        + "; most likely the certificate has expired, is for another name or from an"
                                        + " unknown authority."
                                : "The client does not accept the certificate of " + failed.server()
                                        + ": it has expired, is for another name, or was signed by an unknown"
                                        + " authority.")
                .shownBy(failed.ended())
                .shownBy(failed.offer())
                .shownBy(failed.example())
                .next("Inspect it: openssl s_client -connect HOST:PORT -servername NAME -showcerts. Does"
                        + " the client have the authority"
                        + " that signed it (ca.crt of the Secret), and are the clocks of both"
                        + " machines right? The client's log has the reason."));
    }

    static Optional<Diagnosis> clientCertificate(TlsFailures failed) {
        if (!failed.byServersVerdict()) {
            return Optional.empty();
        }
        String likely = failed.hidden() ? "most likely " : "";
        String what = failed.withCertificate() ? "rejects the client's certificate" : "wants a client certificate";
        return Optional.of(diagnosis(Code.TlsCertificateRejected, failed, failed.server() + " " + likely + what)
                .meaning(failed.server() + " ends the handshake at the client's part of it: " + likely
                        + "it wants a client certificate (mutual TLS) and "
                        + clientsPart(failed))
                .shownBy(failed.ended())
                .shownBy(failed.offer())
                .shownBy(failed.example())
                .next("Give the client a certificate and key from an authority that the server trusts, and try them:"
                        + " openssl s_client -connect HOST:PORT -servername NAME -cert tls.crt -key tls.key. The"
                        + " server's log has the reason."));
    }

    private static String clientsPart(TlsFailures failed) {
        if (failed.withoutCertificate()) {
            return "the client has none.";
        }
        return failed.withCertificate()
                ? "does not accept the client's."
                : "the client has none, or one that is not accepted.";
    }

    /** Handshakes to which the server sent nothing until the client gave up. */
    static Optional<Diagnosis> unanswered(TlsFailures failed) {
        if (failed.outcome() != Outcome.Unanswered) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(Code.TlsUnanswered, failed, failed.server() + " does not answer TLS handshakes")
                .meaning(failed.server()
                        + " accepts connections but does not answer the TLS ClientHello: it hangs, is"
                        + " overloaded, or expects another protocol first.")
                .shownBy(Wording.count(failed.count(), "ClientHello") + " unanswered until the client gave up")
                .shownBy(failed.offer())
                .shownBy(failed.example())
                .next(
                        "Does that port speak TLS at all (openssl s_client -connect HOST:PORT)? Does the server expect the PROXY protocol"
                                + " or STARTTLS first? Look at its CPU and log."));
    }

    static Optional<Diagnosis> failed(TlsFailures failed) {
        boolean other = proxyHeader(failed).isPresent()
                || versionMismatch(failed).isPresent()
                || failed.byClientsVerdict()
                || failed.byServersVerdict();
        // who closes after the server's answer may simply have changed his mind: a browser, a scanner
        boolean byAlert = failed.outcome() == Outcome.Alert && !failed.alert("close_notify", "user_canceled");
        // once the client is done, a single end may have any reason
        boolean byServer = failed.outcome() != Outcome.Alert && failed.byServer() && !failed.afterFinished();
        if (other || (!byAlert && !byServer)) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(Code.TlsHandshakeFailed, failed, "TLS handshakes fail at " + failed.server())
                .meaning(reason(failed))
                .shownBy(failed.ended())
                .shownBy(failed.offer())
                .shownBy(failed.example())
                .next("Compare the ciphers, server name (SNI) and client certificates configured at both ends:"
                        + " openssl s_client"
                        + " -connect HOST:PORT -servername NAME; the server's log has its reason."));
    }

    private static String reason(TlsFailures failed) {
        String both = "The client and " + failed.server() + " ";
        if (failed.alert("unrecognized_name")) {
            return failed.server() + " has no certificate for the server name that the client sends (SNI).";
        }
        if (failed.alert("no_application_protocol")) {
            return both + "have no application protocol in common (ALPN: h2, http/1.1).";
        }
        if (failed.chosen()) {
            return both + "agreed on version and cipher; then " + (failed.byServer() ? "the server" : "the client")
                    + " ended the handshake.";
        }
        return failed.outcome() == Outcome.Alert
                ? both + "cannot agree on encryption: no cipher in common, an unknown server name, or a"
                        + " setting that one end insists on."
                : failed.server() + " closes the connection instead of answering the ClientHello: no TLS on this port,"
                        + " an unknown server name, or a PROXY header that it misses.";
    }

    private static Diagnosis diagnosis(Code code, TlsFailures failed, String headline) {
        return Diagnosis.of(
                        code,
                        failed.server(),
                        failed.count(),
                        headline + " (" + Wording.of(failed.count(), Math.max(failed.count(), failed.connections()))
                                + ")")
                .outOf(failed.connections());
    }
}
