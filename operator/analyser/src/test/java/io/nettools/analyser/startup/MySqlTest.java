package io.nettools.analyser.startup;

import static io.nettools.analyser.startup.Starts.bytes;
import static io.nettools.analyser.startup.Starts.little;
import static io.nettools.analyser.startup.Starts.open;
import static io.nettools.analyser.startup.Starts.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of starts of MySQL. */
class MySqlTest {
    private static final String GREETING = message(
            0,
            bytes("0a '8.0.36' 00 2a000000 '12345678' 00 ffff ff 0200 ffdf 15 00000000000000000000")
                    + bytes("'123456789012' 00 'caching_sha2_password' 00"));
    private static final String LOGIN = message(
            1,
            little(0x1_8aa2_0d & 0xff_ffff_ffffL & ~0x800, 4)
                    + little(1 << 24, 4)
                    + bytes("ff" + "00".repeat(23) + "'shop' 00 14 '!secret-secret-secre' 'orders' 00"));
    private static final String TLS_REQUEST =
            message(1, little(0xa00, 4) + little(1 << 24, 4) + bytes("ff" + "00".repeat(23)));
    private static final String OK = message(2, bytes("00 00 00 0200 0000"));
    private static final String DENIED = "Access denied for user 'shop'@'10.0.0.1' (using password: YES)";

    private static String message(int sequence, String payload) {
        return little(payload.length(), 3) + (char) sequence + payload;
    }

    private static String error(int sequence, int code, String words) {
        return message(sequence, "\u00ff" + little(code, 2) + words);
    }

    private static Talk greeted() {
        return open().answers(GREETING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#08004Too many connections", "Too many connections"})
    void anErrorInPlaceOfTheGreetingIsNamed(String words) {
        assertEquals(
                "1 Full 1040: Too many connections",
                refused(open().answers(error(0, 1040, words)).serverEnds()));
    }

    @ParameterizedTest
    @CsvSource({
        "1040, Full",
        "1044, NotPermitted",
        "1045, PasswordWrong",
        "1049, NoSuchDatabase",
        "1053, ShuttingDown",
        "1129, HostBlocked",
        "1130, HostNotAllowed",
        "1203, UserFull",
        "1227, NotPermitted",
        "1251, Mechanism",
        "1698, PasswordWrong",
        "1862, PasswordExpired",
        "3118, AccountLocked",
        "3159, TlsRequired",
        "9001, OtherError"
    })
    void aRefusedLoginHasItsCause(int code, String cause) {
        assertEquals(
                "1 " + cause + " " + code + ": Words",
                refused(greeted().asks(LOGIN).answers(error(2, code, "#HY000Words"))));
    }

    @Test
    void anErrorAfterAnotherWayToLogInWasAskedForIsNamed() {
        Talk talk = greeted()
                .asks(LOGIN)
                .answers(message(2, bytes("fe 'mysql_native_password' 00")))
                .asks(message(3, "!hash"))
                .answers(error(4, 1045, "#28000" + DENIED));
        assertEquals("1 PasswordWrong 1045: " + DENIED, refused(talk));
    }

    @Test
    void whoIsRefusedIsNamedAndThePasswordIsNot() {
        var failures = Starts.in(greeted()
                .asks(LOGIN)
                .answers(error(2, 1045, "#28000" + DENIED))
                .capture()
                .bytes());
        assertEquals("shop", failures.getFirst().first().user());
        assertFalse(failures.toString().contains("secret"), failures::toString);
    }

    @Test
    void aTokenInTheServersWordsIsNotShown() {
        Talk talk = greeted().asks(LOGIN).answers(error(2, 1045, "#28000Access denied for ghp_0123456789abcdefghij"));
        assertEquals("1 PasswordWrong 1045: Access denied for ...", refused(talk));
    }

    @Test
    void aLoginThatSucceedsIsNoFailureAndLaterErrorsAreNotRead() {
        Talk talk = greeted()
                .asks(LOGIN)
                .answers(OK)
                .asks(message(0, "\u0003select"))
                .answers(error(1, 1044, "#42000No"));
        assertEquals("", refused(talk));
    }

    @Test
    void aProbeIsNoFailure() {
        assertEquals("", refused(greeted().clientEnds().serverEnds()));
        assertEquals("", refused(greeted().serverEnds()));
        assertEquals("", refused(greeted().answers(error(1, 1159, "#08S01Got timeout reading communication packets"))));
    }

    @Test
    void encryptedStartsAreNotRead() {
        assertEquals("", refused(greeted().asks(TLS_REQUEST).answers(error(2, 1045, "#28000No"))));
    }

    @Test
    void aLoginIsReadWithoutTheGreeting() {
        Talk talk = open().serverMissed(GREETING.length())
                .asks(LOGIN)
                .answers(error(2, 1049, "#42000Unknown database 'x'"));
        // the server's bytes follow a gap
        assertEquals("", refused(talk));
        Talk older = new Talk().asks(LOGIN).answers(error(2, 1049, "#42000Unknown database 'x'"));
        assertEquals("1 NoSuchDatabase 1049: Unknown database 'x'", refused(older));
    }

    @Test
    void aMissedMessageLeavesTheRestUnknown() {
        Talk talk = greeted().asks(LOGIN).serverMissed(40).answers(error(4, 1045, "#28000No"));
        assertEquals("", refused(talk));
    }

    @Test
    void aMessageOutOfSequenceIsNotRead() {
        assertEquals("", refused(greeted().asks(LOGIN).answers(error(3, 1045, "#28000No"))));
    }

    @Test
    void wordsBehindAGapAreNotShown() {
        String error = error(2, 1045, "#28000Access denied for user");
        Talk talk = greeted()
                .asks(LOGIN)
                .answers(error.substring(0, 19))
                .serverMissed(6)
                .answers(error.substring(25));
        assertEquals("1 PasswordWrong 1045: Access", refused(talk));
    }

    @Test
    void anotherProtocolIsNotRead() {
        assertEquals(
                "",
                refused(open().answers("220 mail ESMTP\r\n").asks("QUIT\r\n").answers("221 bye\r\n")));
        assertEquals("", refused(open().answers(error(0, 20, "too small"))));
        assertEquals("", refused(open().answers(error(1, 1040, "not the first"))));
    }

    @Test
    void refusalsAreCountedByServerCauseAndUser() {
        Capture capture = Capture.of(Capture.RAW);
        for (int port = 40_000; port < 40_003; port++) {
            new Talk(capture, port).handshake().answers(error(0, 1040, "Too many connections"));
        }
        assertEquals("3 Full 1040: Too many connections", refused(capture));
    }

    @Property(tries = 200)
    void piecesOfAnySizeMakeNoDifference(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 7, max = 90) Integer> sizes) {
        Talk talk =
                open().answers(GREETING, sizes).asks(LOGIN, sizes).answers(error(2, 1045, "#28000" + DENIED), sizes);
        assertEquals("1 PasswordWrong 1045: " + DENIED, refused(talk));
    }
}
