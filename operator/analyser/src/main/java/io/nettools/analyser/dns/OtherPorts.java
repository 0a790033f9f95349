package io.nettools.analyser.dns;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Servers on other ports than 53, such as those of a cluster's own DNS pods (1053, 5353). One is believed in when it answers a plain query
 * with its id and its question; until then its queries are only noted.
 */
final class OtherPorts {
    /** Queries noted at a time. */
    static final int CAPACITY = 256;

    private static final int MOST_SERVERS = 64;

    private final Map<QueryKey, Noted> noted = new LinkedHashMap<>();
    private final Set<Endpoint> servers = new HashSet<>();

    /** A query that waits for an answer that proves it one. */
    record Noted(Question question, int interfaceIndex, long micros) {}

    /** Whether nothing can be at other ports yet, so that looking is not worth it. */
    boolean none() {
        return noted.isEmpty() && servers.isEmpty();
    }

    boolean noServers() {
        return servers.isEmpty();
    }

    boolean serves(Endpoint server) {
        return servers.contains(server);
    }

    void note(QueryKey key, Noted query) {
        noted.putIfAbsent(key, query);
        if (noted.size() > CAPACITY) {
            noted.remove(noted.keySet().iterator().next());
        }
    }

    /** The query that this answers, if it does so strictly; from now on the server is known. */
    Optional<Noted> proved(QueryKey key, Message answer) {
        Noted query = noted.get(key);
        boolean strict = query != null
                && answer.standard()
                && answer.question().filter(query.question()::equals).isPresent();
        if (!strict) {
            return Optional.empty();
        }
        noted.remove(key);
        if (servers.size() < MOST_SERVERS) {
            servers.add(key.server());
        }
        return Optional.of(query);
    }
}
