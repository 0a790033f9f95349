package io.nettools.analyser.startup;

import static io.nettools.analyser.startup.Starts.big;
import static io.nettools.analyser.startup.Starts.bytes;
import static io.nettools.analyser.startup.Starts.open;
import static io.nettools.analyser.startup.Starts.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Talk;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of starts of AMQP. */
class AmqpTest {
    private static final String HEADER = bytes("'AMQP' 00 00 09 01");
    private static final String HEADER_1_0 = bytes("'AMQP' 00 01 00 00");
    private static final String START = method(10, bytes("00 09 00000000 00000005 'PLAIN' 00000005 'en_US'"));
    private static final String START_OK =
            method(11, bytes("00000000 05 'PLAIN' 0000000b 00 'shop' 00 'wrong' 05 'en_US'"));
    private static final String TUNE = method(30, bytes("07ff 00020000 003c"));
    private static final String TUNE_OK = method(31, bytes("07ff 00020000 003c"));
    private static final String OPEN = method(40, bytes("06 'orders' 00 00"));
    private static final String OPEN_OK = method(41, bytes("00"));
    private static final String HEARTBEAT = bytes("08 0000 00000000 ce");

    private static String method(int number, String arguments) {
        String payload = big(10, 2) + big(number, 2) + arguments;
        return bytes("01 0000") + big(payload.length(), 4) + payload + "\u00ce";
    }

    private static String close(int code, String words) {
        return method(50, big(code, 2) + (char) words.length() + words + bytes("0000 0000"));
    }

    private static Talk asked() {
        return open().asks(HEADER).answers(START).asks(START_OK);
    }

    private static Talk tuned() {
        return asked().answers(TUNE).asks(TUNE_OK + OPEN);
    }

    @Test
    void aStartThatSucceedsIsNoFailureAndLaterErrorsAreNotRead() {
        Talk talk = tuned().answers(OPEN_OK).asks(HEARTBEAT).answers(HEARTBEAT).answers(close(320, "later"));
        assertEquals("", refused(talk.serverEnds()));
    }

    @ParameterizedTest
    @CsvSource({
        "403, ACCESS_REFUSED - Login was refused, PasswordWrong",
        "320, CONNECTION_FORCED - shutdown, ShuttingDown",
        "501, FRAME_ERROR, OtherError"
    })
    void aCloseAfterTheLoginHasItsCause(int code, String words, String cause) {
        assertEquals("1 " + cause + " " + code + ": " + words, refused(asked().answers(close(code, words))));
    }

    @ParameterizedTest
    @CsvSource({
        "403, ACCESS_REFUSED, NotPermitted",
        "530, NOT_ALLOWED - vhost orders not found, NoSuchDatabase",
        "530, NOT_ALLOWED - access to vhost 'orders' refused for user 'shop', NotPermitted",
        "530, NOT_ALLOWED - access to vhost 'orders' refused: connection limit (1) is reached, Full"
    })
    void aCloseAfterTheOpenHasItsCause(int code, String words, String cause) {
        assertEquals("1 " + cause + " " + code + ": " + words, refused(tuned().answers(close(code, words))));
    }

    @Test
    void aVirtualHostThatIsNotAllowedHasNoCauseWithoutTheServersWords() {
        String close = close(530, "NOT_ALLOWED - vhost orders not found");
        String cut = close.substring(0, 40);
        Talk talk =
                tuned().answers(cut).serverMissed(close.length() - cut.length()).asks(HEARTBEAT);
        assertEquals("", refused(talk));
        assertEquals("1 Unwilling 530", refused(tuned().answers(close(530, ""))));
    }

    @Test
    void aLoginThatTheCaptureMissedIsRefusedAsALogin() {
        Talk talk = open().asks(HEADER)
                .answers(START)
                .clientMissed(START_OK.length())
                .answers(close(403, "No"));
        assertEquals("1 PasswordWrong 403: No", refused(talk));
    }

    @Test
    void anotherVersionInTheServersHeaderIsNamed() {
        String words = "AMQP 0-9-1; the client said: AMQP 1-0-0";
        assertEquals(
                "1 OtherVersion: " + words,
                refused(open().asks(HEADER_1_0).answers(HEADER).serverEnds()));
    }

    @Test
    void theSameVersionInTheServersHeaderIsNoFailure() {
        assertEquals("", refused(open().asks(HEADER_1_0).answers(HEADER_1_0).serverEnds()));
    }

    @Test
    void aCloseWithoutAWordAfterTheLoginIsAWrongPassword() {
        assertEquals("1 PasswordWrong", refused(asked().serverEnds()));
    }

    @Test
    void aClientThatLeavesAfterTheLoginIsNoFailure() {
        assertEquals("", refused(asked().clientEnds().serverEnds()));
    }

    @Test
    void anAnswerThatTheCaptureMissedIsNoCloseWithoutAWord() {
        assertEquals("", refused(asked().serverMissed(TUNE.length()).serverEnds()));
    }

    @Property(tries = 200)
    void piecesOfAnySizeMakeNoDifference(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 40) Integer> sizes) {
        Talk talk =
                open().asks(HEADER).answers(START, sizes).asks(START_OK, sizes).answers(close(403, "No"), sizes);
        assertEquals("1 PasswordWrong 403: No", refused(talk));
    }
}
