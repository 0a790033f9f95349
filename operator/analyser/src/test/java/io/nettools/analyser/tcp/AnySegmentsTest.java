package io.nettools.analyser.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** For any segments the counts agree with each other and with the packets. */
class AnySegmentsTest {
    private static final int SIZE = 100;

    @Property(tries = 500)
    void countsAreConsistent(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int many) {
        Random random = new Random(seed);
        Dialogue talk = random.nextBoolean() ? Dialogue.opened() : Dialogue.underway();
        for (int i = 0; i < many; i++) {
            step(talk, random);
        }
        assertConsistent(talk.theClient(), many);
        assertConsistent(talk.theServer(), many);
        long again = talk.theClient().retransmissions().total()
                + talk.theServer().retransmissions().total();
        assertEquals(again, talk.connection().retransmissions());
        assertTrue(talk.connection().longestIdleMicros() >= 0);
    }

    private static void step(Dialogue talk, Random random) {
        Dialogue speaker = random.nextBoolean() ? talk.client() : talk.server();
        speaker.after(random.nextInt(10) == 0 ? random.nextInt(2_000) : 0).window(random.nextInt(3) * 256);
        if (random.nextBoolean()) {
            speaker.at(random.nextLong(random.nextInt(20) == 0 ? 0x1_0000_0000L : 3_000));
        }
        if (random.nextInt(5) == 0) {
            speaker.sack(
                    random.nextLong(3_000), random.nextLong(3_000), random.nextLong(3_000), random.nextLong(3_000));
        }
        switch (random.nextInt(8)) {
            case 0 -> speaker.acks(random.nextLong(random.nextInt(20) == 0 ? 0x1_0000_0000L : 3_000));
            case 1 -> speaker.acks(random.nextLong(3_000));
            case 2 -> speaker.sends(1);
            case 3 -> speaker.elsewhere().sends(random.nextInt(SIZE));
            case 4 -> speaker.cutAt(20 + random.nextInt(100)).sends(SIZE);
            case 5 -> other(speaker, random);
            default -> speaker.sends(random.nextInt(1_500));
        }
    }

    private static void other(Dialogue speaker, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> speaker.syn();
            case 1 -> speaker.fin();
            case 2 -> speaker.rst();
            default -> speaker.misses(random.nextInt(1_000));
        }
    }

    private static void assertConsistent(EndpointFacts end, int segments) {
        Retransmissions again = end.retransmissions();
        assertEquals(again.timeouts() + again.fast() + again.tailProbes() + again.spurious(), again.total());
        assertTrue(again.lostBeforeCapture() <= again.total());
        assertTrue(end.synRetries() <= again.total());
        assertTrue(again.total() + end.outOfOrder() + end.keepAlives() + end.zeroWindowProbes() <= segments + 3);
        assertTrue(end.duplicateAcks() <= segments);
        assertTrue(end.missedBytes() >= 0);
        assertTrue(end.lackingBytes() >= 0);
        assertTrue(end.longestZeroWindowMicros() <= end.zeroWindowMicros());
        assertTrue(end.longestStallMicros() >= 0);
        assertTrue(end.roundTripMicros() <= end.smoothedRoundTripMicros());
        assertTrue(end.largestAcknowledged() <= end.largestSegment());
    }

    /** Segments overtake each other within a round trip, and all acknowledgments follow: nothing was lost. */
    @Property(tries = 200)
    void orderAloneInventsNoLoss(@ForAll long seed, @ForAll @IntRange(min = 2, max = 14) int many) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        Dialogue talk =
                new Dialogue().client().syn().server().syn().after(100).client().acks(1);
        order.forEach(i -> talk.at(1 + SIZE * i).sends(SIZE));
        talk.server().acks(1 + SIZE * many);
        assertEquals(0, talk.connection().retransmissions());
        assertEquals(0, talk.theClient().missedBytes());
        assertEquals(0, talk.theClient().lackingBytes());
        long ascents = 0;
        int highest = -1;
        for (int i : order) {
            ascents += i > highest ? 1 : 0;
            highest = Math.max(highest, i);
        }
        assertEquals(many - ascents, talk.theClient().outOfOrder());
    }

    /**
     * Packets that the capture missed cause no false retransmission, and exactly these bytes are reported as missed.
     */
    @Property(tries = 200)
    void missingPacketsInventNoLoss(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int many) {
        Random random = new Random(seed);
        Dialogue talk = Dialogue.opened();
        long missed = 0;
        for (int i = 0; i < many; i++) {
            if (random.nextInt(4) == 0) {
                talk.client().misses(SIZE);
                missed += SIZE;
            } else {
                talk.client().sends(SIZE);
            }
            if (random.nextBoolean()) {
                talk.server().acks(1 + SIZE * (i + 1));
            }
        }
        talk.server().acks(1 + SIZE * many);
        assertEquals(missed, talk.theClient().missedBytes());
        assertEquals(0, talk.connection().retransmissions());
        assertEquals(0, talk.theServer().duplicateAcks() - duplicatesAtTheEnd(talk));
    }

    /** The last acknowledgment of the test itself may repeat the one before. */
    private static long duplicatesAtTheEnd(Dialogue talk) {
        return Math.min(1, talk.theServer().duplicateAcks());
    }
}
