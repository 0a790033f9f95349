package io.nettools.planner.cluster;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Questions about the cluster, which the edge answers once. They are asked in the turn in which targets get their
 * answer, and never while a trace runs or after its end.
 *
 * @param addresses whose owners are wanted, the most important first; at most {@value #ADDRESSES}
 */
public record Questions(SequencedSet<String> addresses) {
    /** Addresses in one question: each costs up to two requests. */
    public static final int ADDRESSES = 16;

    public static final Questions NONE = new Questions(new LinkedHashSet<>());

    /** The first addresses; those beyond the bound are not asked about. */
    public Questions {
        addresses = first(addresses);
    }

    /** The first of these addresses. */
    public static Questions about(Collection<String> addresses) {
        return new Questions(new LinkedHashSet<>(addresses));
    }

    public boolean isEmpty() {
        return addresses.isEmpty();
    }

    private static SequencedSet<String> first(SequencedSet<String> all) {
        SequencedSet<String> first = new LinkedHashSet<>();
        all.stream().limit(ADDRESSES).forEach(first::add);
        return Collections.unmodifiableSequencedSet(first);
    }
}
