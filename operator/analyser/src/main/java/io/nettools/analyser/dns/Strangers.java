package io.nettools.analyser.dns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The ends that answer in place of one server. It holds the first few. */
final class Strangers {
    private static final int MOST = 4;

    private final Map<Endpoint, Stranger> known = new LinkedHashMap<>();

    Strangers copy() {
        Strangers copy = new Strangers();
        copy.known.putAll(known);
        return copy;
    }

    void add(Endpoint from, long answers, DnsExample query) {
        if (known.size() < MOST || known.containsKey(from)) {
            known.merge(
                    from,
                    new Stranger(from.text(), answers, query),
                    (before, more) -> new Stranger(before.address(), before.answers() + answers, before.first()));
        }
    }

    /** Those that are not asked themselves. */
    List<Stranger> except(Predicate<Endpoint> asked) {
        return known.entrySet().stream()
                .filter(entry -> !asked.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
