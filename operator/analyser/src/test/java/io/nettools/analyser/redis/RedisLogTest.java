package io.nettools.analyser.redis;

import static io.nettools.analyser.wire.Redis.LOADING;
import static io.nettools.analyser.wire.Redis.NOAUTH;
import static io.nettools.analyser.wire.Redis.OK;
import static io.nettools.analyser.wire.Redis.PONG;
import static io.nettools.analyser.wire.Redis.WRONGPASS;
import static io.nettools.analyser.wire.Redis.all;
import static io.nettools.analyser.wire.Redis.array;
import static io.nettools.analyser.wire.Redis.bulk;
import static io.nettools.analyser.wire.Redis.command;
import static io.nettools.analyser.wire.Redis.commandOf;
import static io.nettools.analyser.wire.Redis.error;
import static io.nettools.analyser.wire.Redis.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.RedisStartup.Outcome;
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

/** The report about a connection. */
class RedisLogTest {
    private static final String HELLO = commandOf("HELLO 3 AUTH shop battery SETNAME cart");
    private static final String GET = commandOf("GET cart");
    private static final String VALUE = bulk("full");

    private static final String NO_KEY = error("NOPERM No permissions to access a key");

    private static Talk open() {
        return new Talk().handshake();
    }

    private static RedisStartup only(Talk talk) {
        List<RedisStartup> all = Heard.in(talk).top();
        assertEquals(1, all.size(), all::toString);
        return all.getFirst();
    }

    private static Outcome outcome(Talk talk) {
        return only(talk).outcome();
    }

    /** User, database, protocol, outcome and error, without empty ones. */
    private static String told(Talk talk) {
        RedisStartup one = only(talk);
        return String.join(
                        " ",
                        one.user(),
                        one.database(),
                        one.protocol(),
                        one.outcome().name(),
                        one.error())
                .strip()
                .replaceAll(" +", " ");
    }

    @Test
    void aStartIsTimedFromItsFirstCommandToItsLastAnswer() {
        Talk talk = open().asks(HELLO)
                .answers(welcome())
                .asks(commandOf("CLIENT SETINFO LIB-NAME lettuce"))
                .answers(OK)
                .after(5_000)
                .asks(commandOf("SELECT 3"))
                .answers(OK);
        talk.asks(GET).after(9_000).answers(VALUE);
        RedisStartup expected = new RedisStartup(
                "10.0.0.1:40000", "10.0.0.2:9000", "shop", "3", "RESP3", Outcome.Ready, "", "", 9_000L);
        assertEquals(expected, only(talk));
    }

