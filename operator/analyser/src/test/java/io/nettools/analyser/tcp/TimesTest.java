package io.nettools.analyser.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Times in the network on either side, in the server's application, and in waiting. */
class TimesTest {
    private static final long MILLI = 1_000;

    @Test
    void handshakeIsSplitAtTheCapturePoint() {
        TcpConnection farServer = new Dialogue()
                .client()
                .syn()
                .after(39)
                .server()
                .syn()
                .client()
                .acks(1)
                .connection();
        assertEquals(40 * MILLI, farServer.serverHandshakeMicros());
        assertEquals(1 * MILLI, farServer.clientHandshakeMicros());
        assertEquals(41 * MILLI, farServer.handshakeMicros());
    }

    @Test
    void handshakeWithARetryHasAServerTimeButNoRoundTrip() {
        Dialogue talk = new Dialogue()
                .client()
                .syn()
                .after(999)
                .at(0)
                .syn()
                .server()
                .syn()
                .client()
                .acks(1);
        assertEquals(1 * MILLI, talk.connection().serverHandshakeMicros());
        assertEquals(-1, talk.theClient().roundTripMicros());
        assertEquals(1 * MILLI, talk.theServer().roundTripMicros());
    }

    @Test
    void partsOfAHandshakeAreKnownWithoutTheOther() {
        TcpConnection noSyn = new Dialogue().server().syn().client().acks(1).connection();
        assertEquals(-1, noSyn.serverHandshakeMicros());
        assertEquals(1 * MILLI, noSyn.clientHandshakeMicros());
        assertEquals(-1, noSyn.handshakeMicros());
        TcpConnection halfOpen = new Dialogue().client().syn().server().syn().connection();
        assertEquals(1 * MILLI, halfOpen.serverHandshakeMicros());
        assertEquals(-1, halfOpen.clientHandshakeMicros());
    }

    @Test
    void roundTripIsTheShortestAndTheSmoothedOne() {
        Dialogue talk = Dialogue.opened().client().sends(100).after(8).server().acks(101);
        assertEquals(1 * MILLI, talk.theClient().roundTripMicros());
        // RFC 6298: 7/8 of 1 ms, 1/8 of 9 ms
        assertEquals(2 * MILLI, talk.theClient().smoothedRoundTripMicros());
    }

