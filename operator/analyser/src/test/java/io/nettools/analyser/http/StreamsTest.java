package io.nettools.analyser.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.http2.Frames;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END = 1;
    private static final int ALL = 4;

    /** {@code :method POST}, and a path that goes into the table. */
    private static final String POST_CART = "\u0083D\u0005/cart";

    private static final String POST_AGAIN = "\u0083\u00be";
    private static final String OK = "\u0088";
    private static final String SERVER_ERROR = "\u008e";
    private static final String OPENING = Frames.PREFACE + frame(SETTINGS, 0, 0, "");

    private static String frame(int type, int flags, int stream, String payload) {
        int length = payload.length();
        return new String(new char[] {
                    (char) (length >> 16),
                    (char) (length >> 8 & 0xff),
                    (char) (length & 0xff),
                    (char) type,
                    (char) flags
                })
                + number(stream)
                + payload;
    }

    private static String number(int value) {
        return IntStream.of(24, 16, 8, 0)
                .mapToObj(shift -> String.valueOf((char) (value >> shift & 0xff)))
                .reduce("", String::concat);
    }

    private static Talk open() {
        return new Talk().handshake().asks(OPENING);
    }

    private static List<String> told(Talk talk) {
        return talk.exchanges().stream()
                .map(one ->
                        one.version() + " " + one.method() + " " + one.path() + " " + one.status() + " " + one.error())
                .map(String::strip)
                .toList();
    }

    @Test
    void requestAndResponseAreAStream() {
        Talk talk = open().asks(frame(HEADERS, ALL, 1, POST_CART))
                .after(3_000)
                .asks(frame(DATA, END, 1, "shoes"))
                .after(2_000)
                .answers(frame(HEADERS, ALL, 1, OK) + frame(DATA, END, 1, "yes"));
        assertEquals(
                List.of(new HttpExchange(
                        "10.0.0.1:40000",
                        "10.0.0.2:9000",
                        "HTTP/2",
                        "POST",
                        "/cart",
                        200,
                        "",
                        2_000L,
                        "2025-11-18T02:32:28.686560Z")),
                talk.exchanges());
    }

    @Test
    void streamsAreAnsweredInAnyOrder() {
        Talk talk = open().asks(frame(HEADERS, ALL | END, 1, POST_CART) + frame(HEADERS, ALL | END, 3, POST_AGAIN))
                .answers(frame(HEADERS, ALL | END, 3, SERVER_ERROR))
                .answers(frame(HEADERS, ALL | END, 1, OK));
        assertEquals(List.of("HTTP/2 POST /cart 200", "HTTP/2 POST /cart 500"), told(talk));
    }

    @Test
    void fieldsInSeveralFramesWithPaddingAndPriority() {
        String padded = "\u0003" + "\u0000\u0000\u0000\u0000\u0010" + POST_CART.substring(0, 4) + "xxx";
        Talk talk = open().asks(frame(HEADERS, 8 | 32 | END, 1, padded))
                .asks(frame(CONTINUATION, ALL, 1, POST_CART.substring(4)))
                .answers(frame(HEADERS, ALL | END, 1, OK));
        assertEquals(List.of("HTTP/2 POST /cart 200"), told(talk));
    }

    @Test
    void trailersAreNotASecondRequest() {
        Talk talk = open().asks(
                        frame(HEADERS, ALL, 1, POST_CART) + frame(HEADERS, ALL | END, 1, "\u0000\u0001x\u0001y"))
                .answers(frame(HEADERS, ALL, 1, OK) + frame(HEADERS, ALL | END, 1, "\u0000\u000bgrpc-status\u000213"));
        assertEquals(List.of("gRPC POST /cart 200 INTERNAL"), told(talk));
    }

    @Test
    void interimResponsesDoNotCount() {
        Talk talk = open().asks(frame(HEADERS, ALL | END, 1, POST_CART))
                .answers(frame(HEADERS, ALL, 1, "H\u0003103"))
                .answers(frame(HEADERS, ALL | END, 1, OK));
        assertEquals(List.of("HTTP/2 POST /cart 200"), told(talk));
    }

    @Test
    void aStreamThatTheServerResets() {
        Talk talk = open().asks(frame(HEADERS, ALL | END, 1, POST_CART)).answers(frame(RST_STREAM, 0, 1, number(7)));
        assertEquals(List.of("HTTP/2 POST /cart null REFUSED_STREAM"), told(talk));
    }

    @Test
    void aStreamThatTheClientGivesUp() {
        Talk talk = open().asks(frame(HEADERS, ALL | END, 1, POST_CART)).asks(frame(RST_STREAM, 0, 1, number(8)));
        assertEquals(List.of("HTTP/2 POST /cart null cancelled by the client"), told(talk));
    }

    private static List<String> codes(Talk talk) {
        return talk.capture().report().findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.Info)
                .map(Finding::code)
                .toList();
    }

    private static Talk begun() {
        return open().asks(frame(HEADERS, ALL | END, 1, POST_CART))
                .answers(frame(HEADERS, ALL, 1, OK) + frame(DATA, 0, 1, "y"));
    }

    private static String goAway(int last) {
        return frame(GOAWAY, 0, 0, number(last) + number(0));
    }

    @Test
    void aStreamWithoutAnEndIsCutOffWhenTheServerLeaves() {
        Talk talk = begun().answers(goAway(1)).serverEnds();
        assertEquals(List.of("HTTP/2 POST /cart 200 cut off before the end"), told(talk));
        assertEquals(List.of("HttpResponseCut"), codes(talk));
        assertEquals(List.of("HttpResponseCut"), codes(begun().server("R", 0, "")));
    }

    @Test
    void aStreamThatHasEndedIsNotCutOff() {
        assertEquals(
                List.of(),
                codes(begun().answers(frame(DATA, END, 1, "es") + goAway(1)).serverEnds()));
    }

    @Test
    void aClientThatLeavesCutsNoStreamOff() {
        assertEquals(List.of(), codes(begun().clientEnds().serverEnds()));
        assertEquals(
                List.of(),
                codes(begun().asks(frame(RST_STREAM, 0, 1, number(8))).serverEnds()));
    }

    @Test
    void aStreamThatTheServerDidNotTakeIsAskedElsewhere() {
        Talk talk = begun().answers(frame(DATA, END, 1, "es")).asks(frame(HEADERS, ALL | END, 3, POST_AGAIN));
        assertEquals(List.of(), codes(talk.answers(goAway(1)).serverEnds()));
    }

    @Test
    void anEndThatWasNotCapturedIsNotMissing() {
        assertEquals(List.of(), codes(begun().serverMissed(12).serverEnds()));
        assertEquals(
                List.of(), codes(begun().serverMissed(12).answers(goAway(1)).serverEnds()));
        Talk silent = open().asks(frame(HEADERS, ALL | END, 1, POST_CART))
                .server(".", 1, "")
                .serverMissed(40);
        assertEquals(List.of(), codes(silent.answers(goAway(1)).after(9_000_000).clientEnds()));
    }

    @Test
    void aRequestThatTheServerLeavesIsUnanswered() {
        Talk talk = open().asks(frame(HEADERS, ALL | END, 1, POST_CART)).server(".", 1, "");
        assertEquals(List.of(), codes(talk));
        assertEquals(List.of("HttpUnanswered"), codes(talk.serverEnds()));
    }

    @Test
    void aResponseShowsWhichEndAsks() {
        String settings = frame(SETTINGS, 0, 0, "");
        Talk talk = new Talk(Capture.of(Capture.RAW), 5_000).answers(settings + settings);
        talk.answers(frame(HEADERS, ALL | END, 1, OK)).asks(frame(HEADERS, ALL | END, 3, POST_CART));
        talk.answers(frame(HEADERS, ALL | END, 3, SERVER_ERROR));
        assertEquals(List.of("HTTP/2 POST /cart 500"), told(talk));
        assertEquals("10.0.0.2:9000", talk.exchanges().getFirst().server());
    }

    @Test
    void onlyTheClientsDirectionBlamesNobody() {
        Talk talk = new Talk().client("S", 0, "").client(".", 1, "").asks(OPENING);
        talk.asks(frame(HEADERS, ALL | END, 1, POST_CART)).after(9_000_000).clientEnds();
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void newTableEntriesAreKnownAfterALateStart() {
        Talk talk = new Talk()
                .asks(frame(HEADERS, ALL | END, 7, "\u0083\u00c5") + frame(SETTINGS, 1, 0, ""))
                .answers(frame(HEADERS, ALL | END, 7, OK) + frame(SETTINGS, 1, 0, ""))
                .asks(frame(HEADERS, ALL | END, 9, POST_CART))
                .asks(frame(HEADERS, ALL | END, 11, POST_AGAIN));
        assertEquals(List.of("HTTP/2 POST  200", "HTTP/2 POST /cart null", "HTTP/2 POST /cart null"), told(talk));
    }

    @Test
    void afterALossTheNextSegmentThatBeginsAFrameIsRead() {
        Talk talk = open().asks(frame(HEADERS, ALL | END, 1, POST_CART))
                .clientMissed(500)
                .asks(frame(HEADERS, ALL | END, 5, POST_AGAIN));
        assertEquals(List.of("HTTP/2 POST /cart null", "HTTP/2 POST  null"), told(talk));
    }

    @Test
    void theQueryIsNeverShown() {
        Talk talk = open().asks(frame(HEADERS, ALL | END, 1, "\u0083D\u0009/cart?a=b"));
        assertEquals(List.of("HTTP/2 POST /cart?... null"), told(talk));
    }

    @Test
    void moreStreamsThanAreRememberedAreCounted() {
        Talk talk = open();
        for (int i = 0; i < 100; i++) {
            talk.asks(frame(HEADERS, ALL | END, 1 + 2 * i, i == 0 ? POST_CART : POST_AGAIN));
        }
        assertEquals(100, talk.capture().report().protocols().http().count());
    }

    @Property(tries = 200)
    void theSegmentsDoNotMatter(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 130) Integer> asked,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 130) Integer> answered) {
        String requests = OPENING
                + frame(HEADERS, 0, 1, POST_CART.substring(0, 5))
                + frame(CONTINUATION, ALL, 1, POST_CART.substring(5))
                + frame(DATA, END, 1, "x".repeat(60))
                + frame(HEADERS, ALL | END, 3, POST_AGAIN);
        String responses = frame(SETTINGS, 0, 0, "")
                + frame(HEADERS, ALL, 1, OK)
                + frame(DATA, END, 1, "y".repeat(80))
                + frame(HEADERS, ALL | END, 3, SERVER_ERROR);
        Talk talk = new Talk(Capture.of(Capture.RAW), 40_000).handshake();
        talk.asks(requests.substring(0, OPENING.length()));
        talk.asks(requests.substring(OPENING.length()), asked);
        // the server's first frame shows where its frames begin
        talk.answers(responses.substring(0, 9));
        talk.answers(responses.substring(9), answered);
        assertEquals(List.of("HTTP/2 POST /cart 200", "HTTP/2 POST /cart 500"), told(talk));
    }
}
