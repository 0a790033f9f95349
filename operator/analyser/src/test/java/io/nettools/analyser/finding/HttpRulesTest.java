package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found about HTTP/1 when something is late, missing or not captured; {@link Capture} begins at 02:32:28.679560 UTC. */
class HttpRulesTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private static Talk open() {
        return new Talk().handshake();
    }

    private static List<Finding> findings(Talk talk) {
        return talk.capture().report().findings();
    }

    private static List<String> codes(Talk talk) {
        return findings(talk).stream()
                .filter(finding -> finding.severity() != Severity.Info)
                .map(Finding::code)
                .toList();
    }

    private static void assertShown(String evidence, Talk talk) {
        assertTrue(findings(talk).getFirst().evidence().contains(evidence), () -> findings(talk)
                .toString());
    }

    @Test
    void anErrorIsReportedAtItsOwnTime() {
        Talk talk = open().asks(GET).answers(BUSY).after(600_000_000).client(".", 1 + GET.length(), "");
        assertShown("from 10.0.0.1, at 02:32:28.683 UTC", talk);
    }

    @Test
    void aServerThatWantsTlsIsReportedAtItsOwnTime() {
        Talk talk =
                open().asks(GET).answers("\25\3\1\0\2\2\106").after(600_000_000).clientEnds();
        assertShown("from 10.0.0.1, at 02:32:28.683 UTC", talk);
    }

    @Test
    void errorsAreReportedFromTheFirstToTheLast() {
        Talk talk = open().asks(GET).answers(BUSY).after(5_000_000).asks(GET).answers(BUSY);
        talk.after(7_000_000).asks(GET).answers(OK);
        assertShown("from 10.0.0.1, 02:32:28.683 to 02:32:33.684 UTC", talk);
    }

    @Test
    void aWaitEndsWhenTheClientLeaves() {
        Talk talk = open().asks(GET).server(".", 1, "").after(3_000_000).clientEnds();
        talk.after(60_000_000).serverEnds();
        assertShown("1 of 1 requests, for example GET \"/a\", longest wait 3.0 s", talk);
        assertShown("from 10.0.0.1, at 02:32:28.682 UTC", talk);
    }

    @Test
    void aRequestThatNeverArrivedIsNotTheProgramsFault() {
        Talk talk = open().asks(GET).after(1_000_000).client("P.", 1, GET).after(9_000_000);
        assertEquals(
                List.of(),
                codes(talk.client("P.", 1, GET)).stream()
                        .filter(code -> code.startsWith("Http"))
                        .toList());
    }

    @Test
    void anAcknowledgmentShowsAnAnswerThatWasNotCaptured() {
        Talk talk =
                open().asks(GET).server(".", 1, "").serverMissed(OK.length()).client(".", 1 + GET.length(), "");
        assertEquals(List.of(), codes(talk.after(20_000_000).clientEnds()));
    }

    @Test
    void aSequenceNumberShowsAnAnswerThatWasNotCaptured() {
        Talk talk = open().asks(GET).server(".", 1, "").serverMissed(OK.length());
        assertEquals(List.of(), codes(talk.after(20_000_000).serverEnds()));
    }

    @Test
    void theAcknowledgmentOfAFinIsNoAnswer() {
        Talk talk = open().asks(GET).server(".", 1, "").serverEnds().client(".", 1 + GET.length(), "");
        assertEquals(List.of("HttpUnanswered"), codes(talk.clientEnds()));
    }

    @Test
    void whoSendsOnlyItsOwnDirectionIsNotBlamed() {
        Talk talk = new Talk().client("S", 0, "").client(".", 1, "").asks(GET).after(20_000_000);
        assertEquals(List.of(), codes(talk.clientEnds()));
        assertEquals(
                List.of(),
                codes(new Talk()
                        .server("S.", 0, "")
                        .answers(OK)
                        .after(20_000_000)
                        .answers(BUSY)));
    }

    @Test
    void aBodyThatIsStillOnItsWayIsNotAnswered() {
        Talk talk =
                open().asks("POST /a HTTP/1.1\r\nContent-Length: 9000\r\n\r\n").server(".", 1, "");
        assertEquals(List.of(), codes(talk.after(20_000_000).server(".", 1, "")));
    }

    @Test
    void whatTheServersKernelDidNotTakeIsNotTheProgramsTime() {
        Talk talk = open().asks(GET)
                .after(2_000_000)
                .client("P.", 1, GET)
                .server(".", 1, "")
                .answers(OK);
        assertTrue(codes(talk).stream().noneMatch("HttpSlow"::equals), () -> codes(talk)
                .toString());
        Talk unacknowledged =
                open().asks(GET).after(2_000_000).client("P.", 1, GET).answers(OK);
        assertTrue(codes(unacknowledged).stream().noneMatch("HttpSlow"::equals));
        Talk slow = open().asks(GET).server(".", 1, "").after(2_000_000).answers(OK);
        assertEquals(List.of("HttpSlow"), codes(slow));
    }

    @Test
    void theRoundTripIsNotTheProgramsTime() {
        Talk far =
                new Talk().client("S", 0, "").after(900_000).server("S.", 0, "").client(".", 1, "");
        assertEquals(
                List.of("SlowNetwork"), codes(far.asks(GET).after(1_000_000).answers(OK)));
    }

    @Test
    void anAcknowledgedAnswerIsNotALaterOne() {
        Talk talk = new Talk().client("S", 0, "").client(".", 1, "").asks(GET).serverMissed(OK.length());
        talk.client(".", 1 + GET.length(), "").after(60_000_000).asks(GET).answers(OK);
        assertEquals(List.of(), codes(talk));
        assertEquals(List.of("GET/anull", "GET/a200"), requests(talk));
    }

    @Test
    void oneChallengeMayHaveBeenMet() {
        String challenge = "HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n";
        Talk talk = open().asks(GET).answers(challenge);
        assertEquals(List.of(), codes(talk));
        assertEquals(List.of("HttpClientErrors"), codes(talk.asks(GET).answers(challenge)));
    }

    @Test
    void aLongPollIsNeitherSlowNorUnanswered() {
        String poll = "GET /kv/a?index=7&wait=60s HTTP/1.1\r\n\r\n";
        Talk talk = open().asks(poll).server(".", 1, "").after(30_000_000).answers(OK);
        talk.asks(poll).server(".", 1, "").after(40_000_000).clientEnds();
        assertEquals(List.of(), codes(talk));
        assertEquals(
                List.of("HttpUnanswered"),
                codes(open().asks(poll).server(".", 1, "").serverEnds()));
    }

    @Test
    void aStreamOfEventsMayBeginLate() {
        String events = "GET /a HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n";
        Talk talk = open().asks(events).server(".", 1, "").after(50_000_000).client(".", 1 + events.length(), "");
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void aWaitAsLongAsAnEarlierAnswerIsNotYetUnanswered() {
        Talk talk = open().asks(GET)
                .server(".", 1, "")
                .after(25_000_000)
                .answers(OK)
                .asks(GET)
                .server(".", OK.length() + 1, "");
        assertEquals(List.of("HttpSlow"), codes(talk.after(20_000_000).client(".", 1 + 2 * GET.length(), "")));
    }

    @Test
    void aResponseWithoutAnEndIsAnAnswer() {
        Talk talk = open().asks(GET).answers("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
        assertEquals(List.of(), codes(talk.after(90_000_000).answers("2\r\nhi\r\n")));
    }

    private static final String LONG = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
    private static final String CHUNKS = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";

    private static String error(Talk talk) {
        return talk.exchanges().getFirst().error();
    }

    @Test
    void aBodyThatEndsBeforeItsLengthIsCutOff() {
        Talk talk = open().asks(GET).answers(LONG + "hello");
        assertEquals(List.of(), codes(talk));
        assertEquals(List.of("HttpResponseCut"), codes(talk.serverEnds()));
        assertShown("1 of 1 responses, for example GET \"/a\" cut off after 5 of 5000 bytes", talk);
        assertEquals("cut off after 5 of 5000 bytes", error(talk));
        talk.server("F.", 1 + LONG.length() + 5, "").server("R", 2, "");
        assertShown("1 of 1 responses, for example GET \"/a\" cut off after 5 of 5000 bytes", talk);
    }

    @Test
    void aResetCutsOffToo() {
        Talk talk = open().asks(GET).answers(LONG + "hello").server("R.", 1 + LONG.length() + 5, "");
        assertEquals(List.of("HttpResponseCut"), codes(talk));
        assertEquals("cut off after 5 of 5000 bytes", error(talk));
        assertEquals(
                List.of("HttpResponseCut"), codes(open().asks(GET).answers(LONG).server("R", 0, "")));
    }

    @Test
    void aBodyWithoutItsLastChunkIsCutOff() {
        assertEquals(
                "cut off after 5 bytes", error(open().asks(GET).answers(CHUNKS).serverEnds()));
        assertEquals(
                "cut off after 7 bytes",
                error(open().asks(GET).answers(CHUNKS + "4\r\nab").serverEnds()));
        assertEquals("", error(open().asks(GET).answers(CHUNKS + "0\r\n\r\n").serverEnds()));
    }

    @Test
    void someOfManyResponsesCutOffAreAWarning() {
        Talk talk = open().asks(GET).answers(OK).asks(GET).answers(LONG).serverEnds();
        assertEquals(Severity.Warning, findings(talk).getFirst().severity());
    }

    @Test
    void aClientThatLeavesDoesNotWantTheRest() {
        assertEquals(
                List.of(), codes(open().asks(GET).answers(LONG).clientEnds().serverEnds()));
        int next = 1 + GET.length();
        assertEquals(
                List.of(),
                codes(open().asks(GET).answers(LONG).client("R.", next, "").serverEnds()));
    }

    @Test
    void bytesThatWereNotCapturedAreNotCutOff() {
        assertEquals(
                List.of(),
                codes(open().asks(GET).answers(LONG).serverMissed(5000).serverEnds()));
        Talk acknowledged = open().asks(GET).answers(LONG).serverMissed(5000).client(".", 1 + GET.length(), "");
        assertEquals(List.of(), codes(acknowledged.server("R", 0, "")));
        assertEquals(
                List.of(),
                codes(open().asks(GET).answers(CHUNKS).serverMissed(5).serverEnds()));
    }

    @Test
    void aResponseWithoutABodyIsNotCutOff() {
        String head = "HEAD /a HTTP/1.1\r\n\r\n";
        assertEquals(List.of(), codes(open().asks(head).answers(LONG).serverEnds()));
        String same = "HTTP/1.1 304 Same\r\nContent-Length: 5000\r\n\r\n";
        assertEquals(List.of(), codes(open().asks(GET).answers(same).serverEnds()));
        assertEquals(
                List.of(),
                codes(open().asks(GET).answers("HTTP/1.0 200 OK\r\n\r\nhello").serverEnds()));
    }

    @Test
    void anErrorSaysEnoughWithoutItsBody() {
        String large = "HTTP/1.1 413 Large\r\nContent-Length: 5000\r\n\r\n";
        assertEquals(
                List.of("HttpClientErrors"),
                codes(open().asks(GET).answers(large).server("R.", 9, "")));
    }

    @Test
    void aResetAfterAnEarlyAnswerIsExplainedByTheAnswer() {
        String post = "POST /a HTTP/1.1\r\nContent-Length: 5000\r\n\r\n";
        String large = "HTTP/1.1 413 Large\r\nContent-Length: 0\r\n\r\n";
        Talk talk = open().asks(post).answers(large).asks("a part of the body").server("R", 1 + large.length(), "");
        assertEquals(List.of("HttpClientErrors"), codes(talk));
        Talk again = open().asks(GET).answers(OK).asks(GET).server("R.", 1 + OK.length(), "");
        assertEquals(List.of("ConnectionReset"), codes(again));
    }

    private static final String PROXY = "PROXY TCP4 10.9.9.9 10.0.0.2 5000 80\r\n";
    /** Version 2 with 12 bytes of addresses. */
    private static final String PROXY_2 = "\r\n\r\n\0\r\nQUIT\n!\21\0\14" + "\12\11\11\11\12\0\0\2\23\210\0P";

    private static List<String> requests(Talk talk) {
        return talk.exchanges().stream()
                .map(one -> one.version() + one.method() + one.path() + one.status())
                .toList();
    }

    @Test
    void aRequestIsReadBehindAProxyHeader() {
        assertEquals(List.of("GET/a200"), requests(open().asks(PROXY + GET).answers(OK)));
        assertEquals(List.of("GET/a200"), requests(open().asks(PROXY_2 + GET).answers(OK)));
        assertEquals(
                List.of("GET/a200"),
                requests(open().asks("PROXY UNKNOWN\r\n").asks(GET).answers(OK)));
    }

    @Test
    void aProxyHeaderMayComeInSegmentsOfItsOwn() {
        assertEquals(List.of("GET/a200"), requests(open().asks(PROXY).asks(GET).answers(OK)));
        Talk pieces = open().asks(PROXY_2.substring(0, 20)).asks(PROXY_2.substring(20) + GET);
        assertEquals(List.of("GET/a200"), requests(pieces.answers(OK)));
    }

    @Test
    void aProxyHeaderIsOnlyAtTheBeginning() {
        Talk talk = open().asks(GET).answers(OK).asks(PROXY + GET).answers(OK);
        assertEquals(List.of("GET/a200"), requests(talk));
        assertEquals(
                List.of("PROXY/a200"),
                requests(open().asks("PROXY /a HTTP/1.1\r\n\r\n").answers(OK)));
    }

    @Test
    void aServerThatDoesNotExpectTheProxyHeaderIsNamed() {
        Talk talk = open().asks(PROXY + GET).answers("HTTP/1.1 400 Bad Request\r\n\r\n");
        assertShown("1 of the connections begins with a PROXY protocol header: the server may not expect it", talk);
        Talk closed = open().asks(PROXY + GET).server(".", 1, "").serverEnds();
        assertShown("1 of the connections begins with a PROXY protocol header: the server may not expect it", closed);
        Talk missing = open().asks(PROXY + GET).answers("HTTP/1.1 404 Not Found\r\n\r\n");
        assertEquals(2, findings(missing).getFirst().evidence().size());
    }

    private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";

    private static String headline(Talk talk) {
        return talk.capture().report().summary();
    }

    @Test
    void aServerOfHttp2IsNamed() {
        String http2 = "10.0.0.2:9000 speaks HTTP/2, the client HTTP (1 of 1); 1 connection, 1 HTTP request";
        assertEquals(http2, headline(open().asks(GET).answers(SETTINGS).clientEnds()));
        assertEquals(
                http2,
                headline(open().answers(SETTINGS).asks(GET).server(".", 10, "").clientEnds()));
        assertEquals(
                http2,
                headline(open().answers(SETTINGS + SETTINGS)
                        .asks(GET)
                        .server(".", 19, "")
                        .serverEnds()));
    }

    @Test
    void aServerOfSshIsNamed() {
        Talk talk = open().answers("SSH-2.0-OpenSSH_9.2\r\n")
                .asks(GET)
                .server(".", 22, "")
                .serverEnds();
        assertEquals(
                "10.0.0.2:9000 speaks SSH, the client HTTP (1 of 1); 1 connection, 1 HTTP request", headline(talk));
    }
}
