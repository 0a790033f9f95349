package io.nettools.analyser.finding;

import static io.nettools.analyser.wire.Postgres.authentication;
import static io.nettools.analyser.wire.Postgres.error;
import static io.nettools.analyser.wire.Postgres.sslRequest;
import static io.nettools.analyser.wire.Postgres.startup;
import static io.nettools.analyser.wire.Postgres.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ends of start-ups are findings, and how they are put together. */
class PostgresRulesTest {
    private static final String START = startup("user", "shop", "database", "orders");

    private final Capture capture = Capture.of(Capture.RAW);
    private int connections;

    private Talk open() {
        return new Talk(capture, 40_000 + connections++).handshake();
    }

    private List<Finding> findings() {
        return capture.report().findings();
    }

    private List<String> codes() {
        return findings().stream().map(Finding::code).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "28P01, DatabaseLoginRefused",
        "28000, DatabaseLoginRefused",
        "3D000, DatabaseLoginRefused",
        "42501, DatabaseLoginRefused",
        "08P01, DatabaseLoginRefused",
        "57014, DatabaseLoginRefused",
        "53300, DatabaseUnavailable",
        "53200, DatabaseUnavailable",
        "57P01, DatabaseUnavailable",
        "57P03, DatabaseUnavailable"
    })
    void theSqlStateDecidesBetweenLoginRefusedAndUnavailable(String sqlState, String code) {
        open().asks(START).answers(error(sqlState, "so it is"));
        assertEquals(List.of(code), codes());
        assertTrue(findings().getFirst().evidence().toString().contains(sqlState), findings()::toString);
    }

    @Test
    void aDatabaseWithoutAnAnswerOrWithAnotherProtocolIsUnavailable() {
        open().asks(START).clientEnds();
        assertEquals(List.of("DatabaseUnavailable"), codes());
        open().asks(START).answers("HTTP/1.1 400 Bad Request\r\n");
        open().asks(START).serverEnds();
        assertEquals(3, findings().size());
        assertEquals(List.of("DatabaseUnavailable"), codes().stream().distinct().toList());
    }

    @Test
    void aClientThatLeavesWhenAskedForAPasswordIsNoFinding() {
        open().asks(START).answers(authentication(10, "SCRAM-SHA-256\0\0")).clientEnds();
        assertEquals(List.of(), codes());
    }

    @Test
    void refusedEncryptionIsAFindingOnlyIfTheClientLeaves() {
        open().asks(sslRequest()).answers("N").asks(START).answers(welcome());
        assertEquals(List.of(), codes());
        open().asks(sslRequest()).answers("N").clientEnds();
        assertEquals(List.of("DatabaseLoginRefused"), codes());
    }

    @Test
    void anErrorIsAWarningIfAnotherLoginSucceeds() {
        open().asks(START).answers(error("57P03", "the database system is starting up"));
        assertEquals(Severity.Error, findings().getFirst().severity());
        open().asks(START).answers(welcome());
        assertEquals(Severity.Warning, findings().getFirst().severity());
    }

    @Test
    void aFullServerIsOneFindingForAllUsers() {
        for (String user : List.of("shop", "cart", "mail", "cron", "root")) {
            open().asks(startup("user", user)).answers(error("53300", "sorry, too many clients already"));
        }
        assertEquals(List.of("DatabaseUnavailable"), codes());
        assertTrue(capture.report().summary().contains("5 of 5"), capture.report()::summary);
    }

    @Test
    void twoUsersWithWrongPasswordsAreTwoFindings() {
        for (String user : List.of("shop", "cart", "shop")) {
            open().asks(startup("user", user)).answers(error("28P01", "password authentication failed"));
        }
        assertEquals(2, findings().size());
        assertTrue(findings().getFirst().evidence().contains("user \"shop\""), findings()::toString);
        assertTrue(findings().get(1).evidence().contains("user \"cart\""), findings()::toString);
    }

    @Test
    void aThousandUsersWithWrongPasswordsAreOneFinding() {
        for (int i = 0; i < 1000; i++) {
            open().asks(startup("user", "u" + i)).answers(error("28P01", "password authentication failed"));
        }
        assertEquals(1, findings().size());
        assertEquals(1000, capture.report().protocols().postgres().count());
    }

    @Test
    void aResetByTheServerIsReportedAsAReset() {
        open().asks(START).server("R.", 1, "");
        assertEquals(List.of("ConnectionReset"), codes());
    }
}
