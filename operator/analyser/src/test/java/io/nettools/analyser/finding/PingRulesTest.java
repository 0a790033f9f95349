package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class PingRulesTest {
    private static final byte[] NONE = {};
    private final Capture capture = Capture.of(Capture.RAW);

    private PingRulesTest pings(int count, IntPredicate answered) {
        return pings(count, 64, answered);
    }

    private PingRulesTest pings(int count, int hopLimit, IntPredicate answered) {
        for (int i = 0; i < count; i++) {
            byte[] request = Wire.ip4(1, "10.0.0.1", "10.0.0.2", Wire.icmp(8, 0, 0x70000 | i, NONE));
            request[8] = (byte) hopLimit;
            capture.packet(request);
            if (answered.test(i)) {
                capture.packet(Wire.ip4(1, "10.0.0.2", "10.0.0.1", Wire.icmp(0, 0, 0x70000 | i, NONE)));
            }
            capture.after(1_000_000);
        }
        return this;
    }

    private List<String> codes() {
        return capture.report().findings().stream().map(Finding::code).toList();
    }

    @Test
    void noneIsAnswered() {
        pings(4, i -> false);
        assertEquals(List.of("PingUnanswered"), codes());
        assertEquals(
                Finding.Severity.Error, capture.report().findings().getFirst().severity());
        assertTrue(capture.report().summary().startsWith("4 of 4 pings to 10.0.0.2 unanswered"));
    }

    @Test
    void twoWithoutAReplyAreNothing() {
        assertEquals(List.of(), pings(3, i -> false).codes());
    }

    @Test
    void everyFifthReplyMayBeMissing() {
        assertEquals(List.of(), pings(60, i -> i % 5 != 4).codes());
    }

    @Test
    void everySecondReplyIsAWarning() {
        pings(12, i -> i % 2 == 0);
        assertEquals(List.of("PingUnanswered"), codes());
        assertEquals(
                Finding.Severity.Warning, capture.report().findings().getFirst().severity());
    }

    @Test
    void theHostIsGoneAfterManyReplies() {
        assertEquals(List.of("PingUnanswered"), pings(60, i -> i < 52).codes());
    }

    @Test
    void withTcpConnectionsOfOneDirectionTheRepliesAreNotCapturedEither() {
        for (int i = 0; i < 3; i++) {
            capture.packet(Wire.ip4(6, "10.0.0.1", "10.0.0.3", Wire.tcp(40_000, 80, ".", 5, 9 + i, NONE, NONE)));
        }
        assertEquals(List.of("OneDirectionOnly"), pings(8, i -> false).codes());
    }

    @Test
    void requestsThatAreNotMeantToArriveAreTraceroute() {
        assertEquals(List.of(), pings(8, 3, i -> false).codes());
    }

    @Test
    void tracerouteFindsNoFault() {
        for (int hop = 1; hop < 9; hop++) {
            byte[] probe = Wire.ip4(17, "10.0.0.1", "10.9.0.2", Wire.udp(40_000, 33_433 + hop, new byte[4]));
            probe[8] = (byte) hop;
            byte[] error = Wire.icmp(hop == 8 ? 3 : 11, hop == 8 ? 3 : 0, 0, probe);
            capture.packet(probe).packet(Wire.ip4(1, hop == 8 ? "10.9.0.2" : "10.0.1." + hop, "10.0.0.1", error));
        }
        assertEquals(List.of(), codes());
        byte[] far = Wire.ip4(17, "10.0.0.1", "10.9.0.2", Wire.udp(40_000, 34_000, new byte[4]));
        far[8] = 64;
        capture.packet(far).packet(Wire.ip4(1, "10.0.1.7", "10.0.0.1", Wire.icmp(11, 0, 0, far)));
        assertEquals(List.of("TimeToLiveExceeded"), codes());
    }

    @Test
    void aLateDnsAnswerToAClosedSocketIsNoClosedPort() {
        for (int port : new int[] {1024, 20_000, 50_000}) {
            byte[] late = Wire.ip4(17, "10.0.0.2", "10.0.0.1", Wire.udp(53, port, new byte[20]));
            capture.packet(late).packet(Wire.ip4(1, "10.0.0.1", "10.0.0.2", Wire.icmp(3, 3, 0, late)));
        }
        assertEquals(List.of(), codes());
    }
}
