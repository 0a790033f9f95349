package io.nettools.analyser.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report about psql talking to PostgreSQL; see resources/captures/README.md. */
class RealStartupsTest {
    private static Report report() throws IOException {
        try (InputStream in = RealStartupsTest.class.getResourceAsStream("/captures/postgres.pcap")) {
            return Capture.report(in.readAllBytes());
        }
    }

    private static String told(PostgresStartup one) {
        return String.join(
                        " ",
                        one.user(),
                        one.database(),
                        one.encryption().name(),
                        one.authentication(),
                        one.outcome().name(),
                        one.sqlState(),
                        one.message())
                .strip()
                .replaceAll(" +", " ");
    }

    @Test
    void startUpsHaveTheirUserDatabaseAndOutcome() throws IOException {
        assertEquals(
                List.of(
                        "shop orders NotAsked SASL Error 28P01 password authentication failed for user \"shop\"",
                        "shop ordres NotAsked SASL Error 3D000 database \"ordres\" does not exist",
                        "Refused EncryptionRefused",
                        "nobody orders NotAsked Error 28000 no pg_hba.conf entry for host \"10.7.0.1\", user \"nobody\","
                                + " database \"orders\", no encryption",
                        "shop orders NotAsked Error 53300 sorry, too many clients already",
                        "shop orders NotAsked SASL Ready",
                        "shop orders Refused SASL Ready",
                        "old orders NotAsked MD5Password Ready",
                        "older orders NotAsked CleartextPassword Ready",
                        "guest orders NotAsked None Ready",
                        "shop orders NotAsked SASL Ready",
                        "Tls Encrypted"),
                report().protocols().postgres().first().stream()
                        .map(RealStartupsTest::told)
                        .toList());
    }

    @Test
    void startUpsInTheClearAreTimed() throws IOException {
        for (PostgresStartup one : report().protocols().postgres().first()) {
            boolean timed = !one.user().isEmpty();
            assertTrue(timed ? one.latencyMicroseconds() > 100 : one.latencyMicroseconds() == null, one::toString);
        }
    }

    @Test
    void theFollowingTlsIsReadAndNoPasswordIsShown() throws IOException {
        assertEquals("TLSv1.3", report().protocols().tls().first().getFirst().version());
        assertFalse(report().toString().contains("right"));
    }
}
