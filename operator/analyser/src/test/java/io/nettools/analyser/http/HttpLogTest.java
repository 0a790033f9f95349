package io.nettools.analyser.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HttpLogTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private static Talk open() {
        return new Talk().handshake();
    }

    private static List<String> told(Talk talk) {
        return talk.exchanges().stream()
                .map(exchange -> exchange.method() + " " + exchange.path() + " " + exchange.status())
                .toList();
    }

    @Test
    void requestAndResponseOnAnyPort() {
        HttpExchange exchange = new HttpExchange(
                "10.0.0.1:40000", "10.0.0.2:9000", "", "GET", "/a", 200, "", 7_000L, "2025-11-18T02:32:28.682560Z");
        assertEquals(
                List.of(exchange), open().asks(GET).after(7_000).answers(OK).exchanges());
    }

    @Test
    void requestWithoutResponse() {
        HttpExchange exchange = new HttpExchange(
                "10.0.0.1:40000", "10.0.0.2:9000", "", "GET", "/a", null, "", null, "2025-11-18T02:32:28.682560Z");
        assertEquals(List.of(exchange), open().asks(GET).exchanges());
    }

    @Test
    void requestsOneAfterTheOtherOnOneConnection() {
        Talk talk = open().asks(GET).answers(OK).asks("GET /b HTTP/1.1\r\n\r\n").answers("HTTP/1.1 404 No\r\n\r\n");
        assertEquals(List.of("GET /a 200", "GET /b 404"), told(talk));
    }

    @Test
    void pipelinedRequestsAreMatchedInOrder() {
        Talk talk = open().asks(GET + "GET /b HTTP/1.1\r\n\r\n" + "GET /c HTTP/1.1\r\n\r\n");
        talk.answers(OK + "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n").answers("HTTP/1.1 500 Oh\r\n\r\n");
        assertEquals(List.of("GET /a 200", "GET /b 404", "GET /c 500"), told(talk));
    }

    @Test
    void responseThatBeginsWithinASegmentBehindALongBody() {
        String body = "x".repeat(3000);
        Talk talk = open().asks(GET + GET)
                .answers("HTTP/1.1 200 OK\r\ncontent-length:3000\r\n\r\n" + body.substring(0, 1000));
        talk.answers(body.substring(0, 1500)).answers(body.substring(0, 500) + "HTTP/1.1 503 Busy\r\n\r\n");
        assertEquals(List.of("GET /a 200", "GET /a 503"), told(talk));
    }

    @Test
    void aHeadInSeveralSegmentsIsTimedFromTheLastSegment() {
        Talk talk = open().asks("GET /a HTTP/1.1\r\nHost: x\r")
                .after(5_000)
                .asks("\n\r\n")
                .after(9_000)
                .answers(OK);
        assertEquals(9_000, talk.exchanges().getFirst().latencyMicroseconds());
    }

    @Test
    void theTimeThatTheRequestsBodyTakesIsNotTheServers() {
        Talk talk = open().asks("POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\n")
                .after(4_000)
                .asks("abc")
                .after(1_000)
                .answers(OK);
        assertEquals(1_000, talk.exchanges().getFirst().latencyMicroseconds());
    }

    @Test
    void anEarlyResponseIsTimedFromTheRequestBytesBeforeIt() {
        Talk talk = open().asks("POST /a HTTP/1.1\r\nContent-Length: 6\r\n\r\n")
                .after(4_000)
                .asks("abc")
                .after(2_000)
                .answers("HTTP/1.1 413 Large\r\nContent-Length: 0\r\n\r\n")
                .after(9_000)
                .asks("def");
        assertEquals(List.of("POST /a 413"), told(talk));
        assertEquals(2_000, talk.exchanges().getFirst().latencyMicroseconds());
    }

    @Test
    void requestWithinABodyIsNoRequest() {
        String inner = "GET /forged HTTP/1.1\r\n\r\n";
        Talk talk = open().asks("POST /a HTTP/1.1\r\nContent-Length: " + inner.length() + "\r\n\r\n")
                .asks(inner)
                .answers(OK);
        assertEquals(List.of("POST /a 200"), told(talk));
    }

    @Test
    void answerToHeadHasALengthButNoBody() {
        Talk talk = open().asks("HEAD /a HTTP/1.1\r\n\r\n" + GET);
        String length = "\r\nContent-Length: 5000\r\n\r\n";
        talk.answers("HTTP/1.1 200 OK" + length + "HTTP/1.1 304 Same" + length);
        assertEquals(List.of("HEAD /a 200", "GET /a 304"), told(talk));
    }

    @Test
    void notModifiedHasALengthButNoBody() {
        Talk talk = open().asks(GET + GET + GET).answers("HTTP/1.1 304 Same\r\nContent-Length: 5000\r\n\r\n");
        talk.answers("HTTP/1.1 204 None\r\nContent-Length: 5000\r\n\r\n").answers(OK);
        assertEquals(List.of("GET /a 304", "GET /a 204", "GET /a 200"), told(talk));
    }

    @Test
    void interimResponsesDoNotCount() {
        Talk talk = open().asks(GET)
                .answers("HTTP/1.1 100 Continue\r\n\r\n")
                .after(3_000)
                .answers(OK);
        assertEquals(List.of("GET /a 200"), told(talk));
        assertEquals(4_000, talk.exchanges().getFirst().latencyMicroseconds());
    }

    @Test
    void nothingIsReadInsideATunnel() {
        Talk talk = open().asks("CONNECT a:443 HTTP/1.1\r\n\r\n")
                .answers("HTTP/1.1 200 OK\r\n\r\n")
                .asks(GET);
        assertEquals(List.of("CONNECT a:443 200"), told(talk));
        assertEquals(
                List.of("GET /a 101"),
                told(open().asks(GET).answers("HTTP/1.1 101 Up\r\n\r\n").asks(GET)));
    }

    @Test
    void retransmittedRequestCountsOnce() {
        assertEquals(
                List.of("GET /a 200"),
                told(open().asks(GET).client("P.", 1, GET).answers(OK)));
    }

    @Test
    void messagesAfterALostBodyAreStillRead() {
        Talk talk = open().asks(GET)
                .answers("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
                .serverMissed(9000);
        talk.asks("GET /b HTTP/1.1\r\n\r\n").answers("HTTP/1.1 500 Oh\r\n\r\n");
        assertEquals(List.of("GET /a 200", "GET /b 500"), told(talk));
    }

    @Test
    void headsCutByTheSnapLength() {
        String fields = "X-Field: " + "v".repeat(2000) + "\r\n\r\n";
        Talk talk = new Talk(Capture.cutAt(512, Capture.RAW), 40_000).handshake();
        talk.asks("GET /a HTTP/1.1\r\n" + fields).answers("HTTP/1.1 200 OK\r\n" + fields + "body");
        talk.asks("GET /" + "long/".repeat(400) + " HTTP/1.1\r\n\r\n").answers("HTTP/1.1 414 Long\r\n\r\n");
        List<HttpExchange> exchanges = talk.exchanges();
        assertEquals(
                List.of(200, 414), exchanges.stream().map(HttpExchange::status).toList());
        assertEquals(
                "/" + "long/".repeat(25).substring(0, 124) + "...",
                exchanges.get(1).path());
    }

    @Test
    void otherProtocolsAreNotHttp() {
        List<String> others = List.of(
                "SSH-2.0-OpenSSH_9.9\r\n",
                "GET key\r\n",
                "\u0016\u0003\u0001",
                "EHLO mail\r\n",
                "GET /x FTP/1.1\r\n",
                "get /x HTTP/1.1\r\n",
                "GET  HTTP/1.1\r\n");
        for (String other : others) {
            assertEquals(List.of(), told(open().asks(other).answers("HTTP/1.1 200 OK\r\n\r\n")), other);
        }
    }

    @Test
    void responsesWithoutARequestAreIgnored() {
        assertEquals(
                List.of("GET /a 200"),
                told(open().answers("HTTP/1.1 500 Oh\r\n\r\n").asks(GET).answers(OK)));
    }

    @Test
    void moreUnansweredRequestsThanRememberedStayInOrder() {
        Talk talk = open();
        for (int i = 0; i < 18; i++) {
            talk.asks("GET /" + i + " HTTP/1.1\r\n\r\n");
        }
        for (int i = 0; i < 18; i++) {
            talk.answers("HTTP/1.1 2" + (10 + i) + " OK\r\n\r\n");
        }
        talk.asks("GET /last HTTP/1.1\r\n\r\n").answers("HTTP/1.1 299 OK\r\n\r\n");
        List<HttpExchange> exchanges = talk.exchanges();
        assertEquals(225, exchanges.get(15).status());
        assertNull(exchanges.get(16).status());
        assertEquals(299, exchanges.get(18).status());
    }

    @Test
    void chunkedBodiesAreSkipped() {
        String chunks = "5;name=value\r\nHTTP/\r\n1c\r\n" + GET + "\r\n0\r\nTrailer: x\r\n\r\n";
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n" + chunks;
        Talk talk = open().asks(GET + GET).answers(chunked + "HTTP/1.1 503 Busy\r\n\r\n");
        assertEquals(List.of("GET /a 200", "GET /a 503"), told(talk));
    }

    @Test
    void aChunkedRequestTakesUntilItsLastChunk() {
        Talk talk = open().asks("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
                .after(1_000)
                .asks("3\r\nabc\r\n")
                .after(1_000)
                .asks("0\r\n\r\n" + GET)
                .after(500)
                .answers(OK + OK);
        assertEquals(List.of("POST /a 200", "GET /a 200"), told(talk));
        assertEquals(500, talk.exchanges().getFirst().latencyMicroseconds());
    }

    @Test
    void anInvalidChunkSizeEndsTheReading() {
        Talk talk = open().asks(GET + GET)
                .answers("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nHTTP/1.1 500 Oh\r\n\r\n")
                .answers("HTTP/1.1 404 No\r\n\r\n");
        assertEquals(List.of("GET /a 200", "GET /a 404"), told(talk));
    }

    @Test
    void aBodyWithoutALengthLastsUntilTheEnd() {
        Talk talk = open().asks(GET).answers("HTTP/1.1 200 OK\r\n\r\n").answers("HTTP/1.1 500 Oh\r\n\r\n");
        assertEquals(List.of("GET /a 200"), told(talk));
    }

    @Test
    void aResponseWithoutALengthOnAKeptConnectionIsUnderstood() {
        Talk talk =
                open().asks(GET).answers("HTTP/1.1 404 No\r\n\r\n").asks(GET).answers("HTTP/1.1 500 Oh\r\n\r\n");
        assertEquals(List.of("GET /a 404", "GET /a 500"), told(talk));
    }

    @Test
    void aTransferCodingCountsMoreThanALength() {
        Talk talk = open().asks(GET + GET)
                .answers(
                        "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHTTP/1.1 500 Oh\r\n\r\n");
        assertEquals(List.of("GET /a 200", "GET /a 500"), told(talk));
    }

    @Test
    void twoResponsesInOneSegmentAreBothRead() {
        Talk talk = open().asks(GET + GET).answers(OK + "HTTP/1.1 404 No\r\n");
        assertEquals(List.of("GET /a 200", "GET /a 404"), told(talk));
    }

    @Test
    void emptyLinesBeforeARequestAreSkipped() {
        assertEquals(List.of("GET /a 200"), told(open().asks(GET).asks("\r\n").answers(OK)));
        assertEquals(
                List.of("GET /a 200", "GET /a 200"),
                told(open().asks(GET + "\r\n" + GET).answers(OK + OK)));
    }

    @Test
    void lineInSeveralSegments() {
        String query = "q".repeat(1500);
        Talk talk = open().asks("GET /a?" + query)
                .asks(query)
                .asks(query + " HTTP/1.1\r\nContent-Le")
                .asks("ngth: 28\r\n\r\nGET /x HTTP/1.1\r\nHost: xyz\r\nGET /b HTTP/1.1\r\n\r\n")
                .answers("HTT")
                .answers("P/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 404 No\r\n\r\n");
        assertEquals(List.of("GET /a?... 200", "GET /b 404"), told(talk));
    }

    private static List<Long> latencies(Talk talk) {
        return talk.exchanges().stream().map(HttpExchange::latencyMicroseconds).toList();
    }

    @Test
    void anAnswerThatWasNotCapturedShiftsNothing() {
        Talk talk = open().asks(GET).after(3_000).serverMissed(OK.length()).client(".", 1 + GET.length(), "");
        talk.asks(GET).after(5_000).answers(OK).asks(GET).after(6_000).answers(OK);
        assertEquals(Arrays.asList(null, 5_000L, 6_000L), latencies(talk));
    }

    @Test
    void anAnswerWhoseHeadWasNotCapturedShiftsNothing() {
        Talk talk = open().asks(GET).after(3_000).serverMissed(50).answers("rest of the body");
        talk.asks(GET).after(5_000).answers(OK);
        assertEquals(Arrays.asList(null, 5_000L), latencies(talk));
    }

    @Test
    void anAnswerToARequestThatWasNotCapturedIsNobodys() {
        Talk talk = open().asks(GET).after(3_000).serverMissed(OK.length()).clientMissed(GET.length());
        talk.answers(OK).asks(GET).after(5_000).answers(OK);
        assertEquals(Arrays.asList(null, 5_000L), latencies(talk));
    }

    @Test
    void aGapAmongPipelinedAnswersShiftsNoLaterRequest() {
        Talk talk = open().asks(GET + GET + GET)
                .after(3_000)
                .serverMissed(OK.length())
                .answers(OK + OK);
        talk.client(".", 1 + 3 * GET.length(), "")
                .after(60_000_000)
                .asks(GET)
                .after(5_000)
                .answers(OK);
        assertEquals(5_000, talk.exchanges().getLast().latencyMicroseconds());
    }

    @Test
    void pipelinedRequestsKeepTheirOrderBehindAGap() {
        Talk talk = open().asks(GET).asks(GET).asks(GET);
        talk.answers("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nx").serverMissed(89);
        assertEquals(
                List.of("GET /a 200", "GET /a 404", "GET /a 503"),
                told(talk.answers("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                        .answers("HTTP/1.1 503 No\r\n\r\n")));
    }

    @Test
    void onlyTheBytesThatAreNewAreRead() {
        Talk talk = open().asks(GET).client("P.", 1, GET + GET).clientMissed(GET.length());
        talk.answers(OK + OK);
        assertEquals(List.of("GET /a 200", "GET /a 200"), told(talk));
    }

    @Test
    void uncapturedBytesOfABodyCountTowardsItsLength() {
        Talk talk = open().asks("POST /a HTTP/1.1\r\nContent-Length: 100\r\n\r\n" + "x".repeat(10))
                .clientMissed(80)
                .asks("x".repeat(10) + "GET /b HTTP/1.1\r\n\r\n")
                .answers(OK + OK);
        assertEquals(List.of("POST /a 200", "GET /b 200"), told(talk));
    }

    @Test
    void messagesAfterATruncatedHeadAreStillRead() {
        Talk talk = open().asks("GET /a HTTP/1.1\r\nHost: x")
                .clientMissed(80)
                .asks("\r\n\r\n")
                .asks("GET /b HTTP/1.1\r\n\r\n")
                .answers(OK + OK);
        assertEquals(List.of("GET /a 200", "GET /b 200"), told(talk));
    }

    @Test
    void theRequestingEndIsTheClientEvenIfTheOtherIsCapturedFirst() {
        Talk talk = new Talk(Capture.of(Capture.RAW), 9_001)
                .answers("of an older body")
                .asks(GET)
                .answers(OK);
        HttpExchange exchange = talk.exchanges().getFirst();
        assertEquals("10.0.0.1:9001", exchange.client());
        assertEquals("10.0.0.2:9000", exchange.server());
        assertEquals(200, exchange.status());
    }

    @Property(tries = 300)
    void theSegmentsDoNotMatter(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 250) Integer> asked,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 250) Integer> answered) {
        String requests = GET
                + "POST /b HTTP/1.1\r\nContent-Length: 20\r\n\r\nGET /x HTTP/1.1\r\n\r\n "
                + "PUT /c HTTP/1.1\r\nTransfer-encoding: chunked\r\n\r\n3\r\nGET\r\n00\r\n\r\n"
                + "HEAD /d HTTP/1.1\r\n\r\n" + GET;
        String responses = OK
                + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 None\r\n\r\n"
                + "HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nHTTP/1.1 2\r\n0\r\nX: y\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"
                + "HTTP/1.1 302 There\r\nContent-Length: 0\r\n\r\n";
        Talk talk = open();
        talk.asks(requests, asked);
        talk.answers(responses, answered);
        assertEquals(List.of("GET /a 200", "POST /b 204", "PUT /c 500", "HEAD /d 200", "GET /a 302"), told(talk));
    }
}
