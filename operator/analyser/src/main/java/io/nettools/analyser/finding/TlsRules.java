package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.TlsHandshake.Outcome;
import java.util.Optional;

/** The rules about TLS handshakes. */
final class TlsRules {
    private TlsRules() {}

    static Optional<Diagnosis> onPlainPort(TlsFailures failed) {
        if (failed.outcome() != Outcome.AnsweredByHttp && failed.outcome() != Outcome.AnsweredByOther) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(Code.TlsOnPlainPort, failed, failed.server() + " does not speak TLS")
                .meaning("A client begins TLS with " + failed.server() + ", which answers in plain text.")
                .shownBy(Wording.count(failed.count(), "handshake") + " answered in "
                        + (failed.outcome() == Outcome.AnsweredByHttp ? "plain HTTP" : "something other than TLS"))
                .shownBy(failed.example())
                .next(
                        "Write http:// in the client's address, or use the server's TLS port; in an ingress or proxy set the backend's"
                                + " protocol to HTTP."));
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
        boolean certificate = failed.alert(
                "bad_certificate",
                "unsupported_certificate",
                "certificate_revoked",
                "certificate_expired",
                "certificate_unknown",
                "unknown_ca",
                "certificate_required",
                "no_certificate",
                "bad_certificate_status_response");
        if (!certificate) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(Code.TlsCertificateRejected, failed, "certificate rejected at " + failed.server())
                .meaning("One end does not accept the other's certificate at " + failed.server()
                        + ": it has expired, is for another name, or was signed by an unknown authority.")
                .shownBy(Wording.count(failed.count(), "handshake") + " ended by " + failed.alertText())
                .shownBy(failed.offer())
                .shownBy(failed.example())
                .next("Inspect it: openssl s_client -connect HOST:PORT -servername NAME -showcerts. Does"
                        + " the client have the authority"
                        + " that signed it (ca.crt of the Secret), and are the clocks of both"
                        + " machines right?"));
    }

    /** Handshakes to which the server sent nothing until the client gave up. */
    static Optional<Diagnosis> unanswered(TlsFailures failed) {
        boolean silent = failed.failure().first().version().isEmpty()
                && (failed.outcome() == Outcome.Unanswered
                        || failed.outcome() == Outcome.ClosedByClient
                        || failed.outcome() == Outcome.ResetByClient);
        if (!silent) {
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
        boolean other = onPlainPort(failed).isPresent()
                || versionMismatch(failed).isPresent()
                || certificateRejected(failed).isPresent()
                || unanswered(failed).isPresent();
        // who closes after the server's answer may simply have changed his mind: a browser, a scanner
        boolean byAlert = failed.outcome() == Outcome.Alert && !failed.alert("close_notify", "user_canceled");
        boolean byServer = failed.outcome() == Outcome.ClosedByServer || failed.outcome() == Outcome.ResetByServer;
        if (other || (!byAlert && !byServer)) {
            return Optional.empty();
        }
        return Optional.of(diagnosis(Code.TlsHandshakeFailed, failed, "TLS handshakes fail at " + failed.server())
                .meaning("The client and " + failed.server()
                        + " cannot agree on encryption: no cipher in common, an unknown server name, or a"
                        + " missing client certificate.")
                .shownBy(Wording.count(failed.count(), "handshake") + " ended: "
                        + (byAlert ? failed.alertText() : failed.outcome().name()))
                .shownBy(failed.offer())
                .shownBy(failed.example())
                .next("Compare the ciphers, server name (SNI) and client certificates configured at both ends:"
                        + " openssl s_client"
                        + " -connect HOST:PORT -servername NAME; the server's log has its reason."));
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
