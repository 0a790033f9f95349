package io.nettools.analyser.finding;

import static io.nettools.analyser.wire.Redis.FULL;
import static io.nettools.analyser.wire.Redis.LOADING;
import static io.nettools.analyser.wire.Redis.NOAUTH;
import static io.nettools.analyser.wire.Redis.OK;
import static io.nettools.analyser.wire.Redis.WRONGPASS;
import static io.nettools.analyser.wire.Redis.bulk;
import static io.nettools.analyser.wire.Redis.commandOf;
import static io.nettools.analyser.wire.Redis.error;
import static io.nettools.analyser.wire.Redis.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Talk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failures of connections to Redis are findings, and how they are put together. */
class RedisRulesTest {
    private static final String HELLO = commandOf("HELLO 3 AUTH shop battery");
    private static final String SET = commandOf("SET cart full");

    private final Capture capture = Capture.of(Capture.RAW);
    private int connections;

    private Talk open() {
        return new Talk(capture, 40_000 + connections++).handshake();
    }

    private List<Finding> findings() {
        return capture.report().findings();
    }

    private List<String> codes() {
        return findings().stream().map(Finding::code).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "WRONGPASS invalid username-password pair, RedisAccessDenied, password is wrong",
        "NOPERM No permissions to access a key, RedisAccessDenied, access list",
        "DENIED Redis is running in protected mode, RedisAccessDenied, protected mode",
        "LOADING Redis is loading the dataset in memory, RedisUnavailable, into memory",
        "BUSY Redis is busy running a script, RedisUnavailable, script",
        "MASTERDOWN Link with MASTER is down, RedisUnavailable, lost its primary",
        "CLUSTERDOWN The cluster is down, RedisUnavailable, cluster",
        "ERR max number of clients reached, RedisUnavailable, as many connections",
        "READONLY You can not write, RedisWriteRefused, replica",
        "OOM command not allowed, RedisWriteRefused, memory",
        "MISCONF Errors writing to the AOF file, RedisWriteRefused, disk",
        "NOREPLICAS Not enough good replicas to write, RedisWriteRefused, replicas"
    })
    void theErrorDecidesBetweenClientServerAndWrite(String words, String code, String meaning) {
        open().asks(SET).answers(error(words));
        assertEquals(List.of(code), codes());
        Finding finding = findings().getFirst();
        assertTrue(finding.message().contains(meaning), finding::message);
        assertTrue(finding.evidence().toString().contains(words.split(" ", -1)[0]), findings()::toString);
        assertTrue(finding.message().length() < 240, finding::message);
        assertTrue(finding.nextStep().length() < 300, finding::nextStep);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH x, ERR AUTH <password> called without any password configured for the default user., has no password",
        "SELECT 99, ERR DB index is out of range, no database",
        "SELECT 1, ERR SELECT is not allowed in cluster mode, no database",
        "HELLO 3, NOAUTH HELLO must be called with the client already authenticated, wants a password"
    })
    void aClientThatLeavesAfterARefusalWasDeniedAccess(String command, String words, String meaning) {
        open().asks(commandOf(command)).answers(error(words)).clientEnds();
        assertEquals(List.of("RedisAccessDenied"), codes());
        assertTrue(findings().getFirst().message().contains(meaning), findings()::toString);
    }

    @Test
    void aServerWithoutAnAnswerOrWithAnotherProtocolIsUnavailable() {
        open().asks(HELLO).server(".", 1, "").after(5_000_000).clientEnds();
        open().asks(HELLO).answers("HTTP/1.1 400 Bad Request\r\n");
        open().asks(HELLO).serverEnds();
        assertEquals(List.of("RedisUnavailable"), codes().stream().distinct().toList());
        assertEquals(3, findings().size());
    }

    @Test
    void anErrorBeforeAResetExplainsIt() {
        open().answers(FULL).asks(HELLO).server("R.", 1, "");
        assertEquals(List.of("RedisUnavailable"), codes());
    }

    @Test
    void aResetWithoutAnAnswerSuggestsTls() {
        open().asks(HELLO).server("R.", 1, "");
        assertEquals(List.of("RedisUnavailable"), codes());
        assertTrue(findings().getFirst().nextStep().contains("TLS"), findings()::toString);
    }

    @Test
    void anErrorIsAWarningIfAnotherConnectionSucceeds() {
        open().asks(SET).answers(error("OOM command not allowed"));
        assertEquals(Severity.Error, findings().getFirst().severity());
        open().asks(SET).answers(OK);
        assertEquals(Severity.Warning, findings().getFirst().severity());
    }

    @Test
    void loadingIsNoFindingOnceTheServerAnswers() {
        open().asks(SET).answers(LOADING).clientEnds();
        assertEquals(List.of("RedisUnavailable"), codes());
        open().asks(SET).answers(OK);
        assertEquals(List.of(), codes());
    }

    @Test
    void aLoadingServerIsOneFindingForAllUsers() {
        for (String user : List.of("shop", "cart", "mail", "cron", "root")) {
            open().asks(commandOf("HELLO 3 AUTH " + user + " x"))
                    .answers(welcome())
                    .asks(SET)
                    .answers(LOADING);
        }
        assertEquals(List.of("RedisUnavailable"), codes());
        assertTrue(capture.report().summary().contains("5 of 5"), capture.report()::summary);
    }

    @Test
    void twoUsersWithWrongPasswordsAreTwoFindings() {
        for (String user : List.of("shop", "cart", "shop")) {
            open().asks(commandOf("HELLO 3 AUTH " + user + " x"))
                    .answers(WRONGPASS)
                    .clientEnds();
        }
        assertEquals(2, findings().size());
        assertTrue(findings().getFirst().evidence().contains("user \"shop\""), findings()::toString);
        assertTrue(findings().get(1).evidence().contains("user \"cart\""), findings()::toString);
    }

    @Test
    void passwordsKeysAndValuesAreNowhereInTheReport() {
        open().asks(HELLO).answers(WRONGPASS).clientEnds();
        open().asks(commandOf("SET battery battery")).answers(bulk("battery"));
        open().asks(commandOf("HELLO 3 AUTH battery")).answers(error("ERR unknown command 'HELLO' 'battery'"));
        open().asks(commandOf("AUTH battery")).answers(NOAUTH).clientEnds();
        assertTrue(!capture.report().toString().contains("battery"), capture.report()::toString);
    }
}
