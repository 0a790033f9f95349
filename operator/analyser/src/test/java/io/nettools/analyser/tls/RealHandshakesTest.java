package io.nettools.analyser.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.wire.Capture;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of openssl s_client talking to openssl s_server; see resources/captures/README.md. */
class RealHandshakesTest {
    private static TlsHandshake only(String name) throws IOException {
        try (InputStream in = RealHandshakesTest.class.getResourceAsStream("/captures/" + name + ".pcap")) {
            Report report = Capture.report(in.readAllBytes());
            assertEquals(1, report.protocols().tls().count());
            return report.protocols().tls().first().getFirst();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls13-alpn, TLSv1.3, TLSv1.3, TLS_AES_256_GCM_SHA384, Completed",
        "tls12-mutual, TLSv1.3, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, Completed",
        "tls-retry, TLSv1.3, TLSv1.3, TLS_AES_256_GCM_SHA384, Completed",
        "tls-snap, '', TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, Completed",
        "tls12-nocert, TLSv1.3, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, Alert",
        "tls-unknown-ca, TLSv1.3, TLSv1.3, TLS_AES_256_GCM_SHA384, Alert",
        "tls12-unknown-ca, TLSv1.3, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, Alert",
        "tls-version, TLSv1.2, '', '', Alert",
        "tls-no-cipher, TLSv1.2, '', '', Alert"
    })
    void offerChoiceAndOutcome(String name, String offered, String version, String cipher, String outcome)
            throws IOException {
        TlsHandshake one = only(name);
        assertEquals(
                String.join(" ", offered, version, cipher, outcome),
                String.join(
                        " ",
                        one.offered(),
                        one.version(),
                        one.cipher(),
                        one.outcome().name()));
        assertEquals(outcome.equals("Completed"), one.handshakeMicroseconds() != null);
    }

    @ParameterizedTest
    @CsvSource({
        "tls12-nocert, handshake_failure, Server",
        "tls-unknown-ca, unknown_ca, Client",
        "tls12-unknown-ca, unknown_ca, Client",
        "tls-version, protocol_version, Server",
        "tls-no-cipher, handshake_failure, Server"
    })
    void alertAndItsSender(String name, String alert, String by) throws IOException {
        assertEquals(alert + " " + by, only(name).alert() + " " + only(name).alertBy());
    }

    @Test
    void nameAndProtocolAskedFor() throws IOException {
        assertEquals(
                "web.test h2",
                only("tls13-alpn").serverName() + " " + only("tls13-alpn").alpn());
        assertEquals(true, only("tls12-mutual").certificateRequested());
    }
}
