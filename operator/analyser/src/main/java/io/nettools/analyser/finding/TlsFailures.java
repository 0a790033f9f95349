package io.nettools.analyser.finding;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.TlsHandshake.Outcome;
import io.nettools.analyser.text.Quoted;

/**
 * TLS handshakes with one server that failed in one way.
 *
 * @param connections to that server, including successful ones
 */
record TlsFailures(Failure<TlsHandshake> failure, long connections) {
    private static final int TWICE = 2;
    private static final int OFTEN = 3;

    String server() {
        return failure.server();
    }

    long count() {
        return failure.count();
    }

    Outcome outcome() {
        return failure.first().outcome();
    }

    boolean alert(String... names) {
        for (String name : names) {
            if (failure.first().alert().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the server has chosen version and cipher. */
    boolean chosen() {
        return !failure.first().version().isEmpty() || !failure.first().cipher().isEmpty();
    }

    boolean byServer() {
        return outcome() == Outcome.Alert
                ? failure.first().alertBy().equals("Server")
                : outcome() == Outcome.ClosedByServer || outcome() == Outcome.ResetByServer;
    }

    /** Whether the client sent a header of the PROXY protocol. */
    boolean proxyHeader() {
        return Boolean.TRUE.equals(failure.first().proxyHeader());
    }

    private boolean certificateAlert() {
        return alert(
                "bad_certificate",
                "unsupported_certificate",
                "certificate_revoked",
                "certificate_expired",
                "certificate_unknown",
                "unknown_ca",
                "certificate_required",
                "no_certificate",
                "bad_certificate_status_response");
    }

    /** Whether TLS 1.3 encrypts the reason, so that only what went before shows it. */
    boolean hidden() {
        return alert("encrypted_alert", "");
    }

    /** Whether the client does not accept the server's certificate. */
    boolean byClientsVerdict() {
        if (byServer()) {
            return false;
        }
        // who closes without an alert may have changed his mind, as scanners do: only if it never goes well
        boolean withoutAlert = outcome() == Outcome.ClosedByClient || outcome() == Outcome.ResetByClient;
        boolean always = count() >= OFTEN && count() >= connections;
        return certificateAlert() || (tls13() && alert("encrypted_alert")) || (withoutAlert && chosen() && always);
    }

    /** Whether the server does not accept the client's certificate, or misses one. */
    boolean byServersVerdict() {
        if (!byServer()) {
            return false;
        }
        boolean asked = Boolean.TRUE.equals(failure.first().certificateRequested());
        boolean unsaid = hidden() && outcome() != Outcome.Alert;
        return certificateAlert()
                || (chosen() && asked && (alert("handshake_failure") || unsaid))
                || (afterFinished() && (alert("encrypted_alert") || (unsaid && count() >= TWICE)));
    }

    /** Whether the client, but not the server, was done with the handshake. */
    boolean afterFinished() {
        return failure.first().handshakeMicroseconds() != null;
    }

    private boolean tls13() {
        return failure.first().version().equals("TLSv1.3");
    }

    /** Whether the client has no certificate for a server that wants one. */
    boolean withoutCertificate() {
        return Boolean.FALSE.equals(failure.first().certificateSent())
                || alert("certificate_required", "no_certificate");
    }

    /** Whether the client has a certificate. */
    boolean withCertificate() {
        return Boolean.TRUE.equals(failure.first().certificateSent()) && !withoutCertificate();
    }

    /** How the handshakes ended. */
    String ended() {
        String handshakes = Wording.count(count(), "handshake") + " ended by ";
        if (outcome() == Outcome.Alert) {
            boolean encrypted = alert("encrypted_alert");
            return handshakes + (encrypted ? "an encrypted " + alertText() + ", known by its length" : alertText());
        }
        boolean reset = outcome() == Outcome.ResetByClient || outcome() == Outcome.ResetByServer;
        return handshakes + (byServer() ? "the server" : "the client") + ", without an alert"
                + (reset ? " (RST)" : " (FIN)");
    }

    /** The alert and its sender; empty without one. */
    String alertText() {
        TlsHandshake first = failure.first();
        String by = first.alertBy().equals("Client") ? "the client" : "the server";
        if (alert("encrypted_alert")) {
            return "alert by " + by;
        }
        return first.alert().isEmpty() ? "" : "alert " + first.alert() + " by " + by;
    }

    /** Version and server name that the client offered, and the version that the server chose. */
    String offer() {
        TlsHandshake first = failure.first();
        String chosen = first.version().isEmpty() ? "" : "the server chose " + first.version();
        if (first.offered().isEmpty()) {
            // the snap length cut off the rest of the ClientHello
            return chosen;
        }
        String name = first.serverName().isEmpty() ? "no server name" : "server name " + Quoted.of(first.serverName());
        return "the client offered up to " + first.offered() + ", " + name + (chosen.isEmpty() ? "" : ", " + chosen);
    }

    String example() {
        return Wording.first(failure.first().client(), failure.firstMicros());
    }
}
