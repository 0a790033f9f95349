package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.http.Ends;
import io.nettools.analyser.http.HttpConnection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The facts of each server end. It holds a bounded number: when it is full, those of which there is least to say are put together into
 * one, so that a flood of forged ends costs no memory and does not hide what mattered.
 */
final class ServerTable {
    static final int CAPACITY = 1_000;

    private final Map<String, ServerFacts> servers = new LinkedHashMap<>();
    private final ServerFacts rest = new ServerFacts("other ends");

    void add(Conversation conversation, long nowMicros) {
        of(conversation.server()).add(conversation, nowMicros);
        HttpConnection http = conversation.http();
        if (http.known()) {
            Ends ends = Ends.askedBy(http.asker(), conversation);
            of(ends.server()).http.add(http, conversation.tcp().end(), ends.client(), nowMicros);
        }
    }

    private ServerFacts of(String server) {
        ServerFacts known = servers.get(server);
        if (known != null) {
            return known;
        }
        if (servers.size() == CAPACITY) {
            keepTheWorst();
        }
        ServerFacts fresh = new ServerFacts(server);
        servers.put(server, fresh);
        return fresh;
    }

    /** Half of them go at once, so that the sorting is paid by many that came. */
    private void keepTheWorst() {
        List<ServerFacts> least = servers.values().stream()
                .sorted(Comparator.comparingLong(ServerFacts::weight))
                .limit(CAPACITY / 2)
                .toList();
        least.forEach(facts -> {
            rest.add(facts);
            servers.remove(facts.server);
        });
    }

    /** A table of its own with the same facts. */
    ServerTable copy() {
        ServerTable copy = new ServerTable();
        servers.forEach((server, facts) -> copy.of(server).add(facts));
        copy.rest.add(rest);
        return copy;
    }

    /** All of them, the sum of those that had no room last. */
    List<ServerFacts> all() {
        return Stream.concat(servers.values().stream(), Stream.of(rest)).toList();
    }
}