    @Test
    void roundTripIsNeverTakenFromARetransmission() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .after(299)
                .at(1)
                .sends(100)
                .server()
                .acks(101);
        assertEquals(1 * MILLI, talk.theClient().smoothedRoundTripMicros());
    }

    @Test
    void thinkTimeIsFromTheLastByteAskedToTheFirstAnswered() {
        Dialogue talk = Dialogue.opened().client().sends(100).after(500).sends(100);
        talk.server().acks(201).after(98).sends(1000).after(700).sends(1000);
        ThinkTime think = talk.connection().thinkTime();
        assertEquals(1, think.answers());
        // 100 ms behind the request, of which one is the round trip to the server
        assertEquals(99 * MILLI, think.totalMicros());
        talk.client().acks(2001).sends(10).after(9).server().sends(10);
        assertEquals(2, think.answers());
        assertEquals(99 * MILLI + 9 * MILLI, talk.connection().thinkTime().totalMicros());
        assertEquals(99 * MILLI, talk.connection().thinkTime().longestMicros());
    }

    @Test
    void thinkTimeExcludesTheRoundTripToTheServer() {
        Dialogue far =
                new Dialogue().client().syn().after(199).server().syn().client().acks(1);
        far.sends(100).after(201).server().sends(100);
        assertEquals(2 * MILLI, far.connection().thinkTime().totalMicros());
    }

    @Test
    void thinkTimeBeginsWithTheRetransmittedRequest() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .after(300)
                .at(1)
                .sends(100)
                .after(4)
                .server()
                .sends(50);
        assertEquals(4 * MILLI, talk.connection().thinkTime().longestMicros());
    }

    @Test
    void requestWithoutAnswerHasATimeOfWaiting() {
        Dialogue talk = Dialogue.opened();
        assertEquals(-1, talk.connection().thinkTime().waitingSinceMicros());
        talk.client().sends(100).server().acks(101);
        assertEquals(
                talk.connection().lastMicros() - MILLI,
                talk.connection().thinkTime().waitingSinceMicros());
        assertEquals(-1, talk.sends(1).connection().thinkTime().waitingSinceMicros());
    }

    @Test
    void stallIsTimeWithoutAcknowledgmentWhileBytesAreOut() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .after(799)
                .at(1)
                .sends(100)
                .after(1_199)
                .server()
                .acks(101);
        assertEquals(2_000 * MILLI, talk.theClient().longestStallMicros());
        assertFalse(talk.theClient().outstanding());
        assertEquals(0, talk.connection().longestIdleMicros() / (100 * MILLI));
    }

    @Test
    void stallAtTheEndOfTheCaptureCounts() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .after(799)
                .at(1)
                .sends(100)
                .after(1_599)
                .at(1)
                .sends(100);
        assertEquals(2_400 * MILLI, talk.theClient().longestStallMicros());
        assertTrue(talk.theClient().outstanding());
        assertEquals(
                talk.connection().lastMicros() - 2_400 * MILLI, talk.theClient().stalledSinceMicros());
        assertEquals(2, talk.theClient().timeoutsInARow());
    }

    @Test
    void idleIsTimeWithNothingOut() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .server()
                .acks(101)
                .after(59_999)
                .client()
                .sends(100);
        assertEquals(60_000 * MILLI, talk.connection().longestIdleMicros());
        assertEquals(1 * MILLI, talk.server().acks(201).theClient().longestStallMicros());
    }

    @Test
    void shortWaitsAreNotReported() {
        Dialogue talk = Dialogue.opened()
                .client()
                .sends(100)
                .after(150)
                .server()
                .acks(101)
                .after(800)
                .client()
                .fin();
        assertEquals(0, talk.report().longestIdleMicros());
        assertEquals(0, talk.report().fromClient().longestStallMicros());
    }

    @Test
    void lostLargeSegmentsAndAcknowledgedSmallOnesAreABlackHole() {
        Dialogue talk = Dialogue.opened().client().sends(200).server().acks(201);
        talk.client().sends(1460).after(300).at(201).sends(1460);
        assertFalse(talk.theClient().onlySmallSegmentsPass(), "once is bad luck");
        talk.after(600).at(201).sends(1460);
        assertTrue(talk.theClient().onlySmallSegmentsPass());
        assertFalse(talk.theServer().onlySmallSegmentsPass());
        assertFalse(talk.server().acks(1661).theClient().onlySmallSegmentsPass(), "it came through");
    }

    @Test
    void deadPeerIsNoBlackHole() {
        Dialogue small = Dialogue.opened()
                .client()
                .sends(200)
                .after(300)
                .at(1)
                .sends(200)
                .after(600)
                .at(1)
                .sends(200);
        assertFalse(small.theClient().onlySmallSegmentsPass());
        Dialogue after = Dialogue.opened()
                .client()
                .sends(1460)
                .server()
                .acks(1461)
                .client()
                .sends(1460);
        after.after(300).at(1461).sends(1460).after(600).at(1461).sends(1460);
        assertEquals(2, after.theClient().timeoutsInARow());
        assertFalse(after.theClient().onlySmallSegmentsPass(), "as large ones passed before");
    }

    @Test
    void resetHasItsSenderTimeAndState() {
        assertEquals(
                "Client Established 4000",
                reset(Dialogue.opened().client().sends(1).rst()));
        assertEquals(
                "Server SynSent 1000",
                reset(new Dialogue().client().syn().server().rst()));
        assertEquals(
                "Client SynReceived 2000",
                reset(new Dialogue().client().syn().server().syn().client().rst()));
        assertEquals(
                "Server Closing 5000",
                reset(Dialogue.opened().client().sends(1).fin().server().rst()));
        assertEquals("Server Established 0", reset(Dialogue.underway().server().rst()));
        assertTrue(Dialogue.opened()
                .client()
                .fin()
                .server()
                .fin()
                .rst()
                .connection()
                .reset()
                .isEmpty());
    }

    private static String reset(Dialogue talk) {
        Reset reset = talk.connection().reset().orElseThrow();
        return reset.by() + " " + reset.state() + " " + reset.afterMicros();
    }
}
