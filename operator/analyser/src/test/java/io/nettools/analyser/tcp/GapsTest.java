package io.nettools.analyser.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Bytes that the capture missed, as opposed to those that the network lost. */
class GapsTest {
    @Test
    void acknowledgedBytesThatWereNotCapturedWereMissed() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .misses(100)
                .sends(100)
                .server()
                .acks(301);
        assertEquals(100, talk.theClient().missedBytes());
        assertEquals(0, talk.theClient().lackingBytes());
        assertEquals(0, talk.theClient().retransmissions().total());
    }

    @Test
    void acknowledgedBytesBehindAllCapturedOnesWereMissed() {
        Dialogue talk =
                Dialogue.opened().client().sends(100).misses(70).server().acks(171);
        assertEquals(70, talk.theClient().missedBytes());
        assertEquals(0, talk.client().at(101).sends(70).theClient().missedBytes());
        assertEquals(0, talk.theClient().retransmissions().total(), "seen after its acknowledgment, not sent again");
    }

    @Test
    void bytesNeitherAcknowledgedNorCapturedAreLacking() {
        Dialogue talk = Dialogue.opened().client().sends(100).misses(100).sends(100);
        talk.server().sack(201, 301).acks(101).acks(101);
        assertEquals(0, talk.theClient().missedBytes());
        assertEquals(100, talk.theClient().lackingBytes());
        assertEquals(0, talk.client().at(101).sends(100).theClient().lackingBytes());
    }

    /** The server's bytes 101 to 3100 are missing, and the client asks for them for more than a second. */
    private static Dialogue askedInVain(Dialogue talk, int arrives) {
        talk.client().sends(50).server().acks(51).sends(100).misses(3000).sends(arrives);
        return talk.client().acks(101).acks(101).after(1_500).acks(101);
    }

    @Test
    void largeSegmentsThatNeverCameBesideSmallOnesAreABlackHole() {
        assertTrue(askedInVain(Dialogue.opened(), 200).theServer().onlySmallSegmentsArrive());
        assertTrue(askedInVain(Dialogue.underway(), 200).theServer().onlySmallSegmentsArrive());
    }

    @Test
    void aSegmentOfFullSizeThatCameShowsThatThePathTakesIt() {
        assertFalse(askedInVain(Dialogue.opened(), 1448).theServer().onlySmallSegmentsArrive());
        assertFalse(askedInVain(Dialogue.underway(), 1448).theServer().onlySmallSegmentsArrive());
    }

    @Test
    void bytesThatStillGetThroughAreNoBlackHole() {
        Dialogue talk = askedInVain(Dialogue.opened(), 200).server().at(101).sends(500);
        talk.client().acks(601).acks(601).after(500).acks(601);
        assertFalse(talk.theServer().onlySmallSegmentsArrive());
    }

    @Test
    void captureThatBeginsInTheMiddleMissesNothing() {
        Dialogue talk =
                Dialogue.underway().server().acks(1).client().misses(5000).sends(100);
        talk.server().acks(5101).sends(10).client().acks(11);
        assertEquals(0, talk.theClient().missedBytes());
        assertEquals(0, talk.theClient().gaps());
        assertEquals(0, talk.theServer().gaps());
        assertEquals(0, talk.connection().retransmissions());
    }

    @Test
    void oneDirectionAloneIsNeitherStalledNorMissed() {
        Dialogue talk = Dialogue.underway().client();
        for (int i = 0; i < 50; i++) {
            talk.after(500).sends(100);
        }
        assertFalse(talk.theClient().outstanding());
        assertEquals(0, talk.theClient().longestStallMicros());
        assertEquals(0, talk.theClient().missedBytes());
    }

    @Test
    void implausibleAcknowledgmentsAreIgnored() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .server()
                .acks(0x7000_0000L)
                .acks(101);
        assertEquals(0, talk.theClient().missedBytes());
    }

    /** Ranges agree with a plain set of bytes: a byte is missing if it was skipped and has not come since. */
    @Property(tries = 300)
    void rangesAgreeWithASetOfBytes(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 40) Integer> begins,
            @ForAll @IntRange(max = 60) int upTo) {
        Gaps gaps = new Gaps();
        BitSet missing = new BitSet();
        int next = 0;
        for (int begin : begins) {
            int end = begin + 4;
            if (begin > next) {
                gaps.add(next, begin, 0, 1, 0);
                missing.set(next, begin);
            } else if (begin < next) {
                BitSet brought = missing.get(begin, end);
                assertEquals(brought.isEmpty() ? Gaps.NOT_MISSING : 1, gaps.fill(begin, end, 0));
                missing.clear(begin, end);
            }
            next = Math.max(next, end);
        }
        assertEquals(missing.get(0, upTo).cardinality(), gaps.missedBytes(upTo));
        assertEquals(missing.cardinality() - missing.get(0, upTo).cardinality(), gaps.openBytes(upTo));
    }

    @Test
    void forgottenRangesStillCountAsMissed() {
        Gaps gaps = new Gaps();
        for (int i = 0; i < 2 * Gaps.MOST; i++) {
            gaps.add(10L * i, 10L * i + 5, 10_000, i, 0);
        }
        assertEquals(5 * 2 * Gaps.MOST, gaps.missedBytes(10_000));
        assertEquals(Gaps.NOT_MISSING, gaps.fill(0, 5, 10_000), "forgotten");
        long last = 2 * Gaps.MOST - 1;
        assertEquals(last, gaps.fill(10 * last, 10 * last + 5, 10_000), "remembered, with when it was missed");
    }

    @Test
    void forgottenRangesThatAreNotAcknowledgedAreNotMissed() {
        Gaps gaps = new Gaps();
        for (int i = 0; i < 2 * Gaps.MOST; i++) {
            gaps.add(10L * i, 10L * i + 5, 0, i, 0);
        }
        assertEquals(0, gaps.missedBytes(0));
        assertEquals(5 * Gaps.MOST, gaps.openBytes(0));
    }
}
