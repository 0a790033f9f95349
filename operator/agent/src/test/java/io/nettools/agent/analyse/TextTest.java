package io.nettools.agent.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.shape.Listed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Finding FINDING = new Finding(
            "ServerSlow",
            Finding.Severity.Warning,
            "The server is slow.",
            List.of("took 3 s", "on /cart"),
            "Look at the server.",
            "");
    private static final DnsTransaction TIMEOUT =
            new DnsTransaction("10.0.0.1:999", "10.0.0.53:53", "UDP", "db.shop", "AAAA", "", 0, 3, null, null);
    private static final TlsHandshake ALERT = new TlsHandshake(
            "10.0.0.1:7",
            "10.0.0.2:443",
            "shop.example",
            "TLSv1.3",
            "",
            "h2",
            "",
            null,
            "handshake_failure",
            "Server",
            TlsHandshake.Outcome.Alert,
            null,
            null,
            "",
            null);

    private static final PostgresStartup NO_DATABASE = new PostgresStartup(
            "10.0.0.1:8",
            "10.0.0.2:5432",
            "shop",
            "",
            PostgresStartup.Encryption.NotAsked,
            "SASL",
            PostgresStartup.Outcome.Error,
            "FATAL",
            "3D000",
            "invalid_catalog_name",
            "it does not exist",
            9_500L);

    private static Report report(List<Finding> findings, List<DnsTransaction> dns, List<TlsHandshake> tls) {
        return report(findings, dns, tls, List.of());
    }

    private static Report report(
            List<Finding> findings, List<DnsTransaction> dns, List<TlsHandshake> tls, List<PostgresStartup> postgres) {
        return new Report(
                new Report.Extent("", 1, 60, 0, 0, 0),
                "",
                findings,
                Listed.none(),
                new Report.Protocols(
                        Listed.none(),
                        new Listed<>(dns.size(), dns),
                        new Listed<>(7, tls),
                        new Listed<>(postgres.size(), postgres),
                        Listed.none()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static List<String> text(Report report) {
        return Text.of(new Analysis("f", 1, report)).lines().toList();
    }

    @Test
    void aFindingIsASentenceAboveItsEvidenceAndNextStep() {
        List<String> lines = text(report(List.of(FINDING), List.of(), List.of()));
        int sentence = lines.indexOf("WARNING ServerSlow: The server is slow.");
        assertTrue(sentence > 0, lines::toString);
        assertEquals(
                List.of("  took 3 s", "  on /cart", "  Next: Look at the server."),
                lines.subList(sentence + 1, sentence + 4));
    }

    @Test
    void findingsComeBeforeTheTables() {
        List<String> lines = text(report(List.of(FINDING), List.of(TIMEOUT), List.of()));
        assertTrue(lines.indexOf("DNS") > lines.indexOf("  Next: Look at the server."), lines::toString);
    }

    @Test
    void anAbsentValueIsADash() {
        List<String> lines = text(report(List.of(), List.of(TIMEOUT), List.of(ALERT)));
        assertTrue(lines.stream().anyMatch(line -> line.matches(".*UDP +- +0 +- +3 +AAAA db\\.shop")), lines::toString);
        assertTrue(
                lines.stream()
                        .anyMatch(line ->
                                line.matches(".*TLSv1\\.3 +- +- +h2 +- +handshake_failure by server +shop\\.example")),
                lines::toString);
    }

    @Test
    void aDatabaseStartUpIsARowWithTheServersMessage() {
        List<String> lines = text(report(List.of(), List.of(), List.of(), List.of(NO_DATABASE)));
        String row = ".*:5432 +shop +- +notasked +SASL +9\\.5 ms +error 3D000 invalid_catalog_name +it does not exist";
        assertTrue(lines.contains("PostgreSQL"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches(row)), lines::toString);
    }

    @Test
    void aCutListShowsTheNumberOfAllEntries() {
        assertTrue(text(report(List.of(), List.of(), List.of(ALERT))).contains("TLS (1 of 7; --full lists all)"));
    }

    @Test
    void anEmptyReportHasTwoLines() {
        assertEquals(2, text(report(List.of(), List.of(), List.of())).size());
    }
}
