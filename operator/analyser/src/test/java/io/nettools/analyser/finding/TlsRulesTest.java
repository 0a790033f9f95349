package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.TlsHandshake.Outcome;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What the end of a handshake means. */
class TlsRulesTest {
    private static final String SERVER = "10.0.0.2:443";
    private static final long NOON = 12L * 3600 * 1_000_000;

    private static TlsFailures failed(Outcome outcome, String alert, String chosen) {
        String by = alert.isEmpty() ? "" : "Server";
        TlsHandshake first = new TlsHandshake(
                "10.0.0.1:40000",
                SERVER,
                "web.test",
                "TLSv1.3",
                chosen,
                "",
                "",
                null,
                alert,
                by,
                outcome,
                null,
                null,
                "",
                null);
        return new TlsFailures(new Failure<>(SERVER, 2, NOON, first), 2);
    }

    /** @param finished whether the client was done with the handshake */
    private static TlsFailures hidden(Outcome outcome, String by, boolean finished, Boolean sent, long count) {
        String alert = outcome == Outcome.Alert ? "encrypted_alert" : "";
        TlsHandshake first = new TlsHandshake(
                "10.0.0.1:40000",
                SERVER,
                "",
                "TLSv1.3",
                "TLSv1.3",
                "",
                "",
                finished ? 2_000L : null,
                alert,
                by,
                outcome,
                null,
                sent,
                "",
                null);
        return new TlsFailures(new Failure<>(SERVER, count, NOON, first), count);
    }

    private static String headline(TlsFailures failed) {
        return Rules.TLS.stream()
                .flatMap(rule -> rule.apply(failed).stream())
                .map(Diagnosis::headline)
                .findFirst()
                .orElse("");
    }

    @Test
    void anEncryptedAlertIsReadFromWhoSentItAndWhen() {
        String client = "the client most likely rejects the certificate of 10.0.0.2:443 (1 of 1)";
        assertEquals(client, headline(hidden(Outcome.Alert, "Client", false, null, 1)));
        String missing = "10.0.0.2:443 most likely wants a client certificate (1 of 1)";
        assertEquals(missing, headline(hidden(Outcome.Alert, "Server", true, false, 1)));
        String rejected = "10.0.0.2:443 most likely rejects the client's certificate (1 of 1)";
        assertEquals(rejected, headline(hidden(Outcome.Alert, "Server", true, true, 1)));
    }

    @Test
    void anEndWithoutAnAlertMeansSomethingOnlyWhenItRepeats() {
        assertEquals("", headline(hidden(Outcome.ClosedByServer, "", true, null, 1)));
        assertEquals(
                "10.0.0.2:443 most likely wants a client certificate (2 of 2)",
                headline(hidden(Outcome.ClosedByServer, "", true, null, 2)));
        assertEquals("", headline(hidden(Outcome.ClosedByClient, "", false, null, 2)));
        assertEquals(
                "the client most likely rejects the certificate of 10.0.0.2:443 (3 of 3)",
                headline(hidden(Outcome.ClosedByClient, "", false, null, 3)));
        TlsFailures some = new TlsFailures(
                hidden(Outcome.ClosedByClient, "", false, null, 3).failure(), 4);
        assertEquals("", headline(some));
    }

    @Test
    void onceACipherIsChosenNobodyMissesOne() {
        Diagnosis found = TlsRules.failed(failed(Outcome.Alert, "internal_error", "TLSv1.3"))
                .orElseThrow();
        assertTrue(!found.message().contains("cipher in common"), found::message);
        Diagnosis before =
                TlsRules.failed(failed(Outcome.Alert, "handshake_failure", "")).orElseThrow();
        assertTrue(before.message().contains("no cipher in common"), before::message);
    }

    private static TlsFailures alert(String name) {
        return failed(Outcome.Alert, name, "");
    }

