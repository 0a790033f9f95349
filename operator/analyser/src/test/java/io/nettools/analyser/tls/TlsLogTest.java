package io.nettools.analyser.tls;

import static io.nettools.analyser.wire.Tls.alert;
import static io.nettools.analyser.wire.Tls.alpn;
import static io.nettools.analyser.wire.Tls.changeCipherSpec;
import static io.nettools.analyser.wire.Tls.chooses;
import static io.nettools.analyser.wire.Tls.clientHello;
import static io.nettools.analyser.wire.Tls.extension;
import static io.nettools.analyser.wire.Tls.helloRetryRequest;
import static io.nettools.analyser.wire.Tls.message;
import static io.nettools.analyser.wire.Tls.offers;
import static io.nettools.analyser.wire.Tls.record;
import static io.nettools.analyser.wire.Tls.secret;
import static io.nettools.analyser.wire.Tls.serverHello;
import static io.nettools.analyser.wire.Tls.serverName;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.TlsHandshake.Outcome;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TlsLogTest {
    private static final String HELLO =
            clientHello(serverName("web.test"), alpn("h2", "http/1.1"), offers(0x0a0a, 0x0304, 0x0303));
    private static final String OLD_HELLO = clientHello(serverName("web.test"), alpn("h2", "http/1.1"));
    private static final String CHOICE = serverHello(0x1302, chooses(0x0304));
    private static final String OLD_CHOICE = serverHello(0xc02f, alpn("http/1.1"));
    private static final String FINISHED = changeCipherSpec() + secret(22, 40);

    private static Talk open() {
        return new Talk().handshake();
    }

    private static TlsHandshake only(Talk talk) {
        List<TlsHandshake> all = talk.handshakes();
        assertEquals(1, all.size(), all::toString);
        return all.getFirst();
    }

    private static Outcome outcome(Talk talk) {
        return only(talk).outcome();
    }

    private static String alertIn(Talk talk) {
        TlsHandshake one = only(talk);
        return one.outcome() + " " + one.alert() + " " + one.alertBy();
    }

    @Test
    void handshakeOfTls13() {
        Talk talk = open().asks(HELLO)
                .answers(CHOICE + changeCipherSpec() + secret(23, 900))
                .after(5_000)
                .asks(changeCipherSpec() + secret(23, 69));
        TlsHandshake expected = new TlsHandshake(
                "10.0.0.1:40000",
                "10.0.0.2:9000",
                "web.test",
                "TLSv1.3",
                "TLSv1.3",
                "h2",
                "TLS_AES_256_GCM_SHA384",
                6_000L,
                "",
                "",
                Outcome.Completed,
                null,
                null,
                "",
                null);
        assertEquals(expected, only(talk));
    }

    @Test
    void handshakeOfTls12IsOverWhenBothHaveFinished() {
        Talk talk = open().asks(OLD_HELLO)
                .answers(OLD_CHOICE + record(22, message(11, "certificate") + message(14, "")))
                .asks(record(22, message(16, "key")) + FINISHED);
        assertEquals(Outcome.Underway, outcome(talk));
        TlsHandshake one = only(talk.after(9_000).answers(FINISHED));
        assertEquals(Outcome.Completed, one.outcome());
        assertEquals(11_000, one.handshakeMicroseconds());
        assertEquals("TLSv1.2 TLSv1.2", one.offered() + " " + one.version());
        assertEquals("http/1.1", one.alpn());
        assertEquals("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", one.cipher());
        assertNull(one.certificateRequested());
    }

    @Test
    void resumedSessions() {
        Talk old = open().asks(OLD_HELLO).answers(OLD_CHOICE + FINISHED).asks(FINISHED);
        assertEquals(Outcome.Completed, outcome(old));
        Talk now = open().asks(HELLO).answers(serverHello(0x1301, chooses(0x0304), extension(41, "\0\0")));
        assertEquals(Outcome.Underway, outcome(now));
    }

    @Test
    void clientCertificateIsRequested() {
        Talk talk = open().asks(OLD_HELLO).answers(OLD_CHOICE + record(22, message(11, "x") + message(13, "request")));
        assertTrue(only(talk).certificateRequested());
    }

    @Test
    void helloRetryRequestIsNoChoice() {
        Talk talk = open().asks(HELLO)
                .answers(helloRetryRequest() + changeCipherSpec())
                .asks(changeCipherSpec() + HELLO)
                .answers(CHOICE + secret(23, 900))
                .asks(secret(23, 69));
        assertEquals("TLS_AES_256_GCM_SHA384", only(talk).cipher());
        assertEquals(5_000 - 1_000, only(talk).handshakeMicroseconds());
    }

    @Test
    void alertsNameTheirSender() {
        assertEquals(
                "Alert handshake_failure Server",
                alertIn(open().asks(HELLO).answers(alert(2, 40)).serverEnds()));
        assertEquals("Alert protocol_version Server", alertIn(open().asks(HELLO).answers(alert(2, 70))));
        assertEquals(
                "Alert unrecognized_name Server", alertIn(open().asks(HELLO).answers(alert(2, 112))));
        assertEquals(
                "Alert unknown_ca Client",
                alertIn(open().asks(HELLO).answers(CHOICE).asks(alert(2, 48)).clientEnds()));
        assertEquals(
                "Alert certificate_expired Client",
                alertIn(open().asks(OLD_HELLO).answers(OLD_CHOICE).asks(alert(2, 45))));
        assertEquals("Alert alert 77 Server", alertIn(open().asks(HELLO).answers(alert(2, 77))));
    }

    @Test
    void warningEndsNothing() {
        Talk talk = open().asks(OLD_HELLO).answers(alert(1, 112) + OLD_CHOICE);
        assertEquals(Outcome.Underway, outcome(talk));
        assertEquals("Alert close_notify Client", alertIn(talk.asks(alert(1, 0))));
    }

    @Test
    void anEncryptedAlertIsKnownByItsLengthOnceTheConnectionCloses() {
        Talk talk = open().asks(HELLO).answers(CHOICE + secret(23, 900)).asks(changeCipherSpec() + secret(23, 19));
        assertEquals(Outcome.Underway, outcome(talk));
        assertEquals("Alert encrypted_alert Client", alertIn(talk.clientEnds()));
    }

    @Test
    void whoEncryptsAnAlertInTls12WasContentWithTheHandshake() {
        Talk old = open().asks(OLD_HELLO).answers(OLD_CHOICE).asks(FINISHED).answers(secret(21, 26));
        assertEquals(Outcome.Underway, outcome(old.serverEnds()));
    }

    /** TLS 1.3 up to the server's Finished. */
    private static Talk flight() {
        return open().asks(HELLO).answers(CHOICE + changeCipherSpec() + secret(23, 900));
    }

    @Test
    void anAlertOfTheServerBehindTheClientsFinishedIsKnownByItsLength() {
        Talk talk = flight().asks(changeCipherSpec() + secret(23, 25) + secret(23, 69))
                .asks(secret(23, 94))
                .answers(secret(23, 19));
        assertEquals(Outcome.Completed, outcome(talk));
        assertEquals("Alert encrypted_alert Server", alertIn(talk.serverEnds()));
        assertEquals(true, only(talk).certificateRequested());
        assertEquals(false, only(talk).certificateSent());
        Talk clientCloses =
                flight().asks(secret(23, 69)).answers(secret(23, 19)).clientEnds();
        assertEquals("Alert encrypted_alert Server", alertIn(clientCloses));
        Talk certificate = flight().asks(secret(23, 805) + secret(23, 280) + secret(23, 69));
        assertEquals(
                true, only(certificate.answers(secret(23, 19)).serverEnds()).certificateSent());
    }

    @Test
    void aServerThatSendsMoreThanAnAlertBehindTheClientsFinishedGoesOn() {
        Talk talk = flight().asks(secret(23, 69)).answers(secret(23, 250));
        assertEquals(Outcome.Completed, outcome(talk.serverEnds()));
        assertEquals(
                Outcome.Completed,
                outcome(flight().asks(secret(23, 69))
                        .answers(secret(23, 19) + secret(23, 40))
                        .serverEnds()));
        Talk notCaptured = flight().asks(secret(23, 69)).serverMissed(500);
        assertEquals(Outcome.Completed, outcome(notCaptured.serverEnds()));
    }

    @Test
    void aServerThatEndsWithoutAWordBehindTheClientsFinishedHasItsTime() {
        TlsHandshake one = only(flight().asks(secret(23, 69)).serverEnds());
        assertEquals(Outcome.ClosedByServer, one.outcome());
        assertEquals(2_000, one.handshakeMicroseconds());
        Talk later = flight().asks(secret(23, 69)).after(5_000_000).answers(secret(23, 19));
        assertEquals(Outcome.Completed, outcome(later.serverEnds()));
    }

    @Test
    void aClientThatFinishesAndClosesIsDone() {
        assertEquals(Outcome.Completed, outcome(flight().asks(secret(23, 69)).clientEnds()));
        Talk bothSayGoodbye = flight().asks(secret(23, 69)).asks(secret(23, 19)).answers(secret(23, 19));
        assertEquals(Outcome.Completed, outcome(bothSayGoodbye.serverEnds()));
        Talk goodbyeNotCaptured = flight().asks(secret(23, 69)).clientMissed(24).answers(secret(23, 19));
        assertEquals(Outcome.Completed, outcome(goodbyeNotCaptured.serverEnds()));
    }

    @Test
    void twoShortRecordsAreAClientThatCancels() {
        Talk talk = flight().asks(secret(23, 19) + secret(23, 19)).clientEnds();
        assertEquals(Outcome.Completed, outcome(talk));
    }

    @Test
    void whatIsOlderThanTheFinIsReadEvenBehindIt() {
        String answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
        Talk talk = open().asks(HELLO).server("F.", 1 + answer.length(), "");
        assertEquals(Outcome.Underway, outcome(talk));
        assertEquals(Outcome.AnsweredByHttp, outcome(talk.server("P.", 1, answer)));
        String begin = CHOICE.substring(0, 20);
        Talk empty = open().asks(HELLO).server("F.", 1 + begin.length(), "").server("P.", 1, begin);
        assertEquals(Outcome.ClosedByServer, outcome(empty));
    }

    @Test
    void whatIsOlderThanTheClientHelloIsNoAnswerToIt() {
        Talk talk = open().asks("STARTTLS\r\n").serverMissed(8).asks(HELLO).server("P.", 1, "220 go\r\n");
        assertEquals(Outcome.Unanswered, outcome(talk));
        assertEquals(Outcome.Underway, outcome(talk.answers(CHOICE)));
        Talk answerFirst = open().server("P.", 1, CHOICE).asks(HELLO).serverMissed(CHOICE.length());
        assertEquals(
                Outcome.Underway, outcome(answerFirst.answers(secret(23, 50)).serverEnds()));
    }

    @Test
    void anEndBehindBytesThatWereNotCapturedIsUnknown() {
        assertEquals(
                Outcome.Underway, outcome(open().asks(HELLO).serverMissed(66).serverEnds()));
        assertEquals(
                Outcome.Underway, outcome(open().asks(HELLO).serverMissed(900).clientEnds()));
        assertEquals(
                Outcome.Underway,
                outcome(open().asks(HELLO).answers(CHOICE).clientMissed(80).clientEnds()));
        assertEquals(
                Outcome.Underway,
                outcome(open().asks(HELLO)
                        .serverMissed(900)
                        .answers(secret(23, 50))
                        .serverEnds()));
    }

    @Test
    void anAlertThatMayAnswerAFinThatWasNotCapturedEndsNothing() {
        Talk talk = open().asks(OLD_HELLO).answers(OLD_CHOICE).clientMissed(1).answers(alert(2, 50));
        assertEquals(Outcome.Underway, outcome(talk.serverEnds()));
        Talk afterAnAnswer = open().asks(HELLO).serverMissed(900).clientEnds().answers(alert(2, 50));
        assertEquals(Outcome.Underway, outcome(afterAnAnswer.serverEnds()));
        Talk left = open().asks(OLD_HELLO).answers(OLD_CHOICE).clientEnds().answers(alert(2, 50));
        assertEquals(Outcome.ClosedByClient, outcome(left));
    }

    @Test
    void withTheClientsDirectionAloneLengthsShowThatItWentWell() {
        Talk talk = open().asks(HELLO).serverMissed(1000).asks(changeCipherSpec() + secret(23, 69));
        assertEquals(Outcome.Completed, outcome(talk.clientEnds()));
        assertEquals(
                Outcome.Underway, outcome(open().asks(HELLO).serverMissed(1000).client(".", 1, "")));
    }

    @Test
    void aClientThatDoesNotWaitWasNotLeftUnanswered() {
        assertEquals(Outcome.ClosedByClient, outcome(open().asks(HELLO).clientEnds()));
        assertEquals(
                Outcome.Unanswered, outcome(open().asks(HELLO).after(200_000).clientEnds()));
    }

    @Test
    void aHeaderOfTheProxyProtocolIsReadOver() {
        String first = "PROXY TCP4 192.0.2.7 10.0.0.2 40000 443\r\n";
        String second = "\r\n\r\n\0\r\nQUIT\n!\21\0\14abcdabcdefgh";
        for (String header : List.of(first, second)) {
            assertEquals("web.test", only(open().asks(header + HELLO)).serverName());
            TlsHandshake apart =
                    only(open().asks(header).asks(HELLO).answers(CHOICE).asks(secret(23, 69)));
            assertEquals(true, apart.proxyHeader());
            assertEquals(Outcome.Completed, apart.outcome());
        }
        Talk refused = open().asks(first).serverEnds().asks(HELLO).clientEnds();
        assertEquals(Outcome.ClosedByServer, outcome(refused));
        assertNull(only(open().asks(HELLO)).proxyHeader());
    }

    @Test
    void aGreetingNamesTheProtocolOfAServerThatDoesNotAnswerInTls() {
        TlsHandshake ssh =
                only(open().answers("SSH-2.0-OpenSSH_9.9\r\n").asks(HELLO).serverEnds());
        assertEquals("AnsweredByOther SSH", ssh.outcome() + " " + ssh.answeredIn());
        TlsHandshake behind = only(open().asks(HELLO).answers("* OK IMAP4rev1 ready\r\n"));
        assertEquals("AnsweredByOther IMAP", behind.outcome() + " " + behind.answeredIn());
        TlsHandshake no = only(open().asks(HELLO).answers("N").serverEnds());
        assertEquals("AnsweredByOther PostgreSQL", no.outcome() + " " + no.answeredIn());
        TlsHandshake startTls = only(open().asks("EHLO x\r\n")
                .answers("220 go ahead\r\n")
                .asks(HELLO)
                .serverEnds());
        assertEquals("ClosedByServer ", startTls.outcome() + " " + startTls.answeredIn());
    }

    @Test
    void earlyDataIsNoFinished() {
        Talk talk = open().asks(clientHello(offers(0x0304), extension(42, "")) + secret(23, 19) + secret(23, 200));
        assertEquals(Outcome.Unanswered, outcome(talk));
        assertEquals(Outcome.Underway, outcome(talk.answers(CHOICE)));
    }

    @Test
    void connectionThatEndsWithinTheHandshake() {
        assertEquals(
                Outcome.ClosedByServer, outcome(open().asks(HELLO).serverEnds().clientEnds()));
        assertEquals(Outcome.ResetByServer, outcome(open().asks(HELLO).server("R.", 1, "")));
        assertEquals(
                Outcome.ClosedByClient,
                outcome(open().asks(HELLO).answers(CHOICE).clientEnds()));
        assertEquals(
                Outcome.ResetByClient,
                outcome(open().asks(HELLO).answers(CHOICE).client("R.", HELLO.length() + 1, "")));
    }

    @Test
    void anAnswerInAnotherProtocolHasItsOwnOutcome() {
        Talk http =
                open().asks(HELLO).answers("HTTP/1.1 400 Bad Request\r\n\r\n").serverEnds();
        assertEquals(Outcome.AnsweredByHttp, outcome(http));
        assertEquals(Outcome.AnsweredByOther, outcome(open().asks(HELLO).answers("SSH-2.0-OpenSSH_9.9\r\n")));
        assertEquals(Outcome.Unanswered, outcome(open().asks(HELLO)));
    }

    @Test
    void otherProtocolsAreNoTls() {
        List<String> others = List.of(
                "\u0016\u0003",
                "\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000",
                record(22, message(1, "short")),
                "\u0016\u0009" + HELLO.substring(2),
                record(23, HELLO),
                "GET / HTTP/1.1\r\n\r\n");
        for (String other : others) {
            assertEquals(List.of(), open().asks(other).answers(CHOICE).handshakes(), other);
        }
    }

    @Test
    void handshakeBehindOtherBytesAndFromTheOtherEnd() {
        Talk startTls = open().answers("220 mail\r\n").asks("STARTTLS\r\n").answers("220 go\r\n");
        assertEquals("TLSv1.3", only(startTls.asks(HELLO).answers(CHOICE)).version());
        Talk late = new Talk().server(".", 1, "").answers("x").asks("y").answers(HELLO);
        assertEquals("10.0.0.1:40000", only(late.asks(CHOICE)).server());
    }

    @Test
    void helloThatIsCutIsReadAsFarAsItIsThere() {
        String big = clientHello(serverName("web.test"), extension(51, "k".repeat(1200)), offers(0x0304));
        Talk talk = new Talk(Capture.cutAt(200, Capture.RAW), 40_000).handshake();
        talk.asks(big.substring(0, 900)).asks(big.substring(900)).answers(CHOICE + secret(23, 900));
        TlsHandshake one = only(talk.asks(secret(23, 69)));
        assertEquals("web.test", one.serverName());
        assertEquals("", one.offered());
        assertEquals("TLSv1.3", one.version());
        assertEquals(Outcome.Completed, one.outcome());
        assertEquals(
                "TLSv1.3",
                only(open().asks(big.substring(0, 900)).asks(big.substring(900)))
                        .offered());
    }

    @Test
    void placeIsKeptAcrossMissingPackets() {
        String certificate = record(22, message(11, "c".repeat(3000)));
        Talk talk = open().asks(OLD_HELLO).answers(OLD_CHOICE + certificate.substring(0, 1000));
        talk.serverMissed(1000).answers(certificate.substring(2000) + record(22, message(13, "request")));
        assertTrue(only(talk).certificateRequested());
        assertEquals("Alert unknown_ca Client", alertIn(talk.asks(alert(2, 48))));
    }

    @Test
    void repeatedSegmentsAreReadOnce() {
        Talk talk = open().asks(HELLO).client("P.", 1, HELLO).answers(CHOICE);
        talk.server("P.", 1, CHOICE + alert(2, 40));
        assertEquals("Alert handshake_failure Server", alertIn(talk));
    }

    @Test
    void newBytesBehindRepeatedOnesAreRead() {
        Talk talk = open().asks(HELLO.substring(0, 50)).client("P.", 31, HELLO.substring(30));
        assertEquals(
                "web.test TLSv1.3", only(talk).serverName() + " " + only(talk).offered());
    }

    @Test
    void failedOnesComeFirst() {
        Capture capture = Capture.of(Capture.RAW);
        for (int i = 0; i < 30; i++) {
            new Talk(capture, 1000 + i).handshake().asks(HELLO).answers(CHOICE).asks(secret(23, 69));
        }
        new Talk(capture, 7000).handshake().asks(HELLO).answers(alert(2, 40));
        Report report = capture.report();
        assertEquals(31, report.protocols().tls().count());
        assertEquals(20, report.protocols().tls().first().size());
        assertEquals(
                "10.0.0.1:7000", report.protocols().tls().first().getFirst().client());
        assertEquals("10.0.0.1:1000", report.protocols().tls().first().get(1).client());
    }

    @Test
    void moreHellosInPiecesThanThereAreBuffers() {
        Capture capture = Capture.of(Capture.RAW);
        for (int i = 0; i < 300; i++) {
            new Talk(capture, 1000 + i).handshake().asks(HELLO.substring(0, 80));
        }
        Report report = capture.report();
        assertEquals(300, report.protocols().tls().count());
        assertEquals(20, report.protocols().tls().first().size());
    }

    @Property(tries = 200)
    void anyCutIntoSegmentsGivesTheSameHandshake(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 90) Integer> sizes) {
        Talk talk = new Talk().handshake();
        String hello = clientHello(serverName("web.test"), alpn("h2"), offers(0x0304), extension(51, "k".repeat(300)));
        talk.asks(hello, sizes);
        talk.answers(CHOICE + alert(2, 80), sizes);
        TlsHandshake one = only(talk);
        assertEquals(
                "web.test h2 TLSv1.3 TLSv1.3",
                one.serverName() + " " + one.alpn() + " " + one.offered() + " " + one.version());
        assertEquals("Alert internal_error Server", alertIn(talk));
    }
}
