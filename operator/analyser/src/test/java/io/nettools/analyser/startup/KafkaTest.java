package io.nettools.analyser.startup;

import static io.nettools.analyser.startup.Starts.big;
import static io.nettools.analyser.startup.Starts.bytes;
import static io.nettools.analyser.startup.Starts.open;
import static io.nettools.analyser.startup.Starts.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of starts of Kafka. */
class KafkaTest {
    private static final int FETCH = 1;
    private static final int METADATA = 3;
    private static final int HANDSHAKE = 17;
    private static final int VERSIONS = 18;
    private static final int LOGIN = 36;
    private static final String MECHANISMS = big(2, 4) + text("PLAIN") + text("SCRAM-SHA-256");

    private int next = 7;

    private static String text(String text) {
        return big(text.length(), 2) + text;
    }

    private static String framed(String message) {
        return big(message.length(), 4) + message;
    }

    private String request(int key, int version) {
        return framed(big(key, 2) + big(version, 2) + big(++next, 4) + text("cart") + "secret");
    }

    private String response(String body) {
        return framed(big(next, 4) + body);
    }

    private Talk versioned(Talk talk) {
        return talk.asks(request(VERSIONS, 3))
                .answers(response(big(35, 2) + big(0, 4)))
                .asks(request(VERSIONS, 0))
                .answers(response(big(0, 2) + big(0, 4)));
    }

    private Talk versioned() {
        return versioned(open());
    }

    private Talk shaken(int version) {
        return versioned().asks(request(HANDSHAKE, version)).answers(response(big(0, 2) + MECHANISMS));
    }

    @Test
    void anOlderVersionThanAskedForIsNoFailure() {
        assertEquals("", refused(versioned().asks(request(METADATA, 1)).answers(response(big(0, 8)))));
    }

    @Test
    void aMechanismThatIsNotOfferedIsNamedWithThoseThatAre() {
        Talk talk = versioned().asks(request(HANDSHAKE, 1)).answers(response(big(33, 2) + MECHANISMS));
        assertEquals("1 Mechanism 33: SASL mechanisms offered: PLAIN SCRAM-SHA-256", refused(talk));
    }

    @Test
    void aListenerWithoutALoginIsNamed() {
        Talk talk = versioned().asks(request(HANDSHAKE, 1)).answers(response(big(34, 2) + big(0, 4)));
        assertEquals("1 Mechanism 34", refused(talk));
    }

    @Test
    void aWrongPasswordIsNamedInEachVersion() {
        Talk older = shaken(1).asks(request(LOGIN, 1)).answers(response(big(58, 2) + text("No") + big(0, 12)));
        assertEquals("1 PasswordWrong 58: No", refused(older));
        Talk newer = shaken(1)
                .asks(request(LOGIN, 2))
                .answers(response("\0" + big(58, 2) + "\u0003No" + "\u0001" + big(0, 9)));
        assertEquals("1 PasswordWrong 58: No", refused(newer));
    }

    @Test
    void aLoginThatSucceedsIsNoFailureAndLaterErrorsAreNotRead() {
        Talk talk = shaken(1).asks(request(LOGIN, 1)).answers(response(big(0, 2) + big(-1, 2) + big(0, 4)));
        talk.asks(request(METADATA, 1)).answers(response(big(0, 8)));
        talk.asks(request(HANDSHAKE, 1)).answers(response(big(33, 2) + MECHANISMS));
        assertEquals("", refused(talk));
    }

    @Test
    void aLoginOutsideOfTheFramesIsNotRead() {
        assertEquals("", refused(shaken(0).asks(big(10, 4) + "shop").serverEnds()));
    }

    @Test
    void aBrokerThatClosesWithoutAnAnswerIsCounted() {
        Capture capture = Capture.of(Capture.RAW);
        new Talk(capture, 40_000).handshake().asks(request(VERSIONS, 3)).serverEnds();
        versioned(new Talk(capture, 40_001).handshake())
                .asks(request(METADATA, 1))
                .server("R.", 1, "");
        assertEquals("1 Closes", refused(capture));
        assertEquals("1 Closes", refused(versioned().asks(request(METADATA, 1)).serverEnds()));
    }

    @Test
    void aBrokerThatServesOthersIsNotSaidToClose() {
        Capture before = Capture.of(Capture.RAW);
        new Talk(before, 40_000).handshake().asks(request(METADATA, 1)).serverEnds();
        new Talk(before, 40_001).handshake().asks(request(METADATA, 1)).answers(response(big(0, 8)));
        assertEquals("", refused(before));
        Capture after = Capture.of(Capture.RAW);
        new Talk(after, 40_001).handshake().asks(request(METADATA, 1)).answers(response(big(0, 8)));
        new Talk(after, 40_000).handshake().asks(request(METADATA, 1)).serverEnds();
        assertEquals("", refused(after));
    }

    @Test
    void aConnectionThatWasOpenBeforeTheCaptureIsNotSaidToBeClosedAtItsStart() {
        assertEquals("", refused(new Talk().asks(request(METADATA, 1)).serverEnds()));
    }

    @Test
    void anAnswerInTlsIsNamed() {
        Talk talk = open().asks(request(VERSIONS, 3))
                .answers(bytes("15 03 03 0002 02 0a"))
                .serverEnds();
        assertEquals("1 TlsExpected", refused(talk));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000008 04d2162f",
                "00000028 00030000 'user' 00 'postgres' 00 'database' 00 'orders' 0000",
                "0000002d 00000000 00000000 00000000 00007530 0000000000000000 00000010 00000000000000000000000000000000 00",
                "00000020 80010001 00000004 'ping' 00000001 00 000000000000000000000000000000"
            })
    void anotherProtocolWithALengthInFrontIsNotRead(String first) {
        assertEquals("", refused(open().asks(bytes(first)).serverEnds()));
    }

    @Test
    void aLengthInASegmentOfItsOwnIsRead() {
        Talk talk = open();
        String request = request(HANDSHAKE, 1);
        talk.asks(request.substring(0, 4)).asks(request.substring(4)).answers(response(big(33, 2) + MECHANISMS));
        assertEquals("1 Mechanism 33: SASL mechanisms offered: PLAIN SCRAM-SHA-256", refused(talk));
    }

    @Test
    void anAnswerToAnotherRequestIsNotRead() {
        Talk talk = versioned().asks(request(HANDSHAKE, 1));
        next++;
        assertEquals("", refused(talk.answers(response(big(33, 2) + MECHANISMS))));
    }

    @Test
    void aConnectionThatFetchesFirstIsNotRead() {
        assertEquals("", refused(open().asks(request(FETCH, 1)).serverEnds()));
    }
}
