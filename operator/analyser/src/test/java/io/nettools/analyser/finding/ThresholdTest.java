package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From where on something is a finding: just below there is none. */
class ThresholdTest {
    private static final String GET = "GET / HTTP/1.1\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String BAD = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static List<String> codes(Talk talk) {
        return talk.capture().report().findings().stream().map(Finding::code).toList();
    }

    @Test
    void aSynJustBeforeTheEndIsNotUnanswered() {
        assertEquals(List.of(), codes(new Talk().client("S", 0, "")));
    }

    @Test
    void aRetransmittedSynIsUnanswered() {
        assertEquals(
                List.of("ConnectionUnanswered"),
                codes(new Talk().client("S", 0, "").after(1_000_000).client("S", 0, "")));
    }

    @Test
    void aRequestJustBeforeTheEndIsNotUnanswered() {
        assertEquals(List.of(), codes(new Talk().handshake().asks(GET)));
        assertEquals(
                List.of(), codes(new Talk().handshake().asks(GET).after(900_000).client(".", 19, "")));
    }

    private static Talk waits(long micros) {
        return new Talk().handshake().asks(GET).server(".", 1, "").after(micros).client(".", 1 + GET.length(), "");
    }

    @Test
    void aRequestThatStillWaitsIsUnansweredAfterFiveSeconds() {
        assertEquals(List.of(), codes(waits(4_900_000)));
        assertEquals(List.of("HttpUnanswered"), codes(waits(5_100_000)));
    }

    @Test
    void aRequestIsUnansweredWhenTheClientLeavesAfterASecond() {
        assertEquals(List.of(), codes(waits(800_000).clientEnds()));
        assertEquals(List.of("HttpUnanswered"), codes(waits(1_000_000).clientEnds()));
        assertEquals(List.of("HttpUnanswered"), codes(waits(1_000_000).client("R.", 1 + GET.length(), "")));
    }

    @Test
    void aRequestIsUnansweredAtOnceWhenTheServerLeaves() {
        assertEquals(List.of("HttpUnanswered"), codes(waits(10_000).serverEnds()));
    }

    @Test
    void oneSlowResponseAmongManyIsNoFinding() {
        Talk talk = new Talk().handshake().asks(GET).after(1_100_000).answers(OK);
        assertEquals(List.of("HttpSlow"), codes(talk));
        for (int i = 0; i < 20; i++) {
            talk.asks(GET).answers(OK);
        }
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void halfOfTheResponsesMayBeClientErrors() {
        Talk talk = new Talk().handshake().asks(GET).answers(BAD).asks(GET).answers(OK);
        assertEquals(List.of(), codes(talk));
        assertEquals(List.of("HttpClientErrors"), codes(talk.asks(GET).answers(BAD)));
    }

    @Test
    void aResetAfterACompleteExchangeIsNoFinding() {
        assertEquals(
                List.of(), codes(new Talk().handshake().asks("x").answers("y").server("R.", 2, "")));
        assertEquals(
                List.of(), codes(new Talk().handshake().asks("x").answers("y").client("R.", 2, "")));
    }

    @Test
    void aResetByTheServerWhileARequestWaitsIsAFinding() {
        assertEquals(
                List.of("ConnectionReset"),
                codes(new Talk()
                        .handshake()
                        .asks("x")
                        .answers("y")
                        .asks("z".repeat(100))
                        .server("R.", 2, "")));
    }

    @Test
    void segmentsThatTheCaptureMissedAreNotLost() {
        Talk talk = new Talk().handshake();
        for (int i = 0; i < 50; i++) {
            talk.asks("some bytes").clientMissed(10).server(".", 1, "");
        }
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void anOccasionalFailureIsAWarning() {
        Capture capture = Capture.of(Capture.RAW);
        new Talk(capture, 40_000).client("S", 0, "").server("R.", 0, "");
        assertEquals(Severity.Error, severity(capture));
        new Talk(capture, 40_001).handshake();
        assertEquals(Severity.Warning, severity(capture));
    }

    private static Severity severity(Capture capture) {
        return capture.report().findings().getFirst().severity();
    }

    @Test
    void manyPacketsOfOneCauseAreOneFinding() {
        Capture capture = Capture.of(Capture.RAW);
        for (int i = 0; i < 300; i++) {
            new Talk(capture, 40_000 + i).client("S", 0, "").server("R.", 0, "");
        }
        List<Finding> findings = capture.report().findings();
        assertEquals(1, findings.size());
        assertTrue(findings.getFirst().evidence().getFirst().startsWith("300 of 300 attempts"), findings::toString);
        assertEquals(
                "10.0.0.2:9000 refuses connections (300 of 300); 300 connections",
                capture.report().summary());
    }
}
