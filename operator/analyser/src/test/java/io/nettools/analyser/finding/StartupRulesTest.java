package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.opening.Failure;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.startup.Cause;
import io.nettools.analyser.startup.Protocol;
import io.nettools.analyser.startup.Refusal;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which refused starts are findings, and how they are put together. */
class StartupRulesTest {
    private static final String FULL = "\u001d\0\0\0\u00ff\u0010\4#08004Too many connections";
    private static final String HEADER = "AMQP\0\0\t\1";

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

    private static List<Diagnosis> diagnoses(Protocol protocol, Cause cause, long count, long connections) {
        Refusal first =
                new Refusal("10.0.0.1:40000", "10.0.0.2:9000", protocol, cause, "42", "the server's words", "shop");
        StartupFailures failed = new StartupFailures(new Failure<>(first.server(), count, 0, first), connections);
        return Rules.STARTUP.stream()
                .map(rule -> rule.apply(failed))
                .flatMap(Optional::stream)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void eachCauseIsOneFindingInAFewWords(Cause cause) {
        for (Protocol protocol : Protocol.values()) {
            List<Diagnosis> all = diagnoses(protocol, cause, 3, 3);
            assertEquals(1, all.size(), all::toString);
            Finding finding = all.getFirst().finding();
            assertTrue(finding.message().length() < 240, finding::message);
            assertTrue(finding.nextStep().length() < 300, finding::nextStep);
            assertTrue(finding.message().contains(protocol.title() + " "), finding::message);
        }
    }

    @Test
    void databasesHaveTheirOwnCodes() {
        assertEquals("DatabaseUnavailable", code(Protocol.MySql, Cause.Full));
        assertEquals("DatabaseLoginRefused", code(Protocol.MongoDb, Cause.PasswordWrong));
        assertEquals("ServerUnavailable", code(Protocol.Kafka, Cause.Closes));
        assertEquals("LoginRefused", code(Protocol.Ldap, Cause.PasswordWrong));
        assertEquals("PlainTextOnTlsPort", code(Protocol.Amqp, Cause.TlsExpected));
    }

    private static String code(Protocol protocol, Cause cause) {
        return diagnoses(protocol, cause, 3, 3).getFirst().code().name();
    }

    @Test
    void aServerThatClosesTwiceWithoutAnAnswerIsNoFinding() {
        open().asks(HEADER).serverEnds();
        open().asks(HEADER).serverEnds();
        assertEquals(List.of(), codes());
        open().asks(HEADER).serverEnds();
        assertEquals(List.of("ServerUnavailable"), codes());
    }

    @Test
    void whatHitsAllIsAnErrorAndWhatHitsSomeAWarning() {
        assertEquals(
                Severity.Error,
                diagnoses(Protocol.MySql, Cause.Full, 3, 3).getFirst().severity());
        assertEquals(
                Severity.Warning,
                diagnoses(Protocol.MySql, Cause.Full, 3, 4).getFirst().severity());
    }

    @Test
    void aConnectionThatOnlyAsksWhetherTheServerIsThereDoesNotCount() {
        open().clientEnds();
        open().answers(FULL).serverEnds();
        assertEquals(Severity.Error, findings().getFirst().severity(), findings()::toString);
        assertTrue(capture.report().summary().contains("1 of 1"), capture.report()::summary);
    }

    @Test
    void resetsInsteadOfAnAnswerAreTheirConsequence() {
        for (int i = 0; i < 3; i++) {
            open().asks(HEADER).server("R.", 1, "");
        }
        assertEquals(List.of("ServerUnavailable"), codes());
    }

    @Test
    void aResetAfterARefusalIsItsConsequence() {
        open().asks(HEADER).answers("\u0015\3\3\0\2\2\n").server("R.", 8, "");
        assertEquals(List.of("PlainTextOnTlsPort"), codes());
    }
}
