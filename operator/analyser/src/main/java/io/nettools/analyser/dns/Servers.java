package io.nettools.analyser.dns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts per server. The first servers are counted separately; all further ones, such as a flood of forged ones, share
 * one sum.
 */
final class Servers {
    static final int CAPACITY = 64;

    private final Map<Endpoint, ServerCounts> counts = new LinkedHashMap<>();
    private ServerCounts others = new ServerCounts();

    Servers copy() {
        Servers copy = new Servers();
        counts.forEach((server, known) -> copy.counts.put(server, known.copy()));
        copy.others = others.copy();
        return copy;
    }

    void add(Transaction transaction, long nowMicros) {
        of(transaction.key().server()).add(transaction, nowMicros);
    }

    private ServerCounts of(Endpoint server) {
        ServerCounts known = counts.get(server);
        if (known != null || counts.size() == CAPACITY) {
            return known == null ? others : known;
        }
        ServerCounts fresh = new ServerCounts();
        counts.put(server, fresh);
        return fresh;
    }

    /** @param holes whether answers were captured without their queries */
    List<DnsServer> summaries(boolean holes) {
        boolean answers = counts.values().stream().anyMatch(ServerCounts::answered) || others.answered();
        boolean complete = answers && !holes;
        Stream<DnsServer> known = counts.entrySet().stream().map(entry -> entry.getValue()
                .summary(entry.getKey().text(), counts::containsKey, complete, !answers && !holes));
        DnsServer rest = others.summary("", counts::containsKey, complete, !answers && !holes);
        return Stream.concat(known, Stream.of(rest).filter(server -> server.transactions() > 0))
                .toList();
    }
}
