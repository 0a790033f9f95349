package io.nettools.analyser.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.RedisStartup;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The report about redis-py talking to Redis; see resources/captures/README.md. */
class RealConnectionsTest {
    private static Heard heard() throws IOException {
        try (InputStream in = RealConnectionsTest.class.getResourceAsStream("/captures/redis.pcap")) {
            return Heard.in(in.readAllBytes());
        }
    }

    private static String told(RedisStartup one) {
        return Stream.of(
                        one.user(),
                        one.database(),
                        one.protocol(),
                        one.outcome().name(),
                        one.error(),
                        one.message())
                .filter(text -> !text.isEmpty())
                .reduce((all, next) -> all + " " + next)
                .orElseThrow();
    }

    @Test
    void connectionsHaveTheirUserOutcomeAndError() throws IOException {
        assertEquals(
                List.of(
                        "shop Error WRONGPASS invalid username-password pair or user is disabled.",
                        "Error NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH"
                                + " <user> <pass...",
                        "reader RESP3 Ready NOPERM this user has no permissions to run the 'set' command",
                        "shop RESP3 Ready OOM command not allowed when used memory > 'maxmemory'.",
                        "shop 99 RESP3 Error ERR DB index is out of range",
                        "Error DENIED Redis is running in protected mode because protected mode is enabled and no password"
                                + " is set for t...",
                        "RESP3 Ready READONLY You can't write against a read only replica.",
                        "Error ERR max number of clients reached",
                        "shop 3 RESP3 Ready",
                        "shop 3 Ready",
                        "Ready",
                        "Ready",
                        "RESP3 Error LOADING Redis is loading the dataset in memory",
                        "RESP3 Ready",
                        "Ready"),
                heard().top().stream().map(RealConnectionsTest::told).toList());
    }

    @Test
    void errorsThatEndedByThemselvesAreNoFailures() throws IOException {
        assertEquals(
                List.of("1 WRONGPASS", "1 NOAUTH", "1 NOPERM", "1 OOM", "1 ERR", "1 DENIED", "1 READONLY", "1 ERR"),
                heard().failed());
    }

    @Test
    void startsAreTimed() throws IOException {
        List<Long> times = heard().top().stream()
                .filter(one -> one.user().equals("shop"))
                .map(RedisStartup::latencyMicroseconds)
                .toList();
        assertEquals(5, times.size());
        assertTrue(times.stream().allMatch(time -> time > 50 && time < 10_000), times::toString);
    }

    @Test
    void noPasswordIsShown() throws IOException {
        assertFalse(heard().toString().contains("right"));
        assertFalse(heard().toString().contains("wrong"));
    }
}
