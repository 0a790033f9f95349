package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.http.Ends;
import io.nettools.analyser.http.HttpConnection;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.packet.TwoEnds;
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

    /** By their ends, since to write the address of one for each conversation costs more than to add it. */
    private final Map<TwoEnds, ServerFacts> servers = new LinkedHashMap<>();

    private final TwoEnds key = new TwoEnds();
    private final ServerFacts rest = new ServerFacts("other ends");

    void add(Conversation conversation, long nowMicros, Strangers strangers) {
        ServerFacts facts = of(conversation, Side.Server);
        facts.add(conversation, nowMicros);
        strangers.of(conversation).ifPresent(one -> facts.addStranger(conversation, one));
        HttpConnection http = conversation.http();
        if (http.known()) {
            Ends ends = Ends.askedBy(http.asker(), conversation);
            HttpTally tally = (http.asker() == Side.Client ? facts : of(conversation, Side.Client)).http;
            tally.add(http, ends, nowMicros);
            if (http.counts().stalled().count() > 0) {
                TcpConnection tcp = conversation.tcp();
                tally.addStalled((http.asker() == Side.Client ? tcp.server() : tcp.client()).largestSegment());
            }
        }
    }

    private ServerFacts of(Conversation conversation, Side side) {
        conversation.end(side, key);
        ServerFacts known = servers.get(key);
        if (known != null) {
            return known;
        }
        if (servers.size() == CAPACITY) {
            keepTheWorst();
        }
        ServerFacts fresh = new ServerFacts(side == Side.Server ? conversation.server() : conversation.client());
        servers.put(key.copy(), fresh);
        return fresh;
    }

    /** Removes half of the ends at once, so that one sort makes room for many. */
    private void keepTheWorst() {
        List<Map.Entry<TwoEnds, ServerFacts>> least = servers.entrySet().stream()
                .sorted(Comparator.comparingLong(one -> one.getValue().weight()))
                .limit(CAPACITY / 2)
                .toList();
        least.forEach(one -> {
            rest.add(one.getValue());
            servers.remove(one.getKey());
        });
    }

    /** Makes an independent table with the same facts. */
    ServerTable copy() {
        ServerTable copy = new ServerTable();
        servers.forEach((end, facts) -> {
            ServerFacts same = new ServerFacts(facts.server);
            same.add(facts);
            copy.servers.put(end, same);
        });
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
