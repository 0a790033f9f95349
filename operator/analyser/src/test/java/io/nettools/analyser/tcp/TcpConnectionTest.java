package io.nettools.analyser.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.Flow;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpConnectionTest {
    private static Talk open() {
        return new Talk().handshake();
    }

    /** A round trip to the client that is so long that late segments count as out of order. */
    private static Talk farClient() {
        return new Talk().client("S", 0, "").server("S.", 0, "").after(500_000).client(".", 1, "");
    }

    @Test
    void aRepeatedSynIsNoPartOfTheRoundTrip() {
        assertEquals(2_000, open().flow().handshakeMicros());
        Talk slow = new Talk().client("S", 0, "").after(3_000_000).client("S", 0, "");
        assertEquals(2_000, slow.server("S.", 0, "").client(".", 1, "").flow().handshakeMicros());
    }

    @Test
    void dataInPlaceOfTheAckLeavesTheTimeUnknown() {
        assertEquals(
                -1,
                new Talk()
                        .client("S", 0, "")
                        .server("S.", 0, "")
                        .asks("x")
                        .flow()
                        .handshakeMicros());
    }

    @Test
    void handshakeThatWasNotCapturedIsUnknown() {
        assertEquals(
                -1, new Talk().server("S.", 0, "").client(".", 1, "").flow().handshakeMicros());
        assertEquals(
                -1, new Talk().client("S", 0, "").server("S.", 0, "").flow().handshakeMicros());
        assertEquals(-1, new Talk().asks("x").answers("y").flow().handshakeMicros());
    }

    @Test
    void clockThatWasSetBackGivesNoNegativeTime() {
        assertEquals(
                1_000,
                new Talk()
                        .client("S", 0, "")
                        .server("S.", 0, "")
                        .after(-9_000_000)
                        .client(".", 1, "")
                        .flow()
                        .handshakeMicros());
    }

    @Test
    void newBytesAreNoRetransmission() {
        Talk talk = open().asks("0123456789")
                .answers("abc")
                .asks("0123456789")
                .clientEnds()
                .serverEnds();
        assertEquals(0, talk.flow().retransmissions());
    }

    @Test
    void repeatedBytesAreRetransmissionsAlsoAcrossTheWrap() {
        // numbers of the client wrap around 2^32 at its 16th byte
        Talk talk = open().asks("0123456789").asks("0123456789").client("P.", 11, "0123456789");
        assertEquals(1, talk.flow().retransmissions());
        assertEquals(2, talk.client("P.", 1, "0123456789").flow().retransmissions());
    }

    @Test
    void repeatedBytesTogetherWithNewOnesAreARetransmission() {
        Talk talk = open().asks("0123456789").client("P.", 6, "56789abcdef");
        assertEquals(1, talk.flow().retransmissions());
        assertEquals(1, talk.client("P.", 17, "new").flow().retransmissions());
    }

    @Test
    void repeatedSynAndFinAreRetransmissions() {
        assertEquals(
                2,
                new Talk()
                        .client("S", 0, "")
                        .client("S", 0, "")
                        .client("S", 0, "")
                        .flow()
                        .retransmissions());
        assertEquals(
                1,
                new Talk()
                        .client("S", 0, "")
                        .server("S.", 0, "")
                        .server("S.", 0, "")
                        .flow()
                        .retransmissions());
        assertEquals(1, open().client("F.", 1, "").client("F.", 1, "").flow().retransmissions());
        assertEquals(
                1, open().client("FP.", 1, "bye").client("FP.", 1, "bye").flow().retransmissions());
    }

    @Test
    void acknowledgmentsAreNoRetransmissions() {
        assertEquals(
                0,
                open().asks("x")
                        .server(".", 1, "")
                        .server(".", 1, "")
                        .server(".", 1, "")
                        .flow()
                        .retransmissions());
    }

    @Test
    void keepAlivesAreNoRetransmissions() {
        Talk talk = open().asks("hello").server(".", 1, "");
        talk.client(".", 5, "").client(".", 5, "").client(".", 5, "o").server(".", 0, "");
        assertEquals(0, talk.flow().retransmissions());
    }

    @Test
    void bytesOutOfOrderAreNoRetransmissionTheFirstTime() {
        Talk talk = farClient().client("P.", 11, "second").client("P.", 1, "0123456789");
        assertEquals(0, talk.flow().retransmissions());
        assertEquals(1, talk.client("P.", 1, "0123456789").flow().retransmissions());
    }

    @Test
    void gapIsFilledPieceByPiece() {
        Talk talk = farClient();
        talk.client("P.", 31, "end");
        talk.client("P.", 11, "0123456789").client("P.", 1, "0123456789").client("P.", 21, "0123456789");
        assertEquals(0, talk.flow().retransmissions());
        assertEquals(1, talk.client("P.", 21, "01234").flow().retransmissions());
    }

    @Test
    void manyGapsAreBounded() {
        Talk talk = farClient();
        for (int i = 1; i < 2000; i += 20) {
            talk.client("P.", i, "0123456789");
        }
        assertEquals(0, talk.flow().retransmissions());
        // the last gaps are remembered, the first are not
        assertEquals(0, talk.client("P.", 1971, "0123456789").flow().retransmissions());
        assertEquals(1, talk.client("P.", 11, "0123456789").flow().retransmissions());
    }

    @Test
    void endsOfAConnection() {
        assertEquals(
                Flow.End.Unanswered,
                new Talk().client("S", 0, "").client("S", 0, "").flow().end());
        assertEquals(
                Flow.End.HalfOpen,
                new Talk().client("S", 0, "").server("S.", 0, "").flow().end());
        assertEquals(Flow.End.Open, open().asks("x").flow().end());
        assertEquals(Flow.End.HalfClosed, open().clientEnds().flow().end());
        assertEquals(Flow.End.HalfClosed, open().serverEnds().flow().end());
        assertEquals(Flow.End.Closed, open().clientEnds().serverEnds().flow().end());
        assertEquals(Flow.End.Open, new Talk().asks("in the middle").flow().end());
    }

    @Test
    void refusedByTheServer() {
        Flow flow = new Talk().client("S", 0, "").server("R.", 0, "").flow();
        assertEquals(Flow.End.Refused, flow.end());
        assertEquals("Server", flow.resetBy());
    }

    @Test
    void resetIsOfItsFirstSender() {
        Flow byClient = open().asks("x").client("R.", 2, "").server("R", 1, "").flow();
        assertEquals(Flow.End.Reset, byClient.end());
        assertEquals("Client", byClient.resetBy());
        Flow byServer = open().asks("x").clientEnds().server("R", 1, "").flow();
        assertEquals(Flow.End.Reset, byServer.end());
        assertEquals("Server", byServer.resetBy());
        assertEquals(
                Flow.End.Reset,
                new Talk().client("S", 0, "").client("R", 1, "").flow().end());
    }

    @Test
    void resetBehindACompleteCloseChangesNothing() {
        Flow flow = open().clientEnds().serverEnds().client("R", 2, "").flow();
        assertEquals(Flow.End.Closed, flow.end());
        assertEquals("", flow.resetBy());
    }

    @Test
    void packetOnTwoInterfacesIsNoRetransmission() {
        byte[] segment = Wire.tcp(4000, 9000, "P.", 1, 1, new byte[0], Wire.ascii("hello"));
        byte[] datagram = Wire.ip4(6, "10.0.0.1", "10.0.0.2", segment);
        List<Flow> flows = Capture.of(Capture.COOKED2)
                .packet(Wire.cooked2(2, 0, 1, 0x0800, datagram))
                .packet(Wire.cooked2(3, 4, 1, 0x0800, datagram))
                .report()
                .flows()
                .first();
        assertEquals(0, flows.getFirst().retransmissions());
        assertEquals(2, flows.getFirst().toServer().packets());
    }
}
