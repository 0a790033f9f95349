package io.nettools.analyser.startup;

import static io.nettools.analyser.startup.Starts.bytes;
import static io.nettools.analyser.startup.Starts.little;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of starts of MongoDB. */
class MongoDbTest {
    private static final String TOPOLOGY = "\u0003topologyVersion\0"
            + document("\u0007processId\0" + "0".repeat(12) + "\u0012counter\0" + little(6, 8));

    private static String document(String elements) {
        return little(elements.length() + 5, 4) + elements + "\0";
    }

    private static String message(int answers, String document) {
        return little(16 + 5 + document.length(), 4) + little(9, 4) + little(answers, 4) + little(2013, 4)
                + "\0\0\0\0\0" + document;
    }

    private static String ask(String command) {
        return message(
                0, document("\u0010" + command + "\0" + little(1, 4) + "\u0002$db\0" + little(6, 4) + "admin\0"));
    }

    private static String ok() {
        return message(9, document("\u0008helloOk\0\u0001" + TOPOLOGY + "\u0001ok\0" + bytes("000000000000f03f")));
    }

    private static String error(int code, String words) {
        String failed = "\u0001ok\0" + "\0".repeat(8);
        String why = "\u0002errmsg\0" + little(words.length() + 1, 4) + words + "\0" + "\u0010code\0" + little(code, 4);
        return message(9, document(TOPOLOGY + failed + why));
    }

    private static Talk greeted() {
        return open().asks(ask("hello")).answers(ok());
    }

    @ParameterizedTest
    @CsvSource({
        "saslStart, 18, PasswordWrong",
        "saslContinue, 18, PasswordWrong",
        "saslStart, 334, Mechanism",
        "saslStart, 8000, PasswordWrong",
        "saslStart, 2, OtherError",
        "find, 13, NotPermitted",
        "insert, 10107, NotPrimary",
        "find, 13435, NotPrimary",
        "find, 13436, NotPrimary",
        "hello, 91, ShuttingDown",
        "ping, 11600, ShuttingDown"
    })
    void aRefusedCommandHasItsCause(String command, int code, String cause) {
        assertEquals(
                "1 " + cause + " " + code + ": No words",
                refused(greeted().asks(ask(command)).answers(error(code, "No words"))));
    }

    @ParameterizedTest
    @CsvSource({"getParameter, 13", "atlasVersion, 59", "find, 26", "insert, 11000", "hello, 337"})
    void anErrorOfHealthyUseIsNoFailure(String command, int code) {
        assertEquals("", refused(greeted().asks(ask(command)).answers(error(code, "No words"))));
    }

    @Test
    void aCommandOnDataThatSucceedsEndsTheStart() {
        assertEquals(
                "",
                refused(greeted()
                        .asks(ask("find"))
                        .answers(ok())
                        .asks(ask("find"))
                        .answers(error(13, "No"))));
    }

    @Test
    void theOlderMessagesAreReadToo() {
        String hello = document("\u0010ismaster\0" + little(1, 4));
        String ask = bytes("00000000 'admin.$cmd' 00 00000000 ffffffff") + hello;
        String failed = document("\u0001ok\0" + "\0".repeat(8) + "\u0010code\0" + little(91, 4));
        String reply = bytes("08000000") + "\0".repeat(12) + little(1, 4) + failed;
        Talk talk = open().asks(little(16 + ask.length(), 4) + little(9, 4) + little(0, 4) + little(2004, 4) + ask)
                .answers(little(16 + reply.length(), 4) + little(1, 4) + little(9, 4) + little(1, 4) + reply);
        assertEquals("1 ShuttingDown 91", refused(talk));
    }

    @Test
    void waitingOnPurposeIsNoFailure() {
        Talk talk = greeted();
        for (int i = 0; i < 100; i++) {
            talk.asks(ask("hello")).after(10_000_000).answers(ok());
        }
        assertEquals("", refused(talk.serverEnds()));
    }

    @Test
    void aConnectionThatOnlySaysHelloIsNotReadForEver() {
        Talk talk = greeted();
        for (int i = 0; i < 64; i++) {
            talk.asks(ask("hello")).answers(ok());
        }
        assertEquals("", refused(talk.asks(ask("saslStart")).answers(error(18, "No"))));
    }

    @Test
    void aConnectionOfWhichTheHelloWasNotCapturedIsRead() {
        assertEquals("1 NotPermitted 13: No", refused(open().asks(ask("find")).answers(error(13, "No"))));
    }

    @Test
    void aConnectionThatBeginsWithAnotherCommandIsNotRead() {
        Talk talk = open().asks(ask("replSetHeartbeat")).answers(ok()).asks(ask("find"));
        assertEquals("", refused(talk.answers(error(13, "No"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 12, 20, 60, 80})
    void anAnswerOfWhichTheEndIsMissingIsNoFailure(int length) {
        String answer = error(18, "No");
        Talk talk = greeted()
                .asks(ask("saslStart"))
                .answers(answer.substring(0, length))
                .serverMissed(answer.length() - length);
        assertEquals("", refused(talk.asks(ask("saslContinue"))));
    }

    @Property(tries = 200)
    void piecesOfAnySizeMakeNoDifference(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 16, max = 60) Integer> sizes) {
        Talk talk = open().asks(ask("hello"), sizes).answers(ok(), sizes).asks(ask("saslStart"), sizes);
        assertEquals("1 PasswordWrong 18: No", refused(talk.answers(error(18, "No"), sizes)));
    }
}
