package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.tcp.Dialogue;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final long PAUSE = 2_000;
    private static final long LONG_PAUSE = 20_000;

    /** A request of five bytes, and an answer of five. */
    private static Dialogue exchange() {
        return Dialogue.opened()
                .client()
                .sends(5)
                .server()
                .acks(6)
                .sends(5)
                .client()
                .acks(6);
    }

    private static void assertEnds(Ending ending, Dialogue talk) {
        assertEquals(ending, Ending.of(talk.connection()));
    }

    @Test
    void aRequestThatMeetsTheServersFinAfterAPauseIsARace() {
        assertEnds(
                Ending.KeepAliveRace,
                exchange().after(PAUSE).server().fin().client().sends(5));
        assertEnds(
                Ending.KeepAliveRace,
                exchange().after(PAUSE).client().sends(5).server().fin().rst());
        assertEnds(
                Ending.KeepAliveRace,
                exchange()
                        .after(LONG_PAUSE)
                        .server()
                        .fin()
                        .client()
                        .sends(5)
                        .server()
                        .knowsNothing());
    }

    @Test
    void aRequestThatMeetsTheServersResetAfterAPauseIsARace() {
        assertEnds(
                Ending.KeepAliveRace,
                exchange().after(PAUSE).client().sends(5).server().rst());
    }

    @Test
    void aResetOfAnAcknowledgedRequestIsNoRace() {
        assertEnds(
                Ending.ResetWaiting,
                exchange().after(PAUSE).client().sends(100).server().acks(106).rst());
    }

    @Test
    void aResetWithoutAPauseIsNoRace() {
        assertEnds(Ending.ResetWaiting, exchange().client().sends(100).server().rst());
    }

    @Test
    void aResetAfterAShortGoodbyeEndsTheConnectionWell() {
        assertEnds(Ending.None, exchange().client().sends(64).server().acks(70).rst());
        assertEnds(
                Ending.ResetWaiting,
                exchange().client().sends(65).server().acks(71).rst());
        assertEnds(
                Ending.ResetWaiting,
                exchange().client().sends(5).after(50).server().acks(11).rst());
        assertEnds(
                Ending.ResetWaiting,
                Dialogue.opened().client().sends(5).server().acks(6).rst());
    }

    @Test
    void aFinAfterTheAnswerIsNoRace() {
        assertEnds(
                Ending.None,
                exchange()
                        .after(PAUSE)
                        .client()
                        .sends(5)
                        .server()
                        .acks(11)
                        .sends(5)
                        .fin());
        assertEnds(Ending.None, exchange().after(PAUSE).server().fin().client().fin());
    }

    @Test
    void aResetThatAcknowledgesNothingComesFromAHostThatForgot() {
        assertEnds(
                Ending.Forgotten,
                exchange().after(PAUSE).client().sends(5).server().knowsNothing());
        assertEnds(
                Ending.ResetWaiting,
                Dialogue.opened().client().sends(5).server().knowsNothing());
    }

    @Test
    void aConnectionThatIsDeadAfterALongPauseWasDropped() {
        assertEnds(
                Ending.IdleDropped,
                exchange().after(LONG_PAUSE).client().sends(5).server().knowsNothing());
        Dialogue silent = exchange().after(LONG_PAUSE).client().sends(5);
        silent.after(300).at(6).sends(5).after(600).at(6).sends(5);
        assertEnds(Ending.IdleDropped, silent);
    }

    @Test
    void aConnectionThatWorkedAfterALongPauseWasNotDropped() {
        Dialogue works =
                exchange().after(LONG_PAUSE).client().sends(5).server().acks(11).sends(5);
        assertEnds(
                Ending.None, works.client().acks(11).after(PAUSE).sends(5).fin().rst());
    }

    @Test
    void bytesThatAreSentFourTimesWithoutAnyAnswerShowThatThePeerIsGone() {
        assertEnds(Ending.None, repeated(2));
        assertEnds(Ending.ServerGone, repeated(3));
    }

    private static Dialogue repeated(int times) {
        Dialogue talk = exchange().client().sends(5);
        for (int i = 0; i < times; i++) {
            talk.after(300L << i).at(6).sends(5);
        }
        return talk;
    }

    @Test
    void aPeerThatAcknowledgesInTheEndIsNotGone() {
        assertEnds(Ending.None, repeated(5).server().acks(11));
    }

    @Test
    void probesWithoutAnyAnswerShowThatThePeerIsGone() {
        assertEnds(Ending.None, probed(2));
        assertEnds(Ending.ServerGone, probed(3));
        assertEnds(Ending.None, probed(3).server().acks(6));
    }

    private static Dialogue probed(int times) {
        Dialogue talk = exchange();
        for (int i = 0; i < times; i++) {
            talk.after(5_000).client().at(5).acks(6);
        }
        return talk;
    }

    @Test
    void bytesOfTheServerThatNobodyAcknowledgesShowThatTheClientIsGone() {
        Dialogue talk = exchange().server().sends(5);
        for (int i = 0; i < 3; i++) {
            talk.after(300L << i).at(6).sends(5);
        }
        assertEnds(Ending.ClientGone, talk);
    }

    @Test
    void aResetBeforeAnyByteIsSilentWhereTheBeginningWasCaptured() {
        assertEnds(Ending.ResetSilent, Dialogue.opened().server().rst());
        assertEnds(Ending.None, new Dialogue().server().rst());
    }

    @Test
    void aResetOfTheClientIsItsOwnWill() {
        assertEnds(Ending.None, exchange().client().sends(5).rst());
    }
}