    private static List<Code> codes(TlsFailures failed) {
        return Rules.TLS.stream()
                .flatMap(rule -> rule.apply(failed).stream())
                .map(Diagnosis::code)
                .toList();
    }

    @Test
    void alertsAboutVersionsAndCertificatesHaveTheirOwnCodes() {
        assertEquals(List.of(Code.TlsVersionMismatch), codes(alert("protocol_version")));
        assertEquals(List.of(Code.TlsCertificateRejected), codes(alert("unknown_ca")));
        assertEquals(List.of(Code.TlsCertificateRejected), codes(alert("certificate_expired")));
        assertEquals(List.of(Code.TlsHandshakeFailed), codes(alert("handshake_failure")));
        assertEquals(List.of(Code.TlsHandshakeFailed), codes(alert("unrecognized_name")));
    }

    @Test
    void aClientThatCancelsIsNoFinding() {
        assertEquals(List.of(), codes(alert("close_notify")));
        assertEquals(List.of(), codes(alert("user_canceled")));
        assertEquals(List.of(), codes(failed(Outcome.ClosedByClient, "", "TLSv1.3")));
        assertEquals(List.of(), codes(failed(Outcome.ResetByClient, "", "TLSv1.3")));
    }

    @Test
    void onlyAClientThatWaitedIsUnanswered() {
        assertEquals(List.of(Code.TlsUnanswered), codes(failed(Outcome.Unanswered, "", "")));
        assertEquals(List.of(), codes(failed(Outcome.ClosedByClient, "", "")));
        assertEquals(List.of(), codes(failed(Outcome.ResetByClient, "", "")));
    }

    @Test
    void aServerThatClosesOrResetsFailedTheHandshake() {
        assertEquals(List.of(Code.TlsHandshakeFailed), codes(failed(Outcome.ClosedByServer, "", "")));
        assertEquals(List.of(Code.TlsHandshakeFailed), codes(failed(Outcome.ResetByServer, "", "TLSv1.2")));
    }

    @Test
    void anAnswerInPlainTextIsTlsOnAPlainPort() {
        assertEquals(List.of(Code.TlsOnPlainPort), codes(failed(Outcome.AnsweredByHttp, "", "")));
        assertEquals(List.of(Code.TlsOnPlainPort), codes(failed(Outcome.AnsweredByOther, "", "")));
    }

    @Test
    void theEvidenceHasAlertOfferAndFirstClient() {
        Diagnosis found = TlsRules.versionMismatch(alert("protocol_version")).orElseThrow();
        assertEquals(
                List.of(
                        "2 handshakes ended by alert protocol_version by the server",
                        "the client offered up to TLSv1.3, server name \"web.test\"",
                        "first from 10.0.0.1 at 12:00:00.000 UTC"),
                found.evidence());
    }

    @Test
    void aFailureOnSomeConnectionsIsAWarning() {
        Failure<TlsHandshake> failure = alert("unknown_ca").failure();
        TlsFailures all = new TlsFailures(failure, 2);
        TlsFailures some = new TlsFailures(failure, 3);
        assertEquals(
                Severity.Error, TlsRules.clientCertificate(all).orElseThrow().severity());
        assertEquals(
                Severity.Warning, TlsRules.clientCertificate(some).orElseThrow().severity());
    }

    @Provide
    static Arbitrary<String> alerts() {
        return Arbitraries.of(
                "", "close_notify", "protocol_version", "bad_certificate", "no_application_protocol", "alert 200");
    }

    /** However a handshake fails, it has one meaning at most. */
    @Property(tries = 500)
    void aFailureHasAtMostOneCode(@ForAll Outcome outcome, @ForAll("alerts") String alert, @ForAll boolean answered) {
        TlsFailures failed = failed(outcome, outcome == Outcome.Alert ? alert : "", answered ? "TLSv1.3" : "");
        assertTrue(codes(failed).size() <= 1, () -> failed + " " + codes(failed));
    }
}
