package io.nettools.analyser.redis;

import static io.nettools.analyser.wire.Redis.FULL;
import static io.nettools.analyser.wire.Redis.LOADING;
import static io.nettools.analyser.wire.Redis.NOAUTH;
import static io.nettools.analyser.wire.Redis.OK;
import static io.nettools.analyser.wire.Redis.PONG;
import static io.nettools.analyser.wire.Redis.WRONGPASS;
import static io.nettools.analyser.wire.Redis.all;
import static io.nettools.analyser.wire.Redis.bulk;
import static io.nettools.analyser.wire.Redis.commandOf;
import static io.nettools.analyser.wire.Redis.error;
import static io.nettools.analyser.wire.Redis.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that are failures, and errors of healthy use. */
class RefusalsTest {
    private static final String HELLO = commandOf("HELLO 3");
    private static final String AUTH = commandOf("AUTH shop battery");
    private static final String GET = commandOf("GET cart");
    private static final String SET = commandOf("SET cart full");
    private static final String VALUE = bulk("full");
    private static final String NO_PASSWORD =
            error("ERR AUTH <password> called without any password configured for the default user. Are you sure?");

    private final Capture capture = Capture.of(Capture.RAW);
    private int connections;

    private Talk open() {
        return new Talk(capture, 40_000 + connections++).handshake();
    }

