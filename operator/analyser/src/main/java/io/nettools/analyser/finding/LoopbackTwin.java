package io.nettools.analyser.finding;

import java.util.List;

/**
 * The other loopback address of a server end. A client of {@code localhost} tries both [::1] and 127.0.0.1 (RFC 8305).
 * Often one of them refuses while the other works, which is no fault.
 */
final class LoopbackTwin {
    private static final String SIX = "[::1]:";
    private static final String FOUR = "127.0.0.1:";

    private LoopbackTwin() {}

    /** Whether this end has only refused connections, while its twin accepts some. */
    static boolean of(ServerFacts facts, List<ServerFacts> all) {
        String twin = twin(facts.server);
        return !twin.isEmpty()
                && facts.attempts.established == 0
                && facts.attempts.refused == facts.attempts.all
                && all.stream().anyMatch(other -> other.server.equals(twin) && other.attempts.established > 0);
    }

    private static String twin(String server) {
        if (server.startsWith(SIX)) {
            return FOUR + server.substring(SIX.length());
        }
        return server.startsWith(FOUR) ? SIX + server.substring(FOUR.length()) : "";
    }
}
