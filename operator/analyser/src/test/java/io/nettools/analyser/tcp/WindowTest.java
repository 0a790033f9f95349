package io.nettools.analyser.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Zero windows: their owner, their length, and probes of them. */
class WindowTest {
    private static final int WINDOW = 512 << 7;

    @Test
    void optionsOfBothAreReadFromTheirSyn() {
        EndpointFacts server = Dialogue.opened().theServer();
        assertEquals(1460, server.mss());
        assertEquals(7, server.windowScale());
        assertTrue(server.sackPermitted());
        EndpointFacts unknown = Dialogue.underway().client().sends(1).theClient();
        assertFalse(unknown.synSeen());
        assertEquals(0, unknown.mss());
        assertEquals(-1, unknown.windowScale());
        assertFalse(unknown.sackPermitted());
    }

    @Test
    void zeroWindowLastsUntilItOpens() {
        Dialogue talk = Dialogue.opened().client().sends(100).server().window(0).acks(101);
        talk.after(499).acks(101).after(499).window(5).acks(101);
        assertEquals(2, talk.theServer().zeroWindows());
        assertEquals(1_000_000, talk.theServer().zeroWindowMicros());
        assertFalse(talk.theServer().windowClosed());
        talk.window(0).acks(101).after(199).window(5).acks(101);
        assertEquals(1_200_000, talk.theServer().zeroWindowMicros());
        assertEquals(1_000_000, talk.theServer().longestZeroWindowMicros());
        assertEquals(0, talk.theClient().zeroWindows());
    }

    @Test
    void zeroWindowThatNeverOpensLastsUntilTheLastPacket() {
        Dialogue talk = Dialogue.opened().client().sends(100).server().window(0).acks(101);
        talk.after(2_999).client().at(100).acks(1);
        assertEquals(3_000_000, talk.theServer().zeroWindowMicros());
        assertEquals(3_000_000, talk.theServer().longestZeroWindowMicros());
        assertTrue(talk.theServer().windowClosed());
    }

    @Test
    void probesOfAZeroWindowAreNotKeepAlives() {
        Dialogue talk = Dialogue.opened().client().sends(100).server().window(0).acks(101);
        talk.client().at(100).acks(1).server().acks(101).client().at(100).acks(1);
        assertEquals(2, talk.theClient().zeroWindowProbes());
        assertEquals(0, talk.theClient().keepAlives());
        assertEquals(0, talk.theServer().duplicateAcks());
    }

    @Test
    void repeatedByteBeyondTheWindowIsAProbe() {
        Dialogue talk = Dialogue.opened().client().sends(100).server().window(0).acks(101);
        talk.client().at(101).sends(1).server().acks(101).client().at(101).sends(1);
        talk.server().window(512).acks(101).client().at(101).sends(100).server().acks(201);
        assertEquals(2, talk.theClient().zeroWindowProbes());
        assertEquals(0, talk.theClient().retransmissions().total());
        assertEquals(0, talk.theClient().gaps());
    }

    @Test
    void byteOfAProbeMayBeAccepted() {
        Dialogue talk = Dialogue.opened().client().sends(100).server().window(0).acks(101);
        talk.client()
                .at(101)
                .sends(1)
                .server()
                .window(512)
                .acks(102)
                .client()
                .at(102)
                .sends(100);
        assertEquals(0, talk.theClient().missedBytes());
        assertEquals(0, talk.theClient().gaps());
    }

    @Test
    void keepAlivesAndTheirAnswersCountOnlyAsSuch() {
        Dialogue talk = Dialogue.opened().client().sends(100).server().acks(101);
        for (int i = 0; i < 3; i++) {
            talk.after(75_000).client().at(100).acks(1).server().acks(101);
        }
        talk.client().at(100).sends(1).server().acks(101);
        assertEquals(4, talk.theClient().keepAlives());
        assertEquals(4, talk.theServer().keepAliveAcks());
        assertEquals(0, talk.theServer().duplicateAcks());
        assertEquals(0, talk.theClient().retransmissions().total());
    }

    @Test
    void repeatedLastByteIsNoKeepAliveBeforeItsAcknowledgment() {
        Dialogue talk = Dialogue.opened().client().sends(1).after(300).at(1).sends(1);
        assertEquals(0, talk.theClient().keepAlives());
        assertEquals(1, talk.theClient().retransmissions().timeouts());
    }

    @Test
    void segmentThatFillsTheScaledWindowIsCounted() {
        // the window of the SYN-ACK is not scaled: the first one that is comes with the server's first ACK
        Dialogue talk = Dialogue.opened().client().sends(100).server().acks(101).client();
        talk.sends(WINDOW / 2).sends(WINDOW / 2 - 1);
        assertEquals(0, talk.theClient().windowFull());
        assertEquals(1, talk.sends(1).theClient().windowFull());
    }

    @Test
    void windowOfASynIsNotScaled() {
        assertEquals(1, Dialogue.opened().client().sends(512).theClient().windowFull());
    }

    @Test
    void windowOfUnknownScaleIsNeverFull() {
        Dialogue talk = Dialogue.underway().server().acks(1).client().sends(512).sends(WINDOW - 512);
        assertEquals(0, talk.theClient().windowFull());
    }
}