    private List<String> failed() {
        return Heard.in(capture.bytes()).failed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED 3999 10.0.0.3:6379",
                "ASK 3999 10.0.0.3:6379",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "CROSSSLOT Keys in request don't hash to the same slot",
                "NOSCRIPT No matching script. Please use EVAL.",
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "EXECABORT Transaction discarded because of previous errors.",
                "BUSYGROUP Consumer Group name already exists",
                "BUSYKEY Target key name already exists.",
                "NOPROTO unsupported protocol version",
                "ERR unknown command 'HELLO', with args beginning with: '3'",
                "ERR value is not an integer or out of range",
                "UNBLOCKED force unblock from blocking operation",
                "LOADINGS",
                "OOMPH OOM"
            })
    void errorsOfHealthyUseAreNoFailures(String words) {
        open().asks(SET).answers(error(words)).clientEnds();
        open().asks(HELLO).answers(error(words)).asks(SET).answers(OK).clientEnds();
        assertEquals(List.of(), failed());
    }

    @ParameterizedTest
    @CsvSource({
        "LOADING Redis is loading the dataset in memory, LOADING",
        "BUSY Redis is busy running a script., BUSY",
        "MASTERDOWN Link with MASTER is down, MASTERDOWN",
        "CLUSTERDOWN The cluster is down, CLUSTERDOWN",
        "READONLY You can't write against a read only replica., READONLY",
        "OOM command not allowed, OOM",
        "MISCONF Errors writing to the AOF file, MISCONF",
        "NOREPLICAS Not enough good replicas to write., NOREPLICAS",
        "NOPERM User shop has no permissions to run the 'set' command, NOPERM",
        "NOPERM No permissions to access a key, NOPERM"
    })
    void refusingErrorsAreOneFailurePerConnection(String words, String code) {
        open().asks(SET).answers(error(words)).asks(SET).answers(error(words));
        open().asks(SET).answers(error(words));
        assertEquals(List.of("2 " + code), failed());
    }

    @Test
    void twoErrorsOfOneConnectionAreTwoFailures() {
        open().asks(all(SET, SET)).answers(all(error("READONLY x"), error("OOM x")));
        assertEquals(List.of("1 READONLY", "1 OOM"), failed());
    }

    @Test
    void aMissingPasswordIsAFailureOnceTheClientGoesOnWithoutOrLeaves() {
        Talk talk = open().asks(HELLO).answers(NOAUTH);
        assertEquals(List.of(), failed());
        talk.asks(GET);
        assertEquals(List.of("1 NOAUTH"), failed());
        open().asks(HELLO).answers(NOAUTH).clientEnds();
        assertEquals(List.of("2 NOAUTH"), failed());
    }

    @Test
    void aLaterLoginWithdrawsAMissingPassword() {
        Talk talk = open().asks(GET).answers(NOAUTH).asks(AUTH);
        assertEquals(List.of(), failed());
        talk.answers(OK);
        assertEquals(List.of(), failed());
        Talk late = open().asks(GET).answers(NOAUTH).asks(GET).answers(NOAUTH);
        assertEquals(List.of("1 NOAUTH"), failed());
        late.asks(AUTH).answers(OK).clientEnds();
        assertEquals(List.of(), failed());
    }

    @Test
    void aValueAfterMissedBytesShowsALogin() {
        open().asks(GET)
                .answers(NOAUTH)
                .clientMissed(30)
                .serverMissed(5)
                .asks(GET)
                .answers(VALUE)
                .clientEnds();
        assertEquals(List.of(), failed());
    }

    @Test
    void aLoginDoesNotWithdrawTheFailureOfAnotherConnection() {
        Talk first = open().asks(AUTH).answers(WRONGPASS);
        open().asks(AUTH).answers(WRONGPASS).clientEnds();
        assertEquals(List.of("2 WRONGPASS"), failed());
        first.asks(commandOf("AUTH shop right")).answers(OK);
        assertEquals(List.of("1 WRONGPASS"), failed());
    }

    @Test
    void aWrongPasswordCountsInsteadOfAMissingOne() {
        open().asks(HELLO)
                .answers(NOAUTH)
                .asks(AUTH)
                .answers(WRONGPASS)
                .asks(GET)
                .answers(NOAUTH)
                .clientEnds();
        open().asks(GET).answers(NOAUTH).asks(GET).answers(NOAUTH).asks(AUTH).answers(WRONGPASS);
        assertEquals(List.of("2 WRONGPASS"), failed());
    }

    @Test
    void aProbeThatEndsWithNoauthIsNoFailure() {
        open().asks(commandOf("PING")).answers(NOAUTH).clientEnds();
        open().asks("PING\r\n").answers(NOAUTH).clientEnds();
        open().asks(commandOf("PING"))
                .answers(NOAUTH)
                .asks(commandOf("QUIT"))
                .answers(OK)
                .clientEnds();
        assertEquals(List.of(), failed());
    }

    @Test
    void anUnneededPasswordIsAFailureOnlyIfTheClientGivesUp() {
        open().asks(AUTH).answers(NO_PASSWORD).asks(GET).answers(VALUE).clientEnds();
        assertEquals(List.of(), failed());
        open().asks(AUTH).answers(NO_PASSWORD).clientEnds();
        open().asks(AUTH)
                .answers(error("ERR Client sent AUTH, but no password is set"))
                .serverEnds();
        assertEquals(List.of("2 ERR"), failed());
    }

    @Test
    void aMissingDatabaseIsAFailureOnlyIfTheClientGivesUp() {
        Talk talk = open().asks(commandOf("SELECT 99")).answers(error("ERR DB index is out of range"));
        assertEquals(List.of(), failed());
        talk.clientEnds();
        assertEquals(List.of("1 ERR"), failed());
        open().asks(commandOf("SELECT 99"))
                .answers(error("ERR DB index is out of range"))
                .asks(GET)
                .answers(VALUE);
        assertEquals(List.of("1 ERR"), failed());
    }

    @Test
    void wordsOfARefusedStartThatAnswerOtherCommandsAreNoFailure() {
        open().asks(commandOf("COPY a b DB 99"))
                .answers(error("ERR DB index is out of range"))
                .clientEnds();
        open().asks(GET).answers(error("ERR invalid password")).clientEnds();
        open().asks(GET).answers(NO_PASSWORD).clientEnds();
        assertEquals(List.of(), failed());
    }

    @Test
    void theOldMessageForAWrongPasswordIsAFailure() {
        open().asks(AUTH).answers(error("ERR invalid password"));
        assertEquals(List.of("1 ERR"), failed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CLIENT SETINFO LIB-NAME x", "COMMAND DOCS", "CONFIG GET save", "INFO", "PING", "CLUSTER SLOTS"})
    void forbiddenInquiriesOfALibraryAreNoFailure(String command) {
        open().asks(commandOf(command)).answers(error("NOPERM this user has no permissions"));
        String name = command.split(" ", -1)[0].toLowerCase(Locale.ROOT);
        open().asks(GET).answers(error("NOPERM User shop has no permissions to run the '" + name + "' command"));
        open().asks(GET).answers(error("NOPERM User shop has no permissions to run the '" + name + "|x' command"));
        assertEquals(List.of(), failed());
    }

    @Test
    void aServerThatLoadsIsNoFailureOnceItServes() {
        open().asks(GET).answers(LOADING).clientEnds();
        open().asks(GET).answers(LOADING).clientEnds();
        assertEquals(List.of("2 LOADING"), failed());
        Talk login = open().asks(all(HELLO, commandOf("SELECT 1"))).answers(all(welcome(), OK));
        assertEquals(List.of("2 LOADING"), failed());
        login.asks(commandOf("PING")).answers(PONG);
        assertEquals(List.of(), failed());
        login.asks(GET).answers(LOADING);
        assertEquals(List.of("1 LOADING"), failed());
    }

    @Test
    void aReplicaThatFindsItsPrimaryAgainIsNoFailure() {
        Talk talk = open().asks(GET).answers(error("MASTERDOWN Link with MASTER is down"));
        assertEquals(List.of("1 MASTERDOWN"), failed());
        talk.asks(GET).answers(VALUE);
        assertEquals(List.of(), failed());
    }

    @Test
    void aServerThatLoadsAgainIsAFailureAgain() {
        open().asks(GET).answers(LOADING).asks(GET).answers(VALUE).asks(GET).answers(LOADING);
        assertEquals(List.of("1 LOADING"), failed());
    }

    @Test
    void connectionsClosedByAServerAreNoFailureOnceItServes() {
        open().asks(HELLO).serverEnds();
        open().asks(HELLO).server("R.", 1, "");
        assertEquals(List.of("1 ClosedByServer", "1 ResetByServer"), failed());
        open().asks(GET).answers(VALUE);
        assertEquals(List.of(), failed());
    }

    @Test
    void aRefusalBeforeTheFirstCommandIsAFailure() {
        open().answers(FULL).serverEnds();
        open().answers(FULL).asks(HELLO).serverEnds();
        open().answers(error("DENIED Redis is running in protected mode because no password is set"))
                .serverEnds();
        open().asks(HELLO).answers(FULL).server("R.", 1, "");
        assertEquals(List.of("3 ERR", "1 DENIED"), failed());
        assertEquals(4, Heard.in(capture.bytes()).count());
    }

    @Test
    void aCutMessageOfAFullServerIsRecognised() {
        Capture cut = Capture.cutAt(40 + 30, Capture.RAW);
        new Talk(cut, 40_000).handshake().answers(FULL).serverEnds();
        Heard heard = Heard.in(cut.bytes());
        assertEquals(List.of("1 ERR"), heard.failed());
        assertEquals("max number of clients reached", heard.top().getFirst().message());
    }

    @Test
    void aCutCodeIsNotGuessed() {
        Capture cut = Capture.cutAt(40 + 4, Capture.RAW);
        Talk talk = new Talk(cut, 40_000)
                .handshake()
                .asks("*1\r\n")
                .asks("$4\r\n")
                .asks("ping")
                .asks("\r\n");
        talk.answers(error("OOMPH there is more"));
        assertEquals(List.of(), Heard.in(cut.bytes()).failed());
    }

    @Test
    void aClientThatLeavesBeforeTheAnswerIsAFailureOnlyIfItWaited() {
        open().asks(HELLO).server(".", 1, "").clientEnds().answers(welcome()).serverEnds();
        open().asks(HELLO).server(".", 1, "").clientEnds().serverEnds();
        assertEquals(List.of(), failed());
        open().asks(HELLO).server(".", 1, "").after(2_000_000).clientEnds();
        assertEquals(List.of("1 Unanswered"), failed());
    }

    @Test
    void aCaptureOfOneDirectionHasNoUnansweredConnections() {
        new Talk(capture, 50_000)
                .client("S", 0, "")
                .client(".", 1, "")
                .asks(HELLO)
                .after(5_000_000)
                .clientEnds();
        assertEquals(List.of(), failed());
    }

    @Test
    void aConnectionThatEndsDuringWorkIsNoFailure() {
        open().asks(commandOf("BLPOP orders 0"))
                .server(".", 1, "")
                .after(60_000_000)
                .clientEnds();
        open().asks(commandOf("SHUTDOWN")).serverEnds();
        assertEquals(List.of(), failed());
    }

    @Test
    void aFloodOfKindsOfFailureStaysBounded() {
        for (int i = 0; i < 2000; i++) {
            open().asks(commandOf("AUTH u" + i + " x")).answers(WRONGPASS);
        }
        Heard heard = Heard.in(capture.bytes());
        assertEquals(2000, heard.count());
        assertEquals(64, heard.failures().size());
    }
}