    @Test
    void aConnectionWithoutAStartIsReadyWithItsFirstAnswer() {
        assertEquals("Unanswered", told(open().asks(GET)));
        assertEquals("Ready", told(open().asks(GET).answers(VALUE)));
        assertEquals("Ready", told(open().asks(GET).answers(error("MOVED 1 10.0.0.3:6379"))));
        assertNull(only(open().asks(GET).answers(VALUE)).latencyMicroseconds());
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH battery, Ready",
        "AUTH shop battery, shop Ready",
        "auth shop battery, shop Ready",
        "HELLO 2, RESP2 Ready",
        "HELLO 3, RESP3 Ready",
        "HELLO, Ready",
        "HELLO 3 SETNAME cart AUTH shop battery, shop RESP3 Ready",
        "HELLO 3 AUTH shop battery, shop RESP3 Ready",
        "SELECT 15, 15 Ready",
        "CLIENT SETNAME cart, Ready"
    })
    void commandsOfAStartGiveUserDatabaseAndProtocol(String command, String told) {
        assertEquals(told, told(open().asks(commandOf(command)).answers(OK)));
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH battery",
        "AUTH shop battery",
        "AUTH shop battery staple",
        "HELLO 3 AUTH battery",
        "HELLO 3 AUTH battery SETNAME cart",
        "HELLO 3 SETNAME cart AUTH battery",
        "HELLO battery",
        "SELECT battery",
        "CLIENT SETNAME battery",
        "SET cart battery"
    })
    void passwordsKeysAndValuesThatTheServerRepeatsAreNotShown(String command) {
        String repeated = error("ERR unknown command '" + command + "', with args beginning with: 'battery'");
        for (String answer : List.of(OK, repeated, NOAUTH, WRONGPASS, error("NOPERM User may not run 'battery'"))) {
            Heard heard =
                    Heard.in(open().asks(commandOf(command)).answers(answer).clientEnds());
            assertEquals(1, heard.count());
            assertFalse(heard.toString().contains("battery"), heard::toString);
        }
    }

    @Test
    void aTypedPasswordIsNotShown() {
        Heard heard =
                Heard.in(open().asks("AUTH shop battery\r\n").answers(WRONGPASS).clientEnds());
        assertEquals(List.of("1 WRONGPASS"), heard.failed());
        assertFalse(heard.toString().contains("battery"), heard::toString);
    }

    @Test
    void aUserThatIsATokenIsNotShown() {
        Talk talk =
                open().asks(command("AUTH", "ghp_0123456789abcdefghij", "x")).answers(OK);
        assertEquals("...", only(talk).user());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "User shop has no permissions to run the 'get' command | User shop has no permissions to run the 'get' command",
                "User shop has no permissions to access the 'cart' key | User shop has no permissions to access the ...",
                "No permissions to access a key | No permissions to access a key",
                "User shop has no permissions to run the 'get' command on `cart`"
                        + "| User shop has no permissions to run the 'get' command on ..."
            })
    void keysInErrorsAreNotShown(String words, String shown) {
        Talk talk = open().asks(GET).answers(error("NOPERM " + words));
        assertEquals(shown, only(talk).message());
    }

    @Test
    void pipelinedAnswersBelongToTheirCommands() {
        Talk talk = open().asks(all(GET, commandOf("AUTH shop battery"), GET, commandOf("SELECT 1")));
        talk.answers(all(NOAUTH, OK, VALUE)).after(4_000).answers(OK);
        assertEquals("shop Ready", told(talk));
        assertEquals(List.of(), Heard.in(talk).failed());
    }

    @Test
    void pushesAndAttributesAreNoAnswers() {
        String push = ">2\r\n" + bulk("invalidate") + array(bulk("cart"));
        String attribute = "|1\r\n" + bulk("ttl") + ":3\r\n";
        Talk talk = open().asks(commandOf("HELLO 3")).answers(welcome()).asks(all(GET, commandOf("AUTH shop wrong")));
        talk.answers(all(push, attribute, VALUE, push, attribute, WRONGPASS));
        assertEquals("shop RESP3 Error WRONGPASS", told(talk));
    }

    @Test
    void anAnswerBehindAPushBelongsToTheNextCommand() {
        Talk talk = open().asks(all(commandOf("CLIENT SETNAME cart"), GET));
        talk.answers(all(">1\r\n" + bulk("news"), OK, NO_KEY));
        assertEquals(List.of("1 NOPERM"), Heard.in(talk).failed());
    }

    @Test
    void answersThatTheClientSwitchedOffAreNotExpected() {
        Talk talk = open().asks(all(commandOf("CLIENT REPLY SKIP"), GET, commandOf("CLIENT SETNAME cart")));
        talk.answers(NO_KEY).asks(commandOf("CLIENT SETNAME cart")).answers(NO_KEY);
        assertEquals(List.of(), Heard.in(talk).failed());
    }

    @Test
    void nestedAnswersCountOnce() {
        String nested = array(array(array(":1\r\n", "$-1\r\n", "*-1\r\n"), "%1\r\n+a\r\n~1\r\n:2\r\n"), "_\r\n");
        Talk talk = open().asks(commandOf("HELLO 3")).answers(welcome()).asks(all(GET, commandOf("AUTH shop wrong")));
        talk.answers(all(nested, WRONGPASS));
        assertEquals("shop RESP3 Error WRONGPASS", told(talk));
    }

    @Test
    void errorsWithinATransactionAreNoFailures() {
        Talk talk = open().asks(commandOf("EXEC")).answers(array(OK, error("OOM command not allowed")));
        assertEquals("Ready", told(talk));
    }

    @Test
    void aBulkErrorIsRead() {
        String words = "OOM command not allowed when used memory > 'maxmemory'.";
        Talk talk = open().asks(commandOf("HELLO 3")).answers(welcome()).asks(commandOf("SET a b"));
        talk.answers("!" + words.length() + "\r\n" + words + "\r\n");
        assertEquals("RESP3 Ready OOM", told(talk));
    }

    @Test
    void theOutcomeShowsWhichEndClosed() {
        assertEquals(Outcome.ClosedByServer, outcome(open().asks(HELLO).serverEnds()));
        assertEquals(Outcome.ResetByServer, outcome(open().asks(HELLO).server("R.", 1, "")));
        assertEquals(Outcome.Unanswered, outcome(open().asks(HELLO).clientEnds()));
        assertEquals(
                Outcome.ClosedByClient,
                outcome(open().asks(HELLO).answers(error("ERR unknown command")).clientEnds()));
        assertEquals(Outcome.AnsweredByOther, outcome(open().asks(HELLO).answers("HTTP/1.1 400 Bad Request\r\n")));
        assertEquals(Outcome.Underway, outcome(open().asks(HELLO).answers(error("ERR unknown command"))));
    }

    @Test
    void aConnectionThatWasOpenBeforeTheCaptureIsRead() {
        Talk talk = new Talk().answers("of a long value\r\n").asks(GET).answers("its end\r\n");
        assertEquals(List.of(), Heard.in(talk).failed());
        talk.asks(commandOf("SET a b")).answers(error("READONLY You can't write against a read only replica."));
        assertEquals(List.of("1 READONLY"), Heard.in(talk).failed());
    }

    @Test
    void anAnswerToAMissedCommandIsNotMatchedWithACapturedOne() {
        assertEquals(List.of(), Heard.in(new Talk().asks(GET).answers(NO_KEY)).failed());
        Talk missed = open().clientMissed(30).asks(GET).answers(NO_KEY);
        assertEquals(List.of(), Heard.in(missed).failed());
        assertEquals(
                List.of("1 LOADING"),
                Heard.in(missed.asks(GET).answers(LOADING)).failed());
        assertEquals(
                List.of("1 NOPERM"), Heard.in(open().asks(GET).answers(NO_KEY)).failed());
    }

    @Test
    void theRefusedCommandOfALongPipelineIsNotGuessed() {
        Talk talk = open().asks(commandOf("INFO").repeat(20) + commandOf("CLIENT SETNAME cart"));
        assertEquals(List.of(), Heard.in(talk.answers(OK.repeat(20) + NO_KEY)).failed());
    }

    @Test
    void aSubscriptionDoesNotHideAnError() {
        String message = array(bulk("message"), bulk("news"), bulk("-OOM command"));
        Talk talk = open().asks(commandOf("SUBSCRIBE news more")).answers(all(message, message, message));
        assertEquals(List.of(), Heard.in(talk).failed());
        talk.asks(commandOf("SUBSCRIBE other"))
                .answers(error("NOPERM User shop has no permissions to run the 'subscribe' command"));
        assertEquals(List.of("1 NOPERM"), Heard.in(talk).failed());
    }

    @Test
    void aFeedIsNotRead() {
        for (String command : List.of("MONITOR", "PSYNC ? -1", "SYNC")) {
            Talk talk = open().asks(commandOf(command)).answers(all(OK, error("OOM command not allowed")));
            assertEquals(List.of(), Heard.in(talk).failed());
        }
    }

    @Test
    void readingContinuesAfterACutWithinAnAnswersValue() {
        Capture cut = Capture.cutAt(80, Capture.RAW);
        Talk talk = new Talk(cut, 40_000).handshake().asks(GET).answers(bulk("x".repeat(100)));
        talk.asks(commandOf("AUTH shop battery")).answers(WRONGPASS);
        assertEquals("shop Error WRONGPASS", told(talk));
    }

    @Test
    void readingContinuesAfterACutWithinACommandsValue() {
        Talk talk = new Talk(Capture.cutAt(80, Capture.RAW), 40_000).handshake();
        talk.asks(commandOf("SET cart " + "x".repeat(100)))
                .answers(OK)
                .asks(GET)
                .answers(NO_KEY);
        assertEquals(List.of("1 NOPERM"), Heard.in(talk).failed());
    }

    @Test
    void readingResumesAfterAnotherCutWithTheNextCommand() {
        Capture cut = Capture.cutAt(80, Capture.RAW);
        Talk talk = new Talk(cut, 40_000).handshake().asks(HELLO).answers(welcome());
        talk.answers("-OOM of a value\r\n").asks(GET).answers(LOADING);
        assertEquals(List.of("1 LOADING"), Heard.in(talk).failed());
    }

    @Test
    void errorsBehindALostSegmentAreRead() {
        Talk talk = open().asks(GET).serverMissed(300).answers("of its end\r\n").asks(commandOf("AUTH shop wrong"));
        assertEquals("shop Error WRONGPASS", told(talk.answers(WRONGPASS)));
        Talk missed =
                open().asks(GET).answers(VALUE).clientMissed(200).asks(GET).answers(LOADING);
        assertEquals(List.of("1 LOADING"), Heard.in(missed).failed());
    }

    @Test
    void repeatedSegmentsAreReadOnce() {
        Talk talk = open().asks(HELLO).client("P.", 1, HELLO).answers(welcome()).server("P.", 1, welcome());
        assertEquals("shop RESP3 Ready", told(talk));
        assertEquals(1, Heard.in(talk).count());
    }

    @Test
    void manyCommandsBeforeTheFirstAnswerStayBounded() {
        Talk talk = open();
        for (int i = 0; i < 100; i++) {
            talk.asks(commandOf("PING"));
        }
        talk.answers(PONG.repeat(100));
        assertEquals("Ready", told(talk));
    }

    @Test
    void failedConnectionsComeFirst() {
        Capture capture = Capture.of(Capture.RAW);
        for (int i = 0; i < 30; i++) {
            new Talk(capture, 1000 + i).handshake().asks(HELLO).answers(welcome());
        }
        new Talk(capture, 7000).handshake().asks(HELLO).answers(WRONGPASS);
        Heard heard = Heard.in(capture.bytes());
        assertEquals(31, heard.count());
        assertEquals(20, heard.top().size());
        assertEquals("10.0.0.1:7000", heard.top().getFirst().client());
        assertEquals("10.0.0.1:1000", heard.top().get(1).client());
    }

    @Property(tries = 200)
    void anyCutIntoSegmentsGivesTheSameConnection(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 90) Integer> sizes) {
        Talk talk = open();
        talk.asks(all(HELLO, commandOf("SELECT 7"), commandOf("SET a b")), sizes);
        talk.answers(all(welcome(), OK, error("OOM " + "command not allowed ".repeat(20))), sizes);
        RedisStartup one = only(talk);
        assertEquals("shop 7 RESP3 Ready OOM", told(talk));
        assertEquals(100, one.message().length());
        assertTrue(one.message().startsWith("command not allowed"), one::message);
    }

    @Property(tries = 300)
    void aCaptureThatEndsAnywhereInventsNoFailure(@ForAll @IntRange(min = 0, max = 200) int length) {
        String answers = all(error("NOAUTH HELLO must be called"), OK, error("MOVED 1 10.0.0.3:6379"), VALUE);
        Talk talk = open().asks(all(commandOf("HELLO 3"), commandOf("AUTH shop battery"), GET, GET));
        talk.answers(answers.substring(0, Math.min(length, answers.length())));
        assertEquals(List.of(), Heard.in(talk).failed());
    }
}
