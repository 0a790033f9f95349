package io.nettools.analyser.icmp;

import static io.nettools.analyser.wire.Wire.icmp;
import static io.nettools.analyser.wire.Wire.ip4;
import static io.nettools.analyser.wire.Wire.ip6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Seen;
import org.junit.jupiter.api.Test;

class EchoesTest {
    private static final byte[] NONE = {};
    private final Capture capture = Capture.of(Capture.RAW);

    private void request(int sequence) {
        capture.packet(ip4(1, "10.0.0.1", "10.0.0.2", icmp(8, 0, 0x70000 | sequence, NONE)));
    }

    private void reply(int sequence) {
        capture.packet(ip4(1, "10.0.0.2", "10.0.0.1", icmp(0, 0, 0x70000 | sequence, NONE)));
    }

    private Echoes echoes() {
        return Seen.in(capture).conversation("10.0.0.1", "10.0.0.2").echoes().orElseThrow();
    }

    @Test
    void repliesAreMatchedWithTheirRequests() {
        request(1);
        reply(1);
        request(2);
        request(3);
        reply(2);
        request(4);
        Echoes echoes = echoes();
        assertEquals(4, echoes.sent());
        assertEquals(2, echoes.answered());
        assertEquals(1000, echoes.shortestMicros());
        assertEquals(1500, echoes.meanMicros());
        assertEquals(2000, echoes.longestMicros());
    }

    @Test
    void timesWithoutRepliesAreUnknown() {
        request(1);
        assertEquals(0, echoes().answered());
        assertEquals(-1, echoes().shortestMicros());
        assertEquals(-1, echoes().meanMicros());
        assertEquals(-1, echoes().longestMicros());
    }

    @Test
    void copiesOfRequestsAndRepliesCountOnce() {
        request(1);
        request(1);
        reply(1);
        reply(1);
        assertEquals(1, echoes().sent());
        assertEquals(1, echoes().answered());
    }

    @Test
    void requestsOfBothEndsMayHaveTheSameNumber() {
        request(1);
        capture.packet(ip4(1, "10.0.0.2", "10.0.0.1", icmp(8, 0, 0x70001, NONE)));
        reply(1);
        assertEquals(2, echoes().sent());
        assertEquals(1, echoes().answered());
        assertEquals(2000, echoes().longestMicros());
        capture.packet(ip4(1, "10.0.0.1", "10.0.0.2", icmp(0, 0, 0x70001, NONE)));
        assertEquals(2, echoes().answered());
    }

    @Test
    void onlyTheLastOfManyUnansweredRequestsAreKept() {
        for (int i = 0; i < 1000; i++) {
            request(i);
        }
        reply(0);
        reply(999);
        assertEquals(1000, echoes().sent());
        assertEquals(1, echoes().answered());
    }

    @Test
    void aRequestIsUnansweredOnlyAfterEnoughTime() {
        request(1);
        capture.after(1_000_000);
        request(2);
        reply(2);
        request(3);
        long end = 1_763_433_148_679_560L + 1_002_000;
        assertEquals(1, echoes().unanswered(end));
        assertEquals(0, echoes().lastUnanswered(end));
        assertEquals(2, echoes().unanswered(end + 1_000_000));
        assertEquals(1, echoes().lastUnanswered(end + 1_000_000));
        assertEquals(1_763_433_148_679_560L, echoes().firstUnansweredMicros());
    }

    @Test
    void icmp6RepliesAreMatchedToo() {
        capture.packet(ip6(58, 1, 2, icmp(128, 0, 5, NONE))).packet(ip6(58, 2, 1, icmp(129, 0, 5, NONE)));
        Echoes echoes =
                Seen.in(capture).conversation("fd00::1", "fd00::2").echoes().orElseThrow();
        assertEquals(1, echoes.answered());
    }

    @Test
    void otherPacketsAreNoEchoes() {
        capture.packet(ip4(1, "10.0.0.1", "10.0.0.2", icmp(13, 0, 0, NONE)));
        capture.packet(ip4(17, "10.0.0.1", "10.0.0.2", icmp(8, 0, 0, NONE)));
        capture.packet(ip4(58, "10.0.0.1", "10.0.0.2", icmp(128, 0, 0, NONE)));
        assertTrue(
                Seen.in(capture).conversation("10.0.0.1", "10.0.0.2").echoes().isEmpty());
    }
}
