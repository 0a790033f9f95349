package io.nettools.analyser.postgres;

import static io.nettools.analyser.wire.Postgres.authentication;
import static io.nettools.analyser.wire.Postgres.cancelRequest;
import static io.nettools.analyser.wire.Postgres.error;
import static io.nettools.analyser.wire.Postgres.gssRequest;
import static io.nettools.analyser.wire.Postgres.message;
import static io.nettools.analyser.wire.Postgres.ready;
import static io.nettools.analyser.wire.Postgres.sslRequest;
import static io.nettools.analyser.wire.Postgres.startup;
import static io.nettools.analyser.wire.Postgres.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.PostgresStartup.Encryption;
import io.nettools.analyser.report.PostgresStartup.Outcome;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import io.nettools.analyser.wire.Tls;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresLogTest {
    private static final String START = startup("user", "shop", "database", "orders", "application_name", "cart");
    private static final String SASL = authentication(10, "SCRAM-SHA-256\0\0");
    private static final String PASSWORD = message('p', "correct horse battery staple");
    private static final String QUERY = message('Q', "select 1\0");

    private static Talk open() {
        return new Talk().handshake();
    }

    private static PostgresStartup only(Talk talk) {
        List<PostgresStartup> all =
                talk.capture().report().protocols().postgres().first();
        assertEquals(1, all.size(), all::toString);
        return all.getFirst();
    }

    private static Outcome outcome(Talk talk) {
        return only(talk).outcome();
    }

    private static String encryption(Talk talk) {
        PostgresStartup one = only(talk);
        return one.encryption() + " " + one.outcome();
    }

    @Test
    void aLoginIsTimedFromTheStartupMessageUntilTheServerIsReady() {
        Talk talk = open().asks(START).answers(SASL).after(5_000).asks(PASSWORD).answers(welcome());
        PostgresStartup expected = new PostgresStartup(
                "10.0.0.1:40000",
                "10.0.0.2:9000",
                "shop",
                "orders",
                Encryption.NotAsked,
                "SASL",
                Outcome.Ready,
                "",
                "",
                "",
                "",
                7_000L);
        assertEquals(expected, only(talk));
    }

    @Test
    void anErrorHasItsCodeConditionAndMessage() {
        Talk talk = open().asks(START).answers(error("3D000", "database \"orders\" does not exist"));
        PostgresStartup one = only(talk);
        assertEquals(
                "Error FATAL 3D000 invalid_catalog_name",
                one.outcome() + " " + one.severity() + " " + one.sqlState() + " " + one.condition());
        assertEquals("database \"orders\" does not exist", one.message());
        assertEquals(1_000, one.latencyMicroseconds());
    }

    @Test
    void passwordsAreNowhereInTheReport() {
        Talk talk = open().asks(START).answers(authentication(3, "")).asks(PASSWORD);
        talk.answers(error("28P01", "password authentication failed for user \"shop\""));
        Report report = talk.capture().report();
        assertEquals(1, report.protocols().postgres().count());
        assertFalse(report.toString().contains("horse"), report::toString);
    }

    @Test
    void aMessageThatMayRepeatAParameterIsNotShown() {
        PostgresStartup one = only(open().asks(START).answers(error("22023", "invalid value \"hunter2\"")));
        assertEquals("22023 invalid_parameter_value", one.sqlState() + " " + one.condition());
        assertEquals("", one.message());
    }

    @ParameterizedTest
    @CsvSource({"0, None", "2, KerberosV5", "3, CleartextPassword", "5, MD5Password", "7, GSS", "9, SSPI", "10, SASL"})
    void theRequestedMethodIsNamed(int code, String name) {
        assertEquals(
                name, only(open().asks(START).answers(authentication(code, ""))).authentication());
    }

    @Test
    void laterStepsKeepTheNameOfTheMethod() {
        Talk talk = open().asks(START).answers(SASL).asks(PASSWORD).answers(authentication(11, "r=nonce"));
        assertEquals("SASL", only(talk.asks(PASSWORD).answers(welcome())).authentication());
    }

    @Test
    void theReplyByteDecidesAboutEncryption() {
        assertEquals("Asked Unanswered", encryption(open().asks(sslRequest())));
        assertEquals("Tls Encrypted", encryption(open().asks(sslRequest()).answers("S")));
        assertEquals("Gss Encrypted", encryption(open().asks(gssRequest()).answers("G")));
        assertEquals("Refused Underway", encryption(open().asks(sslRequest()).answers("N")));
    }

    @Test
    void aStartUpInTheClearFollowsRefusedEncryption() {
        Talk talk = open().asks(gssRequest()).answers("N").asks(sslRequest()).answers("N");
        assertEquals("Refused Ready", encryption(talk.asks(START).answers(welcome())));
        assertEquals("shop orders", only(talk).user() + " " + only(talk).database());
    }

    @Test
    void aClientThatLeavesAfterRefusedEncryptionHasThatOutcome() {
        assertEquals(
                "Refused EncryptionRefused",
                encryption(open().asks(sslRequest()).answers("N").clientEnds()));
    }

    @Test
    void tlsBehindTheReplyByteIsReadAsTls() {
        Talk talk = open().asks(sslRequest()).answers("S").asks(Tls.clientHello(Tls.serverName("db")));
        assertEquals("Tls Encrypted", encryption(talk));
        assertEquals("db", talk.handshakes().getFirst().serverName());
    }

    @Test
    void aMissedReplyIsKnownFromTheNextMessage() {
        Talk hello = open().asks(sslRequest()).serverMissed(1).asks(Tls.clientHello());
        assertEquals("Tls Encrypted", encryption(hello));
        Talk plain = open().asks(sslRequest()).serverMissed(1).asks(START).answers(welcome());
        assertEquals("Refused Ready", encryption(plain));
    }

    @Test
    void anErrorInsteadOfTheReplyByteIsRead() {
        Talk talk = open().asks(sslRequest()).answers(error("53300", "sorry, too many clients already"));
        assertEquals("53300", only(talk).sqlState());
        assertNull(only(talk).latencyMicroseconds());
    }

    @Test
    void anAnswerInAnotherProtocolHasThatOutcome() {
        assertEquals(Outcome.AnsweredByOther, outcome(open().asks(START).answers("HTTP/1.1 400 Bad Request\r\n")));
        assertEquals(Outcome.AnsweredByOther, outcome(open().asks(sslRequest()).answers("SSH-2.0-OpenSSH_9.2\r\n")));
    }

    @Test
    void theOutcomeShowsWhichEndClosed() {
        assertEquals(Outcome.Unanswered, outcome(open().asks(START).clientEnds()));
        assertEquals(Outcome.ClosedByServer, outcome(open().asks(START).serverEnds()));
        assertEquals(Outcome.ResetByServer, outcome(open().asks(START).server("R", 1, "")));
        assertEquals(
                Outcome.ClosedByClient, outcome(open().asks(START).answers(SASL).clientEnds()));
        assertEquals(Outcome.Underway, outcome(open().asks(START).answers(SASL)));
    }

    @Test
    void aCancelRequestHasItsOwnOutcomeAndHidesItsSecret() {
        Talk talk = open().asks(cancelRequest("key!")).serverEnds();
        assertEquals(Outcome.CancelRequest, outcome(talk));
        assertFalse(talk.capture().report().toString().contains("key!"));
    }

    @Test
    void messagesBehindTheStartUpAreNotRead() {
        Talk talk = open().asks(START).answers(welcome()).asks(QUERY).answers(error("42P01", "no such relation"));
        assertEquals(Outcome.Ready, outcome(talk.serverEnds()));
        assertEquals("", only(talk).sqlState());
    }

    @Test
    void aQueryAfterACutMessageShowsThatTheServerWasReady() {
        Capture cut = Capture.cutAt(80, Capture.RAW);
        Talk talk = new Talk(cut, 40_000).handshake().asks(START).answers(SASL).asks(PASSWORD);
        talk.answers(authentication(12, "v=".repeat(40)) + welcome());
        assertEquals("shop Underway", only(talk).user() + " " + outcome(talk));
        talk.after(7_000).asks(QUERY).answers(message('T', "row".repeat(20)));
        assertEquals(Outcome.Ready, outcome(talk));
        assertEquals(3_000, only(talk).latencyMicroseconds());
    }

    @Test
    void moreBytesOfAPasswordDoNotShowThatTheServerWasReady() {
        Capture cut = Capture.cutAt(80, Capture.RAW);
        Talk talk = new Talk(cut, 40_000).handshake().asks(START).answers(authentication(10, "m".repeat(40)));
        talk.asks(PASSWORD).asks("staple").asks(message('X', "")).clientEnds();
        assertEquals(Outcome.ClosedByClient, outcome(talk));
    }

    @Test
    void aTerminateAfterTheLoginShowsThatTheServerWasReady() {
        Capture cut = Capture.cutAt(80, Capture.RAW);
        Talk talk =
                new Talk(cut, 40_000).handshake().asks(START).answers(welcome().replace("15.0", "15".repeat(9)));
        assertEquals(Outcome.Ready, outcome(talk.asks(message('X', "")).clientEnds()));
    }

    @Test
    void anErrorCutBySnapLengthKeepsItsCode() {
        Capture cut = Capture.cutAt(70, Capture.RAW);
        Talk talk = new Talk(cut, 40_000).handshake().asks(START).answers(error("28P01", "w".repeat(60)));
        assertEquals("FATAL 28P01", only(talk).severity() + " " + only(talk).sqlState());
    }

    @Test
    void aLostSegmentOfTheServerDoesNotHideTheEnd() {
        Talk talk =
                open().asks(START).serverMissed(SASL.length()).asks(PASSWORD).answers(welcome());
        assertEquals(Outcome.Ready, outcome(talk));
    }

    @Test
    void repeatedSegmentsAreReadOnce() {
        Talk talk = open().asks(sslRequest())
                .client("P.", 1, sslRequest())
                .answers("N")
                .server("P.", 1, "N");
        assertEquals("Refused Ready", encryption(talk.asks(START).answers(welcome())));
    }

    @Test
    void failedStartUpsComeFirst() {
        Capture capture = Capture.of(Capture.RAW);
        for (int i = 0; i < 30; i++) {
            new Talk(capture, 1000 + i).handshake().asks(START).answers(welcome());
        }
        new Talk(capture, 7000).handshake().asks(START).answers(error("57P03", "the database system is starting up"));
        Report report = capture.report();
        assertEquals(31, report.protocols().postgres().count());
        assertEquals(20, report.protocols().postgres().first().size());
        assertEquals(
                "10.0.0.1:7000",
                report.protocols().postgres().first().getFirst().client());
        assertEquals(
                "10.0.0.1:1000", report.protocols().postgres().first().get(1).client());
    }

    @Property(tries = 200)
    void anyCutIntoSegmentsGivesTheSameStartUp(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 90) Integer> sizes) {
        Talk talk = new Talk().handshake();
        talk.asks(sslRequest(), sizes);
        talk.answers("N");
        talk.asks(START, sizes);
        talk.answers(SASL, sizes);
        talk.asks(PASSWORD, sizes);
        talk.answers(error("28P01", "w".repeat(300)), sizes);
        PostgresStartup one = only(talk);
        assertEquals("shop orders SASL", one.user() + " " + one.database() + " " + one.authentication());
        assertEquals("Refused Error 28P01", encryption(talk) + " " + one.sqlState());
        assertEquals(100, one.message().length());
        assertTrue(one.message().startsWith("www"), one::message);
    }

    @Property(tries = 200)
    void aCaptureThatEndsAnywhereInventsNoFailure(@ForAll @IntRange(min = 0, max = 400) int length) {
        String answer = SASL + welcome() + ready();
        Talk talk = open().asks(START).answers(answer.substring(0, Math.min(length, answer.length())));
        assertTrue(List.of(Outcome.Ready, Outcome.Underway, Outcome.Unanswered).contains(outcome(talk)));
        assertEquals(List.of(), talk.capture().report().findings());
    }
}
