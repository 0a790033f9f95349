package io.nettools.analyser.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Retransmissions by their cause. */
class RetransmissionTest {
    /** Counts of time-outs, fast ones, tail probes and spurious ones of the client, in a line. */
    private static String kinds(Dialogue dialogue) {
        Retransmissions all = dialogue.theClient().retransmissions();
        assertEquals(all.timeouts() + all.fast() + all.tailProbes() + all.spurious(), all.total());
        return all.timeouts() + " " + all.fast() + " " + all.tailProbes() + " " + all.spurious();
    }

    private static Dialogue threeSegments() {
        return Dialogue.opened().client().sends(100).sends(100).sends(100);
    }

    @Test
    void timeoutWhenNothingAskedForIt() {
        assertEquals("1 0 0 0", kinds(threeSegments().after(300).client().at(1).sends(100)));
    }

    @Test
    void timeoutForTheWholeRecoveryAfterATimeout() {
        Dialogue slowStart =
                threeSegments().after(300).client().at(1).sends(100).server().acks(101);
        assertEquals(
                "3 0 0 0", kinds(slowStart.client().at(101).sends(100).at(201).sends(100)));
        // what was out is acknowledged: the next one is judged for itself
        slowStart.server().acks(301).client().sends(100).sends(100);
        slowStart.server().sack(401, 501).acks(301);
        assertEquals("3 1 0 0", kinds(slowStart.client().at(301).sends(100)));
    }

    @Test
    void fastAfterDuplicateAcknowledgments() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .sends(100)
                .server()
                .acks(1)
                .acks(1)
                .acks(1);
        assertEquals("0 1 0 0", kinds(talk.client().at(1).sends(100)));
        assertEquals(3, talk.theServer().duplicateAcks());
    }

    @Test
    void fastWhenSelectiveAcknowledgmentsShowTheHole() {
        Dialogue talk = threeSegments().server().sack(201, 301).acks(1);
        assertEquals("0 2 0 0", kinds(talk.client().at(1).sends(100).at(101).sends(100)));
    }

    @Test
    void timeoutWhenTheFastOneWasLostToo() {
        Dialogue talk = threeSegments().server().sack(201, 301).acks(1);
        talk.client().at(1).sends(100).after(400).at(1).sends(100);
        assertEquals("1 1 0 0", kinds(talk));
    }

    @Test
    void tailProbeWhenTheLastSegmentIsRepeatedBeforeTheFirst() {
        Dialogue talk = threeSegments().server().acks(101);
        assertEquals("0 0 1 0", kinds(talk.after(20).client().at(201).sends(100)));
    }

    @Test
    void spuriousWhenTheAcknowledgmentWasCapturedBefore() {
        Dialogue talk = threeSegments().server().acks(301);
        assertEquals("0 0 0 1", kinds(talk.after(300).client().at(1).sends(100)));
    }

    @Test
    void duplicateSacksReportBytesThatCameTwice() {
        Dialogue below = threeSegments().after(300).client().at(1).sends(100);
        below.server().sack(1, 101).acks(301);
        assertEquals(1, below.theServer().duplicateSacks());
        assertEquals(1, below.report().fromClient().again().orElseThrow().gotTwice());
        Dialogue within = threeSegments().server().sack(201, 251, 201, 301).acks(101);
        assertEquals(1, within.theServer().duplicateSacks());
        Dialogue ordinary = threeSegments().server().sack(201, 301).acks(101);
        assertEquals(0, ordinary.theServer().duplicateSacks());
    }

    @Test
    void synAndFinCountToo() {
        Dialogue retried = new Dialogue()
                .client()
                .syn()
                .after(1000)
                .at(0)
                .syn()
                .after(2000)
                .at(0)
                .syn();
        assertEquals("3", "" + (1 + retried.theClient().synRetries()));
        assertEquals("2 0 0 0", kinds(retried));
        assertEquals(
                "1 0 0 0",
                kinds(Dialogue.opened().client().fin().after(300).at(1).fin()));
    }

    @Test
    void newBytesAreNone() {
        Dialogue talk = threeSegments()
                .server()
                .acks(301)
                .sends(50)
                .client()
                .acks(51)
                .sends(10)
                .fin();
        assertEquals("0 0 0 0", kinds(talk.server().fin()));
    }

    @Test
    void bytesThatWereNotCapturedBeforeWereLostBeforeTheCapture() {
        Dialogue before = Dialogue.opened().client().sends(100).misses(100).sends(100);
        before.server().sack(201, 301).acks(101).after(20).client().at(101).sends(100);
        assertEquals("0 1 0 0", kinds(before));
        assertEquals(1, before.theClient().retransmissions().lostBeforeCapture());
        Dialogue behind = threeSegments()
                .server()
                .sack(201, 301)
                .acks(101)
                .after(20)
                .client()
                .at(101)
                .sends(100);
        assertEquals("0 1 0 0", kinds(behind));
        assertEquals(0, behind.theClient().retransmissions().lostBeforeCapture());
    }

    /** A round trip of 10 ms between the capture point and the client. */
    private static Dialogue farClient() {
        return new Dialogue().client().syn().server().syn().after(9).client().acks(1);
    }

    @Test
    void overtakingSegmentsAreNone() {
        Dialogue talk = farClient().client().at(101).sends(100).at(1).sends(100);
        assertEquals("0 0 0 0", kinds(talk));
        assertEquals(1, talk.theClient().outOfOrder());
        assertEquals(1, talk.theClient().gaps());
    }

    @Test
    void aLateSegmentAfterARoundTripIsOne() {
        Dialogue talk =
                farClient().client().at(101).sends(100).server().sack(101, 201).acks(1);
        talk.after(7).client().at(1).sends(100);
        assertEquals("0 1 0 0", kinds(talk));
        assertEquals(0, talk.theClient().outOfOrder());
    }

    @Test
    void aLateSegmentBetweenNewOnesIsOne() {
        Dialogue talk = farClient()
                .client()
                .misses(100)
                .sends(100)
                .server()
                .sack(101, 201)
                .acks(1)
                .client();
        for (int i = 0; i < 10; i++) {
            talk.sends(100);
        }
        assertEquals("0 1 0 0", kinds(talk.at(1).sends(100)));
        assertEquals(0, talk.theClient().outOfOrder());
    }

    @Test
    void aCopyOnAnotherInterfaceIsNone() {
        Dialogue talk = Dialogue.opened().client().sends(100).elsewhere().at(1).sends(100);
        talk.server().acks(101).elsewhere().acks(101).elsewhere().acks(101);
        assertEquals("0 0 0 0", kinds(talk));
        assertEquals(0, talk.theServer().duplicateAcks());
        // but a second one on the first interface is one
        assertEquals("0 0 0 1", kinds(talk.client().at(1).sends(100)));
    }

    @Test
    void newBytesOnAnotherInterfaceCount() {
        Dialogue talk = Dialogue.opened()
                .client()
                .elsewhere()
                .sends(100)
                .elsewhere()
                .sends(100)
                .sends(100);
        assertEquals(0, talk.theClient().gaps());
        assertEquals("0 0 0 0", kinds(talk));
    }

    @Test
    void aSegmentCutBySnapLengthIsNone() {
        Dialogue talk = Dialogue.opened()
                .cutAt(80)
                .client()
                .sends(1000)
                .sends(1000)
                .server()
                .acks(2001);
        assertEquals("0 0 0 0", kinds(talk));
        assertEquals(0, talk.theClient().missedBytes());
    }
}
