package io.nettools.analyser.conntrack;

import io.nettools.analyser.report.Conntrack.Translation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Translated addresses and their translations. A client takes a new port for each connection: connections of one
 * address to one server with the same translation count as one entry; the first {@value #MOST} are kept apart, further
 * ones are only counted.
 */
final class Translations {
    static final int MOST = 256;

    private static final Comparator<Translation> MOST_FREQUENT_FIRST =
            Comparator.comparingLong(Translation::connections).reversed();

    private final Map<Key, Translation> kept = new LinkedHashMap<>();
    private long connections;

    /** Takes a connection's beginning. */
    void add(String protocol, Tuples tuples, boolean replied) {
        if (!tuples.translated()) {
            return;
        }
        connections++;
        Key key = Key.of(protocol, tuples);
        Translation known = kept.get(key);
        if (known != null) {
            kept.put(key, counting(known, 1, replied));
        } else if (kept.size() < MOST) {
            kept.put(key, first(protocol, tuples, replied));
        }
    }

    /** Takes a later event of a connection that got a reply. */
    void replied(String protocol, Tuples tuples) {
        kept.computeIfPresent(Key.of(protocol, tuples), (key, known) -> counting(known, 0, true));
    }

    /** Number of translated connections. */
    long connections() {
        return connections;
    }

    /** The first translations, the most frequent first, then in the order in which they came. */
    List<Translation> top(int listed) {
        return kept.values().stream().sorted(MOST_FREQUENT_FIRST).limit(listed).toList();
    }

    private static Translation first(String protocol, Tuples tuples, boolean replied) {
        return new Translation(
                protocol,
                tuples.clientEnd(),
                tuples.server(),
                tuples.serverTranslated() ? tuples.answering() : "",
                tuples.clientTranslated() ? tuples.answeredEnd() : "",
                1,
                replied);
    }

    private static Translation counting(Translation known, long more, boolean replied) {
        return new Translation(
                known.protocol(),
                known.client(),
                known.server(),
                known.translatedServer(),
                known.translatedClient(),
                known.connections() + more,
                known.replied() || replied);
    }

    private record Key(String protocol, String client, String server, String answering, String answered) {
        static Key of(String protocol, Tuples tuples) {
            return new Key(protocol, tuples.client(), tuples.server(), tuples.answering(), tuples.answered());
        }
    }
}
