package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.http.Ends;
import io.nettools.analyser.http.HttpConnection;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.tcp.TcpConnection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The facts of each server end, bounded in number. A full table joins the ends with the lowest weight into one. A flood
 * of forged ends thus costs no memory and does not hide the others.
 */
final class ServerTable {
    static final int CAPACITY = 1_000;

    private final Map<String, ServerFacts> servers = new LinkedHashMap<>();
    private final ServerFacts rest = new ServerFacts("other ends");

    void add(Conversation conversation, long nowMicros, Strangers strangers) {
        ServerFacts facts = of(conversation.server());
        facts.add(conversation, nowMicros);
        strangers.of(conversation).ifPresent(one -> facts.addStranger(conversation, one));
        HttpConnection http = conversation.http();
        if (http.known()) {
            Ends ends = Ends.askedBy(http.asker(), conversation);
            HttpTally tally = (http.asker() == Side.Client ? facts : of(ends.server())).http;
            tally.add(http, ends, nowMicros);
            if (http.counts().stalled().count() > 0) {
                TcpConnection tcp = conversation.tcp();
                tally.addStalled((http.asker() == Side.Client ? tcp.server() : tcp.client()).largestSegment());
            }
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

    /** Removes half of the ends at once, so that one sort makes room for many. */
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

    /** Makes an independent table with the same facts. */
    ServerTable copy() {
        ServerTable copy = new ServerTable();
        servers.forEach((server, facts) -> copy.of(server).add(facts));
        copy.rest.add(rest);
        return copy;
    }

    /**
     * All ends; the last one is the sum of those that were removed.
     *
     * @param filtered whether a filter may have hidden all but a few kinds of segments
     */
    List<ServerFacts> all(boolean filtered) {
        List<ServerFacts> all =
                Stream.concat(servers.values().stream(), Stream.of(rest)).toList();
        boolean plain = !filtered || all.stream().anyMatch(one -> one.transfers.plain > 0);
        all.forEach(one -> one.plainCaptured(plain));
        return all;
    }
}
