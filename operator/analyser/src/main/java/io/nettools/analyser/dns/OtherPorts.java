package io.nettools.analyser.dns;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Servers on other ports than 53, such as those of a cluster's own DNS pods (1053, 5353). A server is accepted when it
 * answers a plain query with the query's id and question. Until then queries to it are only noted.
 */
final class OtherPorts {
    /** Queries noted at a time. */
    static final int CAPACITY = 256;

    private static final int MOST_SERVERS = 64;

    private final Map<QueryKey, Noted> noted = new LinkedHashMap<>();
    private final Set<Endpoint> servers = new HashSet<>();

    /** A possible query that waits for an answer as proof. */
    record Noted(Question question, int interfaceIndex, long micros) {}

    /** Whether no server and no query at other ports is known yet. */
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

    /** The query to which this is the exact answer, if any; from now on the server is known. */
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
